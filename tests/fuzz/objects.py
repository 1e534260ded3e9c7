# The arguments of the calls: values of all kinds, huge ones, containers that hold themselves, and objects whose special methods raise or lie.
#
# Chance comes from a generator of its own, so that a seed makes the same calls everywhere.

import builtins
import sys


class Chance:
    def __init__(self, seed):
        self.state = (seed * 2654435761 + 12345) % 2**32

    def below(self, n):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return (self.state >> 8) % n

    def pick(self, items):
        return items[self.below(len(items))]


chance = Chance(SEED)


class Oops(Exception):
    pass


# what mutating special methods change: the containers of the call that is going on
shared = []


disturbing = [False]


def disturb():
    """Changes the containers that take part in the call; what that calls changes nothing more, or it would never end."""
    if disturbing[0]:
        return
    disturbing[0] = True
    try:
        change()
    finally:
        disturbing[0] = False


def change():
    for thing in shared[:6]:
        try:
            if type(thing) is list:
                if chance.below(2):
                    thing.clear()
                else:
                    thing.extend(range(chance.below(40)))
            elif type(thing) is dict:
                if chance.below(2):
                    thing.clear()
                else:
                    for i in range(chance.below(40)):
                        thing[i] = i
            elif type(thing) is set:
                if chance.below(2):
                    thing.clear()
                else:
                    thing.update(range(chance.below(40)))
            elif type(thing) is bytearray:
                if chance.below(2):
                    thing.clear()
                else:
                    thing.extend(b"x" * chance.below(40))
            elif hasattr(thing, "clear"):
                thing.clear()
            elif hasattr(thing, "typecode"):
                del thing[chance.below(3) :]
            elif hasattr(thing, "release"):
                thing.release()
            elif hasattr(thing, "truncate"):
                thing.truncate(chance.below(3))
                if chance.below(8) == 0:
                    thing.close()
                elif chance.below(8) == 0:
                    thing.detach()
        except Exception:
            pass


def answer_of(kind):
    """What a lying special method gives."""
    n = chance.below(14)
    if n == 0:
        raise Oops("raised")
    if n == 1:
        disturb()
    if n == 2:
        disturb()
        raise KeyError("after change")
    return chance.pick(
        [None, -1, 0, 1, 2**31, 2**62, 2**63, 2**100, -(2**63), -(2**100), "text", b"x", 1.5, (), [], NotImplemented,
         True, False, kind, object(), iter([1, 2]), ("a", 1), float("nan")]
    )


def method(kind):
    def lying(self, *args, **kwargs):
        return answer_of(kind)

    return lying


PROTOCOL = (
    "__len__ __length_hint__ __hash__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __index__ __int__ __float__ __complex__ __bool__ __iter__ "
    "__next__ __contains__ __getitem__ __setitem__ __delitem__ __repr__ __str__ __format__ __bytes__ __call__ __add__ __radd__ "
    "__iadd__ __mul__ __rmul__ __mod__ __rmod__ __pow__ __rpow__ __neg__ __abs__ __round__ __trunc__ __floor__ __ceil__ __reversed__ "
    "__missing__ __enter__ __exit__ __dir__ __getattr__ __sizeof__ __reduce__ __copy__ __set__ __get__ __delete__ __fspath__ "
    "__or__ __ror__ __and__ __sub__ __xor__ __divmod__ __instancecheck__ __subclasscheck__ __set_name__ __mro_entries__ __class_getitem__ "
    "__buffer__ keys items send throw close read write get insert append"
).split()


def liar(base):
    """A class whose special methods, some of them, answer anything."""
    names = {}
    for _ in range(1 + chance.below(6)):
        name = chance.pick(PROTOCOL)
        names[name] = method(name)
    if chance.below(12) == 0:
        names["__class__"] = property(lambda self: chance.pick([int, list, str, dict, type]))
    if chance.below(12) == 0:
        names["__del__"] = method("__del__")
    if chance.below(16) == 0:
        names["__getattribute__"] = method("__getattribute__")
    try:
        return type("Liar", (base,), names)
    except TypeError:
        return type("Liar", (), names)


BASES = [object, object, object, int, str, list, dict, tuple, float, set, frozenset, bytes, bytearray, Exception, type]


def make_liar():
    cls = liar(chance.pick(BASES))
    try:
        thing = cls()
    except Exception:
        return cls
    try:
        if isinstance(thing, list):
            list.extend(thing, [3, 1, 2])
    except Exception:
        pass
    return thing


