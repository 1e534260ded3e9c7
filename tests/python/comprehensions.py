# comprehensions and generator expressions
print([x * 2 for x in range(5)], [x for x in range(20) if x % 2 if x % 3], [(a, b) for a in "ab" for b in range(2)], [[j for j in range(i)] for i in range(4)])
print({x % 4: x for x in range(10)}, {k.upper(): v for k, v in {"a": 1, "b": 2}.items() if v > 1}, sorted({x * x for x in range(-3, 4)}), {(x, y): x * y for x in range(2) for y in range(2)})
print(sum(x for x in range(10)), list(x + 1 for x in [1, 2]), tuple(i for i in "ab"), max((len(w), w) for w in ["a", "bbb", "cc"]), "".join(c for c in "a1b2" if c.isalpha()), dict((k, len(k)) for k in ["x", "yy"]))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(r) for r in zip(*matrix)], [x for row in matrix for x in row], [[row[i] for row in matrix] for i in range(3)], sum(sum(r) for r in matrix), [x for row in matrix if sum(row) > 6 for x in row if x % 2 == 0])
print([a if a > 2 else -a for a in range(5)], [lambda: 1 for _ in range(2)][0](), [f(2) for f in [lambda x, n=n: x ** n for n in range(4)]], [y for x in [1, 2, 3] for y in [x, x * 10]], [i for i in range(3) for i in range(2)])
squares = (x * x for x in range(4)); print(next(squares), list(squares), list(squares))
def lazy():
    log = []
    def f(x): log.append(x); return x
    g = (f(x) for x in range(5) if f(x) % 2)
    first = next(g)
    return first, log
print(lazy())
it = iter(range(10)); print([x for x in it if x < 3 or next(it, 1)], [(x, next(it, "end")) for x in iter("abc")])
n = 3; g = (n * i for i in range(3)); n = 10; print(list(g))
try: [1 // x for x in [1, 0]]
except ZeroDivisionError as e: print("caught", e)
try: print(list(x for x in 5))
except TypeError as e: print(e)
big = [i for i in range(3000) if i % 7 in (1, 3)]; print(len(big), big[-1], sum(i * 0.5 for i in big))
table = {i: {j: i * j for j in range(3)} for i in range(3)}; print(table, [table[i][i] for i in table])
print([*[x for x in "ab"], *(y for y in "cd")], {**{k: 1 for k in "a"}, "z": 2}, [x for x in [None, 0, "", [], 1]  if x is not None], [(i, v) for i, v in enumerate("xy")], [a + b for a, b in [(1, 2), (3, 4)]], [first for first, *_ in ["abc", "de"]])
primes = [p for p in range(2, 60) if all(p % d for d in range(2, int(p ** 0.5) + 1))]; print(primes)
print([(x, y, z) for x in range(1, 30) for y in range(x, 30) for z in range(y, 30) if x * x + y * y == z * z][:4], len([0 for a in range(20) for b in range(20) for c in range(5) if a + b == c]))
def gen_scope():
    x = 5
    return [x for x in range(3)], x, [(lambda: x + y)() for y in range(2)]
print(gen_scope())
words = "the quick brown the lazy the end".split()
print({w: words.count(w) for w in sorted(set(words))}, [w[::-1].capitalize() for w in words if len(w) > 3], {len(w): [v for v in words if len(v) == len(w)] for w in words}, sorted({w[0] for w in words}))
total = 0
for k in range(200): total += sum([i * k if i % 2 else i / 2 for i in range(20)])
print(total, [t for t in [total > 0] if t], any(x > 5 for x in range(10)), all(x > 5 for x in range(10)))
