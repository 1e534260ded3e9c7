# pickle (its Python version), copy and deepcopy; the buffer of a BytesIO, which they need
import __main__, copy, io, pickle


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"


class Slots:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b


class Stateful:
    def __init__(self):
        self.kept = 1
        self.lost = 2

    def __getstate__(self):
        return {"kept": self.kept}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.lost = "restored"


class Reduced:
    def __init__(self, n):
        self.n = n

    def __reduce__(self):
        return Reduced, (self.n + 1,)


class Names(list):
    pass


class Table(dict):
    pass


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []


class Args:
    def __new__(cls, a, *, b):
        self = object.__new__(cls)
        self.both = a, b
        return self

    def __getnewargs_ex__(self):
        return (self.both[0],), {"b": self.both[1]}


def function(x):
    return x * 2


for each in (Point, Slots, Stateful, Reduced, Names, Table, Node, Args, function):
    setattr(__main__, each.__name__, each)
values = [
    None, True, False, 0, 1, -1, 255, 256, 65535, -70000, 2**31, 2**70, -(2**2100), 0.0, -1.5, 1e300, 2 + 3j,
    "", "text", "é€\U0001f600", "x" * 300, b"", b"bytes", b"y" * 300, bytearray(b"array"),
    (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1, [2, [3]]], {}, {"a": 1, "b": [2]}, set(), {1}, frozenset([2]),
    range(3, 9, 2), slice(1, None, 2), Ellipsis, NotImplemented, Point(1, "two"), list(range(1500)),
    {str(i): i for i in range(1100)}, [Point(i, [i]) for i in range(5)],
]
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    bad = []
    total = 0
    for value in values:
        data = pickle.dumps(value, protocol)
        total += len(data)
        again = pickle.loads(data)
        if not (again == value and type(again) is type(value)):
            bad.append(value)
    print(protocol, total, bad)

print("é\u20ac\U0001f600\\".encode("raw_unicode_escape"), b"\\u20ac\\U0001f600\\x\xe9".decode("raw_unicode_escape"))
print(pickle.dumps([1, "a", (2, b"c")]))
for thing in (function, len, int, Point, ValueError, print):
    again = pickle.loads(pickle.dumps(thing))
    print(getattr(again, "__qualname__"), again is thing or again == thing)

for protocol in (0, 2, 5):
    s = pickle.loads(pickle.dumps(Stateful(), protocol))
    print(s.kept, s.lost, pickle.loads(pickle.dumps(Reduced(3), protocol)).n)
    if protocol >= 2:
        slots = pickle.loads(pickle.dumps(Slots(1, [2]), protocol))
        print(slots.a, slots.b, pickle.loads(pickle.dumps(Args(1, b=2), protocol)).both)
    names = Names(["a", "b"])
    names.extra = 5
    again = pickle.loads(pickle.dumps(names, protocol))
    print(type(again).__name__, again, again.extra)
    table = Table(x=1)
    again = pickle.loads(pickle.dumps(table, protocol))
    print(type(again).__name__, again)
    loop = [1]
    loop.append(loop)
    again = pickle.loads(pickle.dumps(loop, protocol))
    print(len(again), again[1] is again)
    a, b = Node("a"), Node("b")
    a.links += [b, a]
    b.links.append(a)
    again = pickle.loads(pickle.dumps(a, protocol))
    print(again.name, again.links[0].name, again.links[0].links[0] is again, again.links[1] is again)
    recursive = {}
    recursive["self"] = (recursive,)
    again = pickle.loads(pickle.dumps(recursive, protocol))
    print(again["self"][0] is again)
    shared = ["s"]
    x, y = pickle.loads(pickle.dumps((shared, shared), protocol))
    print(x is y)
    error = pickle.loads(pickle.dumps(KeyError("k", 1), protocol))
    print(repr(error))

file = io.BytesIO()
pickler = pickle.Pickler(file, 4)
for item in ("one", [2], {"three": 3}):
    pickler.dump(item)
file.seek(0)
unpickler = pickle.Unpickler(file)
print([unpickler.load() for i in range(3)])


class External(pickle.Pickler):
    def persistent_id(self, obj):
        return ("point", obj.x) if isinstance(obj, Point) else None


class Internal(pickle.Unpickler):
    def persistent_load(self, pid):
        return Point(*pid)

    def find_class(self, module, name):
        if name == "Slots":
            raise pickle.UnpicklingError("forbidden: " + name)
        return super().find_class(module, name)


file = io.BytesIO()
External(file).dump([Point(1, 2), 3])
print(Internal(io.BytesIO(file.getvalue())).load())
for attempt in (
    lambda: pickle.dumps((i for i in ())),
    lambda: pickle.loads(b""),
    lambda: pickle.loads(b"\x80\x09."),
    lambda: pickle.dumps(1, 9),
    lambda: Internal(io.BytesIO(pickle.dumps(Slots(1, 2)))).load(),
    lambda: pickle.loads(5),
):
    try:
        print(attempt())
    except Exception as e:
        print(type(e).__name__, e if str(e) != "Ran out of input" else "")

original = [Point(1, [2]), {"k": (3, [4])}, {5}, Names("ab")]
shallow, deep = copy.copy(original), copy.deepcopy(original)
print(shallow == original, shallow[0] is original[0], deep[0] == original[0], deep[0] is original[0], deep[0].y is original[0].y)
print(deep[1], deep[1]["k"][1] is original[1]["k"][1], type(deep[3]).__name__, copy.copy(original[0]))
loop = []
loop.append(loop)
print(copy.deepcopy(loop)[0] is not loop, copy.deepcopy(function) is function, copy.copy(Reduced(1)).n)
fixed = (1, "a")
print(copy.deepcopy(fixed) is fixed, copy.replace(slice(1), stop=1) if hasattr(slice, "__replace__") else "no")

# the buffer
file = io.BytesIO(b"hello world")
with file.getbuffer() as view:
    print(len(view), view[0], view[:5].tobytes(), view.readonly, view.format, type(view.obj).__name__)
    view[0:5] = b"HELLO"
    print(file.getvalue())
file.seek(0, 2)
file.write(b"!")
print(file.getvalue(), file.getbuffer().nbytes)
file.write(b"?")
print(file.getvalue())
file.close()
try:
    file.getbuffer()
except ValueError as e:
    print(e)
