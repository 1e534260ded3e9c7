# every builtin type's attributes, how they are set, shown, pickled; layouts of derived classes
import sys
def show(e):
    print(type(e).__name__, repr(str(e)), repr(e), e.args, vars(e))
for e in [StopIteration(), StopIteration(3), StopIteration(1, 2), SystemExit(), SystemExit(2), SystemExit(1, 2),
          KeyError(), KeyError("a"), KeyError("a", "b"), ImportError("m", name="n", path="p"), ImportError("a", "b"),
          NameError("n", name="x"), AttributeError("n", name="x", obj=[1]), ValueError("a", 1), OSError(), OSError("x"),
          UnicodeEncodeError("ascii", "a\xe9\u20ac", 1, 2, "bad"), UnicodeEncodeError("ascii", "a\u20ac", 1, 2, "bad"),
          UnicodeEncodeError("ascii", "a\U0001f600", 1, 2, "bad"), UnicodeEncodeError("ascii", "abcdef", 1, 4, "bad"),
          UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad"), UnicodeDecodeError("utf-8", b"ab\xff", 0, 3, "bad"),
          UnicodeTranslateError("abc", 0, 1, "r"), UnicodeTranslateError("abc", 0, 9, "r"), SyntaxError(), SyntaxError("m"),
          SyntaxError("m", ("dir/f.py", 3, 4, "text", 3, 6)), SyntaxError("m", (None, 3, None, None)), SyntaxError("m", ("f", None, None, None))]:
    show(e)
for make in [lambda: UnicodeDecodeError(), lambda: UnicodeEncodeError(1, "", 0, 0, ""), lambda: UnicodeEncodeError("a", b"", 0, 0, ""),
             lambda: UnicodeDecodeError("a", "x", 0, 0, ""), lambda: SyntaxError("a", (1, 2)), lambda: ValueError(x=1), lambda: ImportError(x=1),
             lambda: AttributeError(foo=1), lambda: NameError(obj=1), lambda: KeyError(a=1), lambda: ValueError().add_note(3),
             lambda: ValueError().with_traceback(3), lambda: setattr(ValueError(), "__cause__", 1), lambda: setattr(ValueError(), "args", 1),
             lambda: setattr(ValueError(), "__context__", 1), lambda: setattr(ValueError(), "__traceback__", 1), lambda: delattr(ValueError(), "__cause__")]:
    try: print(make())
    except Exception as e: print(type(e).__name__, e)
e = SyntaxError("m", ("f.py", 3, 4, "text", 3, 6))
print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e.print_file_and_line)
e = UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad")
print(e.encoding, e.object, e.start, e.end, e.reason); e.start = 0; print(e)
e = ImportError("m", name="n", path="p"); print(e.msg, e.name, e.path)
del e.name; print(e.name); e.name = 4; print(e.name)
for e in [ValueError(1), ImportError("m", name="n"), AttributeError("a", name="q", obj=1), OSError(250, "no", "f"), KeyError("k"), StopIteration(4)]:
    e.extra = [1]
    r = e.__reduce__(); print(r)
    copy = r[0](*r[1]); copy.__setstate__(r[2]); print(repr(copy), vars(copy))
# attributes that the interpreter fills in
class C: pass
def missing(i):
    try:
        if i == 0: C().foo
        if i == 1: (3).bar
        if i == 2: undefined_name
        if i == 3: import no_such_module
        if i == 4: sys.nothing
        if i == 5: C.zork
        if i == 6: from sys import no_such
        if i == 7: "\u20ac".encode("latin-1")
        if i == 8: b"\x80abc".decode()
    except AttributeError as e: return ("A", str(e), e.name, type(e.obj).__name__)
    except NameError as e: return ("N", str(e), e.name)
    except ImportError as e: return ("I", e.name, e.path if i == 3 else None, e.msg)
    except UnicodeError as e: return (type(e).__name__, e.start, e.end, e.object, str(e))
for i in range(9): print(missing(i))
for k in range(2000): missing(k % 9)
# layouts
for bases in [(ValueError, KeyError), (OSError, ValueError), (ImportError, OSError), (StopIteration, SystemExit), (KeyError, AttributeError), (NameError, AttributeError)]:
    try: print(type("X", bases, {}).__mro__[1].__name__)
    except TypeError as e: print(e)
class Own(OSError):
    def __init__(self, a, b="x"):
        super().__init__(a, b); self.a = a
print(repr(Own(252)), Own(252).errno, Own(2).strerror, vars(Own(5)))
class New(Exception):
    def __new__(cls, *args, **kw): self = super().__new__(cls, *args); self.kw = kw; return self
    def __init__(self, *args, **kw): pass
e = New(1, 2, z=3); print(e.args, e.kw, repr(e))
class Stop(StopIteration):
    def __init__(self, v): super().__init__(v * 2)
def gen():
    x = yield from iter_stop()
    print("got", x)
class It:
    def __iter__(self): return self
    def __next__(self): raise Stop(21)
def iter_stop(): return It()
print(list(gen()))
names = [n for n in sorted(dir(__builtins__) if not isinstance(__builtins__, dict) else __builtins__) if isinstance(getattr(__import__("builtins"), n), type) and issubclass(getattr(__import__("builtins"), n), BaseException)]
for n in names: print(n, [c.__name__ for c in getattr(__import__("builtins"), n).__mro__[1:-1]])
