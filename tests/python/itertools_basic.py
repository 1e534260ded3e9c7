# itertools: every iterator, its laziness, arguments and errors
import itertools as it

def take(n, iterable):
    return list(it.islice(iterable, n))

def show(label, fn, *args, **kw):
    try:
        print(label, fn(*args, **kw))
    except Exception as e:
        print(label, type(e).__name__, e)

# count
c = it.count(3)
print(c, next(c), next(c), c)
print(it.count(), it.count(2, 3), it.count(1.5, 0.25), it.count(-1, -1), it.count(5, 1))
print(take(4, it.count(2.5, 0.5)), take(3, it.count(10, -3)))
print(take(3, it.count(2**62 * 2 - 1)), take(2, it.count(start=1, step=2)))
show("count", it.count, "a")
show("count", it.count, 1, None)
show("count", it.count, 1, 2, 3)
class Count(it.count):
    pass
print(Count(7), next(Count(9)), isinstance(Count(1), it.count))

# repeat
print(it.repeat(5), it.repeat("x", 3), it.repeat(1, -2), list(it.repeat(0, 3)))
r = it.repeat(1, 4)
next(r)
print(r, r.__length_hint__(), list(r), r)
show("hint", it.repeat(1).__length_hint__)
show("repeat", it.repeat)
print(list(map(pow, range(6), it.repeat(2))), list(it.repeat(object=4, times=2)))

# cycle
print(take(7, it.cycle("abc")), list(it.cycle("")))
show("cycle", it.cycle, 3)
print(take(5, it.cycle(x * x for x in range(2))))

# chain
print(list(it.chain("ab", [1, 2], (), {3: 4})), list(it.chain()), list(it.chain.from_iterable(["ab", "cd"])))
ch = it.chain([1], 5, [2])
print(next(ch))
show("chain", next, ch)
print(list(ch))
show("chain", it.chain.from_iterable, 3)
print(list(it.chain.from_iterable(range(n) for n in range(4))))

# accumulate
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([1, 2, 3], initial=100)), list(it.accumulate([])))
print(list(it.accumulate([3, 1, 4, 1, 5], max)), list(it.accumulate("abc")), list(it.accumulate([], initial=7)))
print(list(it.accumulate([1, 2, 3], lambda a, b: a * b, initial=None)), list(it.accumulate([1.5, 2, True])))
show("accumulate", list, it.accumulate([1, "a"]))

# batched
print(list(it.batched("ABCDEFG", 3)), list(it.batched([], 2)), list(it.batched(range(4), 2, strict=True)))
show("batched", it.batched, "abc", 0)
show("batched", list, it.batched("abcde", 2, strict=True))

