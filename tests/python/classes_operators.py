# operator methods: arithmetic, reflected, in place, comparison, containers, calls
class Vec:
    def __init__(self, *v): self.v = list(v)
    def __repr__(self): return "Vec" + repr(tuple(self.v))
    def __add__(self, o): return Vec(*[a + b for a, b in zip(self.v, o.v)]) if isinstance(o, Vec) else NotImplemented
    def __sub__(self, o): return Vec(*[a - b for a, b in zip(self.v, o.v)])
    def __mul__(self, k): return Vec(*[a * k for a in self.v]) if isinstance(k, (int, float)) else NotImplemented
    def __rmul__(self, k): return self * k
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.v, o.v))
    def __truediv__(self, k): return Vec(*[a / k for a in self.v])
    def __floordiv__(self, k): return Vec(*[a // k for a in self.v])
    def __mod__(self, k): return Vec(*[a % k for a in self.v])
    def __pow__(self, k): return Vec(*[a ** k for a in self.v])
    def __neg__(self): return Vec(*[-a for a in self.v])
    def __pos__(self): return self
    def __abs__(self): return sum(a * a for a in self.v) ** 0.5
    def __invert__(self): return Vec(*[~a for a in self.v])
    def __lshift__(self, k): return Vec(*[a << k for a in self.v])
    def __and__(self, o): return Vec(*[a & b for a, b in zip(self.v, o.v)])
    def __iadd__(self, o): self.v = [a + b for a, b in zip(self.v, o.v)]; return self
    def __len__(self): return len(self.v)
    def __getitem__(self, i): return self.v[i]
    def __setitem__(self, i, x): self.v[i] = x
    def __delitem__(self, i): del self.v[i]
    def __contains__(self, x): return x in self.v
    def __iter__(self): return iter(self.v)
    def __eq__(self, o): return self.v == o.v if isinstance(o, Vec) else NotImplemented
    def __lt__(self, o): return abs(self) < abs(o)
    def __bool__(self): return any(self.v)
    def __call__(self, f): return Vec(*map(f, self.v))
    def __index__(self): return len(self.v)
    def __int__(self): return int(abs(self))
    def __float__(self): return float(abs(self))
    def __round__(self, n=0): return Vec(*[round(a, n) for a in self.v])
    def __reversed__(self): return Vec(*self.v[::-1])
    def __divmod__(self, k): return self // k, self % k
    def __radd__(self, o): return ("radd", o)
    def __rsub__(self, o): return ("rsub", o)
a, b = Vec(3, 4), Vec(1, 2)
print(a + b, a - b, a * 2, 2 * a, a @ b, a / 2, a // 2, a % 2, a ** 2, -a, +a, abs(a), ~a, a << 1, a & b, divmod(a, 2))
print(len(a), a[0], a[-1], a[0:1], 3 in a, 9 in a, list(a), a == Vec(3, 4), a != b, b < a, a > b, bool(Vec(0, 0)), bool(a), a(lambda x: x + 1))
print([10, 20, 30][Vec(1)], int(a), float(a), round(Vec(1.234, 5.678), 1), reversed(a), 5 + a, 5 - a, "s" + a, hex(a), range(a))
c = a; c += b; print(c is a, a); a[0] = 100; del a[1]; print(a, sorted([Vec(9), Vec(1), Vec(5)]), max(Vec(9), Vec(10), Vec(5)))
try:
    hash(a)
except TypeError as e:
    print(e)
for f in (lambda: a * "x", lambda: a + 5, lambda: a | b, lambda: a <= b, lambda: a == 5, lambda: a @ 5, lambda: b ** "x", lambda: a >= 5, lambda: [] + a, lambda: -object(), lambda: object() + 1, lambda: {} | a):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
class Base:
    def __add__(self, o): return "Base.add"
    def __radd__(self, o): return "Base.radd"
class Derived(Base):
    def __radd__(self, o): return "Derived.radd"
print(Base() + Derived(), Derived() + Base(), Base() + 1, 1 + Base(), 1 + Derived(), 1.5 + Base())
class Num:
    def __init__(self, n): self.n = n
    def __add__(self, o): return Num(self.n + (o.n if isinstance(o, Num) else o))
    __radd__ = __add__
    def __lt__(self, o): return self.n < o.n
    def __eq__(self, o): return self.n == o.n
    def __hash__(self): return hash(self.n)
total = sum([Num(i) for i in range(2000)])
print(total.n, min(Num(3), Num(1)).n, len({Num(1), Num(1), Num(2)}))
t = Num(0)
for i in range(3000):
    t = t + 1 if i % 3 else 1 + t
    if i == 2000:
        t = t + 0.5
print(t.n)
class Matrix:
    def __init__(self, rows): self.rows = rows
    def __getitem__(self, key):
        i, j = key
        return self.rows[i][j]
    def __setitem__(self, key, value):
        self.rows[key[0]][key[1]] = value
m = Matrix([[1, 2], [3, 4]]); m[0, 1] = 9; print(m[0, 1], m[1, 0])
class Slicer:
    def __getitem__(self, k): return k
print(Slicer()[1:2], Slicer()[::3], Slicer()[1, 2:3, ...], Slicer()["k"])
class Chain:
    def __lt__(self, o): print("lt", end=" "); return True
    def __gt__(self, o): print("gt", end=" "); return False
x = Chain(); print(x < x < x, x < x > x, 1 < 2 < 3 < 3, 1 == 1.0 == True, 3 > 2 > 1 != 2)
