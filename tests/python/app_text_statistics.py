# Text statistics: words, sentences, readability, n-grams, Markov chains, anagrams, ciphers, word wrapping, tables; Unicode categories.
import math
import random
import re
import string
import textwrap
import unicodedata
from collections import Counter, defaultdict
from fractions import Fraction
from itertools import groupby, islice, pairwise, product
from operator import itemgetter

TEXT = """It was the best of times, it was the worst of times; it was the age of wisdom... It was the age of foolishness!
We had everything before us, we had nothing before us -- in short, the period was so far like the present period,
that some of its noisiest authorities insisted on its being received, for good or for evil, in the superlative degree of comparison only.
Dr. Smith paid $3.50 for 2 naïve café façades on 12/24. "Really?" she asked. 'Yes,' he said; e.g. it's true. Straße, ǅ and ﬁ: 日本語 καλημέρα."""


class Document:
    WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
    ABBREVIATIONS = {"dr", "mr", "e.g", "i.e"}

    def __init__(self, text):
        self.text = text
        self.words = [w.casefold() for w in self.WORD.findall(text)]

    def sentences(self):
        start = 0
        for m in re.finditer(r"[.!?]+[\"']?(?=\s+[\"'A-Z]|\s*$)", self.text):
            last = self.text[start : m.start()].rsplit(None, 1)[-1].casefold() if self.text[start : m.start()].split() else ""
            if last in self.ABBREVIATIONS:
                continue
            yield " ".join(self.text[start : m.end()].split())
            start = m.end()

    @staticmethod
    def syllables(word):
        groups = re.findall(r"[aeiouyáéíóúïü]+", word)
        return max(1, len(groups) - (word.endswith("e") and not word.endswith("le") and len(groups) > 1))

    def readability(self):
        words, sentences = len(self.words), sum(1 for _ in self.sentences())
        syllables = sum(map(self.syllables, self.words))
        return {"flesch": round(206.835 - 1.015 * words / sentences - 84.6 * syllables / words, 3), "fog": round(0.4 * (words / sentences + 100 * sum(self.syllables(w) > 2 for w in self.words) / words), 3)}

    def ngrams(self, n):
        return Counter(zip(*(self.words[i:] for i in range(n))))

    def entropy(self):
        counts = Counter(self.text)
        return -sum(c / len(self.text) * math.log2(c / len(self.text)) for c in counts.values())

    def concordance(self, word, width=14):
        for m in re.finditer(rf"\b{re.escape(word)}\b", self.text, re.I):
            left, right = self.text[: m.start()].replace("\n", " "), self.text[m.end() :].replace("\n", " ")
            yield f"{left[-width:]:>{width}} [{m[0]}] {right[:width]}"

    def markov(self, seed, length=14, order=1):
        chain = defaultdict(list)
        for window in zip(*(self.words[i:] for i in range(order + 1))):
            chain[window[:-1]].append(window[-1])
        rng = random.Random(seed)
        state = rng.choice(sorted(chain))
        out = list(state)
        while len(out) < length and state in chain:
            out.append(rng.choice(chain[state]))
            state = (*state[1:], out[-1])
        return " ".join(out)


d = Document(TEXT)
print(len(d.words), len(set(d.words)), Counter(d.words).most_common(6), sorted({w for w in d.words if len(w) > 10}))
for s in d.sentences():
    print(f"{len(s):>4} {textwrap.shorten(s, 50)}")
print(d.readability(), f"{d.entropy():.4f}", [(w, d.syllables(w)) for w in ("table", "time", "naïve", "superlative", "age", "xyz")])
print(d.ngrams(2).most_common(4), d.ngrams(3).most_common(2), len(d.ngrams(50)))
print("\n".join(d.concordance("period")), *d.concordance("nope"))
print(d.markov(1), "|", d.markov(2, order=2), "|", d.markov(1) == d.markov(1))
print({k: len(list(g)) for k, g in groupby(sorted(map(len, d.words)))}, [(c, round(n / len(TEXT), 3)) for c, n in Counter(c for c in TEXT.lower() if c in string.ascii_lowercase).most_common(5)])
# characters
kinds = Counter(unicodedata.category(c) for c in TEXT)
print(sorted(kinds.items()), unicodedata.normalize("NFKD", "ﬁ café Å").encode("ascii", "ignore"), unicodedata.decimal("٣"), unicodedata.combining("\u0301"), unicodedata.is_normalized("NFC", "e\u0301"), unicodedata.mirrored("("))
for w in ("Straße", "ǆ", "İstanbul", "ΌΣΟΣ", "ﬁne", "don't stop", "x1y_z"):
    print(w, w.upper(), w.lower(), w.title(), w.capitalize(), w.swapcase(), w.casefold(), w.isidentifier(), w.isalpha(), len(w))
