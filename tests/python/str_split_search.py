# str methods with unusual arguments
print("a b  c".split(" "), "a b  c".split(None, 1), " a ".split(" "), "abc".split("bc"), "aaa".split("a"), "a,b".split(",", 0), "a,b,c,d".rsplit(",", 2), "  a b".rsplit(None, 1), "x".split(sep="y"), "a1b1c".split("1", maxsplit=1))
print("\n".splitlines(), "a\n\nb".splitlines(), "a\rb\x0bc\x0cd\x1ce\u2028f".splitlines(), "".splitlines(), "a\r\nb\n".splitlines(keepends=True))
print("abcabc".find("c", 3), "abcabc".find("c", -2), "abcabc".find("a", 1, 3), "abc".find("", 10), "abc".find("", 3), "abc".rfind(""), "abc".rfind("a", 1), "abcabc".count("abc", 1), "aaaa".count("aa"), "abc".count("", 1, 2))
print("abc".replace("", "-", 2), "".replace("", "x"), "aXbX".replace("X", ""), "abab".replace("ab", "ba"), "abc".replace("b", "b"), "x" * 5 == "xxxxx")
print("abc".partition("b"), "abc".partition("z"), "abcbd".rpartition("b"), "abc".rpartition("z"))
print("ab".join("12"), "".join(("a", "b")), ",".join({"k": 1}), "-".join(c for c in "xyz"), "x".join([""]), "x".join(["", ""]))
print("abc".startswith(("x", "a")), "abc".startswith("c", -1), "abc".endswith("b", 0, -1), "abc".startswith("", 4), "".startswith(""), "abc".startswith(()), "abc".endswith(""))
print("xxabcxx".strip("x"), "abc".strip(""), "\t a\n".strip(), "\u00a0a\u3000".strip() == "a", "aabb".lstrip("a"), "aabb".rstrip("b"), "mississippi".strip("ipm"))
print("ab".center(7, "-"), "abc".center(6, "-"), "abc".center(2), "a".ljust(3) + "|", "a".rjust(3, "0"), "-5".zfill(4), "5".zfill(1), "+5".zfill(5), "--5".zfill(5), "".zfill(2))
print("hello world".title(), "they're bill's".title(), "x1y2".title(), "ABC".lower(), "aBC".capitalize(), "ñandú".upper(), "ŒUVRE".lower(), "ﬁ".upper(), "İ".lower() == "i̇", "ΑΣ".lower(), "Straße".swapcase())
print("a\tb".expandtabs(), "\t".expandtabs(3) + "|", "ab\tc\td".expandtabs(4), "a\n\tb".expandtabs(2), "\t".expandtabs(0) + "|")
for s in ("abc", "ABC", "aB1", "123", "", " ", "a b", "½", "²", "٣", "Ⅷ", "é", "_x", "x-y", "def", "日本", "ª", "A1", "1a", "\u00ad"):
    print(ascii(s), *(int(getattr(s, m)()) for m in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle", "isidentifier", "isprintable", "isascii")))
print("abc".translate({97: "X", 98: None, 99: 0x1F600}), "abc".translate(str.maketrans("ab", "12")), "abc".translate(str.maketrans({"a": "long", "b": None})), str.maketrans("a", "b", "c"))
print("%s|%r" % ("é\t", "é\t"), "{:>5}|{:<5}|{:^5}".format("a", "b", "c"), "{0}{1}{0}".format("x", "y"), "{a[x]}".format(a={"x": 1}), "{:{}}".format("v", 4) + "|")
print("abc" "def", 'single "quotes"', "double 'quotes'", """triple
line""", r"raw\n", "\x41\u0042\U00000043\103\u2022", "tab\tend", "a\
b", "null\0end" == "null\x00end", len("\\"), "\'" + '\"')
for f in (lambda: "a".split(""), lambda: "a".replace(1, "b"), lambda: "a".join(5), lambda: "a".join(["b", 1]), lambda: "a".center("x"), lambda: "a".center(5, "xx"), lambda: "a".startswith(1), lambda: "a".startswith([1]), lambda: "a".index("b"), lambda: "a".rindex("b"), lambda: "a".partition(""), lambda: "a".count(1), lambda: "a".strip(1), lambda: "a" in 5, lambda: 5 in "a", lambda: "a" % 5, lambda: "a" - "b", lambda: "abc"[1.0], lambda: "abc"["a":], lambda: "abc"[::0], lambda: "a".zfill("x"), lambda: str.upper(5), lambda: "a".nope(), lambda: "a".removeprefix(1), lambda: "é".join(None), lambda: str.maketrans("ab", "c"), lambda: "a".expandtabs("x"), lambda: "a" * 2.0):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__ + ":", e)
haystack = "abracadabra" * 200; hits = pos = 0
while (pos := haystack.find("cad", pos)) >= 0: hits += 1; pos += 1
print(hits, haystack.count("abra"), haystack.replace("abra", "x", 3)[:30], len(haystack.split("a")), haystack.rfind("abra"), haystack.index("dab", 100))
