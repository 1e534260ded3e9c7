# Coroutines and awaitables that nobody awaits; hooks of asynchronous generators; where coroutines come from; what makes a generator
# expression asynchronous.
import gc
import sys
import warnings

warnings.simplefilter("always")
tell = print
warnings.showwarning = lambda message, category, filename, line, *rest: tell("warning:", message, category.__name__)


def lost(unraisable):
    tell("lost:", unraisable.err_msg.split(" at 0x")[0], repr(unraisable.exc_value), unraisable.object)


sys.unraisablehook = lost


async def work():
    return 1


async def numbers():
    yield 1
    yield 2


def step(awaitable):
    try:
        return awaitable.send(None)
    except StopIteration as stop:
        return ("ended", stop.value)
    except BaseException as error:
        return (type(error).__name__, str(error))


print("-- never awaited")

# what a register still holds is collected a round later: what was told in all rounds counts
for action in ("always", "error"):
    warnings.simplefilter(action)
    told = set()
    tell = lambda *words: told.add(" ".join(map(str, words)))
    for round in range(3):
        for make in (
            lambda: work(),
            lambda: numbers().asend(None),
            lambda: numbers().__anext__(),
            lambda: numbers().athrow(ValueError),
            lambda: numbers().aclose(),
        ):
            make()
            gc.collect()
    tell = print
    print(*sorted(told), sep="\n")
warnings.simplefilter("always")
closed = work()
closed.close()
print(step(closed))
sent = numbers().asend(5)
sent.close()
del closed, sent
gc.collect()

print("-- where they were made")


def maker():
    return work()


def outer():
    return maker()


made = outer()
print(sys.get_coroutine_origin_tracking_depth(), made.cr_origin)
made.close()
for depth in (1, 2, 50):
    sys.set_coroutine_origin_tracking_depth(depth)
    made = outer()
    print(sys.get_coroutine_origin_tracking_depth(), [(line, name) for _, line, name in made.cr_origin][:2])
    made.close()
sys.set_coroutine_origin_tracking_depth(0)
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as error:
    print(error)

print("-- hooks")
begun = []
ended = []
sys.set_asyncgen_hooks(firstiter=lambda g: begun.append(g.__name__), finalizer=lambda g: ended.append(g.__name__))
print(type(sys.get_asyncgen_hooks()).__name__, all(map(callable, sys.get_asyncgen_hooks())))
kept = numbers()
print(step(kept.asend(None)), begun, step(kept.__anext__()), begun)
del kept
gc.collect()
print(ended)
whole = numbers()
for _ in range(3):
    print(step(whole.__anext__()))
del whole
gc.collect()
print(begun, ended)
sys.set_asyncgen_hooks(None, None)
print(tuple(sys.get_asyncgen_hooks()))
for wrong in ({"firstiter": 1}, {"finalizer": "x"}):
    try:
        sys.set_asyncgen_hooks(**wrong)
    except TypeError as error:
        print(error)


def failing(generator):
    raise KeyError("in the hook")


sys.set_asyncgen_hooks(finalizer=failing)


def leave(generator):
    step(generator.asend(None))


leave(numbers())
gc.collect()
sys.set_asyncgen_hooks(None, None)


async def guarded():
    try:
        yield 1
    finally:
        raise OSError("while closing")


leave(guarded())
gc.collect()

print("-- athrow() looks at its argument when it is awaited")
for wrong in (None, 1, int, "text"):
    thrown = numbers().athrow(wrong)
    print(step(thrown), step(thrown))
print(step(numbers().athrow(ValueError, "three")))
print(step(numbers().athrow(ValueError, "three", 5)))

print("-- asynchronous generator expressions")


async def each(values):
    for value in values:
        yield value


def drain(generator):
    found = []
    while True:
        try:
            generator.__anext__().send(None)
        except StopIteration as stop:
            found.append(stop.value)
        except StopAsyncIteration:
            return found


def expressions():
    yield ([i + j async for i in each([1, 2])] for j in [10, 20])
    yield ({i async for i in each([j])} for j in [10, 20])
    yield ([[i async for i in each([j])] for k in "ab"] for j in [1, 2])
    yield (j for j in [1, 2] if [i async for i in each([j]) if i > 1])
    yield (j for k in [1, 2] for j in [i async for i in each([k, k])])


for expression in expressions():
    print(type(expression).__name__, drain(expression))
for source in """\
def f(): return [[i async for i in a] for x in b]
def f(): return (x for x in [i async for i in a])
def f(): return [await x for x in z]
async def f(): return (lambda: [i async for i in a] for x in z)
async def f(): return [[await i for i in a] for x in z]
[await i for i in a]
{await x: 1 for x in y}
type X[T] = [await x for x in y]
class A: ([i async for i in a] for x in y)
async def f():
    lambda: await a""".split("\n", 9):
    try:
        compile(source, "source", "exec")
        print("fine:", source)
    except SyntaxError as error:
        print(error.msg, error.offset)
