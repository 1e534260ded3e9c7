# re's objects: patterns, matches, scanners, templates; bytes; callables that match within a match.
import copy
import re


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


p = re.compile(r'(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?')
print(p, p.pattern, p.flags, p.groups, dict(p.groupindex), re.compile('a', re.I | re.M), re.compile(b'a', re.I), re.compile('a', re.A))
m = p.search('on 2024-05 and 2023-11-30')
print(m, m.group(), m.group(1, 'month'), m['year'], m[0], m.groups(), m.groups('-'), m.groupdict(), m.groupdict(''))
print(m.start(), m.end(), m.span(), m.span('day'), m.start(4), m.regs, m.pos, m.endpos, m.lastindex, m.lastgroup, m.string, m.re is p)
print(m.expand(r'\g<month>/\1[\g<day>]'), bool(m), copy.copy(m) is m, copy.deepcopy(p) is p)
attempt(m.group, 9)
attempt(m.group, 'none')
attempt(m.__getitem__, -1)
attempt(m.start, 'x')
attempt(p.match, 5)
attempt(p.match, b'2024-05')
attempt(re.compile(b'a').match, 'a')
print(p == re.compile(p.pattern), p == re.compile('a'), hash(p) == hash(re.compile(p.pattern)), p != 5)
print(p.match('x2024-05', 1), p.match('2024-05', 0, 6), p.search('2024-05-06', 0, 7), p.fullmatch('2024-05-06x', endpos=10))
print(re.compile('^b').search('ab', 1), re.compile(r'(?<=a)b').search('ab', 1), re.compile('$').search('abc', 1, 2).span(), re.compile('').match('abc', 10).span())

print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'one two three four'), re.sub('a', r'\\n\n', 'bab'), re.sub('x', lambda m: m.group() * 2, 'axbx', count=1))
print(re.sub('(a)|b', r'[\1]', 'ab'), re.sub('', '-', 'abc'), re.sub('x*', '-', 'axb'), re.subn('b*', 'B', 'abc'), re.sub('a', '', 'banana'))
attempt(re.sub, 'a', r'\2', 'a')
attempt(re.sub, 'a', r'\g<x>', 'a')
attempt(re.sub, 'a', r'\z', 'a')
attempt(re.sub, 'a', lambda m: 5, 'xa')
attempt(re.sub, 'a', lambda m: None, 'xay')
attempt(re.sub, 'a', lambda m: 1 / 0, 'a')
attempt(re.sub, 'a', b'x', 'a')
attempt(re.sub, 'a', 5, 'a')
print(re.split(r'\W+', 'Words, words, words.'), re.split(r'(\W+)', 'a, b', maxsplit=1), re.split('x*', 'axbc'), re.split('(x)|,', 'a,bxc'))
print(re.findall(r'(\w)=(\d)?', 'a=1 b= c=3'), re.findall('', 'ab'), re.escape('a.b*c[d]\n'), re.findall(b'[a-c]+', b'xabcx'))
print(re.match(rb'(\w+)', b'caf\xe9').group(1), re.sub(b'a', rb'<\g<0>>', bytearray(b'banana')), re.split(b',', b'a,b'), re.compile(b'(?i)A').findall(b'aA'))
s = re.compile(r'\s*(\w+)').scanner('one two  three!')
while (m := s.match()) is not None:
    print(m.group(1), end=' ')
print(s.pattern.pattern, s.match())
it = re.finditer('a', 'banana')
print(next(it).span(), [m.start() for m in it])


# a match within a match
def inner(m):
    return re.sub(r'\d', lambda d: str(int(d.group()) + 1), m.group()) + '.'


print(re.sub(r'\w+', inner, 'a1 b22 c9'))


class Text(str):
    pass


t = Text('sub class')
print(re.match(r'\w+', t).group(), type(re.match(r'\w+', t).group()).__name__, re.match('s', t).string is t, re.sub('x', 'y', t))
tokens = re.compile(r'(?P<num>\d+(?:\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>[-+*/=()])|(?P<ws>\s+)|(?P<bad>.)')
total = {}
for i in range(300):
    for m in tokens.finditer('x%d = (y + 3.5) * %d ?' % (i, i)):
        total[m.lastgroup] = total.get(m.lastgroup, 0) + len(m.group())
print(sorted(total.items()))
print([m.lastgroup for m in tokens.finditer('a1+2')], re.purge())
