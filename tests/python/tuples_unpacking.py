# tuples, unpacking in all places
t = (1, "a", 2.5); one = (1,); empty = ()
print(t, one, empty, len(t), t[1], t[-1], t[::-1], t + one, one * 3, "a" in t, t.count(1), t.index(2.5))
print((1, 2) < (1, 3), (1, 2) < (1, 2, 0), (1, 2) == (1, 2), () < (0,), hash((1, 2)) == hash((1, 2)), ((1, 2), [3]))
a, b = 1, 2
a, b = b, a
(c, d), e = (3, 4), 5
[f, g] = "xy"
print(a, b, c, d, e, f, g)
first, *rest = [1, 2, 3]; *init, last = "abcd"; x, *mid, y = range(6); lone, *none = [9]
print(first, rest, init, last, x, mid, y, lone, none)
(p, *q), r = ([1, 2, 3], 4); print(p, q, r)
for i, (k, v) in enumerate({"a": 1, "b": 2}.items()):
    print(i, k, v, end="; ")
print()
print([*range(3), *"ab", *[]], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2, **{"a": 3}})
m = [1, 2, 3]
i = 0
i, m[i] = 1, "changed"
print(i, m)
s = z = w = []
s.append(1); print(z, w is s)

def swap_many(n):
    a, b, c = 0, 1, 2
    for i in range(n):
        a, b, c = b, c, a + b
        if a > 10**12:
            a, b, c = a % 1000, b % 1000, c % 1000
    return a, b, c
print(swap_many(4000))
pairs = [(i % 7, i) for i in range(2000)]
pairs.sort(key=lambda p: p[0])
print(pairs[:3], pairs[-2:], sum(a * b for a, b in pairs))
def multi():
    return 1, (2, 3), [4]
one, (two, three), [four] = multi(); print(one, two, three, four)
for f in ("a, b = 1, 2, 3", "a, b, c = [1, 2]", "a, b = 5", "a, *b, c = [1]", "(a, b), c = 1, 2", "a, b = {}", "x, = ()"):
    try:
        exec(f, {})
    except Exception as ex:
        print(f, "->", type(ex).__name__ + ":", ex)
for g in (lambda: (1,)[3], lambda: (1,) + [2], lambda: t.index(99), lambda: {([],): 1}):
    try:
        print(g())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)
try:
    t[0] = 5
except TypeError as ex:
    print(ex)
try:
    del t[0]
except TypeError as ex:
    print(ex)
