# Arguments that change the containers of a call while it goes on, and answer what is plausible: the call then goes on with what it has read before.


class Sly:
    """All of the protocols of numbers, containers and iterators; whatever is asked, the call's containers change first."""

    def __init__(self):
        self.rounds = chance.below(6)
        self.number = chance.pick([0, 0, 1, 2, 5, -1])
        self.hash = chance.below(2)
        self.lie = chance.pick([0, 1, 5, 2**31, 2**62, 2**63, -1])

    def __index__(self):
        disturb()
        return self.number

    def __int__(self):
        disturb()
        return self.number

    def __float__(self):
        disturb()
        return float(self.number)

    def __bool__(self):
        disturb()
        return self.number > 0

    def __hash__(self):
        disturb()
        return self.hash

    def __eq__(self, other):
        disturb()
        return chance.below(3) == 0

    def __lt__(self, other):
        disturb()
        return chance.below(2) == 0

    __gt__ = __le__ = __ge__ = __contains__ = __lt__

    def __len__(self):
        disturb()
        return self.lie if chance.below(4) == 0 else abs(self.number)

    def __length_hint__(self):
        disturb()
        return self.lie

    def __iter__(self):
        disturb()
        return self

    def __next__(self):
        disturb()
        self.rounds -= 1
        if self.rounds < 0:
            raise StopIteration
        return chance.pick([1, "a", b"x", (1, 2), ("a", self), self])

    def __getitem__(self, key):
        disturb()
        if type(key) is int and key > 5:
            raise IndexError
        return chance.pick([1, "a", b"x", self, key])

    def keys(self):
        disturb()
        return ["a", 1, self]

    def __repr__(self):
        disturb()
        return "sly"

    def __format__(self, spec):
        disturb()
        return spec

    def __bytes__(self):
        disturb()
        return b"sly"

    def __fspath__(self):
        disturb()
        return "sly"

    def __call__(self, *args, **kwargs):
        disturb()
        return chance.pick([0, 1, -1, "a", b"x", None, self, args])

    def __add__(self, other):
        disturb()
        return chance.pick([1, "a", self, other])

    __radd__ = __iadd__ = __mul__ = __or__ = __and__ = __sub__ = __xor__ = __ror__ = __rand__ = __rsub__ = __add__

    def read(self, size=-1):
        disturb()
        return chance.pick([b"", b"x" * 10, "text", None, b"x" * 20000, 5])

    def readline(self, size=-1):
        disturb()
        return chance.pick([b"", b"line\n", "text\n", None, 5])

    def readinto(self, buffer):
        disturb()
        released.append(buffer)
        return chance.pick([0, 1, len(buffer), len(buffer) + 1, -1, 2**62, None])

    def write(self, data):
        disturb()
        released.append(data)
        return chance.pick([0, 1, len(data), len(data) + 1, -1, 2**62, None])

    def seek(self, *args):
        disturb()
        return chance.pick([0, 5, -1, 2**63, None])

    tell = truncate = seek

    def readable(self):
        return True

    writable = seekable = readable
    closed = False

    def flush(self):
        disturb()

    def decode(self, data, final=False):
        disturb()
        return chance.pick(["", "text", "\r", b"x", None])


# buffers that were lent for one call only, and are kept
released = []
# what was dead and is not
risen = []


class Rising:
    def __del__(self):
        disturb()
        risen.append(self)
        del risen[:-3]


class Vanishing:
    """A descriptor that takes itself, or the whole class, away while it is asked."""

    def __get__(self, thing, cls):
        disturb()
        for name in ("value", "method", "__len__", "__iter__", "__eq__"):
            if name in vars(cls):
                delattr(cls, name)
        if thing is not None and chance.below(2):
            try:
                thing.__class__ = Plain
            except TypeError:
                pass
        return chance.pick([lambda *args: 1, 1, None])

    def __set__(self, thing, value):
        self.__get__(thing, type(thing))

    __delete__ = lambda self, thing: self.__get__(thing, type(thing))


def vanishing():
    names = {name: Vanishing() for name in ("value", "method", "__len__", "__iter__", "__eq__", "__next__", "__index__") if chance.below(2)}
    return type("Gone", (chance.pick([object, list, dict]),), names)()


class Base:
    """A metaclass and instances that answer questions about classes wrongly."""

    class Meta(type):
        def __instancecheck__(cls, thing):
            disturb()
            return chance.pick([True, False, 1, Sly()])

        def __subclasscheck__(cls, other):
            disturb()
            return chance.pick([True, False, 1, Sly()])

        def mro(cls):
            answer = type.mro(cls)
            if chance.below(3) == 0:
                return chance.pick([[], [1], [object], [int, object], answer + answer, tuple(answer), None])
            return answer

    @property
    def __class__(self):
        disturb()
        return chance.pick([int, str, list, dict, type, None, Sly, 5])


