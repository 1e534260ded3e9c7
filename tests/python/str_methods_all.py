# str: every method on texts of each width, with corners and errors
def show(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
texts = ["", "abc", "Hello World", "stra\u00dfe \u00c9", "\u0130\u0131 \u01c5", "\u03a3\u03b1\u03c2", "a\U0001f600b\U00010400", "  x\t", "123", "\u00b2\u0661\u2460", "Title Case Here", "snake_case", "\ufb01n", "\n", "\u4e2d\u6587"]
for t in texts:
    print(ascii(t), [ascii(getattr(t, m)()) for m in ("upper", "lower", "title", "capitalize", "swapcase", "casefold", "strip")], [m for m in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle", "isidentifier", "isprintable", "isascii") if getattr(t, m)()])
s = "abcabc\u0100\U0001f600abc"
for sub in ("abc", "c\u0100", "", "\U0001f600", "zz", "abcabcabc"):
    print(ascii(sub), s.find(sub), s.rfind(sub), s.count(sub), s.find(sub, 1), s.rfind(sub, 0, -1), s.count(sub, 2, 8), s.startswith(sub), s.endswith(sub), s.startswith(sub, 3), s.find(sub, 100), s.find(sub, -3), s.count(sub, 50), ascii(s.replace(sub, "-", 2)), ascii(s.partition(sub) if sub else ""), ascii(s.rpartition(sub) if sub else ""), ascii(s.removeprefix(sub)), ascii(s.removesuffix(sub)), sub in s)
show(lambda: s.index("zz")); show(lambda: s.rindex("zz")); show(lambda: s.index("abc", 1)); show(lambda: "abc".startswith(("x", "ab"))); show(lambda: "abc".endswith((), 1)); show(lambda: "".startswith("", 1)); show(lambda: "abc".find("", 3)); show(lambda: "abc".find("", 4)); show(lambda: "".replace("", "x")); show(lambda: "ab".replace("", "-")); show(lambda: "ab".replace("", "-", 2)); show(lambda: "aaa".replace("a", "bb", -1)); show(lambda: "aaa".replace("a", "\u0100", count=1)); show(lambda: "abc".replace("b", "", 0))
for sep in (None, " ", ",", "  ", "ab"):
    for n in (-1, 0, 1, 2): print([ascii(x) for x in " a, b  c,,d ab".split(sep, n)], [ascii(x) for x in " a, b  c,,d ab".rsplit(sep, n)], end=" ")
    print()
print("".split(), "".split(","), "   ".split(), "a\u3000b\x1cc\u2028d\x85e".split(), "a b c".split(maxsplit=1), "a b c".rsplit(None, 1), "a\u0100b\u0100c".split("\u0100"), "x".split(sep="x"))
lines = "a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l\n\n"
print([ascii(x) for x in lines.splitlines()], [ascii(x) for x in lines.splitlines(True)], "".splitlines(), "\n".splitlines(), "a".splitlines(keepends=1), "a\r\n\r".splitlines(True))
print("ab".center(7, "*"), "ab".center(6, "-"), "abc".center(6, "."), "ab".ljust(5) + "|", "ab".rjust(5, "\u0100").encode("utf-8"), "ab".center(1), "42".zfill(5), "-42".zfill(6), "+1".zfill(4), "--1".zfill(5), "".zfill(2), "abc".zfill(2), "a\tbc\td".expandtabs(), "a\tb\n\tc".expandtabs(4), "\t".expandtabs(0), "a\tb".expandtabs(tabsize=1), "x\r\ty".expandtabs(3).encode())
print("xxaxx".strip("x"), "abcba".lstrip("ab"), "abcba".rstrip("ab"), "  a ".strip(None), "\u2003a\u00a0".strip(), "aaa".strip("a"), "\u0100a\u0100".strip("\u0100"), "abc".strip(""))
print("-".join("abc"), ",".join(x for x in ["a", "b"]), "".join([]), "\u0100".join(["a", "\U0001f600"]).encode("utf-8"), "x".join(["only"]), "ab".join(("1", "2")), ",".join({"k": 1}))
t = str.maketrans({"a": "1", "b": None, ord("c"): 0x1f600, "d": "long"}); print(ascii("abcd".translate(t)), "abc".translate(str.maketrans("ab", "xy")), "abc".translate(str.maketrans("ab", "xy", "c")), "abc".translate({97: None}), "hello".translate(type("T", (), {"__getitem__": lambda self, k: k + 1 if k != 108 else None})()), ascii("\u0100a".translate({256: "b", 97: 256})), "ab".translate([]), "ab".translate("x" * 97 + "yz"))
for f in (lambda: str.maketrans("ab", "x"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans(5), lambda: "a".translate({97: 0x110000}), lambda: "a".translate({97: 1.5}), lambda: "a".translate(5), lambda: str.maketrans({1.5: 1}), lambda: str.maketrans("a", "b", 5), lambda: str.maketrans("a", 5)): show(f)
print("%s|%r|%a|%5s|%-5s|%.2s|%c|%%|%5.1s|" % ("s", "r\n", "\u0100", "ab", "ab", "abcdef", "\u0101", "xyz").encode("utf-8").__class__ and 0 if False else ascii("%s|%r|%a|%5s|%-5s|%.2s|%c|%%|%5.1s|" % ("s", "r\n", "\u0100", "ab", "ab", "abcdef", "\u0101", "xyz")), "%(a)s %(b)05d %(a)r" % {"a": 1, "b": 2}, "%s" % ((1, 2),), "%s %s" % (1, [2]), "%" "%" % (), "%s" % {}, "%x" % 255)
for f in (lambda: "%d" % "1", lambda: "%s" % (1, 2), lambda: "%s %s" % 1, lambda: "%(a)s" % 1, lambda: "%(a)s" % {}, lambda: "%q" % 1, lambda: "%" % 1, lambda: "%(a" % {}, lambda: "%c" % "ab", lambda: "%c" % -1, lambda: "%*d" % ("a", 1), lambda: "%.*d" % (1,), lambda: "abc" % 1, lambda: "abc" % [1], lambda: "%s" % (), lambda: "%5" % 1, lambda: "%c" % 1.5, lambda: "%o" % "a", lambda: "%f" % "a", lambda: 1): show(f)
print("{} {1}".format if False else "{} {}".format(1, 2), "{1} {0} {1}".format("a", "b"), "{a.real} {b[0]} {c[k]}".format(a=1, b=[2], c={"k": 3}), "{:>{w}.{p}}|".format("abcdef", w=5, p=2), "{!r:>5} {!s} {!a}".format("a", "b", "\u0100"), "{{}} {{{}}}".format(1), "{0.__class__.__name__}".format(1), "{:%Y}".format(__import__("datetime").date(2020, 1, 1)), "{0[a b]} {0[1]}".format({"a b": 1, 1: 2}), "{:}".format("x"), "{0:{1}{2}}".format(5, ">", 3))
for f in (lambda: "{} {1}".format(1, 2), lambda: "}".format(), lambda: "{0!z}".format(1), lambda: "{a}".format(), lambda: "{1}".format(1), lambda: "{0.nope}".format(1), lambda: "{0[x]}".format([1]), lambda: "{:s}".format(1), lambda: "{:d}".format("a"), lambda: "{:=5}".format("a"), lambda: "{-1}".format(1), lambda: "{ }".format(1), lambda: "{0x}".format(1)): show(f)
for spec in ("", "5", "<5", ">5", "^5", "*^7", ".2", "5.1", "s", "05", "\U0001f600^5"): print(ascii(format("abc", spec)), end=" ")
print(); n = 0
for i in range(1500):
    t = texts[i % len(texts)] + str(i)
    n += len(t.upper()) + t.count("1") + t.find("5") + len(t.split()) + (t.title() == t) + t.startswith("a")
print(n)
