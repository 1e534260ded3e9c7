# itertools, math, heapq, bisect, random and numbers together: recipes, corners of floats, errors.
import bisect
import cmath
import heapq
import itertools as it
import math
import numbers
import operator
import random
from fractions import Fraction


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


# itertools
print(list(it.accumulate([1, 2, 3], initial=10)), list(it.accumulate([3, 1, 4, 1, 5], max)), list(it.batched("abcdefg", 3)), list(it.chain("ab", [1])), list(it.compress("abcdef", [1, 0, 1, 0, 1])), list(it.dropwhile(str.isalpha, "ab1c")), list(it.filterfalse(None, [0, 1, ""])), list(it.islice("abcdefg", 1, None, 2)), list(it.pairwise("abcd")), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(it.zip_longest("ab", [1], fillvalue="-")))
print([(k, "".join(g)) for k, g in it.groupby("aabbbca")], list(it.product("ab", repeat=2)), list(it.permutations([1, 2, 3], 2)), list(it.combinations("abc", 2)), list(it.combinations_with_replacement("ab", 2)), list(it.repeat(7, 3)), list(it.islice(it.cycle("ab"), 5)), list(it.islice(it.count(1.5, 0.5), 3)), list(it.product()), list(it.combinations("ab", 3)))
a, b = it.tee(iter("abc"))
print(next(a), list(b), list(a), it.count(3), it.repeat("x"), it.repeat(1, 2), it.count(1, 2), repr(it.chain("a"))[:24])
for f in (lambda: list(it.batched("abc", 0)), lambda: list(it.batched("abc", 2, strict=True)), lambda: it.islice("a", -1), lambda: it.islice("a", "x"), lambda: list(it.combinations("a", -1)), lambda: it.product("a", repeat=-1), lambda: it.tee("a", -1), lambda: it.chain(5).__next__(), lambda: it.zip_longest("a", fill=1), lambda: list(it.accumulate([1, "a"])), lambda: it.count("a"), lambda: it.repeat(1, "x"), lambda: it.starmap(pow, [1]).__next__(), lambda: it.permutations("a", 1.5), lambda: it.compress("a"), lambda: it.groupby(), lambda: list(zip("ab", "a", strict=True))):
    attempt(f)


def sliding(items, n):
    window = list(it.islice(iter(items), n))
    return [tuple(window[i : i + n]) for i in range(1)] + []


def powerset(s):
    return list(it.chain.from_iterable(it.combinations(s, r) for r in range(len(s) + 1)))


def round_robin(*iterables):
    iterators = it.cycle(map(iter, iterables))
    for active in range(len(iterables), 0, -1):
        iterators = it.cycle(it.islice(iterators, active))
        yield from map(next, iterators)


def partition(p, items):
    left, right = it.tee(items)
    return list(it.filterfalse(p, left)), list(filter(p, right))


