# views of dicts: sets of keys and items, with operands of any kind; mapping, isdisjoint, reversed; changes while they are iterated
import collections


def show(call):
    try:
        result = call()
        print(sorted(result, key=repr) if isinstance(result, (set, frozenset)) else result)
    except Exception as error:
        print(type(error).__name__ + ":", error)


class Pair(tuple):
    pass


for make in (dict, collections.OrderedDict, collections.Counter):
    d = make({"a": 1, "b": 2, "c": 3})
    keys, values, items = d.keys(), d.values(), d.items()
    print(make.__name__, type(keys).__name__, type(values).__name__, type(items).__name__)
    show(lambda: keys & ["a", "z"])
    show(lambda: keys | "ax")
    show(lambda: keys - {"a": 0})
    show(lambda: keys ^ ("a", "q"))
    show(lambda: ["a", "z"] & keys)
    show(lambda: ("x",) | keys)
    show(lambda: ["a", "z"] - keys)
    show(lambda: "az" ^ keys)
    show(lambda: {"a", "q"} - keys)
    show(lambda: frozenset("ab") & keys)
    show(lambda: items & [("a", 1), ("b", 0)])
    show(lambda: [("a", 1), ("z", 26)] - items)
    show(lambda: 5 & keys)
    show(lambda: keys | 5)
    show(lambda: keys + keys)
    show(lambda: values | values)
    show(lambda: keys.isdisjoint("xyz"))
    show(lambda: keys.isdisjoint(iter("xa")))
    show(lambda: items.isdisjoint([("a", 2), ("b", 1)]))
    show(lambda: items.isdisjoint([("a", 1)]))
    show(lambda: keys.isdisjoint(5))
    show(lambda: items.isdisjoint([([], 1)]))
    print(Pair(("a", 1)) in items, ("a", 1, 2) in items, ["a", 1] in items, "a" in items)
    print(list(reversed(keys)), list(reversed(values)), list(reversed(items)))
    print(type(keys.mapping).__name__, keys.mapping == d, values.mapping["a"], len(items.mapping))
    show(lambda: keys.mapping.__setitem__("a", 2))
    d["d"] = 4
    print(keys.mapping["d"], list(keys)[-1], keys >= {"a", "d"}, keys == set("abcd"), items < set(), keys != set())
    print(repr(values)[:12], {*keys} == keys, keys <= d.keys())
    backwards = reversed(values)
    print(next(backwards), backwards.__length_hint__())
    d["e"] = 5
    show(lambda: next(backwards))
print([type(reversed(view)).__name__ for view in ({}, {}.keys(), {}.values(), {}.items())])
print(list(reversed({1: 2, 3: 4})), list(reversed({}.items())))
total = 0
counts = {i: i * i for i in range(50)}
for _ in range(60):
    for key, value in reversed(counts.items()):
        total += value if key in counts.keys() & {3, key} else 1000
print(total)
