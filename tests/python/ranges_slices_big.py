# Ranges beyond the machine's integers, slices as values, and the attributes of both.

big = 10**20
r = range(big, big + 10, 3)
print(len(r), r[1], r[-1], r[1:3], r[::-1], r[5:], r[-2:], r[:0], list(r[::2]), big + 3 in r, r.index(big + 6), r.count(5), list(r))
huge = range(10**30)
print(huge[10**29], huge[::2], huge[10**29 :], huge[-5:], huge[:3], huge[::-1][0], huge[5:2], huge[2:5], list(huge[2:5]), huge.index(5))
print(range(0, 10**30, 7)[-1], range(10**30, 0, -(10**29))[1:9:3], list(range(10**30, 0, -(10**29))[1:9:3]), range(-(10**25), 10**25)[10**25])
print(list(reversed(range(big, big + 3))), range(big) == range(0, big, 1), range(big, 0) == range(0), hash(range(big)) == hash(range(0, big)))
for action in [
    lambda: len(huge), lambda: huge[10**30], lambda: huge[::0], lambda: huge["a"], lambda: huge["a":], lambda: huge.index(-1), lambda: range(5).index(9),
    lambda: slice(1, 2).indices(-1), lambda: slice(1, 2, 0).indices(5), lambda: slice("a").indices(5), lambda: slice(1) < 1, lambda: slice(1) < slice("a"),
    lambda: slice(None, 1) < slice(1, 1), lambda: hash(slice([])),
]:
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
for object in (range(5), slice(5)):
    for name in ("start", "stop", "step"):
        try:
            setattr(object, name, 3)
        except AttributeError as e:
            print(e)
        try:
            delattr(object, name)
        except AttributeError as e:
            print(e)
print(slice(1) == slice(None, 1, None), slice(1, 2) < slice(1, 3), slice(2, 1) > slice(1, 9), slice(1, 2, 3) <= slice(1, 2, 3), slice(1) != slice(2))
print(sorted([slice(3, 1), slice(1, 5), slice(1, 2)], key=lambda s: (s.start, s.stop)), max(slice(1, 2), slice(1, 3)), {slice(1, 2): "key"}[slice(1, 2)])
print(slice(None, None, -1).indices(5), slice(-3, None).indices(5), slice(10, None, -2).indices(5), slice(1, 2).indices(0))
