# with: order, several managers, exceptions, generators as managers, redirecting print
import sys
class Log:
    def __init__(self, name, events): self.name, self.events = name, events
    def __enter__(self): self.events.append("+" + self.name); return self.name
    def __exit__(self, t, v, tb): self.events.append("-" + self.name + (":" + t.__name__ if t else "")); return None
events = []
with Log("a", events) as a, Log("b", events) as b, Log("c", events): events.append(a + b)
print(events); events.clear()
with (Log("x", events) as p, Log("y", events),): pass
print(events, p); events.clear()
class manager:
    def __init__(self, f): self.f = f
    def __call__(self, *a): m = manager(self.f); m.gen = self.f(*a); return m
    def __enter__(self): return next(self.gen)
    def __exit__(self, t, v, tb):
        if t is None:
            try: next(self.gen)
            except StopIteration: return False
            raise RuntimeError("generator didn't stop")
        try: self.gen.throw(v)
        except StopIteration: return True
        except BaseException as e:
            if e is v: return False
            raise
        raise RuntimeError("generator didn't stop after throw")
@manager
def tag(name, out):
    out.append(f"<{name}>")
    try: yield name.upper()
    except KeyError as e: out.append(f"[{e}]")
    finally: out.append(f"</{name}>")
out = []
with tag("p", out) as t:
    with tag("b", out): out.append(t)
    with tag("i", out): raise KeyError("swallowed")
print("".join(out)); out.clear()
try:
    with tag("q", out): raise ValueError("through")
except ValueError as e: print("".join(out), e)
class Capture:
    def __enter__(self): self.text = ""; self.old = sys.stdout; sys.stdout = self; return self
    def write(self, s): self.text += s; return len(s)
    def flush(self): pass
    def __exit__(self, *a): sys.stdout = self.old
with Capture() as c: print("captured", 1, 2, sep=","); print("more")
print(repr(c.text))
class Timer:
    instances = 0
    def __enter__(self): Timer.instances += 1; return self
    def __exit__(self, *exc): Timer.instances -= 1
def use(n):
    with Timer() as t:
        if n: return use(n - 1) + Timer.instances
        return Timer.instances
print(use(5), Timer.instances)
class Transaction:
    def __init__(self, data): self.data = data
    def __enter__(self): self.backup = dict(self.data); return self.data
    def __exit__(self, t, v, tb):
        if t: self.data.clear(); self.data.update(self.backup)
        return t is not None and issubclass(t, ValueError)
data = {"n": 0}
for i in range(2000):
    with Transaction(data) as d:
        d["n"] += i
        if i % 3 == 0: raise ValueError
print(data)
def early():
    for i in range(10):
        with Log(str(i), events):
            if i == 1: continue
            if i == 3: return i
print(early(), events); events.clear()
class EnterFails:
    def __enter__(self): raise OSError("enter")
    def __exit__(self, *a): events.append("never")
try:
    with Log("o", events), EnterFails(): events.append("body")
except OSError as e: print(e, events)
def gen():
    with Log("g", events):
        yield 1
        yield 2
events.clear(); g = gen(); next(g); g.close(); print(events)
events.clear()
for v in gen():
    if v == 2: events.append("two")
print(events)
for bad in ("with 5: pass", "with Log: pass", "with Log('z', []) as (q, r): pass"):
    try: exec(bad, {"Log": Log})
    except Exception as e: print(type(e).__name__, e)