def nested(depth, kind):
    thing = kind()
    for _ in range(depth):
        thing = kind([thing]) if kind is not dict else {1: thing}
    return thing


def cyclic_list():
    thing = [1]
    thing.append(thing)
    return thing


def cyclic_dict():
    thing = {}
    thing["self"] = thing
    return thing


def cyclic_tuple():
    thing = ([],)
    thing[0].append(thing)
    return thing


def cyclic_object():
    thing = Plain()
    thing.x = [thing]
    return thing


def cyclic_error():
    thing = ValueError()
    thing.args = (thing,)
    thing.__context__ = thing.__cause__ = thing
    return thing


def closing():
    def inner():
        return chance, held

    held = make_liar()
    return chance.pick([inner, inner.__code__, inner.__closure__])


def running_generator():
    def gen():
        try:
            for i in range(5):
                if i == 2:
                    disturb()
                yield i
        finally:
            if chance.below(4) == 0:
                yield "in finally"

    g = gen()
    if chance.below(2):
        next(g)
    return g


def raising_generator():
    yield 1
    raise Oops("from a generator")


def self_calling():
    def gen():
        yield next(holder[0])

    holder = [None]
    holder[0] = gen()
    return holder[0]


class Plain:
    def __init__(self):
        self.x = 1

    def method(self, a=1, *, b=2):
        return a


HUGE = [2**31 - 1, 2**31, 2**32, 2**40, 2**53, 2**62, 2**63 - 1, 2**63, 2**64, 2**100, 10**30]


def small_int():
    return chance.below(7) - 3