# compress, dropwhile, takewhile, filterfalse
print(list(it.compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(it.compress("AB", it.count())), list(it.compress(data="xy", selectors=[1])))
print(list(it.dropwhile(lambda x: x < 5, [1, 4, 6, 3, 8])), list(it.takewhile(lambda x: x < 5, [1, 4, 6, 3, 8])))
print(list(it.filterfalse(lambda x: x < 5, [1, 4, 6, 3, 8])), list(it.filterfalse(None, [0, 1, "", "a", None])))
tw = it.takewhile(bool, [1, 0, 2, 3])
print(list(tw), list(tw))
show("dropwhile", next, it.dropwhile(lambda x: 1 // 0, [1]))
show("filterfalse", it.filterfalse, None)
show("takewhile", it.takewhile, bool, 4)

# islice
print(list(it.islice(range(10), 4)), list(it.islice(range(10), 2, 6)), list(it.islice(range(10), 1, None, 3)))
print(list(it.islice(range(10), None)), list(it.islice(range(5), 8, None)), list(it.islice(range(3), 0)))
source = iter(range(20))
print(list(it.islice(source, 2, 9, 3)), next(source))
source = iter(range(20))
print(list(it.islice(source, 5, 5)), next(source))
show("islice", it.islice, [], -1)
show("islice", it.islice, [], 1, -2)
show("islice", it.islice, [], "a", 2)
show("islice", it.islice, [], 1, 2, 0)
show("islice", it.islice, [])
show("islice", it.islice, [], 1, 2, 3, 4)
show("islice", it.islice, 1, 2)

# starmap
print(list(it.starmap(pow, [(2, 5), (3, 2), [10, 3]])), list(it.starmap(max, ["ab", (3, 1, 2)])))
show("starmap", list, it.starmap(pow, [1]))

# pairwise, zip_longest
print(list(it.pairwise("ABCD")), list(it.pairwise("A")), list(it.pairwise([])))
print(list(it.zip_longest("ABCD", "xy", fillvalue="-")), list(it.zip_longest()), list(it.zip_longest([1], [2, 3], [])))
show("zip_longest", it.zip_longest, [1], other=2)

# groupby
print([(k, list(g)) for k, g in it.groupby("AAAABBBCCDAABBB")])
print([(k, list(g)) for k, g in it.groupby(range(10), key=lambda x: x // 3)])
groups = it.groupby([1, 1, 2, 2, 3])
k1, g1 = next(groups)
print(next(g1))
k2, g2 = next(groups)
print(k1, list(g1), k2, list(g2), list(g2), [k for k, g in groups])
show("groupby", list, it.groupby([1], key=lambda x: x.y))
show("groupby", it.groupby)

# tee
a, b = it.tee(range(4))
print(next(a), next(a), list(b), list(a))
a, b, c = it.tee(iter("xyz"), 3)
next(a)
d, e = it.tee(a)
print(list(d), list(e), list(a), list(b), it.tee([], 0), len(it.tee([1], 5)))
import itertools
t = it.tee([1, 2, 3])[0]
next(t)
print(list(t.__copy__()), list(t), type(t).__name__)
show("tee", it.tee, [], -1)
show("tee", it.tee, 3)

# combinations and the like
print(["".join(p) for p in it.product("AB", "xy")], list(it.product()), list(it.product([1, 2], [])))
print(list(it.product(range(2), repeat=3)), list(it.product("ab", repeat=0)))
print(["".join(p) for p in it.permutations("ABC")], ["".join(p) for p in it.permutations("ABCD", 2)])
print(list(it.permutations([1, 2], 3)), list(it.permutations([])), list(it.permutations("ab", 0)), list(it.permutations("ab", None)))
print(["".join(p) for p in it.combinations("ABCD", 2)], list(it.combinations("ab", 3)), list(it.combinations("ab", 0)))
print(["".join(p) for p in it.combinations_with_replacement("ABC", 2)], list(it.combinations_with_replacement([], 2)), list(it.combinations_with_replacement([], 0)))
show("product", it.product, "ab", repeat=-1)
show("product", it.product, "ab", times=1)
show("product", it.product, 3)
show("combinations", it.combinations, "ab", -1)
show("permutations", it.permutations, "ab", -1)
show("permutations", it.permutations, "ab", 1.5)
show("combinations", it.combinations, "ab")
show("cwr", it.combinations_with_replacement, [1], -1)

# types
for t in (it.count, it.chain, it.groupby, it.product):
    print(t, t.__name__, t.__module__, t.__qualname__)
print(type(it.tee), it.chain.from_iterable.__name__)
show("len", len, it.count())
show("iter", lambda: iter(it.count()) is not None)

# laziness
log = []
def source(n):
    for i in range(n):
        log.append(i)
        yield i
chain = it.chain(source(3), source(2))
print(log, next(chain), log)
z = it.zip_longest(source(1), source(2))
print(list(z), log)

# in loops, for the JIT
total = 0
for i, x in zip(it.count(1), it.islice(it.cycle([1, 2, 3]), 3000)):
    total += i * x
for a, b in it.pairwise(range(1000)):
    total += a ^ b
for t in it.product(range(10), range(10), range(10)):
    total += t[0] * t[1] + t[2]
for t in it.combinations(range(20), 3):
    total += t[2]
for t in it.permutations(range(6), 4):
    total -= t[1]
for k, g in it.groupby(it.chain.from_iterable([n] * (n % 4) for n in range(500))):
    total += k * sum(1 for _ in g)
for x in it.accumulate(it.chain(range(500), it.repeat(2, 500))):
    total ^= x
for x in it.compress(it.count(), it.cycle([1, 0, 0])):
    total += x
    if x > 2000:
        break
for t in it.batched(it.takewhile(lambda v: v < 900, it.filterfalse(lambda v: v % 3, it.count())), 4):
    total += len(t) * t[0]
for x in it.starmap(lambda u, v: u - v, it.zip_longest(range(600), range(300), fillvalue=1)):
    total += x
x, y = it.tee(it.dropwhile(lambda v: v < 100, range(800)))
print(total, sum(x), sum(y))
