# instances, attributes and dictionaries in hot loops: allocation, escape, shared structure
class Vec:
    def __init__(self, x, y): self.x = x; self.y = y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return Vec(self.x * k, self.y * k)
    def dot(self, o): return self.x * o.x + self.y * o.y
def virtuals(n):
    acc = Vec(0, 0); kept = []
    for i in range(n):
        v = Vec(i, -i) * 2 + Vec(1, 1)
        acc = acc + v
        if i % 700 == 0: kept.append(v)
        if i == 1500: acc = acc * 0.5
    return acc.x, acc.y, [(v.x, v.y) for v in kept]
print(virtuals(3000))
class Node:
    def __init__(self, value, next=None): self.value = value; self.next = next
def linked(n):
    head = None
    for i in range(n):
        head = Node(i if i % 3 else str(i), head)
    length = total = 0
    node = head
    while node is not None:
        length += 1
        if isinstance(node.value, int): total += node.value
        node = node.next
    prev = None
    while head:
        head.next, prev, head = prev, head, head.next
    return length, total, prev.value, prev.next.value
print(linked(3000))
class Tree:
    def __init__(self): self.root = None; self.size = 0
    class Leaf:
        __slots__ = "key", "left", "right"
        def __init__(self, key): self.key = key; self.left = self.right = None
    def insert(self, key):
        self.size += 1
        if self.root is None:
            self.root = Tree.Leaf(key)
            return
        n = self.root
        while True:
            if key < n.key:
                if n.left is None: n.left = Tree.Leaf(key); return
                n = n.left
            elif key > n.key:
                if n.right is None: n.right = Tree.Leaf(key); return
                n = n.right
            else:
                self.size -= 1
                return
    def __iter__(self):
        def walk(n):
            if n:
                yield from walk(n.left)
                yield n.key
                yield from walk(n.right)
        return walk(self.root)
    def height(self):
        def h(n): return 0 if n is None else 1 + max(h(n.left), h(n.right))
        return h(self.root)
t = Tree(); x = 42
for i in range(1500):
    x = (x * 75 + 74) % 65537
    t.insert(x % 5000)
keys = list(t); print(t.size, keys == sorted(keys), len(keys), keys[:5], t.height())
class Particle:
    count = 0
    def __init__(self, p, v): self.p, self.v = p, v; type(self).count += 1
    def step(self, dt):
        self.p += self.v * dt
        if self.p < 0 or self.p > 10: self.v = -self.v
class Heavy(Particle):
    mass = 5
    def step(self, dt):
        super().step(dt); self.v *= 0.999
ps = [Particle(i, 1) for i in range(5)] + [Heavy(5.0, 2.0)]
for i in range(1000):
    for p in ps: p.step(0.25)
print([round(p.p, 6) for p in ps], [round(p.v, 6) for p in ps], Particle.count, Heavy.count)
def stats(n):
    d = {"sum": 0, "max": None}
    for i in range(n):
        v = i * 7919 % 1000
        d["sum"] += v
        if d["max"] is None or v > d["max"]: d["max"] = v
        d[v % 5] = d.get(v % 5, 0) + 1
        if i == 2000: d["sum"] += 0.5
    return d
print(stats(3000))
class Stack:
    def __init__(self): self._items = []
    def push(self, x): self._items.append(x); return self
    def pop(self): return self._items.pop()
    def __len__(self): return len(self._items)
    def __bool__(self): return len(self) > 0
s = Stack(); out = 0
for i in range(3000):
    s.push(i).push((i, str(i)))
    if i % 3 == 0:
        v = s.pop(); out += v[0]; s.pop()
while s:
    v = s.pop()
    out += v if isinstance(v, int) else len(v[1])
print(out, len(s))
class Dyn:
    pass
objs = []
for i in range(300):
    o = Dyn()
    names = ["a", "b", "c", "d"]
    if i % 3 == 1: names.reverse()
    if i % 3 == 2: names = names[2:] + names[:2]
    for n in names: setattr(o, n, len(objs))
    if i % 5 == 0: del o.b; o.b = 1.5
    objs.append(o)
print(sum(o.a + o.b + o.c * o.d for _ in range(10) for o in objs), list(vars(objs[1])), list(vars(objs[5])))
