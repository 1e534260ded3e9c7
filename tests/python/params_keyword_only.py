# keyword-only parameters: required, defaults and their order of evaluation, exact errors, suggestions of near names
def show(label, f, *args, **kwargs):
    try: print(label, "->", f(*args, **kwargs))
    except TypeError as e: print(label, "!!", e)
def req(*, a, b): return a, b
def three(*, a, b, c): return a, b, c
def four(*, a, b, c, d): return a, b, c, d
def opt(x, *, a=1, b): return x, a, b
def var(*args, key=None): return args, key
def kw(**kw): return kw
show("req()", req)
show("req(a=1)", req, a=1)
show("req(1, 2)", req, 1, 2)
show("req(1, a=1, b=2)", req, 1, a=1, b=2)
show("req(1, a=1)", req, 1, a=1)
show("req(b=1, a=2)", req, b=1, a=2)
show("three()", three)
show("four(c=1)", four, c=1)
show("opt()", opt)
show("opt(1)", opt, 1)
show("opt(1, 2, b=3)", opt, 1, 2, b=3)
show("opt(1, 2, 3)", opt, 1, 2, 3)
show("opt(1, b=3, c=2)", opt, 1, b=3, c=2)
show("opt(x=1, b=0)", opt, x=1, b=0)
show("opt(1, x=1, b=0)", opt, 1, x=1, b=0)
show("var(1, 2, key=3)", var, 1, 2, key=3)
show("var(kye=3)", var, kye=3)
show("kw(a=1)", kw, a=1)
show("kw(1)", kw, 1)
show("kw(1, 2, a=3)", kw, 1, 2, a=3)
def long_names(*, verbose=False, encoding="utf-8"): return verbose, encoding
show("verbos", long_names, verbos=True)
show("Encoding", long_names, Encoding="x")
show("zzz", long_names, zzz="x")
log = []
def note(x):
    log.append(x)
    return x
def evaluated(a=note("a"), b=note("b"), *args, c=note("c"), d=note("d")): return a, b, args, c, d
print(log, evaluated(), evaluated(1, 2, 3, d=4))
log.clear()
def annotated(a: note("never") = note("default")) -> note("never either"): return a
print(log)
log.clear()
evaluated(note(1), *[note(2), note(3)], d=note(4), **{"c": note(5)})
print(log)
shared = []
def grows(x, *, into=shared):
    into.append(x)
    return len(into)
print(grows(1), grows(2), grows(3, into=[]), shared, grows.__kwdefaults__)
grows.__kwdefaults__ = {"into": [0, 0]}
print(grows(1), grows.__kwdefaults__)
del grows.__kwdefaults__
show("no defaults", grows, 1)
try: grows.__kwdefaults__ = 5
except TypeError as e: print(e)
try: grows.__defaults__ = [1]
except TypeError as e: print(e)
class C:
    def __init__(self, *, size): self.size = size
    def __call__(self, *args, scale=1, **rest): return self.size * scale, args, rest
show("C()", C)
show("C(1)", C, 1)
show("C(size=2)", lambda: C(size=2)(1, 2, scale=3, x=4))
def reserved(**kw): return sorted(kw)
show("names that are keywords", reserved, **{"class": 1, "for": 2, "": 3, "1": 4})
show("self as a name", reserved, self=1, f_=2)
def forward(*args, **kwargs): return args, kwargs
kwargs = {"a": 1}
args, got = forward(**kwargs)
got["b"] = 2
print(kwargs, got)
show("non-string", lambda: forward(**{1: 2}))
show("not a mapping", lambda: forward(**5))
show("not iterable", lambda: forward(*5))
show("twice", lambda: forward(**{"a": 1}, **{"a": 2}))
show("twice with a literal", lambda: forward(a=1, **{"a": 2}))
class Mapping:
    def keys(self): return iter(["k1", "k2"])
    def __getitem__(self, key): return key.upper()
show("own mapping", lambda: forward(**Mapping()))
class BadMapping:
    def keys(self): return ["k"]
show("no getitem", lambda: forward(**BadMapping()))
class Missing(Mapping):
    def __getitem__(self, key): raise KeyError(key)
try: forward(**Missing())
except (KeyError, TypeError) as e: print(type(e).__name__, e)
def gen():
    yield 1
    raise TypeError("inside the iterable")
show("an iterable that raises", lambda: forward(*gen()))
total = 0
for i in range(2000):
    total += opt(i, b=i % 2)[2] + var(i, key=1)[1] + len(kw(a=i, b=i))
print(total)
