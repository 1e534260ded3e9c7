# in-place operators: own methods, fallback to the plain ones, results that are other objects, tuples of lists, attributes, items, names
OPS = ["+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "<<=", ">>=", "&=", "|=", "^="]
NAMES = ["iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow", "imatmul", "ilshift", "irshift", "iand", "ior", "ixor"]
class All: pass
for n in NAMES: setattr(All, f"__{n}__", lambda self, o, n=n: (n, o))
class Plain: pass
for n in NAMES: setattr(Plain, f"__{n[1:]}__".replace("__and__", "__and__"), lambda self, o, n=n: ("plain " + n[1:], o))
class Declines:
    def __iadd__(self, o): return NotImplemented
    def __add__(self, o): return "add instead"
    def __isub__(self, o): return NotImplemented
    __imul__ = None
for op in OPS:
    x, y = All(), Plain()
    exec(f"x {op} 2; y {op} 3")
    print(op, x, y)
d = Declines(); d += 1; print(d)
for op in ("-=", "*=", "/=", "**=", "@=", ">>="):
    d = Declines()
    try: exec(f"d {op} 1")
    except TypeError as e: print(op, e)
t = ([1], [2])
try: t[0] += [3]
except TypeError as e: print(e, t)
class Item:
    log = []
    def __init__(self): self.data = {0: [1], "k": 5}
    def __getitem__(self, k): Item.log.append(("get", k)); return self.data[k]
    def __setitem__(self, k, v): Item.log.append(("set", k, v)); self.data[k] = v
    def __getattr__(self, n): Item.log.append(("getattr", n)); return 10
    def __setattr__(self, n, v): Item.log.append(("setattr", n)); object.__setattr__(self, n, v)
i = Item(); i[0] += [2]; i["k"] *= 3; i.new -= 1; i.new -= 1
print(Item.log, i.new)
a = b = [1]; a += (2,); a += "xy"; a *= 2; print(b is a, b)
a = b = (1,); a += (2,); print(a, b)
try: a += [3]
except TypeError as e: print(e)
a = b = {1}; a |= {2}; a &= {2, 3}; a ^= {3}; a -= {2}; print(a, a is b)
for op in ("|=", "&=", "^=", "-="):
    s = {1}
    try: exec(f"s {op} [1]")
    except TypeError as e: print(e)
s = frozenset({1}); k = s; s |= {2}; print(sorted(s), s is k)
d1 = d2 = {"a": 1}; d1 |= {"b": 2}; d1 |= [("c", 3)]; print(d2)
try: d1 |= 5
except TypeError as e: print(e)
try: d1 |= [1]
except TypeError as e: print(e)
try: d1 = d1 | [("x", 1)]
except TypeError as e: print(e)
s = "a"; s += "b"; s *= 2; print(s)
try: s += 1
except TypeError as e: print(e)
try: s -= "a"
except TypeError as e: print(e)
n = 5; n += 2.5; n //= 2; n **= 2; n %= 5; print(n)
n = 7; n <<= 70; n >>= 68; n |= 3; n &= ~1; n ^= 5; print(n)
n = True; n += True; print(n); n = True; n &= False; print(n); n = True; n -= 1.5; print(n)
ba = bb = bytearray(b"ab"); ba += b"c"; ba *= 2; ba += memoryview(b"!"); print(ba, bb is ba)
by = b"a"; by += bytearray(b"b"); print(by, type(by))
l = [1, 2]; l += (x * 10 for x in l[:]); print(l)
l = [3]; l += l; l.extend(l); print(l)
try: l += 5
except TypeError as e: print(e)
try: l *= "a"
except TypeError as e: print(e)
l[0:2] += [9, 9]; l[::2] = [0] * len(l[::2]); print(l)
def local():
    try: undefined += 1
    except UnboundLocalError as e: return str(e)
print(local())
try: undefined_global += 1
except NameError as e: print(e)
class C: count = 0
c = C(); c.count += 1; print(c.count, C.count, vars(c))
class P:
    def __init__(self): self.l = []
    @property
    def items(self): return self.l
p = P()
try: p.items += [1]
except AttributeError as e: print(e, p.l)
class Stack(list):
    def __iadd__(self, o): self.append(o); return self
    def __lshift__(self, o): return Stack(self + [o, o])
s = Stack(); same = s; s += 5; s <<= 6; print(s, type(s).__name__, same)
class Returns:
    def __iadd__(self, o): return o
r = Returns(); r += 5; r += 6; print(r)
def order():
    log = []
    def f(x): log.append(x); return [0, 1, 2]
    f("a")[(log.append("i"), 1)[1]] += (log.append("v"), 5)[1]
    return log
print(order())
x = [1, 2]; x[x[0]] = x[0] = 7 if False else 1; print(x)
total, acc, text = 0, [], ""
for i in range(2000):
    total += i; total -= i // 2; total *= 1 if i % 100 else 2
    if i % 200 == 0: acc += [total % 1000]; text += str(i)
    if i == 1500: total += 0.5
print(total, acc, text)
for text in ("f() += 1", "(a, b) += 1", "[a] += 1", "1 += 1", "a + b += 1", "(x := 1) += 1", "None += 1", "a += b += c", "a += ", "x: int += 1", "'a' += 1", "a < b += 1", "*a += 1", "lambda: 0 += 1"):
    try: compile(text, "<s>", "exec")
    except SyntaxError as e: print(text, "!!", e.msg)
