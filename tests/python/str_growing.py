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
