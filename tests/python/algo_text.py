# text processing: word counts, wrapping, ciphers, run lengths, edit distance
TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness."""
def words(text):
    word = ""
    for ch in text.lower():
        if ch.isalpha():
            word += ch
        elif word:
            yield word
            word = ""
    if word:
        yield word
counts = {}
for w in words(TEXT * 20):
    counts[w] = counts.get(w, 0) + 1
for w, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:6]:
    print(f"{w:<8}{n:>4} {'#' * (n // 20)}")
def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line); line = word
        else:
            line = line + " " + word if line else word
    return lines + [line]
for l in wrap(TEXT, 30)[:4]:
    print("|" + l.center(30) + "|", "|" + l.rjust(30, ".") + "|")
def caesar(s, k):
    out = []
    for ch in s:
        if "a" <= ch <= "z":
            out.append(chr((ord(ch) - 97 + k) % 26 + 97))
        elif "A" <= ch <= "Z":
            out.append(chr((ord(ch) - 65 + k) % 26 + 65))
        else:
            out.append(ch)
    return "".join(out)
secret = caesar(TEXT, 5); print(secret[:40], caesar(secret, -5) == TEXT)
def rle(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out += f"{j - i}{s[i]}"; i = j
    return out
def unrle(s):
    out = n = ""
    for ch in s:
        if ch.isdigit():
            n += ch
        else:
            out += ch * int(n); n = ""
    return out
e = rle("aaabccddddde" * 30); print(e[:20], unrle(e) == "aaabccddddde" * 30)
def distance(a, b):
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        cur = [i]
        for j, cb in enumerate(b, 1):
            cur.append(min(prev[j] + 1, cur[-1] + 1, prev[j - 1] + (ca != cb)))
        prev = cur
    return prev[-1]
print(distance("kitten", "sitting"), distance("", "abc"), distance("intention" * 4, "execution" * 4))
def palindromes(s):
    best = ""
    for c in range(len(s)):
        for l, r in ((c, c), (c, c + 1)):
            while l >= 0 and r < len(s) and s[l] == s[r]:
                l -= 1; r += 1
            if r - l - 1 > len(best):
                best = s[l + 1:r]
    return best
print(palindromes("forgeeksskeegfor"), palindromes("abacdfgdcaba"), palindromes(""))
anagrams = {}
for w in "listen silent enlist google elgoog abc cab bca xyz".split():
    anagrams.setdefault("".join(sorted(w)), []).append(w)
print([g for g in anagrams.values() if len(g) > 1])
def lcs(a, b):
    t = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            t[i + 1][j + 1] = t[i][j] + a[i] if a[i] == b[j] else max(t[i][j + 1], t[i + 1][j], key=len)
    return t[-1][-1]
print(lcs("AGGTABQWERTY", "GXTXAYBQRTY"), lcs("abc", "xyz") == "")
print("".join(sorted(TEXT.replace(" ", "").replace("\n", "")))[:30], TEXT.count("was"), TEXT.title()[:25], [len(l) for l in TEXT.splitlines()])
vowels = sum(ch in "aeiou" for ch in TEXT.lower()); print(vowels, f"{vowels / len(TEXT):.4%}")
