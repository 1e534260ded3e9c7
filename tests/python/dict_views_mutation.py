# dict: order, views and their set operations, mutation while iterating, update in all forms, union, fromkeys, popitem, comparison, copies
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d = {"b": 1, "a": 2}; d["c"] = 3; d["b"] = 9; del d["a"]; d["a"] = 0
k, v, i = d.keys(), d.values(), d.items()
print(d, k, v, i, len(k), "a" in k, 9 in v, ("a", 0) in i, ("a", 1) in i, "a" in i, list(reversed(k)), [*reversed(v)], [*reversed(i)], list(reversed(d)))
d["new"] = 5; print(k, len(v)); print(sorted(k & {"a", "zz"}), sorted(k | ["q"]), sorted(k - "a"), sorted(k ^ {"a", "x"}), sorted(i & {("a", 0)}), {"a"} - k, k == {"a", "b", "c", "new"}, k > {"a"}, k <= set(d), k.isdisjoint("xyz"), i.isdisjoint([]), k != d.keys(), v == d.values(), i == set(d.items()))
for f in (lambda: k + k, lambda: v & v, lambda: k < 5, lambda: k & 5, lambda: k[0], lambda: k.add(1), lambda: hash(v) != 0, lambda: len(d.items() - 5)): show(f)
for action in ("d['zz'] = 1", "del d[x]", "d.pop(x)", "d.clear()", "d.update(q=1)", "d[x] = 5", "d.setdefault(x, 1)", "d.setdefault('q', 1)", "d.popitem()", "d[x] = 1; d[0] = 1; del d[0]"):
    d = dict(a=1, b=2, c=3)
    for view in ("d", "d.keys()", "d.values()", "d.items()", "reversed(d)"):
        d = dict(a=1, b=2, c=3); n = 0
        try:
            for x in eval(view):
                n += 1; x = "a" if n == 1 else "b"; exec(action)
                if n > 5: break
            print(n, end=" ")
        except (RuntimeError, KeyError) as e: print(n, e, end=" ")
    print(action, d)
it = iter({1: 2}); print(next(it), next(it, "end"), next(it, "end")); d = {1: 1, 2: 2}; it = iter(d); next(it); d[3] = 3; show(lambda: next(it)); print(it.__length_hint__())
d = {}; d.update({"a": 1}, b=2); d.update([("c", 3), ["d", 4]]); d.update(("ef", "gh")); d.update({}); d.update(x for x in [(1, 2)]); d.update(zip("ij", range(2))); d.update(type("M", (), {"keys": lambda s: ["m"], "__getitem__": lambda s, k: k * 2})()); print(d)
for a in ([1], [(1,)], [(1, 2, 3)], 5, ["abc"], [[[], 1]], None, "ab", [(1, 2), 5]): show(lambda: {}.update(a)); 
show(lambda: {}.update(1, 2)); show(lambda: dict(a=1, **{"b": 2})); show(lambda: dict({"a": 1}, a=2)); show(lambda: dict(5)); show(lambda: dict([["k", "v"]], k2="v2")); show(lambda: dict(**{"x y": 1}))
print({"a": 1} | {"b": 2, "a": 3}, {**{"a": 1}, "a": 2, **{"c": 3}}, {"a": 1} == {"a": 1.0}, {"a": 1} != {"a": 2}, {} == [], {1: {2: [3]}} == {1: {2: [3]}}, {"a": 1, "b": 2} == {"b": 2, "a": 1})
show(lambda: {} | 5); show(lambda: {} < {}); show(lambda: {} + {}); show(lambda: {}[1]); show(lambda: {}.pop(1)); show(lambda: {}.popitem()); show(lambda: {}.pop()); show(lambda: {1: 2}.pop(1, 2, 3)); show(lambda: {}.get()); show(lambda: {}.setdefault()); show(lambda: {1: 2}.get(1, 2, 3)); show(lambda: {}.fromkeys(5)); show(lambda: {}["a b"]); show(lambda: {}[(1, 2)]); show(lambda: {}[None]); show(lambda: {}["it's"])
print(dict.fromkeys("ab"), dict.fromkeys([1, 1], []), {}.fromkeys(range(2), 0), type("D", (dict,), {}).fromkeys("a"), {1: 2, 3: 4}.popitem(), {1: 2}.pop(1), {1: 2}.pop(5, "d"), {1: 2}.get(5), {1: 2}.setdefault(1, 9), bool({}), bool({0: 0}), len({}), 1 in {1: 2}, {1: 2}.copy(), {1: "a", True: "b", 1.0: "c"})
c = {"l": [1]}; e = c.copy(); e["l"].append(2); e["n"] = 1; print(c, e, c["l"] is e["l"]); r = {}; r["self"] = r; r["list"] = [r]; print(r, repr(r.values()), r.items() if False else "")
class Key:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): return self.v == o.v
    def __repr__(self): return f"K{self.v}"
h = {Key(i): i for i in range(30)}; del h[Key(5)]; h[Key(5)] = "again"; print(list(h)[-1], len(h), h[Key(29)], Key(99) in h, h.pop(Key(0)))
print({(x, y): x * y for x in range(3) for y in range(x)}, {i: c for i, c in enumerate("ab")}, {k: v for v, k in {"a": 1}.items()}, {**dict(a=1), **dict(zip("b", [2]))})
big, total = {}, 0
for i in range(3000):
    big[i * 7 % 501 if i < 2000 else str(i % 100)] = i
    if i % 3 == 0: big.pop(i % 501, None)
    if i % 500 == 0: total += sum(big.values()) + len(big); big = dict(sorted(big.items(), key=str)) if i == 2500 else dict(big)
print(total, len(big), list(big.items())[:3])
