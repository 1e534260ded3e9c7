# Corners of texts and bytes: lone surrogates side by side, long searches, lazy and greedy loops of patterns over alternatives, what may be referred to weakly.
import array
import ast
import collections
import io
import re
import sys
import weakref

texts = ["\ud83d\ude00", "\ud83d" "\ude00", "\ud83d" + "\ude00", "a\ud83d" f"\ude00{1}\ud83d" "\ude00", "\ude00\ud83d" * 3, "\ud83d\uffff\ude00", "\ud83d\uffff\uffff" "\ude00", "\U0001f600", "\U0001f600\ude00", "\ud83d\U0001f600"]
for text in texts:
    print(len(text), ascii(text), [hex(ord(c)) for c in text][-3:], text == "\U0001f600", text.encode("utf-8", "surrogatepass"))
print(ascii(ast.parse(r"'\ud83d\ude00'").body[0].value.value), ast.unparse(ast.parse(r"x = '\ud83d\ude00' 'a'")), len(eval(r"'\ud83d' '\ude00'")))
print(len(eval(compile(ast.Expression(ast.Constant("\ud83d\ude00", lineno=1, col_offset=0)), "", "eval"))), {"\ud83d\ude00": 1}.get("\U0001f600"))

for n in (10, 1000, 20000):
    for wide in ("", "\u1234", "\U00012345"):
        a, b = wide + "a" * n, "b" * n
        haystack, needle = a + a + b + a + a, a + b + b + a
        print(haystack.find(needle), (haystack + needle).find(needle), (haystack + needle).count(needle), (needle + haystack).rfind(needle), haystack.rfind(needle), end=" ")
        h, m = haystack.encode(), needle.encode()
        print(h.find(m), (h + m).find(m), (m + h).rfind(m), h.replace(m, b"") == h, m in h)
print("abbbc".rsplit("bb"), "abbbc".split("bb"), "abbbc".rsplit("bb", 1), b"abbbc".rsplit(b"bb"), "a,b,c".rsplit(",", sys.maxsize))

for pattern, text in ((r"(ab|a)+?b", "ab"), (r"(ab|a)+b", "ab"), (r"(?:ab|a){1,5}?b", "ab"), (r"(?:ab|a){2,}b", "aab"), (r"(?:ab*)+b", "abb"), (r"(?:ab*c?)+bd", "abcabbd"), (r"(?:a|ab)+b$", "aabab"), (r"((?:ab|a)+)(b*)", "aabbb"), (r"(?:xa*)+a", "xaaxaa"), (r"(?:xa*?)+ab", "xaaxaab"), (r"(?>(?:ab|a)+)b", "aab"), (r"(?:ab|a)++b", "aab"), (r"(?:ab|a)*b", "ab"), (r"(?:(?:ab|a)+c?)+b", "acab")):
    found, whole = re.match(pattern, text), re.fullmatch(pattern, text)
    print(pattern, found and (found.span(), found.groups()), whole and whole.span())
print(re.sub(b"y", bytearray(b"a"), bytearray(b"xyz")), re.sub(b"y", memoryview(b"-"), b"xyz"))

class Sub(str): pass
for thing in (re.compile("a"), io.BytesIO(), io.StringIO(), io.TextIOWrapper(io.BytesIO()), io.BufferedReader(io.BytesIO()), memoryview(b"a"), array.array("i"), collections.deque(), collections.OrderedDict(), list[int], int | str, Sub("a"), {1}, [], {}, (), "a", b"a", bytearray(), re.match("a", "a"), property(), iter([]), None):
    try: print(type(thing).__name__, weakref.ref(thing)() is thing)
    except TypeError as e: print(e)
print(type(len).__module__, type(lambda: 0).__module__, type([].append).__module__)

class Release:
    def __init__(self, view): self.view = view
    def __index__(self): self.view.release(); return 1
for act in (lambda v: v.__setitem__(0, Release(v)), lambda v: v[Release(v)]):
    view = memoryview(bytearray(b"abc"))
    try: print(act(view))
    except Exception as e: print(type(e).__name__, e)

# letters, case, digits and normal forms of Unicode 16 (Todhri, Garay, Tulu-Tigalari), whatever the Node that built has
import unicodedata
print(unicodedata.unidata_version, "\U000105c0".isalpha(), ascii("\U00010d50".lower()), ascii("\U00010d70".upper()), ascii("\ua7dc".lower()), "\U0001f107".isdigit(), "\U00010d40".isdecimal(), int("\U00010d41\U00010d42"))
print([len(unicodedata.normalize(form, "\U000113c5\U00011390\u1e9b\u0323\ufb05\uac01")) for form in ("NFC", "NFD", "NFKC", "NFKD")])
print(ascii("a\u03a3 \u1fa1xy \u01c6\u0390\ufb06".title()), ascii("\u1ff3\u1ff3".capitalize()), ascii("\u1fa1\u0345\u03a3".lower()), ascii("\u1e9e\u0149\u1fb7".casefold()), ascii("\u01c5\u1f88".swapcase()))
