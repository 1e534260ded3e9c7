# Searching text: KMP, Boyer-Moore-Horspool, Rabin-Karp, Aho-Corasick, a trie with autocomplete, suffix arrays, edit distance.
import heapq
import random
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from functools import lru_cache, reduce
from itertools import accumulate, pairwise, takewhile


def naive(text, pattern):
    return [i for i in range(len(text) - len(pattern) + 1) if text.startswith(pattern, i)]


def kmp(text, pattern):
    if not pattern:
        return list(range(len(text) + 1))
    fail = [0] * len(pattern)
    k = 0
    for i in range(1, len(pattern)):
        while k and pattern[i] != pattern[k]:
            k = fail[k - 1]
        k += pattern[i] == pattern[k]
        fail[i] = k
    found, k = [], 0
    for i, c in enumerate(text):
        while k and (k == len(pattern) or c != pattern[k]):
            k = fail[k - 1]
        k += c == pattern[k]
        if k == len(pattern):
            found.append(i - k + 1)
    return found


def horspool(text, pattern):
    m = len(pattern)
    if not m:
        return naive(text, pattern)
    shift = defaultdict(lambda: m, {c: m - 1 - i for i, c in enumerate(pattern[:-1])})
    found, i = [], 0
    while i <= len(text) - m:
        if text[i : i + m] == pattern:
            found.append(i)
        i += shift[text[i + m - 1]]
    return found


def rabin_karp(text, pattern, base=257, mod=(1 << 61) - 1):
    m = len(pattern)
    if m > len(text):
        return []
    digest = lambda s: reduce(lambda h, c: (h * base + ord(c)) % mod, s, 0)
    want, have, top = digest(pattern), digest(text[:m]), pow(base, m - 1, mod) if m else 0
    found = []
    for i in range(len(text) - m + 1):
        if have == want and text[i : i + m] == pattern:
            found.append(i)
        if m and i + m < len(text):
            have = ((have - ord(text[i]) * top) * base + ord(text[i + m])) % mod
    return found


class TrieNode:
    __slots__ = ("next", "fail", "words", "weight")

    def __init__(self):
        self.next, self.fail, self.words, self.weight = {}, None, [], 0


class Trie:
    def __init__(self, words=()):
        self.root, self.size = TrieNode(), 0
        for w in words:
            self.add(*w) if isinstance(w, tuple) else self.add(w)

    def add(self, word, weight=1):
        node = self.root
        for c in word:
            node = node.next.setdefault(c, TrieNode())
        if not node.words:
            self.size += 1
            node.words.append(word)
        node.weight += weight
        return self

    def find(self, prefix):
        node = self.root
        for c in prefix:
            node = node.next.get(c)
            if node is None:
                return None
        return node

    def __contains__(self, word):
        node = self.find(word)
        return bool(node and node.words and node.weight)

    def __len__(self):
        return self.size

    def __iter__(self):
        return (word for word, _ in self.walk(self.root, ""))

    def walk(self, node, prefix):
        if node.weight:
            yield prefix, node.weight
        for c in sorted(node.next):
            yield from self.walk(node.next[c], prefix + c)

    def complete(self, prefix, n=3):
        node = self.find(prefix)
        return [] if node is None else [w for w, _ in heapq.nsmallest(n, self.walk(node, prefix), key=lambda p: (-p[1], p[0]))]

    def remove(self, word):
        path, node = [], self.root
        for c in word:
            if c not in node.next:
                raise KeyError(word)
            path.append((node, c))
            node = node.next[c]
        if not node.weight:
            raise KeyError(word)
        node.weight, node.words = 0, []
        self.size -= 1
        while path and not node.next and not node.weight:
            node, c = path.pop()
            del node.next[c]

    def longest_prefix(self, text):
        node, best = self.root, ""
        for i, c in enumerate(text, 1):
            node = node.next.get(c)
            if node is None:
                break
            if node.weight:
                best = text[:i]
        return best


