# Texts that grow by addition share what they begin with; none may see what was added to another.
import binascii

text = ""
for i in range(3000):
    text += chr(97 + i % 26)
print(len(text), text[:30], text[-30:])

base = "0123456789" * 10
a = base + "A"
b = a + "first"
c = a + "second"
d = b + "!"
e = b + "?"
f = c + "\u00e9"
g = c + "\u20ac"
print(a[-3:], b[-8:], c[-9:], d[-9:], e[-9:], f[-9:], g[-9:])
print(len(a), len(b), len(c), len(d), len(e), len(f), len(g), a == base + "A", hash(b) == hash(base + "Afirst"))

branches = []
stem = base
for i in range(400):
    stem = stem + str(i)
    branches.append(stem)
    other = stem + "x" * (i % 5)
    assert other.startswith(stem) and len(other) == len(stem) + i % 5
print(len(stem), branches[17], len(set(branches)), branches[399] is stem)
print(all(branches[i + 1].startswith(branches[i]) for i in range(399)), branches[100][-6:])
hexes = ""
for i in range(100):
    hexes += "%02x" % i
print(len(binascii.unhexlify(hexes)), binascii.unhexlify(hexes)[-3:])
words = []
line = ""
for i in range(2000):
    line += "w%d " % i
    if len(line) > 120:
        words.append(line.strip().upper())
        line = ""
print(len(words), words[0][:20], words[-1][-12:], len(line))
upper = text.upper() + text
print(upper.count("ABC"), upper.count("abc"), upper[2999:3002], upper.find("a"))
for piece in ["\u20ac", "\U0001f600"]:
    wide = piece * 70
    grown = wide + "a"
    one = grown + "b"
    two = grown + "\u0107" + piece
    three = one + "\u00e9"
    print(one[-3:] == piece + "ab", two[-4:] == piece + "a\u0107" + piece, three[-3:] == "ab\u00e9", len(one), len(two), len(three))
    text = ""
    for i in range(3000):
        text += piece if i % 3 else chr(97 + i % 26)
    print(len(text), text.count(piece), text[:9] == "a" + piece * 2 + "d" + piece * 2 + "g" + piece * 2, ascii(text[-2:]))
    print({text: 1}["".join(piece if i % 3 else chr(97 + i % 26) for i in range(3000))])
