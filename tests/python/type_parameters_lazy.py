# type parameters of functions, classes and aliases; lazy annotations; scopes, bounds and defaults that are evaluated late
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def first[T](xs: list[T]) -> T: return xs[0]
class Box[T: (int, str), *Ts, **P]:
    item: T
    def get[U](self, other: U) -> tuple[T, U]: return T, U
    inner = lambda self: T
type Pair[A, B = int] = tuple[A, B]
type Rec = list[Rec] | int
type Late = undefined_name
print(first([1]), first.__type_params__, first.__annotations__, Box.__type_params__, [type(p).__name__ for p in Box.__type_params__], Box.__annotations__, Box().get(1), Box().inner(), Box.get.__type_params__)
T, Ts, P = Box.__type_params__; D = Pair.__type_params__[1]; print(T.__constraints__, T.__bound__, D.__default__, T.__default__, T.has_default(), D.has_default(), T.__name__, repr(Ts), repr(P), T.__infer_variance__, T.__covariant__)
print(Pair, Pair.__value__, Pair.__type_params__, Pair[str], Pair[int, str].__args__, Pair.__name__, Pair.__module__, type(Pair).__name__, Rec.__value__, Pair.__parameters__)
show(lambda: Late.__value__); undefined_name = int; show(lambda: Late.__value__)
show(lambda: Rec[int]); show(lambda: Pair()); show(lambda: isinstance(1, Rec)); show(lambda: Pair | None); show(lambda: setattr(Pair, "x", 1)); show(lambda: Pair.nope); show(lambda: T()); show(lambda: isinstance(1, T)); show(lambda: type("X", (T,), {}))
def bound[X: undefined_bound](): return X
X = bound(); show(lambda: X.__bound__); undefined_bound = str; show(lambda: X.__bound__)
def uses(a: not_defined, b: int = 3, *c: "text", **d: not_defined.x) -> None: local: broken_name = 5; return local
print(uses(1)); show(lambda: uses.__annotations__); not_defined = type("N", (), {"x": 7}); print(uses.__annotations__, uses.__annotate__(1), uses.__annotations__ is uses.__annotations__)
x: int = 5; y: missing_type; print(x, "y" in globals()); show(lambda: __annotations__["x"] if "__annotations__" in globals() else "lazy")
class Ann:
    a: int; b: "str" = "v"; c: later_defined
    def m(self, k: a) -> Ann: ...
show(lambda: Ann.__annotations__); later_defined = list; print(Ann.__annotations__, Ann.m.__annotations__["k"] if False else "", hasattr(Ann, "a"), Ann.b)
class Sub(Ann): pass
print(Sub.__annotations__); Sub.__annotations__ = {"z": 1}; print(Sub.__annotations__, Ann.__annotations__["a"]); first.__annotations__ = None if False else {"q": 1}; print(first.__annotations__, first.__annotate__)
show(lambda: setattr(first, "__annotations__", 5)); show(lambda: setattr(first, "__type_params__", 5)); del first.__annotations__; print(first.__annotations__)
def make[T](v: T):
    class Local[U]:
        pair = (T, U)
        def both[V](self) -> tuple[T, U, V]: return T, U, V
    return Local
L = make(1); print(L.pair, L().both(), L.__qualname__, L().both.__annotations__["return"], L.both.__qualname__)
class Meta(type): pass
class WithMeta[T](list[T], metaclass=Meta): pass
print(WithMeta.__orig_bases__, WithMeta[int], type(WithMeta).__name__, [b.__name__ for b in WithMeta.__mro__], WithMeta([1]))
def deco(f): print("decorated", f.__type_params__); return f
@deco
def generic[A, B: int](a: A = (lambda: "default")()) -> B: return a
print(generic(), generic.__qualname__); type lower[T] = T; print(lower[int], lower[int].__value__ if hasattr(lower[int], "__value__") else "")
type = 5; print(type); del type
for text in ("def f[T, T](): 0", "class A[T = int, U]: 0", "type X[T] = (yield)", "def f[T: (x := 1)](): 0", "class C[T](x := 1): 0", "type X = await y", "def f[](): 0", "type 1 = int", "def f[*T: int](): 0", "def f[**P: int](): 0", "x: (yield)", "def f(a: (b := 1)): 0", "(x): int = 1; x.y: int; x[0]: int", "x, y: int", "def f(): x: await z", "lambda x: int: 0", "f(): int", "class A[T]: T = 1", "def f[T](T): return T"):
    try: compile(text, "<s>", "exec"); print(text, "fine")
    except SyntaxError as e: print(text, "!!", e.msg)
