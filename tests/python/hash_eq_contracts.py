# __hash__ and __eq__: who is asked in dicts and sets, identity first, broken contracts, equal numbers of all types, unhashable things
log = []
class K:
    def __init__(self, v, h=None): self.v, self.h = v, h
    def __hash__(self): log.append(f"hash {self.v}"); return self.h if self.h is not None else hash(self.v)
    def __eq__(self, o): log.append(f"eq {self.v} {getattr(o, 'v', o)}"); return self.v == getattr(o, "v", o)
    def __repr__(self): return f"K{self.v}"
def done(*v): print(*v, log); log.clear()
a = K(1)
d = {a: "a"}; done(d[a]); done(d[K(1)]); done(d.get(K(2)), K(2) in d); done(K(1) in {a}); done(a in [a], K(1) in [a], [a].index(K(1)), [a].count(a))
d[1] = "one"; done(len(d)); done(1 in d, 1.0 in d, True in d)
same = [K(i, 7) for i in range(4)]
dd = {k: k.v for k in same}; done(); done(dd[K(3, 7)]); del dd[K(1, 7)]; done(list(dd)); done(K(1, 7) in dd)
n = float("nan"); print(n in [n], float("nan") in [float("nan")] if False else "", {n: 1}.get(n), n == n, [n] == [n], (n,) == (n,), {n} == {n}, [n].count(n), len({n, n}))
print(len({1, 1.0, True, 1 + 0j}), {1: "int", 1.0: "float", True: "bool"}, {0.0: 1, -0.0: 2}, hash(1) == hash(1.0) == hash(True) == hash(1 + 0j), hash(2**61) == hash(float(2**61)), hash(0.5) == hash(0.5 + 0j), hash("a") == hash("a"), hash(()) == hash(()), hash((1, 2)) == hash((1.0, 2.0)), hash(frozenset({1, 2})) == hash(frozenset({2.0, 1.0})))
print(hash(0), hash(True), hash(7), hash(0.0), hash(3.0), hash(2j) != 0, hash(10**3), {(1, 2): "t"}[1.0, 2.0])
class NoHash:
    def __eq__(self, o): return True
class Both(NoHash):
    def __hash__(self): return 1
class Restored(NoHash): __hash__ = object.__hash__
class Explicit: __hash__ = None
class Child(Both):
    def __eq__(self, o): return False
for c in (NoHash, Both, Restored, Explicit, Child):
    try: print(c.__name__, isinstance(hash(c()), int), len({c(), c()}))
    except TypeError as e: print(c.__name__, e, c.__hash__)
for x in ([], {}, set(), bytearray(), slice(1, [], 2), ([],), (1, (2, {})), frozenset, memoryview(bytearray(b"a")), [].append, {}.keys(), {}.values(), {}.items()):
    try: print(type(x).__name__, isinstance(hash(x), int))
    except (TypeError, ValueError) as e: print(type(x).__name__, type(e).__name__, e)
for f in (lambda: {[]: 1}, lambda: {[]}, lambda: {}[[]], lambda: [] in {}, lambda: set().add({}), lambda: {1}.remove([]), lambda: {1}.discard({}), lambda: frozenset([[]]), lambda: dict([([], 1)]), lambda: {}.get({}), lambda: {}.setdefault([], 1), lambda: {}.fromkeys([[]]), lambda: {**{1: 2}, []: 3}, lambda: {x: 1 for x in [[]]}, lambda: [] in {1}, lambda: None):
    try: print(f())
    except (TypeError, KeyError) as e: print(type(e).__name__, e)
class Mutable:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return isinstance(o, Mutable) and self.v == o.v
m = Mutable(1); dm = {m: "found"}; m.v = 2
print(m in dm, Mutable(1) in dm, Mutable(2) in dm, list(dm.values())); m.v = 1; print(m in dm, dm[Mutable(1)])
class Liar:
    def __eq__(self, o): return True
    def __ne__(self, o): return True
    def __hash__(self): return 0
l = Liar(); print(l == 1, l != 1, l in [1, 2], [1, 2].index(l), [l] == [5], [l] != [5], {0: "zero"}.get(l), (l,) == (None,), 5 == l)
class Never:
    def __eq__(self, o): return False
    __hash__ = object.__hash__
v = Never(); print(v == v, v in [v], [v].index(v), v in {v}, [v] == [v], {v: 1} == {v: 1}, v != v)
class Raises:
    def __hash__(self): return 5
    def __eq__(self, o): raise ValueError("compared")
r = Raises()
for f in (lambda: {5: 1}.get(r), lambda: r in [5], lambda: r in [r], lambda: {r: 1}[r], lambda: {5, r}, lambda: [r] == [5], lambda: [5].remove(r), lambda: {r} == {5}, lambda: (5,).count(r)):
    try: print(f())
    except ValueError as e: print("ValueError", e)
class Changing:
    n = 0
    def __hash__(self): Changing.n += 1; return Changing.n
c = Changing(); dc = {c: 1}; print(c in dc, len(dc), list(dc)[0] is c)
class Grows:
    def __init__(self, d): self.d = d
    def __hash__(self): return 1
    def __eq__(self, o):
        self.d.clear() if len(self.d) < 50 else None
        self.d.update({i: i for i in range(100)})
        return False
g = {}; g[1] = "x"; key = Grows(g); print(g.get(key), len(g) >= 100)
print(hash(type("H", (), {"__hash__": lambda s: 2**64 + 5})()) == hash(2**64 + 5) or "reduced", type(hash(2**100)).__name__)
class P:
    __match_args__ = ("x",)
    def __init__(self, x, y): self.x, self.y = x, y
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y) if isinstance(o, P) else NotImplemented
    def __hash__(self): return hash((self.x, self.y))
seen = set(); hits = 0
for i in range(2000):
    p = P(i % 37, i % 11 if i < 1500 else float(i % 11))
    hits += p in seen
    seen.add(p)
print(hits, len(seen), P(1, 2) == 5, P(1, 2) != P(1, 2.0))
