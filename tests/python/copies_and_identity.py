# aliasing, copies, mutation through references, default values, identity, deletion
a = [1, [2, 3], {"k": [4]}]
b = a; c = a[:]; d = list(a); e = a.copy(); f = [*a]
b.append("alias"); c[1].append("shared"); d[0] = "own"; e[2]["k"].append(5)
print(a, b is a, c is a, c == a[:3], d, f, c[1] is a[1])
def deep(x):
    if isinstance(x, list): return [deep(v) for v in x]
    if isinstance(x, dict): return {k: deep(v) for k, v in x.items()}
    return x
g = deep(a); g[1].append("deep"); print(a[1], g[1], g[2] == a[2], g[2] is a[2])
m = [[0] * 2] * 2; m[0][0] = 1; n = [[0] * 2 for _ in range(2)]; n[0][0] = 1; print(m, n, m[0] is m[1])
def change(lst, num, d): lst += [1]; num += 1; d["x"] = num; lst = ["rebound"]; return lst, num
l, k, dd = [], 5, {}; print(change(l, k, dd), l, k, dd)
t = ([],)
try: t[0] += [1]
except TypeError as err: print(err, t)
s = "abc"; r = s; r += "d"; print(s, r)
x = y = 257; x += 1; print(x, y, None is None, [] is [], () == (), "a" is not None)
class Box:
    shared = []
    def __init__(self): self.own = []
    def add(self, v): self.shared.append(v); self.own.append(v)
p, q = Box(), Box(); p.add(1); q.add(2); print(Box.shared, p.own, q.own, p.shared is q.shared); p.shared = "mine"; print(p.shared, q.shared, Box.shared)
it = [1, 2, 3]; z = zip(it, it); i = iter(it); print(list(z), list(zip(i, i)), list(zip(*[iter(range(7))] * 3)))
nums = [1, 2, 3, 4]
for v in nums[:]: nums.remove(v) if v % 2 == 0 else nums.append(v * 10)
print(nums)
dct = {"a": 1, "b": 2}
for key in list(dct): dct[key + key] = dct.pop(key)
print(dct)
del nums[:]; print(nums); nums[:] = range(3); print(nums); nums[1:1] = "xy"; print(nums)
first, second = [1], [1]; print(first == second, first is second, [first] == [second], first in [second], [first].index(second))
matrix = [[1, 2], [3, 4]]; rows = [row for row in matrix]; rows[0][0] = "seen"; flat = sum(matrix, []); flat[1] = "unseen"; print(matrix, flat)
funcs = []
for w in range(3):
    def fn(w=w, seen=[]): seen.append(w); return len(seen), seen
    funcs.append(fn)
print([h() for h in funcs + funcs])
big = list(range(3000)); view = big; total = 0
for j in range(3000):
    view[j] = view[j] * 2 if j % 2 else view[j] / 2
    if j == 1500: view = view.copy()
    total += big[j] == view[j]
print(total, big[1499:1503], view[1499:1503], big == view)
c1 = {}; c1["me"] = c1; c2 = [c1]; c1["l"] = c2; print(c1, c2)
u = [1, 2, 3]; u[0], u[u[0]] = 5, 6
print(u)
def gen(lst):
    for v in lst: yield v
src = [1, 2]; gg = gen(src); next(gg); src.append(3); print(list(gg)); src.clear(); print(list(gen(src)))
print((lambda v: v)(src) is src, [src][0] is src, {"k": src}["k"] is src, (src,)[0] is src, max([src, []]) == [])
