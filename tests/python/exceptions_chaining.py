# __cause__, __context__, from None, notes, groups of handlers
def convert(text):
    try:
        return int(text)
    except ValueError as e:
        raise TypeError("bad number") from e
try:
    convert("x")
except TypeError as e:
    print(e, repr(e.__cause__), e.__suppress_context__, e.__context__ is e.__cause__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("while handling")
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("hidden") from None
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
def chain(n):
    if n == 0:
        raise ValueError(0)
    try:
        chain(n - 1)
    except ValueError as e:
        raise ValueError(n)
try:
    chain(3)
except ValueError as e:
    out = []
    while e is not None:
        out.append(e.args[0])
        e = e.__context__
    print(out)
e = ValueError("with notes")
e.add_note("first"); e.add_note("second")
print(e.__notes__)
class Resource:
    log = []
    def __init__(self, name, swallow=False):
        self.name = name; self.swallow = swallow
    def __enter__(self):
        self.log.append("enter " + self.name)
        return self
    def __exit__(self, kind, value, tb):
        self.log.append(f"exit {self.name} {kind.__name__ if kind else None} {value}")
        return self.swallow
with Resource("a") as a, Resource("b", True) as b:
    Resource.log.append(a.name + b.name)
    raise ValueError("inside")
print(Resource.log); Resource.log.clear()
try:
    with Resource("outer"):
        with Resource("inner"):
            raise IndexError("up")
except IndexError as e:
    print(Resource.log, e)
def leave(how):
    for i in range(3):
        with Resource(str(i)):
            if how == "return":
                return i
            if how == "break":
                break
            if how == "continue":
                continue
    return how
for how in ("return", "break", "continue"):
    Resource.log.clear()
    print(leave(how), Resource.log)
class BadExit:
    def __enter__(self): return 1
    def __exit__(self, *a): raise RuntimeError("in exit")
try:
    with BadExit():
        raise ValueError("body")
except RuntimeError as e:
    print(e, repr(e.__context__))
class NoExit: pass
try:
    with NoExit():
        pass
except TypeError as e:
    print(e)
hits = 0
class Swallow:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        global hits
        hits += 1
        return t is ValueError
for i in range(3000):
    with Swallow():
        if i % 3 == 0:
            raise ValueError
print(hits)
def finally_chain():
    try:
        try:
            raise ValueError("one")
        finally:
            raise KeyError("two")
    except KeyError as e:
        return repr(e.__context__)
print(finally_chain())
def gen():
    try:
        yield 1
    finally:
        Resource.log.append("generator closed")
Resource.log.clear()
g = gen(); next(g); g.close()
print(Resource.log)
try:
    raise ValueError("a") from KeyError
except ValueError as e:
    print(repr(e.__cause__))
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
