# containers of one's own: __contains__, __iter__, __reversed__, __missing__, __getitem__ with slices and tuples, __length_hint__, mutation
class Seq:
    def __init__(self, *v): self.v = list(v)
    def __len__(self): return len(self.v)
    def __getitem__(self, i):
        if isinstance(i, slice): return Seq(*self.v[i])
        if isinstance(i, tuple): return [self[k] for k in i]
        return self.v[i]
    def __setitem__(self, i, x): self.v[i] = x
    def __delitem__(self, i): del self.v[i]
    def __repr__(self): return f"Seq{tuple(self.v)}"
s = Seq(1, 2, 3, 4, 5)
print(s[1:3], s[::-1], s[0, -1], s[...] if False else s[:], list(s), [*reversed(s)], 3 in s, 9 in s, max(s), sum(s), sorted(s, reverse=True), list(zip(s, s[1:])), *s)
s[1:3] = "ab"; del s[0]; s[-1] = [9]; print(s); del s[:2]; print(s, bool(s), bool(Seq()))
a, *b = Seq(1, 2, 3); print(a, b, tuple(Seq(4, 5)), {*Seq(6)}, dict(enumerate(Seq("x"))), "-".join(Seq("p", "q")))
for op in ("s['a']", "s[99]", "s.nope", "s[None]"):
    try: eval(op)
    except Exception as e: print(type(e).__name__, e)
class Sub(dict):
    def __missing__(self, key):
        if key == "no": raise KeyError("refused", key)
        self[key] = key * 2
        return self[key]
d = Sub(a=1)
print(d["b"], d.get("c"), "c" in d, d["a"], d, d.setdefault("z", 0))
try: d["no"]
except KeyError as e: print(e.args)
print("%(q)s %(a)s" % d, "{r} {a}".format_map(d), d.pop("q"))
try: d.pop("zz")
except KeyError as e: print("pop", e)
try: "{x}".format(**{})
except KeyError as e: print("format", e)
class NoMissing(dict): __missing__ = None
try: NoMissing()["k"]
except (KeyError, TypeError) as e: print(type(e).__name__, e)
class ListIter(list):
    def __iter__(self): return iter(["own", "iter"])
    def __len__(self): return 77
    def __getitem__(self, i): return "item"
    def __contains__(self, x): return x == "magic"
l = ListIter([1, 2])
print(list(l), tuple(l), [*l], len(l), l[0], "magic" in l, 1 in l, sorted(l), l == [1, 2], repr(l), [1] + l, list.__len__(l), l.count(1), l.index(2), set(l), ",".join(l), sum([[0], l], [])[1:], max(l))
class DictOwn(dict):
    def keys(self): return ["only"]
    def __getitem__(self, k): return "got " + k
    def __iter__(self): return iter(["it"])
    def items(self): return [("items", 1)]
o = DictOwn(x=1)
def kw(**k): return k
print(dict(o), {**o}, list(o), kw(**o), dict([*o.items()]), o.get("x"), len(o), "x" in o, sorted(o))
class Tup(tuple):
    def __iter__(self): return iter("xy")
    def __len__(self): return 5
    def __getitem__(self, i): return "i"
t = Tup((1, 2, 3))
print(list(t), len(t), t[0], t + (4,), t == (1, 2, 3), hash(t) == hash((1, 2, 3)), "%s %s %s" % t if False else "", repr(t), t.index(3), (lambda *a: a)(*t))
class Text(str):
    def __iter__(self): return iter([7, 8])
    def __len__(self): return 99
    def __getitem__(self, i): return "?"
    def __contains__(self, x): return True
    def __str__(self): return "str!"
    def __format__(self, s): return "fmt!"
x = Text("abc")
print(list(x), len(x), x[0], "zz" in x, x + "d", x.upper(), str(x), f"{x}", f"{x!s}", f"{x!r}", "%s" % x, x == "abc", "-".join(["a", x]), x * 2, {x: 1}["abc"], x.split("b"), x.find("c"))
class Contains:
    def __contains__(self, item): return item > 5
    def __iter__(self): raise RuntimeError("not needed")
print(6 in Contains(), 1 not in Contains())
class Gen:
    def __iter__(self): yield from (1, 2, 3)
    def __reversed__(self): yield "rev"
g = Gen(); print(list(g), list(g), 2 in g, list(reversed(g)), [*map(str, g)], min(g), dict.fromkeys(g))
try: len(g)
except TypeError as e: print(e)
try: g[0]
except TypeError as e: print(e)
class Hint:
    calls = 0
    def __iter__(self): return self
    def __next__(self):
        Hint.calls += 1
        if Hint.calls > 3: raise StopIteration("value", 2)
        return Hint.calls
    def __length_hint__(self): Hint.hinted = True; return 1
import operator
h = Hint(); print(operator.length_hint(h), list(h), Hint.hinted, list(h), operator.length_hint([1, 2]), operator.length_hint(5, 9), operator.length_hint(iter([1, 2, 3])))
class Broken:
    def __iter__(self): return self
    def __next__(self):
        if not hasattr(self, "n"): self.n = 0
        self.n += 1
        if self.n == 3: raise StopIteration
        return self.n
b = Broken(); print(list(b), next(b))
class Matrix:
    def __init__(self): self.d = {}
    def __getitem__(self, key): return self.d.get(key, 0)
    def __setitem__(self, key, v): self.d[key] = v
m = Matrix(); m[1, 2] = 5; m[1, 2] += 1; m[1:2, ::3] = "s" if False else 7; m[()] = 1; m[..., None] = 2
print(m[1, 2], m[0, 0], m[(1, 2)], m[()], m[..., None], [k for k in m.d if isinstance(k[0] if k else 0, slice)])
class Ring:
    def __init__(self, n): self.n, self.data = n, []
    def __len__(self): return len(self.data)
    def __iter__(self): return iter(self.data)
    def __getitem__(self, i): return self.data[i % len(self.data)]
    def push(self, x): self.data = (self.data + [x])[-self.n:]
r = Ring(5); total = 0
for i in range(1500):
    r.push(i if i % 50 else i / 2)
    total += r[i] + len(r) + (i in r)
print(total, list(r))
