# Schedulers made of generators: round robin with messages, a pipeline of coroutines by send, an async loop by hand, cron expressions, back pressure.
import heapq
import re
from collections import Counter, defaultdict, deque
from contextlib import suppress
from datetime import datetime, timedelta
from functools import wraps
from itertools import count, islice
from types import coroutine


class Deadlock(RuntimeError):
    pass


class Task:
    ids = count(1)

    def __init__(self, generator, name=None):
        self.id, self.generator = next(self.ids), generator
        self.name = name or generator.__name__
        self.inbox, self.result, self.error, self.waiters = deque(), None, None, []

    def __repr__(self):
        return f"<{self.name}#{self.id}>"


class Kernel:
    """Tasks yield requests: ('send', task, value), ('receive',), ('sleep', n), ('spawn', generator), ('wait', task), or nothing."""

    def __init__(self):
        self.ready, self.sleeping, self.blocked, self.now, self.log = deque(), [], {}, 0, []

    def spawn(self, generator, name=None):
        task = Task(generator, name)
        self.ready.append((task, None))
        return task

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.now, _, task = heapq.heappop(self.sleeping)
                self.ready.append((task, None))
            task, value = self.ready.popleft()
            try:
                request = task.generator.throw(value) if isinstance(value, BaseException) else task.generator.send(value)
            except StopIteration as stop:
                self.finish(task, stop.value, None)
                continue
            except Exception as e:
                self.finish(task, None, e)
                continue
            match request:
                case None:
                    self.ready.append((task, None))
                case ("sleep", n):
                    heapq.heappush(self.sleeping, (self.now + n, task.id, task))
                case ("send", other, message):
                    if other in self.blocked:
                        del self.blocked[other]
                        self.ready.append((other, message))
                    else:
                        other.inbox.append(message)
                    self.ready.append((task, True))
                case ("receive",):
                    if task.inbox:
                        self.ready.append((task, task.inbox.popleft()))
                    else:
                        self.blocked[task] = "receive"
                case ("spawn", generator):
                    self.ready.append((task, self.spawn(generator)))
                case ("wait", other) if other.result is not None or other.error:
                    self.ready.append((task, other.error or other.result))
                case ("wait", other):
                    other.waiters.append(task)
                    self.blocked[task] = other
                case other:
                    self.ready.append((task, TypeError(f"bad request {other!r}")))
        if self.blocked:
            raise Deadlock(", ".join(f"{t} on {w}" for t, w in sorted(self.blocked.items(), key=lambda p: p[0].id)))

    def finish(self, task, result, error):
        task.result, task.error = result if result is not None else "done", error
        self.log.append((self.now, task.name, repr(error) if error else task.result))
        for waiter in task.waiters:
            self.blocked.pop(waiter)
            self.ready.append((waiter, error or task.result))


def worker(n):
    total = 0
    for _ in range(n):
        job = yield ("receive",)
        yield ("sleep", job)
        total += job
    return total


