# dicts: methods, order, views, deletion
d = {"a": 1, "b": 2}
d["c"] = 3; d["a"] = 10
print(d, len(d), d["a"], d.get("x"), d.get("x", 0), "b" in d, "x" in d)
print(list(d), list(d.keys()), list(d.values()), list(d.items()), sorted(d, reverse=True), list(reversed(d)))
del d["b"]; d["b"] = 5; print(d, d.pop("a"), d.pop("zz", None), d.popitem(), d)
d.update({"x": 1}, y=2); d.update([("z", 3)]); print(d, d.setdefault("x", 9), d.setdefault("w", 9), d)
print(dict([(1, 2), (3, 4)]), dict(a=1, b=2), dict({"q": 1}, r=2), dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), {k: v for k, v in zip("ab", [1, 2])})
print({"a": 1} | {"b": 2, "a": 3}, {"a": 1} == {"a": 1.0}, {"a": 1} != {"b": 1}, {1: 2, 3: 4} == {3: 4, 1: 2})
e = {"k": 1}; e |= {"m": 2}; print(e); f = e.copy(); f.clear(); print(e, f, bool(f))
print({1: "int", 1.0: "float", True: "bool"}, {(1, 2): "t"}[(1, 2)], {None: 0, "": 1, 0: 2, False: 3})
keys = {"a": 1, "b": 2}.keys(); print(keys & {"a", "z"}, sorted(keys | {"c"}), keys - {"a"}, "a" in keys, len(keys))
view = e.items(); e["new"] = 5; print(list(view), ("k", 1) in view)

squares = {}
for i in range(3000):
    squares[i] = i * i
for i in range(0, 3000, 3):
    del squares[i]
print(len(squares), sum(squares), sum(squares.values()), squares[2999 - 1], next(iter(squares)))
for i in range(3000):
    squares.pop(i, None)
print(squares, len(squares))
mixed = {}
for i in range(2000):
    key = i if i % 3 == 0 else str(i) if i % 3 == 1 else (i, i + 1)
    mixed[key] = i
print(len(mixed), mixed[3], mixed["4"], mixed[(5, 6)], mixed.get(4), mixed.get("3"))

class Key:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return self.n % 4
    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n
    def __repr__(self):
        return f"Key({self.n})"
colliding = {Key(i): i for i in range(20)}
print(colliding[Key(7)], Key(25) in colliding, len(colliding), list(colliding)[:3])

for g in (lambda: {}["missing"], lambda: {1: 2}[(1,)], lambda: {}.popitem(), lambda: {[]: 1}, lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {}.pop("a"), lambda: {} < {}, lambda: {}[{}]):
    try:
        print(g())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)
try:
    for k in (loop := {"a": 1, "b": 2}):
        loop[k + "x"] = 1
except RuntimeError as ex:
    print(ex)
try:
    for k in loop:
        del loop[k]
except RuntimeError as ex:
    print(ex)
nested = {"a": {"b": {"c": [1, 2, {"d": "deep"}]}}}
print(nested["a"]["b"]["c"][2]["d"], nested)
inner = {}; inner["self"] = inner; print(inner)
