# scopes: class bodies, comprehensions, exec and eval, globals and locals, del, nested functions and classes
x = "global"
class A:
    x = "class"
    y = x + "!"
    def m(self): return x
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    class Inner:
        z = 1
        def get(self): return A.x
    if True: conditional = "yes"
    for loop in range(3): pass
    del items
print(A.x, A.y, A().m(), A.doubled, A.Inner().get(), A.conditional, A.loop, hasattr(A, "items"), A.Inner.__qualname__)
def f():
    x = "local"
    class B:
        y = x
        x = "class B"
        def m(self): return x
    return B.y, B.x, B().m()
try: print(f())
except NameError as e: print(e)
def g():
    x = "enclosing"
    class C:
        def m(self):
            nonlocal x
            x = "changed"
    C().m()
    return x
print(g(), x)
print([x for x in range(3)], x, [i + j for i in range(2) for j in (lambda: range(i + 1))()], {k: v for k, v in zip("ab", range(2))})
def comp():
    n = 10
    return [n * i for i in range(3) if (lambda: i < n)()], sum(n for _ in range(2)), [[n + a + b for a in range(2)] for b in range(2)]
print(comp())
ns = {"a": 5}
exec("b = a * 2\ndef h(q): return q + b", ns); print(ns["b"], ns["h"](1), eval("h(b) + a", ns), eval("[i for i in range(a)]", ns))
print(eval("x", globals()), eval("x", {"x": "given"}), eval("x + y", {"x": 1}, {"y": 2}))
def loc():
    a = 1; b = [2]
    return sorted(locals().items(), key=lambda kv: kv[0])
print(loc(), "x" in globals(), globals()["x"], sorted(k for k in vars(A) if not k.startswith("_")))
globals()["made"] = 99; print(made)
def outer():
    v = 1
    def inner():
        nonlocal v
        v += 1
        def innermost():
            nonlocal v
            v *= 10
            return v
        return innermost()
    return inner(), v
print(outer())
def conditional(flag):
    if flag: value = 1
    try: return value
    except UnboundLocalError as e: return str(e)
print(conditional(True), conditional(False))
def loopvar():
    for i in range(3): pass
    return i
print(loopvar())
def empty():
    for i in []: pass
    try: return i
    except UnboundLocalError as e: return str(e)
print(empty())
def use_global():
    global created
    created = [1]
    created.append(2)
use_global(); print(created)
class Meta(type):
    @classmethod
    def __prepare__(m, name, bases): return {"injected": 5}
class D(metaclass=Meta):
    value = injected + 1
print(D.value, D.injected)
class E:
    print("body runs", __name__, __qualname__)
    __slots__ = ()
    def __class_getitem__(cls, k): return f"E[{k}]"
print(E[int], __name__)
def func(a, b=[x for x in "ab"], *, c={"k": lambda: x}): return b, c["k"]()
print(func(1))
total = 0
def counter():
    global total
    total += 1
for _ in range(2500): counter()
print(total, (lambda n: [n := n + 1, n])(1))