def strange_class():
    try:
        return Base.Meta("Strange", (chance.pick([object, list, int, Exception]),), {})
    except Exception:
        return Base


def slyly(kind):
    """A container with things in it that change it when they are compared, hashed or iterated over."""
    shared.append(held := kind())
    for i in range(1 + chance.below(12)):
        try:
            thing = chance.pick([Sly(), Sly(), i, str(i), 1.5])
            if isinstance(held, dict):
                held[thing] = Sly()
            elif isinstance(held, (list, bytearray)) or hasattr(held, "append"):
                held.append(thing)
            else:
                held.add(thing)
        except Exception:
            pass
    return held


def used(iterator, steps=1):
    """An iterator that has begun, over a container that takes part in the call."""
    for _ in range(steps):
        next(iterator, None)
    return iterator


def over(kind, *parts):
    container = kind(*parts)
    shared.append(container)
    return container


def caught():
    try:
        [].missing
    except AttributeError as error:
        return error


def frame():
    return caught().__traceback__.tb_frame


async def waiting():
    await Sly()


async def agen():
    yield 1
    yield 2


MAKERS += [Sly, Sly, Sly, Sly, Rising, vanishing, Base, strange_class]
MAKERS += [
    lambda: slyly(list),
    lambda: slyly(list),
    lambda: slyly(dict),
    lambda: slyly(dict),
    lambda: slyly(set),
    lambda: slyly(set),
    lambda: frozenset(slyly(set)),
    lambda: tuple(slyly(list)),
    lambda: slyly(chance.pick([type("L", (list,), {}), type("D", (dict,), {}), type("S", (set,), {})])),
    lambda: used(iter(over(list, [1, 2, 3, 4]))),
    lambda: used(reversed(over(list, [1, 2, 3, 4]))),
    lambda: used(iter(over(dict, {i: i for i in range(9)}))),
    lambda: used(iter(over(dict, {i: i for i in range(9)}).items())),
    lambda: used(reversed(over(dict, {i: i for i in range(9)}).values())),
    lambda: used(iter(over(set, range(9)))),
    lambda: used(iter(over(bytearray, b"hello"))),
    lambda: over(dict, {1: 2, "a": 3}).items(),
    lambda: over(dict, {1: 2, "a": 3}).keys(),
    lambda: memoryview(over(bytearray, b"hello hello")),
    lambda: memoryview(over(bytearray, b"hello hello"))[chance.pick([slice(None, None, 2), slice(3, 1), slice(None, None, -1)])],
    lambda: memoryview(bytearray(24)).cast(chance.pick("bBhHiIlLqQfd?")),
    lambda: memoryview(bytearray(24)).cast("B", (2, 3, 4)),
    lambda: over(bytearray, b"a,b,c" * chance.below(9)),
    # of types that nothing else makes
    caught,
    frame,
    lambda: caught().__traceback__,
    lambda: frame().f_locals,
    waiting,
    lambda: waiting().__await__(),
    agen,
    lambda: agen().asend(chance.pick([None, 1])),
    lambda: agen().athrow(ValueError),
    lambda: agen().aclose(),
    lambda: vars(Plain),
    lambda: Plain.__dict__["__weakref__"],
    lambda: int.__add__,
    lambda: (5).__add__,
    lambda: str.__dict__["join"],
    lambda: int.__dict__["real"],
    lambda: dict.__dict__["fromkeys"],
    lambda: int | None,
    lambda: list[int],
    lambda: sys.implementation,
    lambda: sys.flags,
    lambda: sys,
    lambda: super(Plain, Plain()),
    lambda: (lambda: frame).__closure__,
]


class Ordered(type):
    pass


class Tp[T, *Ts, **P]:
    type Alias = list[T]