MAKERS = [
    lambda: None,
    small_int,
    small_int,
    lambda: chance.pick(HUGE),
    lambda: -chance.pick(HUGE),
    lambda: chance.pick([0.0, -0.0, 1.5, -2.5, 1e300, -1e300, 5e-324, float("inf"), -float("inf"), float("nan")]),
    lambda: chance.pick([True, False, NotImplemented, Ellipsis]),
    lambda: chance.pick(["", "a", "abc", "Ünïcödé", "\U0001F600x", "\ud800", "12", "0x1f", " 1_000 ", "{} %s {0[a].b!r:>{1}}", "%*d%%%(x)s", "a\0b", "__class__", "strict", "utf-8"]),
    lambda: chance.pick([b"", b"abc", b"\xff\x00", b"12"]),
    lambda: bytearray(b"hello"),
    lambda: [],
    lambda: [3, 1, 2],
    lambda: [1.5, 0.5],
    lambda: ["b", "a", None],
    lambda: [make_liar(), 1, make_liar()],
    lambda: (1, 2),
    lambda: (),
    lambda: ("a", make_liar()),
    lambda: {},
    lambda: {1: 2, "a": "b"},
    lambda: {i: i for i in range(20)},
    lambda: set(range(10)),
    lambda: frozenset("abc"),
    lambda: range(5),
    lambda: range(chance.pick(HUGE), chance.pick(HUGE), chance.pick([2**99, 2**62, -(2**99)])),
    lambda: range(2**63 - 2, 2**63 + 2),
    lambda: range(-(2**62), -(2**62) + 3),
    lambda: slice(chance.pick([None, 1, -1, 2**70, "a"]), chance.pick([None, 3, -(2**70)]), chance.pick([None, 0, 1, -1, 2**70])),
    lambda: 3 + 4j,
    lambda: iter([1, 2, 3]),
    lambda: iter({1: 2, 3: 4}),
    lambda: iter("ab"),
    lambda: iter(make_liar, 3),
    lambda: zip([1, 2], "ab"),
    lambda: map(chance.pick([len, str, int, make_liar]), [1, "a", []]),
    lambda: enumerate("abc"),
    lambda: reversed([1, 2, 3]),
    lambda: filter(None, [0, 1]),
    running_generator,
    raising_generator,
    self_calling,
    lambda: {1: 2}.keys(),
    lambda: {1: 2}.values(),
    lambda: {1: 2}.items(),
    lambda: len,
    lambda: [].append,
    lambda: Plain().method,
    lambda: Plain,
    lambda: Plain(),
    lambda: (lambda *a, **k: disturb()),
    lambda: (lambda a, b: chance.pick([-1, 0, 1, "x"])),
    lambda: chance.pick([int, str, list, dict, tuple, set, object, type, bytes, float, ValueError, property, super, bool]),
    lambda: ValueError("v", 1),
    lambda: BaseExceptionGroup("g", [ValueError(1), KeyError(2)]),
    lambda: object(),
    cyclic_list,
    cyclic_dict,
    cyclic_tuple,
    cyclic_object,
    cyclic_error,
    closing,
    lambda: nested(chance.pick([5, 60, 3000]), list),
    lambda: nested(chance.pick([5, 60, 3000]), tuple),
    lambda: nested(60, dict),
    lambda: property(lambda self: 1),
    lambda: classmethod(len),
    lambda: staticmethod(len),
    lambda: memoryview(b"abcdef"),
    lambda: memoryview(bytearray(b"abcdef")),
    lambda: compile("1 + 1", "f", "eval"),
    lambda: [1, 2, 3] * 50,
    lambda: "ab" * 300,
    lambda: list[int],
    make_liar,
    make_liar,
    make_liar,
    make_liar,
    make_liar,
    lambda: liar(object),
]
if MODULES:
    import itertools
    import _ast
    import _collections
    import _csv
    import _decimal
    import _functools
    import _operator

    SOURCES = [
        "x = f(1, *a, k=2, **d)[1:2]",
        "def f(a, /, b=1, *c, d: int = 2, **e) -> 3:\n  global g\n  return lambda: (yield)",
        "class C[T](B, m=1):\n  async def f(self):\n    async with a as b: await c",
        "try:\n  x: int = 1\nexcept E as e:\n  raise e from None\nfinally:\n  del x",
        "match x:\n  case {'a': [1, *_], **r} | P(a, b=2) if g: pass",
        "f'{x!r:>{w}} {y}' and [i async for i in t'{z}' if i] or {**a, 1: -2} < b is not c",
    ]

    class Writing:
        def write(self, text):
            return answer_of("write")

    def cyclic_collection(thing, method, *args):
        if method == "__setstate__":
            thing.__setstate__((thing, (thing,), {"a": thing}, None))
        else:
            getattr(thing, method)(*args, thing)
        return thing

    def node_of(tree):
        """Some node within the tree."""
        for _ in range(chance.below(6)):
            inner = [i for v in vars(tree).values() for i in (v if type(v) is list else [v]) if issubclass(type(i), _ast.AST)]
            if not inner:
                break
            tree = chance.pick(inner)
        return tree

    def damaged_tree():
        tree = compile(chance.pick(SOURCES), "f", "exec", _ast.PyCF_ONLY_AST)
        for _ in range(chance.below(3)):
            node = node_of(tree)
            names = list(vars(node))
            if names:
                setattr(node, chance.pick(names), chance.pick([tree, node, [tree], [None], make_liar(), chance.pick(MAKERS)()]))
        return tree if chance.below(3) else node_of(tree)

    def decimal_context():
        c = _decimal.Context(prec=chance.pick([1, 5, 28, 1000]), Emax=chance.pick([0, 99, _decimal.MAX_EMAX]))
        c.clear_traps()
        return c

    MAKERS += [
        lambda: _decimal.Decimal(chance.pick(["0", "-0", "1.5", "-7", "NaN", "sNaN123", "Infinity", "1E999999999999999999", "-1E-999999999999999999", "9" * 50])),
        lambda: _decimal.Decimal(chance.pick(["0.1", "3", "1E+20", "123456789012345678901234567890.5", "1E-30"])),
        decimal_context,
        lambda: _csv.reader(chance.pick([["a,b", '"x', "1"], make_liar(), "a,b"]), quoting=chance.below(6), strict=chance.below(2)),
        lambda: _csv.writer(Writing(), quoting=chance.below(6), escapechar=chance.pick([None, "!"])),
        damaged_tree,
        damaged_tree,
        lambda: cyclic_collection(_collections.deque(), "append"),
        lambda: cyclic_collection(_collections.OrderedDict(), "__setitem__", 1),
        lambda: cyclic_collection(_functools.partial(len), "__setstate__"),
        lambda: _collections.deque([1, 2, 3], chance.pick([None, 3, 10])),
        lambda: _collections.defaultdict(chance.pick([list, None, make_liar]), {1: 2}),
        lambda: _collections.OrderedDict(a=1, b=2, c=3),
        lambda: _functools.partial(chance.pick([print, len, max, make_liar]), 1),
        lambda: itertools.islice(itertools.count(), 5),
        lambda: itertools.tee([1, 2, 3])[0],
        lambda: itertools.groupby([1, 1, 2]),
        lambda: itertools.chain([1], make_liar() if chance.below(2) else [2]),
        lambda: _operator.itemgetter(chance.pick([0, "x", -1])),
        lambda: _functools.cmp_to_key(lambda a, b: answer_of("cmp"))(1),
    ]
