# sets and frozensets; output is sorted, since order is unspecified
def show(s): print(type(s).__name__, sorted(s, key=str), len(s))
a = {1, 2, 3}; b = set([3, 4, 5]); e = set()
show(a | b); show(a & b); show(a - b); show(a ^ b); show(e); show(a.union([9], (8,))); show(a.intersection([1, 9], {1})); show(a.difference([1])); show(a.symmetric_difference([1, 7]))
print(a <= {1, 2, 3, 4}, a < a, a <= a, {1} >= set(), a > {1}, a.issubset([1, 2, 3]), a.issuperset([1]), a.isdisjoint([7]), a == {3, 2, 1}, a != b, 1 in a, 9 in a, a == frozenset(a))
a.add(10); a.discard(99); a.discard(1); a.remove(2); show(a); a.update([5, 6], {7}); show(a); a -= {5}; a |= {0}; a &= {0, 3, 6}; a ^= {0, 1}; show(a)
c = a.copy(); c.clear(); show(c); show(a); print(bool(e), bool(a), e, frozenset(), repr({1}), repr(frozenset([1])))
f = frozenset([1, 2]); show(f | {3}); show({3} | f); print({f: "value"}[frozenset([2, 1])], hash(f) == hash(frozenset([2, 1])), f in {f})
show({x % 3 for x in range(10)}); show(set("hello")); show({(1, 2), (1, 2), "a"}); show({1, 1.0, True}); show(set(range(3)) | set("ab"))
for g in (lambda: {[]}, lambda: {1}.remove(5), lambda: set().pop(), lambda: {1} | [2], lambda: {1} < [1], lambda: set(5), lambda: hash({1}), lambda: {1}[0], lambda: frozenset().add(1), lambda: {1} + {2}):
    try:
        print(g())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)
s = set(); n = 0
for i in range(3000):
    k = i * 7919 % 1009
    if k in s:
        s.discard(k); n += 1
    else:
        s.add(k)
print(len(s), n, sum(s))
try:
    for x in s:
        s.add(-x - 1)
except RuntimeError as ex:
    print(ex)
mixed = set()
for i in range(1500):
    mixed.add(i if i % 2 else str(i % 100)); mixed.add((i % 10, "t"))
print(len(mixed), 1 in mixed, "4" in mixed, (3, "t") in mixed, 4 in mixed)
p = {5}; print(p.pop(), p)
graph = {1: {2, 3}, 2: {4}, 3: {4}, 4: set()}
seen, todo = set(), [1]
while todo:
    v = todo.pop()
    if v not in seen:
        seen.add(v); todo.extend(graph[v] - seen)
show(seen)