MAKERS += [lambda: Tp.Alias, lambda: Tp.__type_params__[chance.below(3)], lambda: t"a{chance.below(3)!r:>5}b", lambda: Tp[int, str]]
ENDLESS = {}
if MODULES:
    import array
    import _codecs
    import _contextvars
    import _io
    import _queue
    import _random
    import _sre
    import _string
    import _struct
    import _weakref
    import types
    import re

    def referred():
        thing = chance.pick([Plain, Rising, Sly])()
        risen.append(thing)
        del risen[:-3]
        return thing

    def doomed(thing):
        """A weak reference whose object dies soon, or has died."""
        return _weakref.ref(thing, chance.pick([None, lambda _: disturb(), Sly()]))

    MAKERS += [
        lambda: over(array.array, chance.pick("bBhHiIlLqQfd"), range(5)),
        lambda: over(array.array, "u", "text"),
        lambda: used(iter(over(array.array, "i", range(5)))),
        lambda: memoryview(over(array.array, "i", range(5))),
        lambda: doomed(referred()),
        lambda: doomed(Plain()),
        lambda: _weakref.proxy(referred(), chance.pick([None, lambda _: disturb()])),
        lambda: _weakref.proxy(Plain()),
        lambda: slyly(_collections.deque),
        lambda: used(iter(over(_collections.deque, range(9)))),
        lambda: used(reversed(over(_collections.deque, range(9)))),
        lambda: slyly(_collections.OrderedDict),
        lambda: used(iter(over(_collections.OrderedDict, {i: i for i in range(9)}).items())),
        lambda: used(iter(over(_collections.OrderedDict, {i: i for i in range(9)}))),
        lambda: over(_io.BytesIO, b"line\nline\n"),
        lambda: over(_io.BytesIO, b"line\nline\n").getbuffer(),
        lambda: over(_io.StringIO, "line\r\nline\n"),
        lambda: over(_io.BufferedReader, Sly(), 16),
        lambda: over(_io.BufferedReader, _io.BytesIO(b"abc\n" * 50), 16),
        lambda: over(_io.BufferedWriter, Sly(), 16),
        lambda: over(_io.BufferedRandom, _io.BytesIO(b"abc\n" * 50), 16),
        lambda: over(_io.BufferedRWPair, Sly(), Sly(), 16),
        lambda: over(_io.TextIOWrapper, _io.BytesIO(b"abc\r\n\xff" * 50), chance.pick(["utf-8", "latin-1", "ascii"]), chance.pick(["strict", "replace", "ignore"])),
        lambda: over(_io.TextIOWrapper, Sly(), "utf-8"),
        lambda: _io.IncrementalNewlineDecoder(chance.pick([None, Sly()]), chance.below(2)),
        lambda: re.compile(chance.pick(["a*", "(a)|b", "(?P<n>x)(?(n)y|z)", r"\w+", "(?i)ä", "(a|b)*?c", r"(\w)\1", "(?<=a)b", "a{2,3}+"])),
        lambda: re.compile(rb"\d*(x)?"),
        lambda: re.match("(a)(b)?(?P<n>.)", "axyz"),
        lambda: re.compile("a").scanner("banana"),
        lambda: re.compile("a").finditer("banana"),
        lambda: _struct.Struct(chance.pick(["<i", "3s", "0p", "@qd?", ">H2x", "e"])),
        lambda: _random.Random(chance.below(5)),
        lambda: _contextvars.ContextVar("name", default=Sly()),
        lambda: _contextvars.Context(),
        lambda: _contextvars.copy_context(),
        lambda: over(_queue.SimpleQueue),
        lambda: types.SimpleNamespace(a=Sly()),
        lambda: types.MappingProxyType(slyly(dict)),
        lambda: types.ModuleType("m"),
        lambda: types.CellType(Sly()),
        lambda: types.MethodType(Sly(), Sly()),
        lambda: types.FunctionType(Plain.__init__.__code__, {}),
        lambda: itertools.accumulate(slyly(list), Sly()),
        lambda: itertools.product(slyly(list), [1, 2]),
        lambda: itertools.permutations(range(4), 2),
        lambda: itertools.combinations(slyly(list), 2),
        lambda: itertools.repeat(Sly(), 3),
        lambda: itertools.batched(slyly(list), 2),
        lambda: itertools.zip_longest(slyly(list), "ab"),
        lambda: itertools.pairwise(slyly(list)),
        lambda: itertools.starmap(Sly(), [(1,), (2, 3)]),
        lambda: itertools.compress(slyly(list), slyly(list)),
        lambda: itertools.takewhile(Sly(), slyly(list)),
        lambda: used(itertools.tee(slyly(list))[1]),
        lambda: _functools.lru_cache(chance.pick([None, 0, 2]))(lambda *a: disturb()),
        lambda: _functools.reduce,
        lambda: _functools.partial(Sly(), _functools.Placeholder, 1),
        lambda: _operator.attrgetter("a.b", "x"),
        lambda: _operator.methodcaller("clear"),
        lambda: _string.formatter_parser("{a}{0.x[1]!r:{b}}"),
    ]
    # only for methods of their own: a call that takes all their items does not end
    ENDLESS = {itertools.cycle: lambda: itertools.cycle(slyly(list)), itertools.count: lambda: itertools.count(5, 2)}
