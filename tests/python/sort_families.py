# Sorting by what keys are: numbers, texts, tuples that begin with them, mixtures, objects; stability, reverse, order that is there already.


def pseudo(n, seed=9):
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield seed // 65536


class Item:
    def __init__(self, value, number):
        self.value = value
        self.number = number

    def __lt__(self, other):
        return self.value < other.value


FAMILIES = {
    "ints": lambda r: r % 13 - 6,
    "large ints": lambda r: (r % 7) * 10**20 + r % 3,
    "near 2**53": lambda r: 2**53 - 2 + r % 5,
    "floats": lambda r: (r % 17 - 8) / 4,
    "zeros": lambda r: [0.0, -0.0, 0, False][r % 4],
    "mixed numbers": lambda r: [r % 5, r % 5 + 0.5, True, 2**53 + 1, 2.0**53][r % 5],
    "texts": lambda r: "abcdefgh"[: r % 9] + "xyz"[r % 3],
    "zero characters": lambda r: "a" + "\0" * (r % 9),
    "latin texts": lambda r: "\xe9\xff"[r % 2] * (r % 4),
    "wide texts": lambda r: "a\u0100\U0001f600"[r % 3] + "b" * (r % 3),
    "tuples": lambda r: (r % 4, "word%d" % (r % 6)),
    "tuples of texts": lambda r: ("prefix%d" % (r % 12), -(r % 5)),
    "tuples of lengths": lambda r: (1, 2, 3)[: r % 4],
    "tuples in tuples": lambda r: ((r % 3,), r % 7),
    "lists": lambda r: [r % 3, r % 5],
}
for name, make in FAMILIES.items():
    values = [make(r) for r in pseudo(40)]
    pairs = list(enumerate(values))
    up = [i for i, _ in sorted(pairs, key=lambda p: p[1])]
    down = [i for i, _ in sorted(pairs, key=lambda p: p[1], reverse=True)]
    print(name, up)
    print("  reversed", down)
    plain = sorted(values)
    items = sorted(Item(v, i) for i, v in pairs)
    assert plain == [values[i] for i in up] == [item.value for item in items], name
    assert [item.number for item in items] == up, name
    assert sorted(values, reverse=True) == [values[i] for i in down], name
    # in order already, and the other way round
    assert sorted(plain) == plain and sorted(plain[::-1]) == plain, name
    print("  first", repr(plain[0]), "last", repr(plain[-1]))

numbers = [3, 1, 2]
numbers.sort(key=lambda n: -n)
numbers.append("kept apart")
print(numbers)
nan = float("nan")
print(len(sorted([2.0, nan, 1.0])), sorted([nan]) != [nan], sorted([nan])[0] is nan)
for wrong in ([1, "a"], ["a", 1.5], [(1, 2), 3], [(1,), ("a",)], [1, None]):
    try:
        wrong.sort()
    except TypeError as error:
        print(error, wrong)
