# cooperative tasks on generators: round robin, sleeping, channels, cancellation
class Task:
    count = 0
    def __init__(self, gen):
        Task.count += 1
        self.id, self.gen, self.value, self.wake, self.result = Task.count, gen, None, 0, None
class Scheduler:
    def __init__(self): self.now, self.ready, self.log = 0, [], []
    def spawn(self, gen): t = Task(gen); self.ready.append(t); return t
    def run(self, limit=10**6):
        while self.ready and limit:
            limit -= 1
            t = self.ready.pop(0)
            if t.wake > self.now:
                self.ready.append(t)
                if all(o.wake > self.now for o in self.ready): self.now = min(o.wake for o in self.ready)
                continue
            try: request = t.gen.send(t.value)
            except StopIteration as e:
                t.result = e.value; self.log.append((self.now, t.id, "done", e.value))
                continue
            except Exception as e:
                self.log.append((self.now, t.id, "failed", type(e).__name__))
                continue
            t.value = None
            match request:
                case None: pass
                case ("sleep", n): t.wake = self.now + n
                case ("spawn", gen): t.value = self.spawn(gen)
                case ("now",): t.value = self.now
                case ("cancel", other) if other in self.ready:
                    self.ready.remove(other); other.gen.close()
                case _: self.log.append((self.now, t.id, "odd", request))
            self.ready.append(t)
class Channel:
    def __init__(self): self.items = []
    def get(self):
        while not self.items: yield
        return self.items.pop(0)
def producer(ch, n, delay):
    for i in range(n):
        ch.items.append(i if i % 2 else i / 2)
        yield "sleep", delay
    ch.items.append(None)
    return n
def consumer(ch):
    total = 0
    while True:
        x = yield from ch.get()
        if x is None: return total
        total += x
def failing(n):
    for i in range(n): yield
    return 1 // 0
def cancelled(out):
    try:
        while True: yield "sleep", 1
    finally: out.append("cleaned up")
def main(out):
    started = yield ("now",)
    victim = yield "spawn", cancelled(out)
    child = yield "spawn", failing(3)
    yield "sleep", 5
    yield "cancel", victim
    yield "what"
    end = yield ("now",)
    return end - started
s, ch, out = Scheduler(), Channel(), []
s.spawn(producer(ch, 6, 2)); s.spawn(consumer(ch)); s.spawn(main(out)); s.run()
for entry in s.log: print(entry)
print(out, s.now)
s, chans = Scheduler(), [Channel() for _ in range(3)]
for k, c in enumerate(chans): s.spawn(producer(c, 300, k + 1)); s.spawn(consumer(c))
s.run(); print(sorted((e[1] - 5, e[3]) for e in s.log), s.now)
def chain(n):
    if n == 0:
        got = yield "bottom"
        return got
    return (yield from chain(n - 1)) + 1
g = chain(50); print(next(g))
try: g.send(100)
except StopIteration as e: print(e.value)
def pingpong(n):
    log = []
    def ping():
        for _ in range(n): log.append("i"); yield
    def pong():
        for _ in range(n): log.append("o"); yield
    tasks = [ping(), pong()]
    while tasks:
        for t in list(tasks):
            if next(t, "end") == "end": tasks.remove(t)
    return "".join(log)
print(pingpong(4), len(pingpong(1500)))
