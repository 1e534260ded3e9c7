# raise in all forms, from, context and cause, suppression, assert with messages, del in all forms
import sys
def run(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e, "| cause", repr(e.__cause__), "| context", repr(e.__context__), e.__suppress_context__)
def r(x, *frm):
    def f():
        if frm: raise x from frm[0]
        raise x
    return f
for x in (ValueError, ValueError("a"), 5, "text", None, int, object(), type, Exception, (ValueError,), lambda: 0): run(getattr(x, "__name__", type(x).__name__), r(x))
for c in (None, KeyError, KeyError("k"), 5, int, "s"): run(f"from {getattr(c, '__name__', type(c).__name__)}", r(ValueError("v"), c))
class NeedsArg(Exception):
    def __init__(self, a): super().__init__(a)
class NotReally(Exception):
    def __new__(cls): return 5
run("needs an argument", r(NeedsArg)); run("not an exception", r(NotReally)); run("cause not", r(ValueError, NotReally))
def context():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("in handler")
run("context", context)
def cause_and_context():
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError("v") from KeyError("other")
run("both", cause_and_context)
def suppressed():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("v") from None
run("suppressed", suppressed)
def chain():
    try:
        try: raise KeyError(1)
        except KeyError: raise ValueError(2)
    except ValueError as e:
        e.__context__.__context__ = None
        raise TypeError(3) from e
def links(e): return [type(e).__name__] + (links(e.__cause__ or e.__context__) if e.__cause__ or e.__context__ else [])
try: chain()
except TypeError as e: print(links(e))
def cycle():
    a, b = ValueError("a"), KeyError("b")
    try:
        try: raise a
        except ValueError: raise b
    except KeyError:
        try: raise a
        except ValueError as e: return e.__context__ is b, b.__context__
run("no cycles", cycle)
def self_raise():
    try: raise ValueError("x")
    except ValueError as e:
        try: raise e
        except ValueError as again: return again is e, again.__context__
run("itself", self_raise)
e = ValueError("v")
for name, value in (("__cause__", 5), ("__context__", "x"), ("__traceback__", 5), ("__suppress_context__", 1), ("args", 5), ("args", "ab"), ("__cause__", None), ("__context__", KeyError()), ("__notes__", 5)):
    try: setattr(e, name, value); print(name, repr(getattr(e, name)))
    except TypeError as error: print(name, error)
for name in ("__cause__", "args", "__traceback__", "__suppress_context__"):
    try: delattr(e, name); print("deleted", name)
    except (TypeError, AttributeError) as error: print(name, type(error).__name__, error)
e = KeyError("k").with_traceback(None); print(repr(e), e.__traceback__)
try: e.with_traceback(5)
except TypeError as error: print(error)
run("assert", lambda: exec("assert 0")); run("assert message", lambda: exec("assert [], 'empty'")); run("assert object", lambda: exec("assert None, (1, 2)")); run("assert exception", lambda: exec("assert 0, ValueError('x')"))
def lazy():
    assert True, 1 / 0
    return "message not evaluated"
run("lazy", lazy)
class B:
    def __bool__(self): raise OSError("truth")
run("assert raises", lambda: exec("assert B()", {"B": B}))
x, y, z, l, d = 1, 2, [0, 1, 2, 3, 4, 5], [1, 2, 3], {"a": 1, "b": 2}
del x, (y), z[0], z[1:3], z[-1:], [l[0]], (d["a"], d["b"])
print(z, l, d)
for text in ("x", "y", "z.nope", "z[9]", "d['q']"):
    try: exec(f"del {text}")
    except Exception as error: print("del", text, type(error).__name__, error)
def local():
    a = 1
    del a
    try: a
    except UnboundLocalError as error: first = str(error)
    try: del a
    except UnboundLocalError as error: return first, str(error)
run("local", local)
def cell():
    a = 1
    def f(): return a
    del a
    try: f()
    except NameError as error: return str(error)
run("cell", cell)
def glob():
    global gone
    gone = 1
    del gone
    try: gone
    except NameError as error: return str(error)
run("global", glob)
def loop():
    seen = []
    for i in range(3):
        seen.append(i)
        del i
    try: i
    except UnboundLocalError: return seen
run("loop", loop)
class D:
    def __delitem__(self, k): print("delitem", k)
    def __delattr__(self, k): print("delattr", k)
o = D(); del o[1], o[1:2], o[1, 2], o.x, (o.y), [o.z]
class C:
    a = 1
    b = a
    del a
print(hasattr(C, "a"), C.b)
for text in ("del", "del 1", "del f()", "del (a, 1)", "del a + b", "del *a", "del a := 1", "del (yield)", "del a if b else c", "del {}", "del ()", "del []", "del None", "del a.b, a[0]", "raise a, b", "raise from x", "assert", "assert (1, 'm')", "assert x = 1", "raise x from", "del __debug__", "__debug__ = 1"):
    try:
        import warnings
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "<s>", "exec")
        print(text, "fine")
    except SyntaxError as error: print(text, "!!", error.msg)
