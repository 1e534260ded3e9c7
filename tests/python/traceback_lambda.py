# tracebacks through lambdas, comprehensions, nested functions, and methods called by builtins
class Item:
    def __init__(self, v):
        self.v = v
    def __lt__(self, other):
        return check(self.v) < check(other.v)
def check(v):
    if v > 5:
        raise OverflowError(v)
    return v
def outer(items):
    def inner():
        return [g(x) for x in items]
    g = lambda x: x * check(x)
    return inner()
print(outer([1, 2, 3]), [i.v for i in sorted([Item(3), Item(1)])])
for f in (lambda: outer([4, 9]), lambda: sorted([Item(1), Item(8)]), lambda: {k: check(k) for k in (1, 7)}, lambda: max(check(x) for x in (2, 6))):
    try:
        f()
    except OverflowError as e:
        tb, depth = e.__traceback__, 0
        while tb:
            depth += 1
            tb = tb.tb_next
        print(e, depth)
outer([1, 6])
