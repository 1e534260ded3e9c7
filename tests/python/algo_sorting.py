# sorting algorithms and sort() with keys, stability and reverse
def bubble(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]: a[j], a[j + 1] = a[j + 1], a[j]
    return a
def insertion(a):
    a = a[:]
    for i in range(1, len(a)):
        x, j = a[i], i
        while j and a[j - 1] > x:
            a[j] = a[j - 1]; j -= 1
        a[j] = x
    return a
def quick(a):
    if len(a) < 2: return a
    p = a[len(a) // 2]
    return quick([x for x in a if x < p]) + [x for x in a if x == p] + quick([x for x in a if x > p])
def merge(a):
    if len(a) < 2: return a
    m = len(a) // 2
    l, r = merge(a[:m]), merge(a[m:])
    out, i, j = [], 0, 0
    while i < len(l) and j < len(r):
        if r[j] < l[i]: out.append(r[j]); j += 1
        else: out.append(l[i]); i += 1
    return out + l[i:] + r[j:]
def shell(a):
    a = a[:]; gap = len(a) // 2
    while gap:
        for i in range(gap, len(a)):
            x, j = a[i], i
            while j >= gap and a[j - gap] > x:
                a[j] = a[j - gap]; j -= gap
            a[j] = x
        gap //= 2
    return a
def counting(a, top):
    c = [0] * (top + 1)
    for x in a: c[x] += 1
    return [i for i, n in enumerate(c) for _ in range(n)]
x, data = 12345, []
for i in range(250):
    x = (x * 1103515245 + 12345) % 2**31
    data.append(x % 1000)
want = sorted(data)
for f in (bubble, insertion, quick, merge, shell):
    print(f.__name__, f(data) == want, f([3.5, -1, 2**70, 0])[:2], f(["b", "a", "c"]), f([]))
print(counting(data, 999) == want)
people = [("Ann", 30), ("Bob", 25), ("Cy", 30), ("Di", 25), ("Ed", 35)]
print(sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: -p[1]), sorted(people, key=lambda p: p[1], reverse=True), sorted(people, key=lambda p: (p[1], p[0]), reverse=True))
big = [(i * 7919 % 13, i) for i in range(2000)]
big.sort(key=lambda t: t[0])
print(all(big[i] < big[i + 1] for i in range(len(big) - 1)))
big.sort(key=lambda t: t[0], reverse=True)
print(all(a[0] > b[0] or a[1] < b[1] for a, b in zip(big, big[1:])))
class Rev:
    compared = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): Rev.compared += 1; return self.v > o.v
print([r.v for r in sorted(map(Rev, [3, 1, 2]))], Rev.compared > 0, max(map(Rev, [3, 1, 2])).v)
words = "banana Apple cherry apple Banana".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w)))
print(sorted([1, 2.5, True, 0, -1e10, 2**65]), sorted([[2], [1, 5], [1]]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted([(2, "a"), (1, "z"), (1, "b")]))
for bad in (lambda: sorted([1, "a"]), lambda: sorted([None, None]), lambda: sorted([[1], (1,)]), lambda: sorted([1, 2], key=5), lambda: [1].sort(lambda x: x), lambda: sorted([3, 2, 1], key=lambda x: 1 // (x - 1))):
    try: print(bad())
    except Exception as e: print(type(e).__name__ + ":", e)
l = [3, 1, 2]
try:
    l.sort(key=lambda x: l.append(x) or x)
except ValueError as e:
    print(e)
nums = [5, 3, 8, 1]; print(nums.sort(), nums, list(reversed(nums)), nums[::-1])
def binary_search(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x: lo = mid + 1
        else: hi = mid
    return lo if lo < len(a) and a[lo] == x else -1
print([binary_search(want, v) >= 0 for v in (want[0], want[-1], -5, 5000)], sum(binary_search(want, v) >= 0 for v in range(1000)), len(set(want)))
