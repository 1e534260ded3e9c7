# match: every pattern kind with what it asks of the subject: sequences, mappings, classes, values, guards, captures kept, order of tests
log = []
class Seq:
    def __init__(self, *v): self.v = v
    def __len__(self): log.append("len"); return len(self.v)
    def __getitem__(self, i): log.append(i); return self.v[i]
import collections.abc
collections.abc.Sequence.register(Seq)
class Map(dict):
    def get(self, k, default=None): log.append(("get", k)); return super().get(k, default)
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __getattribute__(self, n): log.append(n); return object.__getattribute__(self, n)
def which(s):
    match s:
        case Seq() if False: return "guard"
        case [1, 2]: return "one two"
        case [1, *mid, 9]: return "1..9", mid
        case [first, *others]: return "first", first
        case {"a": 1, "b": [x, y]}: return "map", x, y
        case {"k": v, **rest}: return "rest", v, rest
        case P(0, y=y): return "P0", y
        case P(x, P(a, b)): return "nested", x, a, b
        case P(x=x): return "Px", x
        case str("lit") | bytes(b"lit"): return "literal"
        case str(s) if s.isupper(): return "upper", s
        case float(f) | int(f) if f > 10: return "big", f
        case -5 | 3.5 | 2 + 3j | -1 - 1j: return "numbers", s
        case True | False | None as c: return "constant", c
        case collections.abc.Set() as st: return "set", len(st)
        case (): return "empty"
        case _: return "else"
for s in ([1, 2], (1, 5, 6, 9), [7], range(3), Seq(1, 2), {"a": 1, "b": (8, 9)}, {"k": 1, "z": 2, 3: 4}, Map(k=5), P(0, 1), P(2, P(3, 4)), P(5, 6), "lit", b"lit", "ABC", "abc", 50, 11.5, -5, 3.5, 2 + 3j, -1 - 1j, True, False, None, 1, {1, 2}, frozenset(), (), [], "", bytearray(b"lit"), 10, iter([1]), collections.deque([1, 2]), collections.OrderedDict(k=0)):
    print(which(s), log); log.clear()
def values():
    class K: A = 1; B = "b"
    out = []
    for v in (1, "b", 1.0, True, 2):
        match v:
            case K.A: out.append("A")
            case K.B: out.append("B")
            case other: out.append(other)
    return out
print(values())
def builtin_classes(v):
    match v:
        case bool(b): return "bool", b
        case int(i): return "int", i
        case bytearray(b) | bytes(b): return "bytes", b
        case dict(d): return "dict", d
        case list([x, *_]): return "list starting", x
        case list(l) | tuple(l) | set(l) | frozenset(l): return type(v).__name__, l
        case str(t): return "str", t
        case type(): return "a class"
print([builtin_classes(v) for v in (True, 5, b"x", bytearray(b"y"), {}, [1], [], (1,), set(), "s", int, 1.5)])
def captured(v):
    match v:
        case [a, 1]: return a
        case [b, 2] if b > 5: return b
        case [c, 2]: pass
    return {k: x for k, x in locals().items() if k != "v"}
print(captured([0, 1]), captured([9, 2]), captured([1, 2]), captured([3, 3]), captured(5))
class Meta(type):
    def __instancecheck__(cls, o): log.append(f"instancecheck {o}"); return o == 5
class Checked(metaclass=Meta): pass
def checked(v):
    match v:
        case Checked(): return "checked"
    return "not"
