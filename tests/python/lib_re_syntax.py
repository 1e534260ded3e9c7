# re: every piece of syntax, one after the other: classes, escapes, groups, flags, lookaround, conditionals, and what is refused.
import re


def show(pattern, *texts, flags=0):
    try:
        c = re.compile(pattern, flags)
    except re.error as e:
        print(f"{pattern!r}: {type(e).__name__} {e} | {e.msg} {e.pos} {e.lineno} {e.colno}")
        return
    print(f"{pattern!r} groups={c.groups} {dict(c.groupindex)}", *(f"{t!r}: {[m.group() for m in c.finditer(t)]}" for t in texts), sep="\n   ")


# characters and classes
show(r"a.c", "abc a\nc axc")
show(r"a.c", "abc a\nc", flags=re.S)
show(r"[abc]+|[^abc ]+", "aabb xyz cab")
show(r"[a-cx-z0-3]+", "abcd xyzw 01234")
show(r"[]x]+", "a]x]b")
show(r"[^]]+", "ab]cd")
show(r"[a\]b]+", "a]b")
show(r"[\w.-]+@[\w-]+\.\w{2,3}", "me@x.org, you.too@some-where.com, no@where")
show(r"[\d\s]+", "a1 2b\t3")
show(r"\d+|\D+", "12ab34")
show(r"\w+|\W+", "héllo, wörld_1!")
show(r"\w+", "héllo ½ ² ٣", flags=re.A)
show(r"\s\S|\S", "a \u00a0b\u2003c\x1c")
show(r"\bfoo\b|\Boo\B", "foo food afoot foo")
show(r"\Aab|ab\Z", "abab ab")
show(r"^\w+|\w+$", "one two\nthree four")
show(r"^\w+|\w+$", "one two\nthree four", flags=re.M)
show(r"\x41\u00e9\U0001F600\n\t\\\.\0\101", "Aé😀\n\t\\.\0A")
show(r"\.\*\?\[\]\(\)\{\}\|\^\$\-\#\ ", r".*?[](){}|^$-# ")
# repeats
show(r"ab*c", "ac abc abbbc")
show(r"ab+?", "abbb")
show(r"ab??c?", "abc ac")
show(r"(ab){2}|c{2,}|d{,2}e|f{1,2}", "abab ccc dde ddde e fff")
show(r"a{2,3}?", "aaaaa")
show(r"x{a}|y{1,b}|{", "x{a} y{1,b} {")
show(r"a++b|a*+c|a?+d|(?>e+)f", "aab aac ad eef")
show(r"a++a", "aaa")
show(r"(?:a{1,2}+)a", "aa aaa")
# groups
show(r"(\w)(\w)(?:\w)", "abc def")
show(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?", "2024-05 2024-06-07")
show(r"(\w)\1", "aabbcd")
show(r"(?P<q>['\"]).*?(?P=q)", "'a\"b' \"c'd\"")
show(r"(a)|(b)|c", "abc")
show(r"(?#a comment)a(?#another)b", "ab")
show(r"(a(b(c)?)?)+", "abcab a")
show(r"()", "ab")
show(r"(?:)", "ab")
show(r"a||b", "ab")
# lookaround and conditionals
show(r"\w+(?=:)", "key: value other:")
show(r"\b\w+\b(?!:)", "key: value")
show(r"(?<=\$)\d+", "$100 200 $300")
show(r"(?<!\$)\b\d+", "$100 200")
show(r"(?<=a|b)c", "ac bc cc")
show(r"(?<=^|,)\w", "a,b,c")
show(r"(?=.*\d)(?=.*[a-z])\w{4,}", "abcd 1234 abc1")
show(r"(\()?\w+(?(1)\))", "(abc) (abc abc)")
show(r"(?P<open><)?\w+(?(open)>|;)", "<a> b; <c")
# flags
show(r"straße|ſ|k", "STRASSE STRAßE S K \u212a", flags=re.I)
show(r"(?i)AbC", "abc ABC")
show(r"(?i:a)b(?-i:C)", "ab Ab aB abC", flags=0)
show(r"(?x) a \  b  # comment" "\n" r" [ #] c \# ", "a b#c# a b c#")
show(r"(?xi) A (?-x: b)", "a b ab")
show(r"(?a:\w)\w", "aé éa")
show(r"(?u:\w)+", "éa", flags=re.A)
show(r"(?ms)^.+?$", "a\nb")
show(r"[^\n]+$", "a\nb\n")
show(rb"[a-z]+\xff?", "x") if False else print(re.findall(rb"[a-z]+\xff?", b"ab\xffcd"), re.findall(rb"\w+", b"a\xe9b"), re.findall(rb"(?L)\w", b"a1"))
for f in (0, re.I, re.M | re.S, re.X | re.A, re.DEBUG & 0, re.IGNORECASE | re.VERBOSE):
    print(repr(re.compile("a", f)), re.compile("a", f).flags, repr(re.RegexFlag(f)))
print(re.compile("(?im)a").flags, re.compile(b"a").flags, re.I | re.M, repr(re.compile(b"a" * 5, re.I)), re.NOFLAG, re.compile("a" * 250))
# refused
for bad in ("(", "a)", "(?", "(?P", "(?P<", "(?P<a", "(?P<a>", "(?P<1a>x)", "(?P<a>x)(?P<a>y)", "(?P=a)", "(?P>a)", "(?P<a b>x)", "(?<", "(?<x)", "(?<=a*)b", "(?<=(a)\\1)", "[", "[a", "[]", "[^]", "[b-a]", "[\\w-z]", "[a-\\d]",
            "*", "+a", "?", "a**", "a*+*", "a{1}{2}", "a{3,1}", "(?:*)", "^*", "\\b+", "\\", "\\1", "(a)\\2", "\\g", "\\x", "\\x4", "\\u12", "\\U00110000", "\\e", "[\\b-\\e]", "(?z)", "(?i", "(?i-", "(?-i)", "(?i-i:a)", "(?au)", "a(?i)b", "(?L)a", "(?(1)a)", "(?(a)b)", "(?(1", "(a)(?(1)b|c|d)", "(?(0)a)", "(?#", "\\N", "\\400", "(?>a", "(?i:a", "(?-L:a)", "(?\\w)"):
    show(bad)
show("a\n(b\n[c")
try:
    re.compile("a", 1 << 20)
except Exception as e:
    print(type(e).__name__, e)
try:
    re.compile('a{99999999999}')
except OverflowError as e:
    print(e)
for pattern, flags in ((b"a", re.U), ("a", re.L), ("a", re.A | re.U), (5, 0), (None, 0)):
    try:
        re.compile(pattern, flags)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