class AhoCorasick(Trie):
    def build(self):
        queue = deque(self.root.next.values())
        for node in queue:
            node.fail = self.root
        while queue:
            node = queue.popleft()
            for c, child in node.next.items():
                f = node.fail
                while f is not None and c not in f.next:
                    f = f.fail
                child.fail = f.next[c] if f else self.root
                child.words = child.words + child.fail.words
                queue.append(child)
        return self

    def search(self, text):
        node = self.root
        for i, c in enumerate(text, 1):
            while node is not self.root and c not in node.next:
                node = node.fail
            node = node.next.get(c, self.root)
            for word in node.words:
                yield i - len(word), word


class SuffixArray:
    def __init__(self, text):
        self.text = text
        order, rank, k = list(range(len(text))), [ord(c) for c in text], 1
        while True:
            key = lambda i: (rank[i], rank[i + k] if i + k < len(text) else -1)
            order.sort(key=key)
            fresh = [0] * len(text)
            for a, b in pairwise(order):
                fresh[b] = fresh[a] + (key(a) != key(b))
            rank, k = fresh, k * 2
            if not order or rank[order[-1]] == len(text) - 1:
                break
        self.order = order

    def find(self, pattern):
        key = lambda i: self.text[i : i + len(pattern)]
        return sorted(self.order[bisect_left(self.order, pattern, key=key) : bisect_right(self.order, pattern, key=key)])

    def longest_repeat(self):
        common = lambda a, b: "".join(x for x, _ in takewhile(lambda p: p[0] == p[1], zip(self.text[a:], self.text[b:])))
        return max((common(a, b) for a, b in pairwise(self.order)), key=len, default="")


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row, old = [i], row
        for j, y in enumerate(b, 1):
            row.append(min(row[-1] + 1, old[j] + 1, old[j - 1] + (x != y)))
    return row[-1]


def lcs(a, b):
    @lru_cache(None)
    def best(i, j):
        if i == len(a) or j == len(b):
            return ""
        if a[i] == b[j]:
            return a[i] + best(i + 1, j + 1)
        return max(best(i + 1, j), best(i, j + 1), key=len)

    return best(0, 0)


rng = random.Random(11)
text = "".join(rng.choice("ab") for _ in range(160)) + "bananas and ananas; the cat sat on the mat with a hat. é😀é"
for pattern in ("ab", "abab", "ana", "the", "t ", "é", "zzz", "a" * 4, "", text[-4:], text + "x"):
    want = naive(text, pattern)
    print(repr(pattern[:8]), len(want), want[-3:], *(f(text, pattern) == want for f in (kmp, horspool, rabin_karp)))
words = "the cat cats sat hat at he she his hers a".split()
machine = AhoCorasick(words).build()
found = sorted(machine.search("ushers and the cats sat"))
print(found)
print(found == sorted((i, w) for w in words for i in naive("ushers and the cats sat", w)), len(machine))
trie = Trie([("car", 5), ("card", 3), ("care", 9), ("cat", 1), ("dog", 2), ("do", 2), ("cart", 3)])
print(list(trie), trie.complete("car"), trie.complete("", 4), trie.complete("x"), "car" in trie, "ca" in trie, len(trie), trie.longest_prefix("cartoon"), repr(trie.longest_prefix("zoo")))
trie.remove("car")
trie.remove("dog")
trie.add("car").add("cat", 10)
for missing in ("dog", "ca", "zzz"):
    try:
        trie.remove(missing)
    except KeyError as e:
        print("no", e)
print(list(trie), trie.complete("ca", 10), "g" in trie.find("do").next)
sa = SuffixArray("mississippi")
print(sa.order, sa.find("ss"), sa.find("i"), sa.find("x"), sa.longest_repeat(), SuffixArray("").order, SuffixArray("abc").longest_repeat() == "")
print([distance(a, b) for a, b in (("kitten", "sitting"), ("", "abc"), ("flaw", "lawn"), ("same", "same"))], lcs("AGGTAB", "GXTXAYB"), lcs("abcdef", "acf"), min("apple ape maple staple".split(), key=lambda w: (distance(w, "aple"), w)))
print(list(accumulate("abc")), SuffixArray(text).find("ana") == naive(text, "ana"))
