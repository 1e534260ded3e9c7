# unicodedata: names both ways, aliases and sequences, every property over ranges of characters, normal forms, Unicode 3.2.0; \N{...} in literals,
# regular expressions and codecs; idna, stringprep and punycode, which are made of it.
import re
import stringprep
import unicodedata as u
import warnings

warnings.simplefilter("ignore")


def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)


print("\N{BULLET} \N{latin small letter e with acute} \N{GRINNING FACE}\N{NBSP}|", f"{1}\N{EM DASH}{2:\N{SPACE}>3}", "\N{HANGUL SYLLABLE GAGG}\N{CJK UNIFIED IDEOGRAPH-4E00}" == "\uac02\u4e00", r"\N{x}", "\N{LF}" == "\n")
for source in (r'"\N{NO SUCH NAME}"', r'"ab\N{}"', r'"\N{DIGIT ONE"', r'f"{1}\N{NOPE}"', r'"\N{KEYCAP NUMBER SIGN}"', r'"é\N{hangul syllable q}"', r'b"\N{BULLET}"'):
    try:
        print(ascii(eval(source)))
    except SyntaxError as e:
        print(source, e.msg)
for name in ("SPACE", "space", "LATIN SMALL LETTER R WITH TILDE", "KEYCAP NUMBER SIGN", "HANGUL SYLLABLE HIH", "HANGUL SYLLABLE", "CJK UNIFIED IDEOGRAPH-4e00", "CJK UNIFIED IDEOGRAPH-FFFF", "TANGUT IDEOGRAPH-17000", "ZERO WIDTH NO-BREAK SPACE", "BYTE ORDER MARK", "x", "é", "", "A" * 300, "NULL", "LATIN CAPITAL LETTER GHA", b"SPACE", 5):
    print(name if len(str(name)) < 50 else "long", end=" ")
    attempt(lambda: ascii(u.lookup(name)))
for c in ("\0", "a", "\ud800", "\ue000", "\U0010ffff", "\u0378", "\uac00", "\u3400", "\u4dbf", "\U0002ebf0", "\U000323b0", "\U0001f9ff", "\u01a2"):
    attempt(u.name, c)
    attempt(u.name, c, "none")
for f in (u.name, u.category, u.bidirectional, u.combining, u.mirrored, u.east_asian_width, u.decomposition, u.decimal, u.digit, u.numeric):
    for a in ("ab", "", 5, None):
        attempt(f, a)
for c in "1½²٣①一百万四兆௰ⅷ༳x㊿\U0001f10a𐄳":
    print(ascii(c), u.decimal(c, None), u.digit(c, None), u.numeric(c, None), u.ucd_3_2_0.numeric(c, None))
total = {}
for c in [*range(0, 0x600, 7), *range(0x900, 0x3100, 61), *range(0xA000, 0x20000, 997), *range(0x1F000, 0x1FB00, 13), 0xE0001, 0xF0000, 0x10FFFF]:
    s = chr(c)
    row = u.category(s), u.bidirectional(s), u.combining(s), u.mirrored(s), u.east_asian_width(s), u.decomposition(s), u.name(s, "")
    old = u.ucd_3_2_0
    row2 = old.category(s), old.bidirectional(s), old.combining(s), old.mirrored(s), old.east_asian_width(s), old.decomposition(s), old.name(s, "")
    total[row[0]] = total.get(row[0], 0) + 1
    if c % 5 == 0:
        print(hex(c), *row[:-1], row[-1][-12:], row2 == row or row2[:5])
print(sorted(total.items()))
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    for s in ("é", "e\u0301", "\ufb01", "Å", "한", "\u1112\u1161\u11ab", "\u1e9b\u0323", "a\u0315\u0300\u05ae\u0062", "½", "\U0001d160", "\u2126", "\uf900"):
        print(form, ascii(u.normalize(form, s)), u.is_normalized(form, s), end=";")
    print()
attempt(u.normalize, "NFX", "a")
attempt(u.normalize, "NFC", 5)
print(u.unidata_version, u.ucd_3_2_0.unidata_version, type(u.ucd_3_2_0).__name__)
attempt(u.UCD)

print(re.findall(r"\N{EM DASH}|[\N{DIGIT ONE}-\N{DIGIT THREE}]", "1—45—3"))
for pattern in (r"\N{NOPE}", r"\N", r"\N{", r"\N{}", b"\\N{SPACE}"):
    attempt(re.compile, pattern)
print("é€\U0001f600\ud800\x80z".encode("ascii", "namereplace"), "\u0416".encode("latin-1", "namereplace"), "Ж".encode("cp1252", "namereplace"))
for b in (rb"\N{BULLET}x", rb"\N{NOPE}x", rb"\N", rb"\N{", rb"\N{}", rb"\N{BULLET"):
    attempt(b.decode, "unicode_escape")
    attempt(b.decode, "unicode_escape", "replace")
for host in ("bücher.example", "straße.de", "例え.テスト", "www.python.org.", "a..b", "x" * 64, "\u2260"):
    attempt(host.encode, "idna")
for host in (b"xn--bcher-kva.example", b"XN--strae-oqa.de", b"xn--r8jz45g.xn--zckzah", b"xn--\xff"):
    attempt(host.decode, "idna")
attempt("Pro\u010dprost\u011bnemluv\xed\u010desky".encode, "punycode")
print(stringprep.in_table_a1("\u0221"), stringprep.in_table_c12("\xa0"), stringprep.map_table_b3("ß"), ascii(stringprep.map_table_b2("\u0130")), stringprep.in_table_d1("\u05d0"))
