# What throw() accepts, with its old form of three arguments; what generators, coroutines and asynchronous generators tell of themselves.

import warnings

warnings.simplefilter("ignore")


def catching():
    try:
        yield 1
    except Exception as e:
        yield (type(e).__name__, e.args, repr(e.__context__))


class Bad(Exception):
    def __new__(cls, *args):
        return 5


class Needs(Exception):
    def __init__(self, a):
        pass


def try_throw(*args):
    generator = catching()
    next(generator)
    try:
        print(generator.throw(*args))
    except Exception as e:
        print("raised", type(e).__name__, e)


try:
    raise OSError(2, "old")
except OSError as e:
    traceback = e.__traceback__

for args in [
    (ValueError, (1, 2)), (ValueError, ()), (ValueError, "x"), (ValueError, ValueError("y")), (ValueError, KeyError("y")), (KeyError, (1,), None),
    (ValueError, None, None), (ValueError, "x", 1), (ValueError("x"), "y"), (ValueError("x"), None), (1,), (int,), ("x",), (Bad,), (Bad, 1), (Needs,),
    (Needs, 3), (Needs, (3, 4)), (ValueError, "x", traceback), (), (ValueError, 1, None, 2),
]:
    try_throw(*args)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    try_throw(ValueError, "warned")
    print([(w.category.__name__, str(w.message)) for w in caught])


def depth_of(*args):
    def plain():
        yield

    generator = plain()
    next(generator)
    try:
        generator.throw(*args)
    except Exception as e:
        n, link = 0, e.__traceback__
        while link:
            n, link = n + 1, link.tb_next
        return type(e).__name__, n


print(depth_of(ValueError, "x"), depth_of(ValueError, "x", traceback), depth_of(ValueError("x"), None, traceback))


def handling():
    try:
        raise KeyError("handled")
    except KeyError:
        yield 1


generator = handling()
next(generator)
try:
    raise ValueError("thrown")
except ValueError as e:
    thrown = e
try:
    generator.throw(thrown)
except ValueError as e:
    print(repr(e), repr(e.__context__))


# --- attributes
def inner():
    yield "inner"
    return "result"


def outer(a):
    b = a + 1
    result = yield from inner()
    yield result


def state(g):
    frame = g.gi_frame
    line = None if frame is None else frame.f_lineno - g.gi_code.co_firstlineno
    names = None if frame is None else {k: v for k, v in frame.f_locals.items()}
    delegate = g.gi_yieldfrom
    print(g.gi_running, g.gi_suspended, g.gi_code.co_name, line, names, delegate and delegate.__name__)


g = outer(5)
state(g)
print(g.gi_frame.f_back, g.gi_frame.f_code is outer.__code__)
for value in g:
    print(value)
    state(g)
state(g)


def looks():
    frame = self.gi_frame
    print(self.gi_running, self.gi_suspended, frame.f_code.co_name, frame.f_back.f_code.co_name)
    yield


self = looks()
list(self)
print(self.gi_frame, [n for n in dir(self) if n.startswith("gi_")])
for name in ["gi_frame", "gi_running", "gi_code", "gi_yieldfrom", "new"]:
    try:
        setattr(self, name, 1)
    except AttributeError as e:
        print(e)


async def coroutine():
    return 1


async def asynchronous():
    yield 1


c = coroutine()
print(c.cr_frame.f_code.co_name, c.cr_running, c.cr_suspended, c.cr_code.co_name, c.cr_await, c.cr_origin)
c.close()
print(c.cr_frame)
a = asynchronous()
print(a.ag_frame.f_code.co_name, a.ag_running, a.ag_suspended, a.ag_code.co_name, a.ag_await)
for hot in range(300):
    g = outer(hot)
    next(g)
    assert g.gi_frame.f_locals["b"] == hot + 1
    next(g)
print(g.gi_frame.f_locals["result"], g.close(), g.gi_frame)
