# re: sub and subn with templates and functions, split, matches and their methods, scanners, escape, expand, errors.
import copy
import re


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world, good bye"), re.sub(r"(?P<a>\d)(?P<b>\d)", r"\g<b>\g<a>\g<1>0", "12 34"), re.sub("a", r"[\g<0>]", "banana"))
print(re.sub("x*", "-", "abxd"), re.sub("", ".", "abc"), re.sub(r"\b", "|", "hi you"), re.sub("(a)|b", r"<\1>", "ab"), re.sub("a", "\\\\", "bab"), re.sub("a", r"\n\t\x", "a") if False else re.sub("a", r"\n\t", "a") == "\n\t")
print(re.subn("[aeiou]", "", "education", count=3), re.subn("z", "", "abc"), re.sub("a", "b", "aaaa", count=2), re.sub("A", "b", "aaa", flags=re.I))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "1 apple, 22 pears"), re.sub(r"(?P<w>\w+)", lambda m: m["w"].title(), "some words here"), re.sub("(.)(.)?", lambda m: repr(m.groups("-")), "abc"))
print(re.sub(b"a(.)", rb"<\1>", b"abac"), re.sub("é", "e", "café"), re.sub(r"(a)(b)?", r"\2\1", "ab a"), re.sub("a", r"\101\060\0", "a"))
for template in (r"\2", r"\g<x>", r"\g<5>", r"\g<", r"\g<>", r"\g<1", r"\q", r"\g", r"\400", r"\g<1a>", r"\g<-1>", "\\", r"\1a\9"):
    attempt(re.sub, "(a)", template, "a")
attempt(re.sub, "a", 5, "a")
attempt(re.sub, "a", "b", 5)
attempt(re.sub, "a", b"b", "a")
attempt(re.sub, b"a", b"b", "a")
attempt(re.sub, "a", lambda m: 5, "a")
attempt(re.sub, "a", lambda m: 1 // 0, "a")
attempt(re.match, "a", 5)
attempt(re.compile("a").search, "a", "x")
attempt(re.compile("a").nope) if hasattr(re.compile("a"), "nope") else print("no such attribute")

print(re.split(r"[,;]\s*", "a, b;c,,d"), re.split("([,;])", "a,b;c"), re.split("x*", "axbc"), re.split(r"\b", "a b"), re.split("(a)|b", "1a2b3"), re.split(",", "a,b,c", maxsplit=1), re.split("z", "abc"), re.split("", "ab"), re.split("a", ""))
print(re.findall("a(b)?", "ab a"), re.findall("(a)(b)?", "ab a"), re.findall("a|", "bab"), re.findall(r"(\w)=(\d)", "a=1 b=2"))

m = re.compile(r"(?P<first>\w+)\s(?P<second>\w+)?(!)?").search("  hello world", 1)
print(m, m.group(), m.group(1, "second", 3), m.groups(), m.groups("none"), m.groupdict(), m.groupdict("?"), m[0], m["first"], m.span(), m.span("second"), m.span(3), m.start(2), m.end(1))
print(m.pos, m.endpos, m.lastindex, m.lastgroup, m.re.pattern, m.string, m.regs, m.expand(r"\2-\1 \g<first>"), bool(m), copy.copy(m) is m, copy.deepcopy(m) is m, m.re is re.compile(m.re.pattern))
attempt(m.group, 4)
attempt(m.group, "third")
attempt(lambda: m[7])
attempt(lambda: m["x"])
attempt(m.start, 9)
attempt(m.group, 1.5)
attempt(m.expand, r"\7")
attempt(lambda: len(m))
attempt(lambda: iter(m))
attempt(lambda: setattr(m, "pos", 3))
p = re.compile("b+")
print(p.match("abb"), p.match("abb", 1), p.fullmatch("bb"), p.fullmatch("bbc"), p.fullmatch("abbc", 1, 3), p.search("abb", -5, 2), p.search("abb", 9), p.findall("bb b", 1), [x.span() for x in p.finditer("b bb", 0, 3)], re.compile("^b").search("ab", 1), re.compile("^b", re.M).search("a\nb", 1), re.compile("(?<=a)b").search("ab", 1), re.compile("b$").search("abc", 0, 2))
print(p == re.compile("b+"), p == re.compile("b+", re.I), hash(p) == hash(re.compile("b+")), copy.copy(p) is p, p.pattern, type(p).__name__, re.Pattern is type(p), re.Match is type(m), isinstance(p, re.Pattern), re.Pattern[str])
s = re.compile("a(.)").scanner("a1a2 a3")
print(s.search()[1], s.match()[1], s.match(), s.pattern.pattern)
print(re.escape("a.b*c[d]-e f_g\n#é~"), re.escape(b"a.b\xff"), re.escape(""))
scanner = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\w+", lambda s, t: t.upper()), (r"\s+", None), (r"[+*]", lambda s, t: (s.match.start(), t))])
print(scanner.scan("ab 12 + 3x * !rest"))
re.purge()
try:
    re.compile("(unclosed", re.X)
except re.PatternError as e:
    print(e.msg, e.pattern, e.pos, e.lineno, e.colno, re.error is re.PatternError)


def camel(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def snake(name):
    return re.sub(r"_([a-z])", lambda m: m[1].upper(), name)


print(camel("someVariableName"), snake("some_variable_name"), re.sub(r"(?<=\d)(?=(?:\d{3})+\b)", ",", "1234567 and 1000"), re.sub(r"(\w)(\w*)", r"\2\1ay", "pig latin words"))
text = " ".join(f"key{i}={i * i}" for i in range(300))
total = 0
for m in re.finditer(r"(?P<k>key\d+)=(?P<v>\d+)", text):
    total += int(m["v"]) + len(m["k"])
print(total, len(re.sub(r"\d", lambda m: "<" + m[0] + ">", text)), re.subn("key", "k", text)[1], len(re.split(r"[ =]", text)))
