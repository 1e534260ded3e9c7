# recorded by python3: Pyodide cannot wait for an event loop
# Which exception is being handled inside a generator: its own through suspensions, else the resumer's at the time; also when both are the
# same object.
import asyncio
import sys


def shown(error=None):
    error = sys.exception() if error is None else error
    return None if error is None else f"{type(error).__name__}({error})"


def reraises():
    try:
        yield "started"
    except ValueError:
        yield shown()
        raise


def resume_outside(error):
    generator = reraises()
    next(generator)
    try:
        raise error
    except ValueError as caught:
        # the generator handles what is handled here, too
        print("thrown:", generator.throw(caught))
    try:
        next(generator)
    except ValueError as again:
        print("raised again:", again is error, shown())
    print("left:", shown())


resume_outside(ValueError("one"))


def looks():
    while True:
        yield shown()


def inner_and_outer():
    try:
        raise KeyError("inner")
    except KeyError:
        yield shown()
        try:
            raise IndexError("deeper")
        except IndexError as error:
            yield shown(), shown(error.__context__)
        yield shown()
    yield shown()
    try:
        raise TypeError("later")
    except TypeError as error:
        yield shown(), shown(error.__context__)
    yield shown()


def drive(generator, *handled):
    for number in handled:
        try:
            if number:
                raise ValueError(number)
            print(" ", next(generator))
        except ValueError:
            print(" ", number, next(generator))


print("a generator without handlers")
drive(looks(), 0, 1, 2, 0)
print("one with handlers")
drive(inner_and_outer(), 0, 0, 0, 0, 0, 0)
drive(inner_and_outer(), 1, 2, 3, 4, 5, 6)
drive(inner_and_outer(), 1, 0, 2, 0, 0, 3)


def bare():
    yield
    raise


for number in (1, 0):
    generator = bare()
    next(generator)
    try:
        try:
            if number:
                raise LookupError("the resumer's")
            next(generator)
        except LookupError:
            next(generator)
    except Exception as error:
        print(shown(error))


def ends():
    try:
        yield
    finally:
        yield shown()


generator = ends()
next(generator)
try:
    raise OSError("same")
except OSError as error:
    print(generator.throw(error))
try:
    next(generator)
except OSError as error:
    print(shown(error), shown(error.__context__))


async def stubborn(log):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(0)
        log.append(shown())
        await asyncio.sleep(0)
        raise


async def main():
    log = []
    task = asyncio.create_task(stubborn(log))
    await asyncio.sleep(0)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", log, error.args)
    try:
        async with asyncio.timeout(0.001):
            try:
                await asyncio.sleep(10)
            finally:
                await asyncio.sleep(0)
    except TimeoutError as error:
        print("timeout", shown(error.__cause__))


asyncio.run(main())
total = 0
for i in range(300):
    generator = inner_and_outer()
    total += sum(value is None for value in generator)
print(total)
