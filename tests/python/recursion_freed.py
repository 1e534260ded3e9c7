# chains of 100,000 objects of many kinds are made, walked and freed
# recorded by python3: Pyodide's stack is too small
import collections
import functools
import itertools

def nested(depth, wrap, inner=0):
    for _ in range(depth):
        inner = wrap(inner)
    return inner

# --- made, walked and freed: 100,000
N = 100_000
def freed(name, wrap, inner=None):
    thing = nested(N, wrap, inner)
    del thing
    print(name, "freed")
class Link:
    def __init__(self, next):
        self.next = next
class Slotted:
    __slots__ = ("next",)
    def __init__(self, next):
        self.next = next
class Died:
    count = 0
    def __init__(self, next):
        self.next = next
    def __del__(self):
        Died.count += 1
freed("lists", lambda i: [i])
freed("tuples", lambda i: (i,))
freed("dicts", lambda i: {1: i})
freed("deques", lambda i: collections.deque([i]))
freed("objects", Link)
freed("slots", Slotted)
freed("partials", lambda i: functools.partial(max, i))
freed("methods", lambda i: [i].append)
freed("closures", lambda i: lambda: i)
freed("cells", lambda i: (lambda: i).__closure__)
freed("iterators", lambda i: iter([i]))
freed("maps", lambda i: map(None, [i]))
freed("chains", lambda i: itertools.chain([i]))
freed("generators", lambda i: (x for x in [i]))
def caused(inner):
    error = ValueError("x")
    error.__cause__ = inner
    error.__context__ = inner
    return error
freed("causes", caused)
chain = nested(N, caused, None)
count = 0
while chain:
    chain = chain.__cause__
    count += 1
print("causes", count)
walk = nested(N, Link)
count = 0
while walk:
    walk = walk.next
    count += 1
print("links", count)