def boss(jobs):
    workers = []
    for i in range(2):
        workers.append((yield ("spawn", worker(len(jobs) // 2))))
    for i, job in enumerate(jobs):
        yield ("send", workers[i % 2], job)
    results = []
    for w in workers:
        results.append((yield ("wait", w)))
    try:
        yield ("wait", (yield ("spawn", failing())))
    except ZeroDivisionError as e:
        results.append(str(e))
    try:
        yield "nonsense"
    except TypeError as e:
        results.append(str(e))
    return results


def failing():
    yield
    1 / 0


k = Kernel()
main = k.spawn(boss([3, 1, 4, 1, 5, 9]))
k.run()
print(main.result, k.log, k.now)
k = Kernel()
k.spawn(worker(1), "lonely")
k.spawn(iter_ := (None for _ in range(3)), "steps")
try:
    k.run()
except Deadlock as e:
    print("deadlock:", re.sub(r"#\d+", "#n", str(e)), k.log)


# a pipeline of coroutines
def started(f):
    @wraps(f)
    def wrapper(*args):
        c = f(*args)
        next(c)
        return c

    return wrapper


@started
def keep(test, target):
    try:
        while True:
            item = yield
            if test(item):
                target.send(item)
    finally:
        target.close()


@started
def batch(n, target):
    items = []
    try:
        while True:
            items.append((yield len(items)))
            if len(items) == n:
                target.send(tuple(items))
                items.clear()
    except GeneratorExit:
        if items:
            target.send(tuple(items))
        target.close()
        raise


@started
def collect(out):
    with suppress(GeneratorExit):
        while True:
            out.append((yield))
    out.append("closed")


out = []
pipe = keep(lambda x: x % 3, batch(3, collect(out)))
for i in range(12):
    pipe.send(i)
pipe.close()
print(out)
try:
    pipe.send(1)
except StopIteration as e:
    print("StopIteration", e.value)


def averager():
    total = n = 0
    while True:
        try:
            x = yield total / n if n else None
        except KeyError:
            total = n = 0
        else:
            if x is None:
                return n
            total, n = total + x, n + 1


def logged(name, log):
    result = yield from averager()
    log.append((name, result))
    return result * 10


log = []
a = logged("avg", log)
print(next(a), a.send(10), a.send(20), a.throw(KeyError), a.send(5))
try:
    a.send(None)
except StopIteration as e:
    print(e.value, log)


# async by hand
@coroutine
def pause(value):
    return (yield value)


class Ticker:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n <= 0:
            raise StopAsyncIteration
        self.n -= 1
        return await pause(("tick", self.n))


async def child(x):
    got = await pause(("child", x))
    if got == "boom":
        raise ValueError("boom")
    return got * 2


async def parent():
    out = [await child(i) for i in (1, 2)]
    async for t in Ticker(2):
        out.append(t)
    out += [x async for x in Ticker(2) if x]
    try:
        await child("bad")
    except ValueError as e:
        out.append(repr(e))
    return out


def drive(coro, answers):
    asked, value = [], None
    try:
        for answer in answers:
            asked.append(coro.send(value))
            value = answer
        asked.append(coro.send(value))
    except StopIteration as e:
        return asked, e.value
    finally:
        coro.close()
    return asked, "unfinished"


print(drive(parent(), [10, 20, "t1", "t0", 7, 0, "boom"]))
print(drive(parent(), [1]))


# cron
class Cron:
    FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 6))

    def __init__(self, text):
        parts = text.split()
        if len(parts) != 5:
            raise ValueError(f"{len(parts)} fields in {text!r}")
        self.sets = {name: self.parse(p, name, low, high) for p, (name, low, high) in zip(parts, self.FIELDS)}

    @staticmethod
    def parse(text, name, low, high):
        values = set()
        for part in text.split(","):
            m = re.fullmatch(r"(\*|\d+)(?:-(\d+))?(?:/(\d+))?", part)
            if not m:
                raise ValueError(f"bad {name} {part!r}")
            a = low if m[1] == "*" else int(m[1])
            b = int(m[2]) if m[2] else high if m[1] == "*" or m[3] else a
            if not low <= a <= b <= high:
                raise ValueError(f"{name} {part!r} is not within {low}-{high}")
            values.update(range(a, b + 1, int(m[3] or 1)))
        return values

    def after(self, t):
        t = t.replace(second=0) + timedelta(minutes=1)
        while True:
            if t.month not in self.sets["month"] or t.day not in self.sets["day"] or t.isoweekday() % 7 not in self.sets["weekday"]:
                t = t.replace(hour=0, minute=0) + timedelta(days=1)
            elif t.hour not in self.sets["hour"]:
                t = t.replace(minute=0) + timedelta(hours=1)
            elif t.minute not in self.sets["minute"]:
                t += timedelta(minutes=1)
            else:
                yield t
                t += timedelta(minutes=1)


for text in ("*/20 * * * *", "30 6 * * 1-5", "0 0 29 2 *", "15,45 9-10 1 */6 *", "5/25 12 * * 0"):
    print(text, [f"{t:%y-%m-%d %H:%M}" for t in islice(Cron(text).after(datetime(2024, 1, 31, 23, 50)), 4)])
for bad in ("* * *", "61 * * * *", "x * * * *", "5-1 * * * *"):
    try:
        Cron(bad)
    except ValueError as e:
        print(e)
counts = Counter()
k = Kernel()


def ping(n, name):
    for i in range(n):
        counts[name] += 1
        yield ("sleep", i % 3 + 1) if i % 2 else None


for i in range(12):
    k.spawn(ping(20, f"t{i % 4}"))
k.run()
print(sorted(counts.items()), k.now, len(k.log))
