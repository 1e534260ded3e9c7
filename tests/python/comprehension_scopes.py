# comprehensions, star expressions and walrus: scopes, order, closures, class bodies, unpacking of every form, errors
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x = "outer"
print([x for x in range(3)], x, {x: y for x in range(2) for y in "ab"}, x, [[x * y for y in range(x)] for x in range(4)], [x for x in range(20) if x % 2 if x % 3], [a + b for a, b in zip("ab", "cd")], [(a, b, c) for a, *b in ["xyz"] for c in b])
fs = [lambda: i for i in range(3)]; print([f() for f in fs], [f() for f in [lambda j=j: j for j in range(3)]], [(lambda: k)() for k in range(3)])
def local(n): y = [n + k for k in range(3) if (last := k) < 2]; return y, last, [n for n in [n, n + 1]], n
print(local(5))
class C:
    items = [1, 2]; k = 10
    doubled = [i * 2 for i in items]; pairs = [(i, j) for i in items for j in [i]]
    try: bad = [i * k for i in items]
    except NameError as e: bad = str(e)
    gen = list(i for i in items)
print(C.doubled, C.pairs, C.bad, C.gen)
log = []
def t(v): log.append(v); return v
[t(a) + t(b) for a in t([1, 2]) if t(a > 1) for b in t([3])]; print(log); log.clear(); {t(k): t(v) for k, v in [("k", "v")]}; print(log); log.clear(); g = (t(v) for v in t([1, 2])); print(log); list(g); print(log); log.clear()
print([y := 1, y + 1, (z := y * 5)], z, [last := v for v in range(4)], last, any((hit := v) > 2 for v in range(5)), hit, [(w, w := w + 1) for w in range(2)] if False else "", (q := 3, q))
if (m := len("abc")) > 2 and (mm := m * 2): print(m, mm)
while (n := len(log)) < 3: log.append(n)
print(n, f"{(fmt := 5):>3}", fmt, (lambda: (lam := 9) + lam)(), [*(e := [1]), *e], {**(d := {"a": 1}), **d})
a, *b, c = "hello"; print(a, b, c); *a, = (1, 2); print(a); (a, [b, *c]), d = (1, "xyz"), 2; print(a, b, c, d); a = b = c = [0]; a[0], b = 5, a; print(a, b, c); [a, b], c = {1: 2, 3: 4}, 5; print(a, b, c); for_targets = [(i, r) for i, *r in [(1, 2, 3), "ab", [9]]]; print(for_targets)
i, l = 0, [0, 0]; i, l[i] = 1, 9; print(i, l); l[0], l[1] = l[1], l[0]; print(l); x, y, z = iter("pqr"); print(x, y, z)
print([*range(3), *"ab", *{}], (*[1], 2, *()), {*"a", *[1]} == {"a", 1}, {"a": 0, **{"a": 1}, "b": 2}, [*[*[1]]], print(*[1, 2], *(3,), sep="-"), (lambda *a, **k: (a, k))(*[1], 2, *[3], x=4, **{"y": 5}))
def ret(): return *range(2), 5
def yi(): yield *"ab", 1
print(ret(), list(yi()), [1, 2, 3, 4][*[slice(1, 3)], ] if False else "", {(1, 2, 3): "t"}[*[1, 2], 3]); xs = [9]
for v in *xs, 10: print(v, end=" ")
print()
def unpack(v, n):
    def two(): a, b = v
    def star(): a, b, *c = v; return a, b, c
    return two if n == 2 else star
for v in ((1, 2), (1,), (1, 2, 3), "ab", 5, None, {}, {1: 1, 2: 2}, [], iter([1, 2]), range(10**6), (i for i in "abc")):
    show(unpack(v, 2)); show(unpack(v, 3)) if not hasattr(v, "__next__") and v != range(10**6) else None
show(lambda: [*5]); show(lambda: {**5}); show(lambda: {*5}); show(lambda: [i for i in 5]); show(lambda: {[]: 1 for _ in "a"}); show(lambda: [1 / i for i in (1, 0)]); show(lambda: print(*5)); show(lambda: (*None,)); show(lambda: {**[1]}); show(lambda: {i for i in [[]]}); show(lambda: next(i for i in [])); show(lambda: [undefined for _ in "a"]); show(lambda: [undefined for _ in ""]); show(lambda: sum(i for i in "ab"))
print(sum(i * j for i in range(60) for j in range(i) if (i + j) % 3), len({(i % 7, j % 5) for i in range(40) for j in range(40)}), sum(len(k) * v for k, v in {str(i): i / 2 if i > 900 else i for i in range(1000)}.items()))
for text in ("[x := 1 for x in y]", "[i := 0 for i in y]", "[(j := 0) for i in y for j in z]", "[x for x in (y := z)]", "class C: [a := 1 for b in c]", "x := 1", "(x.y := 1)", "(x[0] := 1)", "(a, b := 1)", "f(a=b:=1)", "f(a:=1)", "lambda: x := 1", "(x := 1) = 2", "*a = 1", "*a, *b = c", "a, *b, *c = d", "[*a] = b", "x = *a", "x = *a,", "del *a", "*a += 1", "[*a for a in b]", "{**a for a in b}", "(*a)", "print(*a for a in b)", "f(**a, *b)", "f(x for x in y, 1)", "f(1, x for x in y)", "[x, y for x in z]", "{x: y, z for x in w}", "[x for x, in y]", "[x for x.y in z]", "[x for f() in z]", "for *a in b: 0", "for *a, in b: 0", "return *a, b", "a[*b]", "a[*b:1]", "x = yield *a", "if x := 1: 0", "with (x := a): 0", "assert (x := 1)", "(yield := 1)", "(True := 1)", "def f(a=(b := 1)): 0", "def f(a: (b := 1)): 0", "[i async for i in x]", "{i: (yield) for i in x}"):
    try: compile(text, "<s>", "exec"); print(text, "fine")
    except SyntaxError as e: print(text, "!!", e.msg)
