# closures, nonlocal, global, default arguments, late binding
counter = 0
def bump(by=1):
    global counter
    counter += by
    return counter
def make_counter(start=0):
    count = start
    def inc(step=1):
        nonlocal count
        count += step
        return count
    def get():
        return count
    return inc, get
inc, get = make_counter(10)
for _ in range(2500):
    inc()
print(get(), inc(5), get())
for _ in range(2000):
    bump(2)
print(counter, bump())
late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])
def outer():
    x = "outer"
    def middle():
        def inner():
            nonlocal x
            x = "inner"
            return x
        r = inner()
        return r, x
    before = x
    return before, middle(), x
print(outer())
def appender(value, into=[]):
    into.append(value)
    return into
print(appender(1), appender(2), appender(3, []), appender(4))
def compose(*fs):
    def composed(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return composed
print(compose(lambda x: x + 1, lambda x: x * 10)(3), compose()(7))
def adders():
    return [(lambda y: lambda x: x + y)(n) for n in range(4)]
print([f(100) for f in adders()])
def accumulate():
    total = 0
    def add(x):
        nonlocal total
        total = total + x
        return total
    return add
acc = accumulate()
for i in range(3000):
    r = acc(i if i < 1500 else i * 0.5)
print(r)
def shadow(n):
    n = n + 1
    def f():
        return n
    n = n * 10
    return f
print(shadow(1)(), shadow(2)())
class Scope:
    x = 5
    y = x + 1
    def method(self):
        try:
            return x
        except NameError as e:
            return str(e)
print(Scope.y, Scope().method())
def unbound():
    print(value)
    value = 1
try:
    unbound()
except UnboundLocalError as e:
    print(type(e).__name__, e)
def free():
    def inner():
        return later
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
    return inner()
print(free())
def deleted():
    a = 1
    del a
    try:
        return a
    except UnboundLocalError as e:
        return str(e)
print(deleted())
try:
    del undefined_name
except NameError as e:
    print(e)
compute = {"square": lambda x: x * x, "cube": lambda x: x ** 3}
print({k: f(3) for k, f in compute.items()}, (lambda *a, **k: (a, k))(1, 2, z=3), (lambda: (yield))().__class__.__name__)
