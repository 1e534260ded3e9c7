# the iterator protocol, builtins over iterators, iteration by __getitem__
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1
print(list(Countdown(3)), sum(Countdown(2500)), max(Countdown(4)), [*Countdown(2)], 2 in Countdown(3), dict(zip(Countdown(2), "ab")))
class Seq:
    def __getitem__(self, i):
        if i >= 4:
            raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), 25 in Seq(), list(zip(Seq(), "ab")), list(enumerate(Seq()))[1:], tuple(Seq()))
class Range:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return i
print(list(reversed(Range(3))), list(Range(3)))
it = iter([1, 2, 3]); print(next(it), list(it), next(it, "end"), iter(it) is it)
print(list(iter(lambda c=[0]: c.__setitem__(0, c[0] + 1) or c[0], 4)))
r = range(2, 20, 3); print(r, len(r), r[2], r[-1], list(r[1:4]), 8 in r, 9 in r, r.index(11), r == range(2, 19, 3), list(reversed(r)), r[::-1], range(0), bool(range(0)), range(5, 0, -2)[1])
print(sum(range(10**6)), 10**20 in range(10**30), len(range(-5, 5)), list(range(3, -3, -2)), range(10).count(3))
print(list(zip()), list(zip("abc")), list(zip("ab", "xyz", [1, 2, 3])), list(map(str, range(3))), list(map(max, [1, 5], [4, 2])), list(filter(lambda x: x > 1, Seq())))
print(sorted(Seq(), reverse=True), min(Seq()), any(x > 20 for x in Seq()), all(Seq()), list(enumerate("ab", start=3)))
for f in (lambda: iter(5), lambda: next(iter([])), lambda: list(map(5, [1])), lambda: list(zip(1)), lambda: iter(5, 6), lambda: [x for x in None], lambda: reversed({1}), lambda: range(1.5), lambda: range(1, 2, 0), lambda: range(3)[5], lambda: sum(["a"]), lambda: max([]), lambda: min(1), lambda: max([], default="d"), lambda: list(zip([1], [1, 2], strict=True)), lambda: enumerate()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
class BadIter:
    def __iter__(self): return 5
try:
    for x in BadIter(): pass
except TypeError as e:
    print(e)
class Fails:
    def __iter__(self): return self
    def __next__(self): raise ValueError("inside next")
try:
    [x for x in Fails()]
except ValueError as e:
    print(e)
total = 0
for i in range(5000):
    total += i
else:
    print("else", total)
for i in range(10):
    if i == 5:
        break
else:
    print("never")
print(i)
n = 0
while n < 3000:
    n += 1
    if n % 2:
        continue
    if n > 2500:
        break
else:
    print("never")
print(n)
while n > 0:
    n -= 1
else:
    print("counted down")
mixed = 0
for x in [1, 2.5, True, 10**20, -1] * 600:
    mixed += x
print(mixed)
for i in range(3):
    for j in range(3):
        if j == i:
            continue
        if i == 2:
            break
        print((i, j), end=" ")
print()
print([(i, j) for i in range(3) for j in range(i)], {i: {j for j in range(i)} for i in range(3)}, [x if x % 2 else -x for x in range(5) if x != 3], [[r * c for c in range(3)] for r in range(3)])
