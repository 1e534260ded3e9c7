# __eq__ and __hash__ that change the container of the search, how often they are asked, and which of two equal items stays.
from collections import OrderedDict


class Key:
    """Equal by `number`; `action` runs in each comparison, and says what it answers unless that is None."""

    action = None
    log = []

    def __init__(self, number, hashed=7):
        self.number = number
        self.hashed = hashed

    def __hash__(self):
        Key.log.append(f"hash {self.number}")
        return self.hashed

    def __eq__(self, other):
        Key.log.append(f"{self.number}=={other.number}")
        answer = Key.action and Key.action(self, other)
        return self.number == other.number if answer is None else answer

    def __repr__(self):
        return f"K{self.number}"


def during(action, work):
    Key.log = []
    Key.action = action
    try:
        result = work()
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    Key.action = None
    print(result, *Key.log, sep=", ")


# --- searches that begin again
d = {Key(1): "one"}
during(lambda a, b: d.clear(), lambda: d.get(Key(1), "gone"))
d = {Key(1): "one"}
during(lambda a, b: d.clear() or True, lambda: d.__setitem__(Key(2), "two"))
print(d)
d = {Key(1): "one", Key(3): "three"}
during(lambda a, b: d.pop(a, None) and None, lambda: d.setdefault(Key(2), "two"))
d = {Key(i): i for i in range(3)}


def grow(a, b):
    if len(d) < 40:
        for i in range(40):
            d[Key(100 + i, 1000 + i)] = i


during(grow, lambda: (Key(2) in d, len(d)))

s = {Key(1)}
during(lambda a, b: s.clear() or True, lambda: s.add(Key(2)))
print("added to a set that became empty:", len(s))
s = {Key(1)}
during(lambda a, b: s.clear() or True, lambda: Key(2) in s)
s = {Key(1)}
during(lambda a, b: s.clear() or True, lambda: s.discard(Key(2)))

# --- comparison of whole containers
a, b = {0: Key(1)}, {0: Key(1)}
during(lambda x, y: b.clear(), lambda: a == b)
a, b = {Key(1): 1, Key(2, 8): 2}, {Key(1): 1, Key(2, 8): 2}
during(lambda x, y: a.clear(), lambda: a == b)
left, right = [Key(1)], [Key(2)]
during(lambda x, y: (left.clear(), right.clear()) and None, lambda: left == right)
left, right = [Key(1), Key(2)], [Key(1), Key(3)]
during(lambda x, y: left.pop() and None, lambda: left == right)
a, b = OrderedDict([(Key(1), 1), (Key(2, 8), 2)]), OrderedDict([(Key(1), 1), (Key(2, 8), 2)])


def drop(x, y):
    if len(Key.log) > 4:
        a.pop(next(reversed(a)), None)


during(drop, lambda: a == b)
target = [1, 2, 3, 4, 5]


class Emptying:
    def __iter__(self):
        yield from target
        target.clear()


try:
    target[::-1] = Emptying()
except ValueError as error:
    print(error)

# --- a dict into another
d, other = {Key(1): 1}, {Key(2): 2}
during(lambda x, y: other.__setitem__(0, 0), lambda: d.update(other))
d, other = {Key(1): 1}, {Key(2): 2, Key(3): 3}
during(None, lambda: d.update(other))
during(None, lambda: dict(other))
during(None, lambda: other.copy())
during(None, lambda: len(set(other)))
during(None, lambda: dict.fromkeys(other, 0))
during(None, lambda: dict.fromkeys({Key(9)}, 0))
during(None, lambda: len(set(frozenset(other))))
during(None, lambda: other == {**other})
during(None, lambda: other.setdefault(Key(4), 4))
during(None, lambda: other.pop(Key(4)))
during(None, lambda: {}.pop(Key(5), "an empty dict does not ask for the hash"))

# --- which of equal items is kept
print({1} & {1.0}, {1, 2} & {1.0}, {1} & {1.0, 2.0}, {1} | {1.0}, {1}.intersection([1.0]))
print({1: 0}.keys() & [1.0], {1: 0}.keys() & {1.0}, {1: 0, 2: 0}.keys() & {1.0})
print({1} ^ {1.0, 2.0}, {1, 2, 3} - {1.0, 2.0}, sorted({1, 2, 3, 4, 5, 6, 7, 8} - {1.0}))

# --- sets look for sets, in views nothing needs a hash
print({1} in {frozenset({1})}, [1] in {}.values(), {1}.issuperset([2, []]), {1}.isdisjoint([1, []]))
holder = {frozenset({1}), frozenset({2})}
holder.remove({1})
holder.discard({2})
print(holder, {1}.intersection([1, []]))
for attempt in (
    lambda: holder.remove({3}),
    lambda: holder.add({3}),
    lambda: {1}.issubset([2, []]),
    lambda: {1}.difference([1, []]),
    lambda: {1: [2]}.items() & {(1, 2)},
    lambda: {1: [2]}.items() - {1: []}.items(),
):
    try:
        print(attempt())
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
lists, same = {1: [2], 3: [4]}, {3: [4], 1: [2]}
print(lists.items() == same.items(), lists.items() ^ same.items(), lists.items() < {**same, 5: 6}.items())
print(lists.keys().isdisjoint({4, 5}), lists.items().isdisjoint(same.items()), lists.keys() > {1})
print({1: 0}.keys() & frozenset({1}), type({1: 0}.keys() & frozenset({1, 2})).__name__)
frozen = frozenset({1, 2})
print(frozenset(frozen) is frozen, frozen.copy() is frozen, frozen.union() == frozen)


class Item:
    def __init__(self, held):
        self.held = held

    def __repr__(self):
        return repr(self.held)


cycle = set()
cycle.add(Item(cycle))
print(cycle)

# --- dicts that change while they are iterated over
for change in (lambda d: (d.pop(0), d.update({0: 1})), lambda d: (d.pop(0), d.__setitem__(0, 1)), lambda d: d.update({5: 1}), lambda d: d.clear()):
    for view in (dict.keys, dict.values, dict.items):
        d = {0: 0}
        try:
            for _ in view(d):
                change(d)
            print("ended", d)
        except RuntimeError as error:
            print(error)
