# binary operators: NotImplemented, reflected methods, subclass priority, comparison reflection, all operators, exact errors
import operator
OPS = {"+": "add", "-": "sub", "*": "mul", "@": "matmul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor"}
calls = []
def logging(cls, side, answer):
    for op, name in OPS.items():
        def method(self, other, name=name):
            calls.append(f"{type(self).__name__}.{side}{name}")
            return answer(self, other)
        setattr(cls, f"__{side}{name}__", method)
class L: pass
class R: pass
logging(L, "", lambda a, b: NotImplemented)
logging(R, "r", lambda a, b: "R answered")
for op in OPS:
    print(op, eval(f"L() {op} R()"), *calls); calls.clear()
class Neither: pass
for op in OPS:
    try: eval(f"L() {op} Neither()")
    except TypeError as e: print(e, *calls); calls.clear()
    try: exec(f"x = L(); x {op}= 5")
    except TypeError as e: print(e, *calls); calls.clear()
class Base:
    def __add__(self, o): calls.append("Base.add"); return "Base"
    def __radd__(self, o): calls.append("Base.radd"); return "Base r"
    def __eq__(self, o): calls.append("Base.eq"); return NotImplemented
    def __lt__(self, o): calls.append("Base.lt"); return NotImplemented
    def __gt__(self, o): calls.append("Base.gt"); return NotImplemented
    __hash__ = None
class Sub(Base):
    def __radd__(self, o): calls.append("Sub.radd"); return "Sub r"
class SubSame(Base): pass
class SubNone(Base):
    __radd__ = None
def log(label, f):
    try: print(label, f(), *calls)
    except TypeError as e: print(label, "TypeError", e, *calls)
    calls.clear()
log("base + sub", lambda: Base() + Sub())
log("sub + base", lambda: Sub() + Base())
log("base + same", lambda: Base() + SubSame())
log("base + none", lambda: Base() + SubNone())
log("1 + none", lambda: 1 + SubNone())
log("1 + sub", lambda: 1 + Sub())
log("base == sub", lambda: Base() == Sub())
log("base != base", lambda: Base() != Base())
log("base < base", lambda: Base() < Base())
log("base < 1", lambda: Base() < 1)
log("1 > base", lambda: 1 > Base())
log("sub < base", lambda: Sub() < Base())
log("base < sub", lambda: Base() < Sub())
class Same:
    def __add__(self, o): calls.append("add"); return NotImplemented
    def __radd__(self, o): calls.append("radd"); return "never for the same type"
log("same type", lambda: Same() + Same())
class MyInt(int):
    def __radd__(self, o): calls.append("MyInt.radd"); return ("MyInt", int(self), o)
    def __rsub__(self, o): return "rsub"
    def __rpow__(self, o, mod=None): return ("rpow", mod)
    def __rdivmod__(self, o): return "rdivmod"
    def __lt__(self, o): calls.append("MyInt.lt"); return "lt"
    def __gt__(self, o): calls.append("MyInt.gt"); return "gt"
log("int + MyInt", lambda: 5 + MyInt(3))
log("float + MyInt", lambda: 5.0 + MyInt(3))
log("MyInt + MyInt", lambda: MyInt(1) + MyInt(2))
log("int < MyInt", lambda: 5 < MyInt(3))
log("pow", lambda: (2 ** MyInt(3), divmod(7, MyInt(2)), 7 - MyInt(1)))
class MyList(list):
    def __radd__(self, o): return ("radd", o)
    def __rmul__(self, o): return ("rmul", o)
log("list + MyList", lambda: [1] + MyList([2]))
log("int * MyList", lambda: 2 * MyList([2]))
class MyStr(str):
    def __rmod__(self, o): return ("rmod", o)
    def __radd__(self, o): return ("radd", o)
log("str % MyStr", lambda: "%s" % MyStr("x"))
log("str + MyStr", lambda: "a" + MyStr("x"))
class RList:
    def __radd__(self, o): return ("r", o)
    def __rmul__(self, o): return ("rm", o)
    def __rmod__(self, o): return ("rmod", o)
    def __ror__(self, o): return ("ror", o)
    def __rsub__(self, o): return ("rsub", o)
log("builtins + R", lambda: [[1] + RList(), (1,) + RList(), "a" + RList(), b"a" + RList(), "a" * RList(), [1] * RList(), "%d" % RList() if False else 0, {} | RList(), {1} - RList(), 1.5 + RList(), 1j * RList(), None.__class__ and True | RList()])
class Weird:
    def __add__(self, o): return None
    def __radd__(self, o): raise KeyError("radd")
    __sub__ = 5
    __mul__ = None
    def __neg__(self): return "neg"
    def __pos__(self): return NotImplemented
    def __invert__(self): return 1 / 0
    def __abs__(self): return [1]
    def __divmod__(self, o): return "divmod"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __round__(self, n="none"): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
w = Weird()
log("None", lambda: w + 1)
try: 1 + w
except KeyError as e: print("KeyError", e)
log("5 is no method", lambda: w - 1)
log("None is no method", lambda: w * 1)
import math
log("unary", lambda: (-w, +w, abs(w), divmod(w, 1), w ** 2, pow(w, 2, 3), round(w), round(w, 2), math.trunc(w), math.floor(w), math.ceil(w)))
try: ~w
except ZeroDivisionError as e: print(e)
for text in ("-[]", "+'a'", "~1.5", "-None", "~{}", "not NotImplemented", "divmod(w, w) and divmod(1, w)", "pow(1, w)", "pow(1, 2, w)", "pow(w, 1, 'x')", "1 < w", "w < w", "w in w", "w[0]", "'a' < 1", "[] < ()", "1j < 2j", "{} < {}", "None < None", "print < 1", "int < str", "1 in 1", "object() @ 1", "[] @ []"):
    try: print(text, eval(text))
    except (TypeError, ValueError) as e: print(text, "!!", type(e).__name__, e)
print(operator.add(L(), R()), operator.matmul(L(), R()), operator.pow(L(), R()), Weird.__add__(w, 2), L.__add__(L(), 1)); calls.clear()
total = 0
class V:
    def __init__(self, v): self.v = v
    def __add__(self, o): return V(self.v + o.v) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return V(self.v + o) if isinstance(o, (int, float)) else NotImplemented
acc = V(0)
for i in range(1500):
    acc = acc + V(i) if i % 2 else (0.5 if i % 10 == 0 else i) + acc
print(acc.v)
