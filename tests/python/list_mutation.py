# list: mutation while iterating, sorting and comparing; slices of every form; strategies that change; errors; self references
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
l = [1, 2, 3]
for x in l:
    if len(l) < 8: l.append(x * 10)
print(l)
for x in l: l.remove(x)
print(l)
it = iter(l); l.clear(); print(list(it), list(it)); l.append(1); print(list(it))
r = reversed(l2 := [1, 2, 3, 4]); next(r); del l2[1:]; print(list(r))
class Evil:
    def __init__(self, v, target): self.v, self.t = v, target
    def __eq__(self, o): self.t.clear(); return False
    def __lt__(self, o): self.t.append(99); return self.v < o.v
    __hash__ = None
t = []; t.extend([Evil(1, t), Evil(2, t), 5]); print(5 in t, t); t.extend([Evil(1, t), 7]); show(lambda: t.index(7)); t.extend([Evil(1, t), 7]); show(lambda: t.remove(7)); t.extend([Evil(1, t), 7]); print(t.count(7)); t.extend([Evil(1, t)]); print(t == [1], t)
s = []; s.extend([Evil(3, s), Evil(1, s)]); show(lambda: s.sort()); print(len(s))
k = [3, 1, 2]
def key(x): seen.append(list(k)); return x
seen = []; k.sort(key=key); print(k, seen)
def bad(x): k.append(1) if len(k) < 3 else None; return 1 // (x - 2)
k = [3, 1, 2]; show(lambda: k.sort(key=bad)); print(k)
a = list(range(10))
for sl in ("[2:5]", "[::2]", "[::-1]", "[-3:]", "[5:2]", "[8:2:-2]", "[100:]", "[:-100]", "[-100:3]", "[None:None:None]", "[::100]", "[::-100]", "[True:3]"): print(sl, eval("a" + sl), end=" ")
print()
for sl, v in (("[2:4]", "[]"), ("[2:2]", "'xy'"), ("[::2]", "[0]*5"), ("[5:2]", "[7]"), ("[-2:]", "(1,)"), ("[::-1]", "range(10)"), ("[100:]", "[1]"), ("[1:3]", "a"), ("[:]", "a[::2]"), ("[3:3:1]", "{5:6}"), ("[:0]", "iter([1])")):
    a = list(range(10)); exec(f"a{sl} = {v}"); print(a, end=" ")
print()
for sl, v in (("[::2]", "[1]"), ("[::-1]", "[1,2]"), ("[1:2]", "5"), ("[::2]", "5"), ("['a']", "1"), ("[10]", "1"), ("[-11]", "1"), ("[1.0]", "1"), ("[::0]", "[]"), ("['a':]", "[]"), ("[1,2]", "1")):
    a = list(range(10)); show(lambda: exec(f"a{sl} = {v}"))
for sl in ("[2:5]", "[::2]", "[::-2]", "[:]", "[-1]", "[5:2]", "[8:2:-3]", "[::100]"): a = list(range(10)); exec(f"del a{sl}"); print(a, end=" ")
print()
for f in (lambda: a.__delitem__(99), lambda: a.__delitem__("x"), lambda: a.pop(99), lambda: [].pop(), lambda: a.pop("x"), lambda: a.insert("x", 1), lambda: a.index(99), lambda: a.index(1, 5), lambda: a.index(5, -3, 99) if 5 in a else "none", lambda: a.remove(99), lambda: a.extend(None), lambda: a + (1,), lambda: a * 1.5, lambda: [1] * -1, lambda: [] * 2**70, lambda: a < 5, lambda: [1, "a"] < [1, 2], lambda: [1, 2] < [1, 2, 0], lambda: [[]] < [[1]], lambda: a.sort(lambda x: x), lambda: hash(a), lambda: a[2**70], lambda: a.copy(1), lambda: a.clear(1), lambda: a.reverse(1), lambda: a.append(), lambda: list(1), lambda: list([], []), lambda: a["a"], lambda: a[:"a"]): show(f)
m = []; m.append(m); m.append([m]); print(m, m[0] is m, repr([m])); d = {"k": m}; m.append(d); print(m)
n = [1, 2, 3]; n.append(4.5); n[0] = "s"; n.insert(-1, None); n.insert(-100, b"f"); n.insert(100, ()); n += range(2); n.extend(n); print(n, len(n)); n.reverse(); print(n[:4], n.pop(), n.pop(0), n.pop(-2)); n[2:4] *= 2; print(n)
f = [1.5, 2.5]; f.append(3); f[0] = 2**70; f.extend([True]); print(f, sorted([3, 1.5, True, 2**65, -1]), sorted("bca", reverse=True), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted(["b", "B", "a"], key=str.lower), sorted([3, 1, 2], key=lambda x: -x), sorted([[2], [1, 5], []]), sorted({3: 1, 1: 2}), [*sorted(range(5), key=lambda x: x % 2)], sorted([1.0, 1, True], reverse=True))
show(lambda: sorted([1, "a"])); show(lambda: sorted([None, 1])); show(lambda: sorted([1j, 2j])); show(lambda: sorted([{}, {}])); show(lambda: max([], default="d")); show(lambda: min([[1], "a"]))
matrix = [[0] * 3] * 2; matrix[0][1] = 5; print(matrix, matrix[0] is matrix[1]); c = matrix.copy(); c[0][0] = 1; print(matrix, [r[:] for r in matrix] == matrix)
big, total = [], 0
for i in range(3000):
    big.append(i)
    if i % 7 == 0: big.insert(i // 2 % len(big), float(i)) if i < 1500 else big.pop(0)
    if i % 500 == 499: big.sort(); big[::3] = [str(i)] * len(big[::3]) if i == 2999 else big[::3]
    total += len(big)
print(total, big[:3], big[-2:], sum(x for x in big if not isinstance(x, str)))
