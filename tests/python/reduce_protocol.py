# __reduce_ex__, __getstate__, __getnewargs__, and objects put together again by what these give; copyreg


def show(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)


def name_of(f):
    return getattr(f, "__name__", f)


def parts(o, protocol=2):
    r = o.__reduce_ex__(protocol)
    if isinstance(r, str):
        return r
    r = list(r)
    r[0] = name_of(r[0])
    for i in (3, 4):
        if len(r) > i and r[i] is not None:
            r[i] = list(r[i])
    return r


def rebuild(o, protocol=2):
    """What copy.copy does."""
    r = o.__reduce_ex__(protocol)
    if isinstance(r, str):
        return o
    new = r[0](*r[1])
    state = r[2] if len(r) > 2 else None
    if state is not None:
        if hasattr(new, "__setstate__"):
            new.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state:
                new.__dict__.update(state)
            if slots:
                for k, v in slots.items():
                    setattr(new, k, v)
    if len(r) > 3 and r[3] is not None:
        for item in r[3]:
            new.append(item)
    if len(r) > 4 and r[4] is not None:
        for k, v in r[4]:
            new[k] = v
    return new


class Plain:
    pass


class Slots:
    __slots__ = ("a", "b")


class Both(Slots):
    pass


class Items(list):
    pass


class Table(dict):
    pass


class Number(int):
    pass


class Text(str):
    pass


class Group(set):
    pass


class Args:
    def __new__(cls, x, y=0):
        self = super().__new__(cls)
        self.sum = x + y
        return self

    def __getnewargs__(self):
        return (self.sum,)


class Keywords:
    def __new__(cls, x, *, y=0):
        self = super().__new__(cls)
        self.y = y
        return self

    def __getnewargs_ex__(self):
        return (1,), {"y": self.y}


class State:
    def __getstate__(self):
        return {"kept": self.kept}

    def __setstate__(self, state):
        self.restored = state


plain = Plain()
plain.x = [1]
slots = Slots()
slots.a = 1
both = Both()
both.b = 2
both.c = 3
items = Items([1, 2])
items.tag = "t"
table = Table(k=1)
group = Group([1])
group.label = "g"
state = State()
state.kept = 5
state.lost = 6
for o in (plain, Plain(), slots, both, items, table, Number(7), Text("t"), group, Args(3, 4), Keywords(1, y=9), state, object()):
    show(lambda: [type(x).__name__ if isinstance(x, type) else x for x in parts(o)][2:])
    copy = rebuild(o)
    print(type(copy) is type(o), getattr(copy, "__dict__", None), copy == o)
    show(lambda: o.__getstate__())
show(lambda: parts(plain, 0)[0])
show(lambda: parts(slots, 1))
show(lambda: (rebuild(slots).a, rebuild(both).b, rebuild(both).c))
show(lambda: len(Both.__reduce_ex__(both, 4)))

for value in (5, 10**30, 1.5, 2j, "s", b"b", True, (1, 2), [1], {1: 2}, {1}, frozenset({2}), range(3), range(10**30), slice(1, 2), bytearray(b"xy"), ..., NotImplemented, len):
    show(lambda: parts(value)[1:] if not isinstance(parts(value), str) else parts(value))
    show(lambda: rebuild(value) == value)
for value in ({}.keys(), (lambda: 0), (x for x in ()), type, zip):
    show(lambda: parts(value)[:0])

for make in (lambda: iter([1, 2, 3]), lambda: reversed([1, 2, 3]), lambda: iter((1, 2)), lambda: iter("abc"), lambda: iter({1: 2, 3: 4}), lambda: iter({1: 2, 3: 4}.values()), lambda: iter({1: 2}.items()), lambda: iter(range(2, 9, 3)), lambda: enumerate("ab", 5), lambda: zip("ab", [1, 2]), lambda: map(abs, [-1, 2]), lambda: filter(None, [0, 1]), lambda: reversed("abc")):
    it = make()
    next(it)
    twin = rebuild(it) if not isinstance(it, (enumerate, zip, map, filter)) else None
    print(type(it).__name__.replace("ascii_", ""), parts(make())[0], list(twin) if twin is not None else None, list(it))
    print(list(rebuild(make())))

count = 0
for i in range(400):
    p = Plain()
    p.i = i
    count += rebuild(p).i + len(rebuild(Items([i, i])))
print(count)