print(checked(5), checked(6), log); log.clear()
def errors(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def cls(C, n):
    def f():
        match o:
            case C(): pass
        match o:
            case C(a): return a
        return "no"
    def g():
        match o:
            case C(a, b, c): return a
    def h():
        match o:
            case C(a, x=b): return a, b
    o = C() if callable(C) else C
    return (f, g, h)[n]
class NoArgs: x = 1
class OneArg: __match_args__ = ("x",); x = 1
class ListArgs: __match_args__ = ["x"]
class IntArgs: __match_args__ = (1,)
class Missing: __match_args__ = ("gone",)
class Raises:
    __match_args__ = ("p",)
    @property
    def p(self): raise KeyError("property")
for c in (NoArgs, OneArg, ListArgs, IntArgs, Missing, Raises, int, object, 5):
    for n in range(3): errors(cls(c, n))
def guards():
    out = []
    def t(x): out.append(x); return x
    match t(5):
        case x if t(0): pass
        case 5 if t(""): pass
        case y if t("yes"): out.append(y)
        case _ if t("never"): pass
    return out
print(guards())
def raising():
    class E:
        def __eq__(self, o): raise ValueError("compared")
    match E():
        case 1: pass
errors(raising)
def mapping_keys(d):
    match d:
        case {None: v}: return "None", v
        case {True: v}: return "True", v
        case {-1: v}: return "-1", v
        case {"x" "y": v}: return "xy", v
        case {1.5: {"in": [_, v]}}: return "deep", v
        case {}: return "any"
print([mapping_keys(d) for d in ({None: 1}, {1: 2}, {-1: 3}, {"xy": 4}, {1.5: {"in": "ab"}}, {1.5: {"in": (0, "z")}}, collections.defaultdict(int))])
def dup(k):
    match {"a": 1, "b": 2}:
        case {"a": x, **r}: r["new"] = x; return r
print(dup(1))
match = [1]; case = match; type = 3; _ = 4
match [case]:
    case [[1]]: print("soft keywords", match, _)
match (1, 2), {"a": 3}:
    case (a, b), {"a": c}: print(a, b, c)
match 1,:
    case 1,: print("tuples without parentheses")
match lambda: 0:
    case f: print(f())
for text in ("match x:\n case a: pass\n case b: pass", "match x:\n case a | b: pass", "match x:\n case [a, a]: pass", "match x:\n case [*a, *b]: pass", "match x:\n case {'a': 1, 'a': 2}: pass", "match x:\n case {**r, 'a': 1}: pass", "match x:\n case C(a=1, a=2): pass", "match x:\n case C(a=1, b): pass", "match x:\n case 1 + 1: pass", "match x:\n case 1 + 1j: pass", "match x:\n case -x: pass", "match x:\n case a as b: pass", "match x:\n case _ as _: pass", "match x:\n case 1 as 2: pass", "match x:\n case {a: 1}: pass", "match x:\n case {**_}: pass", "match x:\n case [a, b] | [a]: pass", "match x:\n case _ | 1: pass", "match x:\ncase 1: pass", "match x:\n pass", "match x: pass", "match x:\n case 1:", "match x:\n case a.b.c(): pass", "match x:\n case *a: pass", "match x:\n case 1 if: pass"):
    try: compile(text, "<s>", "exec"); print(repr(text), "fine")
    except SyntaxError as e: print(repr(text), "!!", e.msg)
class Wanted(collections.abc.Sequence):
    def __init__(self, size): self.size, self.asked = size, []
    def __len__(self): self.asked.append("len"); return self.size
    def __getitem__(self, i): self.asked.append(i); return i * i
def ends(w):
    match w:
        case [9, *_]: return "nine"
        case [*_, 81]: return "81"
        case [first, 1, *_, last]: return first, last
        case [*_]: return "any"
for size in (0, 1, 2, 3, 10, 12):
    w = Wanted(size); print(ends(w), w.asked)
for p in ("{0: _, False: _}", "{0: _, 0.0: _}", "{1: _, 1 - 0j: _}", "{1.5: _, 1.5: _}", "{2: _, True: _}", "{f'': _}", "{b'a': _, 'a': _}", "(_ as x) | [x]", "(None | _) | 1", "(1 | x) | x", "[x | _, 1]", "[_, x | 1]", "_()", "_.x", "[_(1)]", "x(_)"):
    for text in (f"match x:\n case {p}: pass", f"match x:\n case {p}: pass\n case _: pass"):
        try: compile(text, "<s>", "exec"); print(p, "fine")
        except SyntaxError as e: print(p, "!!", e.msg, e.offset, e.end_offset)
