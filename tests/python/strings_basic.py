# strings: indexing, slicing, methods
s = "Hello, World"
print(s[0], s[-1], s[2:5], s[:5], s[-5:], s[::2], s[::-1], s[10:2:-3], s[100:], s[-100:3])
print(len(s), s.lower(), s.upper(), s.swapcase(), s.title(), "hELLO wORLD".capitalize())
print(s.find("o"), s.rfind("o"), s.find("zz"), s.index("W"), s.count("l"), s.count(""), s.find("o", 5), s.find("", 3))
print("a,b,,c".split(","), " a  b c ".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","), "  x y  ".split(None, 1))
print("one\ntwo\r\nthree\n".splitlines(), "a\nb".splitlines(True), "a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("-"))
print("  pad ".strip() + "|", "  pad ".lstrip() + "|", "  pad ".rstrip() + "|", "xxhixx".strip("x"), "abcba".strip("ab"))
print("test.py".removeprefix("test"), "test.py".removesuffix(".py"), "x".removeprefix("y"))
print("a-b-c".replace("-", "+"), "aaa".replace("a", "b", 2), "abc".replace("", "."), "abc".replace("x", "y"))
print("-".join(["a", "b", "c"]), "".join([]), ", ".join(str(i) for i in range(5)), "ab".join("xyz"))
print("abc".startswith("ab"), "abc".endswith(("x", "c")), "abc".startswith("b", 1), "abc".startswith(""), "abc".endswith("ab", 0, 2))
print("x".center(7, "*"), "ab".center(5) + "|", "x".ljust(4, ".") + "|", "x".rjust(4) + "|", "42".zfill(5), "-42".zfill(6), "+1".zfill(1))
print("abc".isalpha(), "ab1".isalpha(), "12".isdigit(), "".isdigit(), "a1".isalnum(), " \t\n".isspace(), "Ab".isupper(), "AB1".isupper(), "ab".islower())
print("Title Case".istitle(), "Title case".istitle(), "name_1".isidentifier(), "1name".isidentifier(), "abc".isascii(), "a\x00b".isprintable())
print("a\tb\tc".expandtabs(4), "\t|".expandtabs(), "b" in "abc", "" in "abc", "ac" in "abc", "x" not in "abc")
print("a" < "b", "abc" < "abd", "Z" < "a", "" < "a", "abc" == "abc", "a" * 3, 3 * "ab", "x" * 0, "x" * -1)
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\tnl\nbs\\ \x00 \x7f é ü 漢 \U0001F600"))
print(ord("a"), chr(98), ord("漢"), chr(0x1F600), [ord(c) for c in "añ€"], ascii("añ€😀"))
print("ß".upper(), "É".lower(), "ÀÉ".swapcase(), "straße".casefold() == "STRASSE".casefold(), "ǆ".title())
for f in (lambda: "abc"[5], lambda: "abc".index("z"), lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" < 1, lambda: "abc"["x"], lambda: " ".join([1]), lambda: "a".split(""), lambda: ord("ab"), lambda: chr(-1), lambda: int("x1"), lambda: "abc".center()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
# building strings in loops
parts = []
text = ""
for i in range(3000):
    text += chr(97 + i % 26)
    if i % 500 == 0:
        parts.append(text[-3:])
print(len(text), parts, text.count("abc"), text[1000:1010])
counts = {}
for ch in text:
    counts[ch] = counts.get(ch, 0) + 1
print(sorted(counts.items())[:5])
reverse = ""
for ch in "stressed desserts":
    reverse = ch + reverse
print(reverse, reverse == "stressed desserts"[::-1])
words = "the quick brown fox jumps over the lazy dog the end".split()
print(sorted(set(words)), max(words, key=len), [w.title() for w in words][:3])
table = str.maketrans("abc", "xyz", "d")
print("aabbccdd".translate(table), "abc".translate({97: None, 98: "B", 99: 67}))
