# calls: order of evaluation of function, arguments, *iterables and **mappings; errors while unpacking; call protocols
log = []
def t(x):
    log.append(x)
    return x
def done(label):
    print(label, *log)
    log.clear()
def f(*args, **kwargs): return args, kwargs
class Callee:
    def __getattr__(self, name):
        log.append("." + name)
        return f
c = Callee()
print(c.one(t(1), *[t(2)], k=t(3), *[t(4)], **{t("m"): t(5)}, z=t(6)))
done("call")
t(f)(t(1), t(2))
done("function first") if False else log.clear()
x = [t(i) for i in range(2)] + [*t([7]), t(8)]
log.clear()
d = {t("k1"): t("v1"), **{t("k2"): t("v2")}, t("k3"): t("v3")}
done("dict display")
def target(name):
    log.append(name)
    return [0, 0, 0]
target("obj")[t(0)] = t("value")
done("item assignment")
target("obj")[t(1)] += t(5)
done("item in place")
(target("a")[t(0)], target("b")[t(1)]) = t(1), t(2)
done("tuple assignment")
target("a")[t(0)] = target("b")[t(1)] = t("v")
done("chained assignment")
t(1) < t(2) < t(0) < t(9)
done("comparison stops")
t(0) and t(1) or t(2)
done("and or")
t("then") if t(1) else t("else")
done("conditional")
print(t("a"), t("b"), sep=t(", "))
done("print")
[t(1)][t(0):t(1):t(2)]
done("slice")
lambda: t(1)
done("lambda")
assert t(True), t("message")
done("assert")
try: raise t(ValueError("v")) from t(None)
except ValueError: log[:] = [str(x) for x in log]
done("raise")
def defaults(a=t("a"), *, b=t("b")): pass
done("defaults")
def deco(x):
    t(f"made {x}")
    def apply(fn):
        t(f"applied {x}")
        return fn
    return apply
@deco(1)
@deco(2)
def decorated(a=t("default")): pass
done("decorators")
@deco(t("class"))
class K(t(object), metaclass=t(type)):
    t("body")
log[:] = [x if isinstance(x, str) else x.__name__ for x in log]
done("class")
f"{t(1)}{t(2):{t(3)}}{t('x')!r:>{t(5)}}"
done("f-string")
with_log = []
del target("del")[t(0)], target("del 2")[t(1)]
done("del")
def bad_iter():
    t("first")
    yield 1
    raise RuntimeError("in the middle")
try: f(t(0), *bad_iter(), t("never"))
except RuntimeError as e: print(e)
done("argument that raises")
class Loud(dict):
    def keys(self):
        t("keys")
        return ["p", "q"]
    def __getitem__(self, k):
        t(f"get {k}")
        return k * 2
print(f(**Loud()))
done("mapping is asked, though a dict subclass")
print({**Loud()})
done("in a display")
class It:
    def __iter__(self):
        t("iter")
        return self
    def __next__(self):
        t("next")
        raise StopIteration
f(*It(), *It())
done("iterables")
class NotCallable: pass
for call in (lambda: NotCallable()(t(1)), lambda: 5(t(1)), lambda: None(), lambda: "a"(1), lambda: [](**{}), lambda: c.x.y()):
    try: call()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
done("arguments are evaluated before")
class Meta(type):
    def __call__(cls, *args, **kwargs):
        t(f"meta call {args} {kwargs}")
        return super().__call__(*args)
class Made(metaclass=Meta):
    def __new__(cls, *args):
        t(f"new {args}")
        return super().__new__(cls)
    def __init__(self, *args): t(f"init {args}")
    def __call__(self, *args): return args
print(Made(1, k=2)(3))
done("meta")
Made.__call__ = lambda self: "replaced"
print(Made()())
m = Made()
m.__call__ = lambda: "not asked"
print(m())
log.clear()
class NoneCall:
    __call__ = None
try: NoneCall()()
except TypeError as e: print(e)
print(callable(NoneCall()), callable(Made), callable(m), callable(5))
class CallDescriptor:
    class D:
        def __get__(self, obj, cls): return lambda *a: ("through a descriptor", a)
    __call__ = D()
print(CallDescriptor()(1, 2))
class Chain:
    def __init__(self, n): self.n = n
    def __call__(self): return "end" if self.n == 0 else Chain(self.n - 1)
link = Chain(5)
while link != "end": link = link()
print(link)
