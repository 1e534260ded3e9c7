# a traceback through methods, lambdas, comprehensions, generators and decorators, with carets under parts of long lines
import functools
def deco(f):
    @functools.wraps(f)
    def wrapper(*args): return f(*args) + 0
    return wrapper
class Thing:
    def __init__(self, items): self.items = items
    @property
    def total(self): return sum(self.scale(x) for x in self.items)
    @deco
    def scale(self, x): return {"a": 1, "b": 2}[x] * (lambda v: v / (v - 2))(len(x) + (x == "b"))
    def __getitem__(self, k): return [self.total for _ in range(k)][0]
def outer(t): return t[1] + len("some more text") * 2
print(Thing(["a"]).items)
outer(Thing(["a", "b"]))
