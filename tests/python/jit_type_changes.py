# hot loops in which types change: guards fail in the middle
def add_all(items):
    total = 0
    for x in items:
        total = total + x
    return total
print(add_all(list(range(3000))), add_all([0.5] * 3000), add_all([1] * 1500 + [0.5] * 1500), add_all([True, False] * 1000), add_all([2**62] * 2000), add_all([1] * 1000 + [2**70] + [1.5] * 500))
try:
    add_all([1] * 2000 + ["x"] + [1])
except TypeError as e:
    print(e)
def polymorphic(n):
    values = [1, 2.5, "a", (1,), [2], True]
    out = 0
    for i in range(n):
        v = values[i % 6]
        if isinstance(v, str):
            out += len(v * 3)
        elif isinstance(v, (tuple, list)):
            out += v[0]
        else:
            out += v
    return out
print(polymorphic(3000))
class A:
    def __init__(self, v): self.v = v
    def get(self): return self.v
class B(A):
    def get(self): return self.v * 2
class C:
    def __init__(self, v): self.w = v
    def get(self): return -self.w
    @property
    def v(self): return self.w * 100
objects = [A(1), B(2), C(3), A(1.5), B(2**65)]
def sum_gets(objects, n):
    total = 0
    for i in range(n):
        o = objects[i % len(objects)]
        total += o.get() + o.v
    return total
print(sum_gets(objects[:1], 2000), sum_gets(objects[:2], 2000), sum_gets(objects[:4], 2000), sum_gets(objects, 2000))
a = A(0)
for i in range(4000):
    a.v = a.v + 1
    if i == 1000:
        a.v = float(a.v)
    if i == 2000:
        a.v = int(a.v) + 2**63
    if i == 3000:
        a.extra = i
print(a.v, a.extra)
def method_replaced(n):
    o = A(3); total = 0
    for i in range(n):
        total += o.get()
        if i == n // 2:
            A.get = lambda self: self.v * 1000
        if i == n * 3 // 4:
            o.get = lambda: 1
    return total
original = A.get
print(method_replaced(2000)); A.get = original
scale = 2
def uses_global(n):
    total = 0
    for i in range(n):
        total += i * scale
    return total
print(uses_global(2000)); scale = 0.5; print(uses_global(2000)); scale = "ab"
try:
    uses_global(10)
except TypeError as e:
    print(e)
def len(x): return 42
def uses_builtin(n):
    total = 0
    for i in range(n):
        total += len([1, 2])
    return total
print(uses_builtin(2000)); del len; print(uses_builtin(2000))
def changes_class(n):
    o = A(5); out = []
    for i in range(n):
        if i % 1000 == 500:
            o.__class__ = B if o.__class__ is A else A
        if i % 500 == 0:
            out.append(o.get())
    return out
print(changes_class(3000))
def none_sometimes(n):
    last = None; count = 0
    for i in range(n):
        if last is None:
            count += 1
            last = i
        elif last < i - 7:
            last = None
    return count, last
print(none_sometimes(5000))
