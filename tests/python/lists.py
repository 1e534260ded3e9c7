# lists: methods, slices, mutation while iterating, storage changes
a = [3, 1, 2]
a.append(5); a.extend([4, 6]); a.insert(0, 0); a.insert(100, 7); a.insert(-1, 9)
print(a, len(a), a.index(5), a.count(1), 5 in a, 50 in a)
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(9) if 9 in a else None
a.reverse(); print(a); a.sort(); print(a); a.sort(reverse=True); print(a)
b = a[:]; b[1:3] = [10, 20, 30]; print(b); b[::2] = [0] * len(b[::2]); print(b); del b[0]; del b[1:3]; print(b); del b[::-2]; print(b)
c = list(range(10)); c[2:5] = []; print(c); c[len(c):] = [99]; print(c); c[0:0] = [-1, -2]; print(c)
print(c[::-1], c[8:2:-2], c[-3:], c[:-3], c[5:1], c[1:5:3])
print([1, 2] + [3], [0] * 4, 2 * [1, 2], [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [1, 2] != [1, 2])
copy = c.copy(); copy.clear(); print(copy, len(c), bool([]), bool([0]))
nested = [[0] * 3 for _ in range(2)]; nested[0][1] = 5; print(nested)
shared = [[0]] * 3; shared[0].append(1); print(shared)
d = [1, 2, 3]; d += (4, 5); d *= 2; print(d); e = d; e.append(0); print(d is e, d[-1])
selfref = [1]; selfref.append(selfref); print(selfref)
print(sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([3, 1, 2], reverse=True))
print(min([4, 2, 8]), max([4, 2, 8]), sum([1, 2, 3]), sum([[1], [2]], []), any([0, "", 3]), all([1, 0]), all([]))
print(list(zip([1, 2, 3], "ab")), list(enumerate("ab", 5)), list(map(lambda x, y: x * y, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2, 3])))

# storage: ints, then floats, then objects, and back
items = []
for i in range(3000):
    items.append(i)
items[100] = 1.5
items[200] = "s"
items.append(None)
print(len(items), items[99:102], items[199:201], items[-2:])
floats = [i * 0.5 for i in range(2000)]
print(sum(floats), floats[-1]); floats.append(1); print(floats[-2:], type(floats[0]).__name__, type(floats[-1]).__name__)
ints = [i for i in range(2000)]; ints.append(2**70); ints.append(True); print(ints[-3:], sum(ints))
grow = [1]
for x in grow:
    if len(grow) < 10:
        grow.append(x * 2)
print(grow)
removing = list(range(10))
for x in removing:
    if x % 2 == 0:
        removing.remove(x)
print(removing)
for f in (lambda: [1][5], lambda: [].pop(), lambda: [1].pop(3), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1]["a"], lambda: [1] + (2,), lambda: [3, "a"].sort(), lambda: list(5), lambda: [1] * 1.5, lambda: [1, 2] < 3, lambda: hash([1])):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)
try:
    l = [1, 2, 3, 4]; l[::2] = [1]
except ValueError as ex:
    print(ex)
try:
    l[7] = 1
except IndexError as ex:
    print(ex)
try:
    del l[9]
except IndexError as ex:
    print(ex)
