# Regular expressions: what the engine matches, in a table of patterns and texts.
import re

CASES = [
    (r'a|ab|abc', 'abc'), (r'(a|ab)(c|bcd)(d*)', 'abcd'), (r'(a*)*', 'aaa'), (r'(a*)+', 'b'), (r'(?:a|b)*?c', 'ababc'),
    (r'(a+)(b+)?', 'aab aa'), (r'(?P<x>\w)(?P=x)', 'hello'), (r'(.)\1+', 'aabbbc'), (r'^\w+$', 'one\ntwo'), (r'(?m)^\w+$', 'one\ntwo'),
    (r'a.c', 'a\nc abc'), (r'(?s)a.c', 'a\nc'), (r'\bfoo\b', 'a foo-bar foobar'), (r'\Boo', 'foo oo'), (r'a{2,3}', 'aaaa a aa'), (r'a{2,3}?', 'aaaa'),
    (r'a{,2}b', 'aaab'), (r'(?=(\w+))\1:', 'abc:'), (r'(?<=-)\w+', 'spam-egg'), (r'(?<!a)b', 'ab bb'), (r'(?<=(a))b', 'ab'), (r'(?!foo)...', 'foobar'),
    (r'(?>a+)ab', 'aaab'), (r'(?>a+|b)c', 'aac bc'), (r'a++b', 'aaab'), (r'a?+a', 'a'), (r'(?:ab)*+a', 'ababa'), (r'(?:ab){1,2}+ab', 'ababab'), (r'.*+x', 'abcx'),
    (r'(<)?\w+(?(1)>|!)', '<a> b! <c!'), (r'(a)?(?(1)b|c)', 'ab c'), (r'x*', 'axb'), (r'(?i)straße', 'STRASSE straßE'), (r'(?i)[k-m]+', 'KLMklm\u212a'),
    (r'[^\W\d_]+', 'ab1_cd\xe9'), (r'(?a)\w+', 'ab\xe9'), (r'\d+', '12\u0663\u0664'), (r'[\s\S]', '\n'), (r'[\u0400-\u04ff]+', 'abc \u043f\u0440\u0438'),
    (r'[a\U0001f600-\U0001f64f]+', 'x\U0001f610a\U0001f603'), (r'(?x) a  # comment' '\n b', 'ab'), (r'(?i:a)b', 'Ab AB'), (r'(?-i:a)b', 'ab'), (r'\Aab', 'ab ab'), (r'ab\Z', 'ab ab\n'),
    (r'ab$', 'ab\n'), (r'((a)|b)*', 'abba'), (r'((a)|(b))*?$', 'ab'), (r'(?:(a)|b)*', 'ab'), (r'()|a', 'a'), (r'a|', 'ba'), (r'(|a)+', 'aaa'), (r'(a|b|c|d|e){2}', 'abcde'),
    (r'(?:x|y|z)+?(?:1|2)', 'xyz1'), (r'if|else|elif|import|in|is', 'import elif is in if'), (r'[]a]+', ']a]'), (r'[^]]+', 'a]b'), (r'[-a]+', '-a-'), (r'[a-]+', '-a-'),
    (r'\x41\u0042\101a', 'ABAa'), (r'(?=a)(?=.b)..', 'ab'), (r'((((((((((a))))))))))\10', 'aa'), (r'(a)(?!\1)', 'aab'), (r'(?=(a+))a*b\1', 'baaabac'),
    (r'^(a(b)?)+$', 'aba'), (r'^(aa(bb)?)+$', 'aabbaa'), (r'(\w+)\s+(\w+)', 'the quick brown'), (r'"(?:[^"\\]|\\.)*"', r'say "a \" b" now'), (r'(?:a{2}){3}', 'aaaaaaa'),
]
for pattern, text in CASES:
    try:
        c = re.compile(pattern)
    except re.error as e:
        print(repr(pattern), 'error', e)
        continue
    out = []
    for m in (c.match(text), c.search(text), c.fullmatch(text)):
        out.append(m and (m.span(), m.groups(), m.lastindex))
    print(repr(pattern), repr(text), *out)
    print('   ', [m.span() for m in c.finditer(text)], c.findall(text))
    print('   ', c.split(text), c.sub('<\\g<0>>', text), c.subn('-', text, 1))

for pattern in ('(', ')', '[a', 'a**', '*a', '(?P<n>', '(?P<1>a)', '(?P<a>)(?P<a>)', r'\1', '(?<=a+)b', 'a{3,2}', '(?(1)a|b|c)', '[z-a]', r'\q', '(?Z)', '(?#', 'x{99999999999}', '(?P=y)', '(?i', r'\x1', '[a-\\d]'):
    try:
        re.compile(pattern)
        print(repr(pattern), 'fine')
    except (re.error, OverflowError) as e:
        print(repr(pattern), type(e).__name__, e, getattr(e, 'pos', None))

# hot loops
word = re.compile(r'(\w)(\w*)')
count = 0
for i in range(3000):
    m = word.match('name%d' % i)
    count += m.end() + len(m[1]) + m.start(2)
print(count)
