# asyncio without a network: run, Runner, tasks, gather, wait, timeouts, cancellation, queues, locks, events, callbacks, async generators, signals;
# and the socket pair and select() that its loop stands on.
# recorded by python3: Pyodide's own event loop takes the place of asyncio's
import asyncio
import contextlib
import contextvars
import select
import signal
import socket


async def work(n, delay):
    await asyncio.sleep(delay)
    if n == 3:
        raise ValueError(f"no {n}")
    return n * 2


async def tasks():
    print(await asyncio.gather(*(work(i, 0.004 * (3 - i)) for i in range(3))))
    print(await asyncio.gather(work(3, 0), work(1, 0.001), return_exceptions=True))
    try:
        await asyncio.gather(work(3, 0), work(1, 0))
    except ValueError as e:
        print("gather", e)
    done, pending = await asyncio.wait([asyncio.create_task(work(1, 0)), asyncio.create_task(work(2, 5))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), done.pop().result())
    for t in pending:
        t.cancel("enough")
        try:
            await t
        except asyncio.CancelledError as e:
            print("cancelled", t.cancelled(), t.done(), e.args)
    ready = asyncio.Event()

    async def second():
        await ready.wait()
        return 10

    async def first():
        ready.set()
        return 8

    for f in asyncio.as_completed([second(), first()]):
        print(await f, end=" ")
    print()
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(work(3, 0))
            g.create_task(work(1, 5))
            g.create_task(work(3, 0))
    except* ValueError as group:
        print(len(group.exceptions), [str(e) for e in group.exceptions])
    t = asyncio.create_task(work(7, 0), name="seven")
    t.add_done_callback(lambda t: print("callback", t.get_name(), t.result()))
    print(await asyncio.shield(t), asyncio.current_task() is not None, len(asyncio.all_tasks()))


async def timeouts():
    for waiting in (lambda: asyncio.wait_for(asyncio.sleep(5, "late"), 0.002), lambda: asyncio.wait_for(asyncio.sleep(0, "in time"), 30)):
        try:
            print(await waiting())
        except TimeoutError as e:
            print("timeout", repr(e))
    try:
        async with asyncio.timeout(0.002) as limit:
            await asyncio.Event().wait()
    except TimeoutError:
        print("expired", limit.expired())
    async with asyncio.timeout(None) as limit:
        limit.reschedule(asyncio.get_running_loop().time() + 9)
        await asyncio.sleep(0)
    print(limit.expired())


async def queues():
    q = asyncio.Queue(maxsize=2)
    log = []

    async def produce(name, count):
        for i in range(count):
            await q.put((name, i))
            log.append(("put", name, i))

    async def consume():
        while True:
            item = await q.get()
            log.append(("got", *item))
            q.task_done()

    consumer = asyncio.create_task(consume())
    await asyncio.gather(produce("a", 3), produce("b", 3))
    await q.join()
    consumer.cancel()
    print(log, q.qsize(), q.empty(), q.full())
    p = asyncio.PriorityQueue()
    for x in (3, 1, 2):
        p.put_nowait(x)
    print([p.get_nowait() for _ in range(3)])
    try:
        p.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))


async def locks():
    lock, sem, event, cond = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event(), asyncio.Condition()
    running, most = 0, 0
    order = []

    async def one(i):
        nonlocal running, most
        async with sem:
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.001)
            running -= 1
        async with lock:
            order.append(i)
        await event.wait()
        async with cond:
            cond.notify_all()
        return i

    async def opener():
        async with cond:
            event.set()
            await cond.wait()
        order.append("open")

    print(await asyncio.gather(*(one(i) for i in range(4)), opener()), sorted(map(str, order)), most, lock.locked())
    barrier = asyncio.Barrier(2)
    print(sorted(await asyncio.gather(barrier.wait(), barrier.wait())))


async def ticks(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("ticks end")


var = contextvars.ContextVar("var", default="none")


async def loops():
    loop = asyncio.get_running_loop()
    order = []
    loop.call_later(0.004, order.append, "later")
    loop.call_soon(order.append, "soon")
    handle = loop.call_later(0.001, order.append, "never")
    handle.cancel()
    future = loop.create_future()
    loop.call_later(0.006, future.set_result, "done")
    print(await future, order, handle.cancelled(), future.done(), loop.is_running())
    print([x async for x in ticks(3)])
    async with contextlib.aclosing(ticks(3)) as some:
        async for x in some:
            break

    async def setter():
        var.set("inner")
        return var.get()

    print(await asyncio.create_task(setter()), var.get())
    caught = []
    loop.set_exception_handler(lambda loop, context: caught.append((context["message"][:26], repr(context.get("exception")))))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(caught)
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    got = asyncio.Event()
    loop.add_reader(b.fileno(), lambda: (print("readable", b.recv(10)), got.set()))
    await loop.sock_sendall(a, b"hello")
    await got.wait()
    loop.remove_reader(b.fileno())
    reader, writer = await asyncio.open_unix_connection(sock=b)
    a.send(b"line one\nline ")
    a.send(b"two\n")
    print(await reader.readline(), await reader.readline())
    writer.write(b"answer")
    await writer.drain()
    print(await loop.sock_recv(a, 10))
    a.close()
    print(await reader.read())
    writer.close()
    seen = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, seen.set)
    signal.raise_signal(signal.SIGUSR1)
    await asyncio.wait_for(seen.wait(), 30)
    print("signal", loop.remove_signal_handler(signal.SIGUSR1))


for main in tasks, timeouts, queues, locks, loops:
    print("--", main.__name__)
    asyncio.run(main())
with asyncio.Runner() as runner:
    print(runner.run(work(1, 0)), runner.run(work(2, 0)))
for wrong in (lambda: asyncio.run(work(3, 0)), lambda: asyncio.get_running_loop()):
    try:
        print(wrong())
    except (ValueError, TypeError, RuntimeError) as e:
        print(type(e).__name__, str(e)[:30])

a, b = socket.socketpair()
print(select.select([a, b], [a], [], 0)[1] == [a], select.select([b], [], [], 0.001), a.family == socket.AF_UNIX, a.type == socket.SOCK_STREAM)
a.sendall(b"one\ntwo\nthree")
print(select.select([b], [], [], None)[0] == [b], b.recv(2, socket.MSG_PEEK), b.recv(4))
with b.makefile("rb") as f:
    a.shutdown(socket.SHUT_WR)
    print(f.readline(), f.read(), f.read())
b.settimeout(0.5)
print(b.gettimeout(), b.getblocking(), a.timeout)
b.close()
try:
    a.send(b"x")
except OSError as e:
    print(type(e).__name__)
a.setblocking(False)
a.close()
for f in (a.fileno, lambda: select.select([-1], [], []), lambda: select.select([], [], [], -1), lambda: select.select(5, [], []), lambda: a.recv(1)):
    try:
        print(f())
    except (OSError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