slug = lambda t: re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", t).encode("ascii", "ignore").decode().lower()).strip("-")
print(slug("Crème Brûlée & Café!"), slug("  --  "), slug("Ünïcode 101"))


# ciphers
def caesar(text, n):
    a, A = string.ascii_lowercase, string.ascii_uppercase
    return text.translate(str.maketrans(a + A, a[n:] + a[:n] + A[n:] + A[:n]))


def vigenere(text, key, sign=1):
    shifts = [ord(c) - 97 for c in key]
    out, i = [], 0
    for c in text:
        out.append(caesar(c, sign * shifts[i % len(shifts)] % 26))
        i += c.isalpha()
    return "".join(out)


def break_caesar(text, language="etaoinshrdlucmfwypvbgkjqxz"):
    return max(range(26), key=lambda n: sum(26 - language.index(c) for c in caesar(text, n).lower() if c in language))


def rail(text, n):
    rows = [[] for _ in range(n)]
    for c, r in zip(text, [*range(n), *range(n - 2, 0, -1)] * len(text)):
        rows[r].append(c)
    return "".join(map("".join, rows))


secret = caesar("It was the age of wisdom and the epoch of belief", 7)
print(secret, break_caesar(secret), caesar(secret, break_caesar(secret)), vigenere("Attack at Dawn!", "lemon"), vigenere(vigenere("Attack at Dawn!", "lemon"), "lemon", -1), rail("WEAREDISCOVERED", 3))
MORSE = dict(zip("abcdefghijklmnopqrstuvwxyz", ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()))
coded = " / ".join(" ".join(MORSE[c] for c in w) for w in "hello world".split())
back = {v: k for k, v in MORSE.items()}
print(coded, " ".join("".join(back[c] for c in w.split()) for w in coded.split("/")))
groups = defaultdict(list)
for w in "listen silent enlist google elgoog abc cab bca tinsel rat tar art".split():
    groups["".join(sorted(w))].append(w)
print([g for g in groups.values() if len(g) > 2], [w for w in "level noon python radar Aa".split() if w.lower() == w.lower()[::-1]])


def roman(n):
    out = ""
    for value, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()):
        count, n = divmod(n, value)
        out += sign * count
    return out


def spoken(n):
    ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 0:
        return "minus " + spoken(-n)
    if n < 20:
        return ones[n]
    if n < 100:
        return tens[n // 10 - 2] + ("-" + ones[n % 10]) * (n % 10 > 0)
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            return f"{spoken(n // size)} {name}" + (f"{' and ' if rest < 100 else ', '}{spoken(rest)}" if rest else "")


print([roman(n) for n in (1, 4, 9, 1994, 2024, 3999)], [spoken(n) for n in (0, -7, 13, 42, 100, 1005, 1234567, 2 * 10**9)])
print("\n".join(f"{'word':<12}|{'n':^5}|{'share':>7}" if i == 0 else f"{w:<12}|{n:^5}|{n / len(d.words):>7.1%}" for i, (w, n) in enumerate([("", 0)] + Counter(d.words).most_common(4))))
soundex = lambda w: (w[0].upper() + re.sub(r"(.)\1+", r"\1", "".join(next((str(i) for i, g in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1) if c in g), "0" if c in "aeiouy" else "") for c in w.lower()))[1:].replace("0", "") + "000")[:4]
print([soundex(w) for w in ("Robert", "Rupert", "Tymczak", "Pfister", "Lee")], sum(1 for a, b in product(d.words[:40], repeat=2) if a[-1] == b[0]), [a for a, b in pairwise(d.words) if a == b])
