# binary heap, Dijkstra, heap sort, merging
class Heap:
    def __init__(self, items=(), key=lambda x: x):
        self.a = []; self.key = key
        for i in items:
            self.push(i)
    def __len__(self): return len(self.a)
    def push(self, item):
        a, key = self.a, self.key
        a.append(item); i = len(a) - 1
        while i > 0:
            p = (i - 1) // 2
            if key(a[i]) < key(a[p]):
                a[i], a[p] = a[p], a[i]; i = p
            else:
                break
    def pop(self):
        a, key = self.a, self.key
        if not a:
            raise IndexError("pop from an empty heap")
        top, last = a[0], a.pop()
        if a:
            a[0] = last; i = 0
            while True:
                s = i
                for c in (2 * i + 1, 2 * i + 2):
                    if c < len(a) and key(a[c]) < key(a[s]):
                        s = c
                if s == i:
                    break
                a[i], a[s] = a[s], a[i]; i = s
        return top
x, data = 1, []
for i in range(1500):
    x = x * 16807 % 2147483647
    data.append(x % 10007)
h = Heap(data); out = [h.pop() for _ in range(len(h))]
print(out == sorted(data), out[:5], out[-3:], len(h))
try:
    h.pop()
except IndexError as e:
    print(e)
jobs = Heap([(3, "write"), (1, "read"), (2, "think"), (1, "again")]); print([jobs.pop() for _ in range(4)])
longest = Heap("a bbb cc dddd".split(), key=lambda w: -len(w)); print([longest.pop() for _ in range(4)])
def dijkstra(graph, start):
    dist, prev, heap = {start: 0}, {}, Heap([(0, start)])
    while len(heap):
        d, v = heap.pop()
        if d > dist[v]:
            continue
        for w, cost in graph.get(v, {}).items():
            nd = d + cost
            if w not in dist or nd < dist[w]:
                dist[w] = nd; prev[w] = v; heap.push((nd, w))
    return dist, prev
def path(prev, to):
    out = [to]
    while to in prev:
        to = prev[to]; out.append(to)
    return out[::-1]
g = {"A": {"B": 7, "C": 9, "F": 14}, "B": {"C": 10, "D": 15}, "C": {"D": 11, "F": 2}, "D": {"E": 6}, "F": {"E": 9}}
d, p = dijkstra(g, "A"); print(d, path(p, "E"), path(p, "A"))
n = 18
grid = {}
for r in range(n):
    for c in range(n):
        e = grid[r, c] = {}
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            if 0 <= r + dr < n and 0 <= c + dc < n:
                e[r + dr, c + dc] = (r * 7 + c * 13 + dr * 5) % 10 + (0.5 if (r + c) % 5 == 0 else 1)
d, p = dijkstra(grid, (0, 0)); print(d[n - 1, n - 1], len(path(p, (n - 1, n - 1))), len(d), max(d.values()))
def floyd(n, edges):
    inf = float("inf")
    m = [[0 if i == j else inf for j in range(n)] for i in range(n)]
    for a, b, c in edges:
        m[a][b] = c
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if m[i][k] + m[k][j] < m[i][j]:
                    m[i][j] = m[i][k] + m[k][j]
    return m
print(floyd(5, [(0, 1, 3), (1, 2, 4), (2, 0, 1), (3, 4, 2.5)]))