print(powerset("abc"), list(round_robin("ABC", "D", "EF")), partition(lambda x: x % 2, range(8)), sliding("abc", 2), sum(map(operator.mul, range(5), it.count(1))), list(it.chain.from_iterable(it.repeat(x, n) for x, n in [("a", 2), ("b", 1)])))
groups = it.groupby(range(6), lambda x: x // 2)
k1, g1 = next(groups)
k2, g2 = next(groups)
print(k1, list(g1), k2, list(g2))

# math
for f, *args in ((math.floor, -2.5), (math.ceil, -2.5), (math.trunc, -2.7), (math.fsum, [0.1] * 10), (math.hypot, 3, 4, 12), (math.dist, (1, 2), (4, 6)), (math.gcd, 12, 18, 30), (math.lcm, 4, 6, 10), (math.isqrt, 99), (math.comb, 10, 3), (math.perm, 5, 2), (math.perm, 4), (math.factorial, 20), (math.prod, [1.5, 2, 4]), (math.copysign, 3, -0.0), (math.fmod, -7, 3), (math.remainder, 7, 4), (math.modf, -3.25), (math.frexp, 10.0), (math.ldexp, 0.625, 4), (math.log, 8, 2), (math.log2, 1 << 70), (math.log10, 10**300), (math.log1p, 1e-10), (math.expm1, 1e-10), (math.exp2, 0.5), (math.sqrt, 2), (math.pow, 2, 0.5), (math.degrees, math.pi), (math.radians, 180), (math.atan2, -1, -1), (math.isclose, 1, 1 + 1e-10), (math.nextafter, 1, 2), (math.ulp, 1.0), (math.gamma, 5), (math.lgamma, 10), (math.erf, 1), (math.fma, 2, 3, 4), (math.sumprod, [1, 2], [3, 4]), (math.floor, Fraction(7, 2)), (math.isqrt, 10**30), (math.sinh, 1), (math.acosh, 2), (math.log, 10**400)):
    print(f.__name__, args if len(str(args)) < 40 else "...", "=", f(*args))
for f, *args in ((math.sqrt, -1), (math.log, 0), (math.log, -5), (math.acos, 2), (math.exp, 1000), (math.factorial, -1), (math.factorial, 2.5), (math.isqrt, -1), (math.comb, -1, 2), (math.comb, 2, 0.5), (math.gcd, 1.5), (math.floor, "x"), (math.floor, math.inf), (math.ceil, math.nan), (math.fmod, 1, 0), (math.pow, 0, -1), (math.gamma, -1), (math.dist, (1,), (1, 2)), (math.fsum, ["a"]), (math.sin, math.inf), (math.ldexp, 1, 5000), (math.log, 1, 1), (math.sumprod, [1], [1, 2]), (math.prod, 5), (math.perm, 2, -1), (math.atanh, 1), (math.sqrt,), (math.hypot, "a"), (math.isclose, 1, 2), (math.remainder, 1, 0), (math.nextafter, 1)):
    attempt(f, *args)
attempt(math.isclose, 1, 2, rel_tol=-1)
print(math.inf > 10**400, math.nan == math.nan, math.isnan(math.nan), math.isfinite(1e308 * 10), round(2.5), round(-0.5), round(2.675, 2), round(1234, -2), math.tau == 2 * math.pi, cmath.sqrt(-4), cmath.phase(-1), cmath.polar(1j), cmath.exp(1j * math.pi).real, cmath.isclose(1j, 1j + 1e-12), cmath.rect(1, 0))

# heapq, bisect
h = [5, 3, 8, 1]
heapq.heapify(h)
print(h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), h, heapq.nlargest(2, h), heapq.nsmallest(3, "heap queue", key=lambda c: (c == " ", c)), list(heapq.merge([1, 4], [2, 3], reverse=False)), list(heapq.merge(["bb", "a"], ["ccc"], key=len, reverse=True)), heapq.heappop([1]))
m = [1, 2, 3]
heapq.heapify_max(m)
heapq.heappush_max(m, 7)
print(m[0], heapq.heappop_max(m), heapq.heapreplace_max(m, 0), m)
attempt(heapq.heappop, [])
attempt(heapq.heapify, (1, 2))
attempt(heapq.heappush, [1], "a")
items = [1, 3, 3, 5]
print(bisect.bisect(items, 3), bisect.bisect_left(items, 3), bisect.bisect_right(items, 9, 1, 2), bisect.bisect_left(["a", "bbb"], 2, key=len))
bisect.insort(items, 4)
bisect.insort_left(items, -2, key=abs)
print(items)
attempt(bisect.bisect, items, "x")
attempt(bisect.bisect, items, 1, -1)

# random with a seed
r = random.Random(42)
print(r.random(), r.randint(1, 6), r.choice("abc"), r.sample(range(100), 4), r.uniform(1, 2), r.getrandbits(70), r.randrange(0, 100, 7), r.choices("xyz", weights=[5, 1, 1], k=6), r.gauss(0, 1), r.triangular(0, 10, 5), r.betavariate(2, 3), r.expovariate(2), r.randbytes(4).hex(), r.binomialvariate(10, 0.3), r.normalvariate(), r.paretovariate(3))
deck = list(range(10))
r.shuffle(deck)
state = r.getstate()
x = r.random()
r.setstate(state)
print(deck, x == r.random(), random.Random("text").random(), random.Random(b"bytes").randint(0, 99), random.Random(-5).getrandbits(8))
for f in (lambda: r.randint(5, 1), lambda: r.choice([]), lambda: r.sample([1], 2), lambda: r.sample({1, 2}, 1), lambda: r.randrange(0), lambda: r.randrange(1.5), lambda: r.choices([], k=1), lambda: r.choices("ab", weights=[1]), lambda: r.choices("ab", weights=[0, 0]), lambda: r.getrandbits(-1), lambda: r.sample("ab", -1), lambda: r.choices("ab", cum_weights=[1], weights=[1])):
    attempt(f)
print([isinstance(v, t) for v in (1, 1.0, 1j, True, Fraction(1)) for t in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral)], issubclass(int, numbers.Real))
inside = sum(r.random() ** 2 + r.random() ** 2 < 1 for _ in range(1500))
print(inside, sum(1 for p in it.permutations(range(5)) if all(i != v for i, v in enumerate(p))), sum(map(math.isqrt, range(1000))))
