# conditions, boolean operators, walrus, ternaries, truth values, is and in
for v in (0, 1, -1, 0.0, 1e-300, "", "0", [], [0], (), (0,), {}, {0: 0}, set(), None, True, False, ..., range(0), range(1)):
    print(repr(v), bool(v), not v, v or "or", v and "and", 1 if v else 2)
print(0 or None or "" or "last", 1 and "a" and [] and 5, not (1 and 0), not 1 or 2, 1 == 1 and 2, None is None, [] is not [])
if (n := 10) > 5: print("n is", n)
print([y := 1, y ** 2, (z := y + 5)], y, z)
data = [5, 12, 3, 20, 8]
print([h for x in data if (h := x // 2) > 3], h)
i = 0
while (sq := i * i) < 50: i += 1
print(i, sq)
def f(x, trace=[]): trace.append(x); return x
print(f(0) and f(1) or f(2), f.__defaults__[0], f(1) < f(3) < f(2) < f(9), f.__defaults__[0])
print(1 if [] else 2 if 0 else 3, (1, 2)[True], "abc"[False], [*(1, 2)] if True else 0, "x" if "" else "y")
class Falsy:
    def __bool__(self): print("bool", end=" "); return False
class Sized:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
o = Falsy(); print((o and 1) is o, not o, bool(Sized(0)), bool(Sized(3)), 1 if o else 2)
class BadBool:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return -1
for x in (BadBool(), BadLen()):
    try:
        if x: print("?")
    except Exception as e: print(type(e).__name__, e)
print(3 in [1, 2, 3], 3 not in (1, 2), "b" in {"a": 1}, None in [None], float("nan") in [float("nan")], 1.0 in [1], True in [1], [1] in [[1]])
nan = float("nan"); print(nan in [nan], nan == nan, [nan] == [nan], (nan,) == (nan,))
a = b = []; c = []; print(a is b, a is c, a == c, a is not c)
x = 5; x += 2; x -= 1; x *= 3; x //= 2; x **= 2; x %= 50; x <<= 3; x >>= 1; x |= 1; x &= 0xFF; x ^= 3; print(x)
s = "a"; s += "b"; s *= 3; print(s); l = [1]; l += "xy"; l *= 2; print(l); q = 7; q /= 2; print(q); t = (1,); t += (2,); print(t)
count = 0
for k in range(3000):
    if k % 2 == 0 and k % 3 == 0 or k % 7 == 0 and not k % 5 == 0: count += 1
    elif k % 11 == 0 or (k > 100 and k < 200): count += 2
    else: count -= 1 if k & 1 else 0
print(count)
if None: pass
elif []: pass
else: print("else")
pass
lst = [1, 2, 3]; lst[0], lst[-1] = lst[-1], lst[0]; print(lst); lst[lst[0] - 3] += 10; print(lst)
d = {"a": 1}; d["a"] += 1; d["b"] = d.get("b", 0) + 1; print(d)
print(any(k > 5 for k in data), all(k > 5 for k in data), max((k for k in data if k < 10), default=None), next((k for k in data if k > 100), "none"))
del x
try: x
except NameError as e: print(e)
print((lambda a, b=2, *c, **d: (a, b, c, d))(1), (lambda: 5)(), [(lambda v: v * k)(2) for k in range(3)])
