# Paths: a grid world with A*, Dijkstra, Bellman-Ford, Floyd-Warshall, spanning trees, topological order, components, flows.
import heapq
import math
import random
from collections import defaultdict, deque
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, count


@dataclass(order=True)
class Entry:
    priority: float
    number: int
    item: object = field(compare=False)


class PriorityQueue:
    def __init__(self):
        self.heap, self.entries, self.counter = [], {}, count()

    def push(self, item, priority):
        if item in self.entries:
            if self.entries[item].priority <= priority:
                return False
            self.entries.pop(item).item = None
        entry = self.entries[item] = Entry(priority, next(self.counter), item)
        heapq.heappush(self.heap, entry)
        return True

    def pop(self):
        while self.heap:
            entry = heapq.heappop(self.heap)
            if entry.item is not None:
                del self.entries[entry.item]
                return entry.item, entry.priority
        raise IndexError("pop from an empty queue")

    def __bool__(self):
        return bool(self.entries)


class NegativeCycle(ValueError):
    pass


class Graph:
    def __init__(self, edges=(), directed=False):
        self.directed, self.adjacent = directed, defaultdict(dict)
        for a, b, *w in edges:
            self.connect(a, b, *w)

    @classmethod
    def parse(cls, text, **kw):
        def edges():
            for part in text.replace(";", "\n").split("\n"):
                match part.split():
                    case [a, "->" | "--", b]:
                        yield a, b, 1
                    case [a, "->" | "--", b, weight]:
                        yield a, b, float(weight) if "." in weight else int(weight)
                    case []:
                        continue
                    case other:
                        raise ValueError(f"bad edge {' '.join(other)!r}")

        return cls(edges(), **kw)

    def connect(self, a, b, weight=1):
        self.adjacent[a][b] = weight
        self.adjacent[b]
        if not self.directed:
            self.adjacent[b][a] = weight

    def __iter__(self):
        return iter(self.adjacent)

    def edges(self):
        return ((a, b, w) for a, ns in self.adjacent.items() for b, w in ns.items() if self.directed or a <= b)

    def dijkstra(self, start):
        distance, previous, done = {start: 0}, {}, set()
        queue = PriorityQueue()
        queue.push(start, 0)
        while queue:
            node, d = queue.pop()
            done.add(node)
            for other, w in self.adjacent[node].items():
                if w < 0:
                    raise ValueError(f"negative edge {node}-{other}")
                if other not in done and d + w < distance.get(other, math.inf):
                    distance[other], previous[other] = d + w, node
                    queue.push(other, d + w)
        return distance, previous

    def path(self, start, end):
        _, previous = self.dijkstra(start)
        if end != start and end not in previous:
            return None
        path = [end]
        while path[-1] != start:
            path.append(previous[path[-1]])
        return path[::-1]

    def bellman_ford(self, start):
        distance = dict.fromkeys(self, math.inf) | {start: 0}
        for round in range(len(self.adjacent)):
            changed = False
            for a, ns in self.adjacent.items():
                for b, w in ns.items():
                    if distance[a] + w < distance[b]:
                        distance[b], changed = distance[a] + w, True
            if not changed:
                return distance
        raise NegativeCycle("a cycle of negative weight")

    def floyd_warshall(self):
        d = {a: dict.fromkeys(self, math.inf) | self.adjacent[a] | {a: 0} for a in self}
        for k in self:
            for a in self:
                for b in self:
                    if d[a][k] + d[k][b] < d[a][b]:
                        d[a][b] = d[a][k] + d[k][b]
        return d

    def components(self):
        seen = set()
        for start in self:
            if start not in seen:
                part, queue = [], deque([start])
                seen.add(start)
                while queue:
                    node = queue.popleft()
                    part.append(node)
                    for other in self.adjacent[node]:
                        if other not in seen:
                            seen.add(other)
                            queue.append(other)
                yield part

    def strong(self):
        index, low, stack, on, found, counter = {}, {}, [], set(), [], count()

        def visit(v):
            index[v] = low[v] = next(counter)
            stack.append(v)
            on.add(v)
            for w in self.adjacent[v]:
                if w not in index:
                    visit(w)
                    low[v] = min(low[v], low[w])
                elif w in on:
                    low[v] = min(low[v], index[w])
            if low[v] == index[v]:
                part = []
                while True:
                    w = stack.pop()
                    on.discard(w)
                    part.append(w)
                    if w == v:
                        break
                found.append(sorted(part))

        for v in list(self):
            if v not in index:
                visit(v)
        return found

    def kruskal(self):
        parent = {v: v for v in self}

        def find(v):
            while parent[v] != v:
                parent[v] = parent[parent[v]]
                v = parent[v]
            return v

        for a, b, w in sorted(self.edges(), key=lambda e: (e[2], e[0], e[1])):
            ra, rb = find(a), find(b)
            if ra != rb:
                parent[ra] = rb
                yield a, b, w

    def max_flow(self, source, sink):
        residual = defaultdict(lambda: defaultdict(int))
        for a, ns in self.adjacent.items():
            for b, w in ns.items():
                residual[a][b] += w
        total = 0
        while True:
            previous, queue = {source: None}, deque([source])
            while queue and sink not in previous:
                node = queue.popleft()
                for other, room in sorted(residual[node].items()):
                    if room > 0 and other not in previous:
                        previous[other] = node
                        queue.append(other)
            if sink not in previous:
                return total
            path, node = [], sink
            while previous[node] is not None:
                path.append((previous[node], node))
                node = previous[node]
            flow = min(residual[a][b] for a, b in path)
            for a, b in path:
                residual[a][b] -= flow
                residual[b][a] += flow
            total += flow


class Grid:
    def __init__(self, text):
        self.rows = text.split()
        self.at = {c: complex(x, y) for y, row in enumerate(self.rows) for x, c in enumerate(row) if c in "SE"}

    def __getitem__(self, p):
        x, y = int(p.real), int(p.imag)
        return self.rows[y][x] if 0 <= y < len(self.rows) and 0 <= x < len(self.rows[y]) else "#"

    def neighbours(self, p):
        for d in (1, -1, 1j, -1j):
            c = self[p + d]
            if c != "#":
                yield p + d, int(c) if c.isdigit() else 1

    def astar(self):
        start, end = self.at["S"], self.at["E"]
        guess = lambda p: abs((end - p).real) + abs((end - p).imag)
        queue, cost, came, looked = PriorityQueue(), {start: 0}, {}, 0
        queue.push(start, guess(start))
        while queue:
            node, _ = queue.pop()
            looked += 1
            if node == end:
                path = {node}
                while node in came:
                    node = came[node]
                    path.add(node)
                return cost[end], path, looked
            for other, w in self.neighbours(node):
                if cost[node] + w < cost.get(other, math.inf):
                    cost[other], came[other] = cost[node] + w, node
                    queue.push(other, cost[other] + guess(other))
        return math.inf, set(), looked

    def show(self, path):
        return "\n".join("".join("*" if complex(x, y) in path and c not in "SE" else c for x, c in enumerate(row)) for y, row in enumerate(self.rows))


g = Graph.parse("a -- b 7; a -- c 9; a -- f 14; b -- c 10; b -- d 15; c -- d 11; c -- f 2; d -- e 6; e -- f 9; x -- y")
print(g.dijkstra("a")[0], g.path("a", "e"), g.path("a", "x"), g.path("a", "a"))
print(list(g.kruskal()), sum(w for *_, w in g.kruskal()), list(g.components()))
d = g.floyd_warshall()
print(d["a"]["e"], d["x"]["a"], all(d[s][t] == v for s in g for t, v in g.dijkstra(s)[0].items()), g.bellman_ford("a") == d["a"])
n = Graph.parse("s -> a 4\ns -> b 5\na -> c -3\nb -> a -4\nc -> d 2.5", directed=True)
print(n.bellman_ford("s"), n.strong())
for bad in (lambda: n.dijkstra("s"), lambda: (n.connect("c", "b", 1), n.bellman_ford("s")), lambda: Graph.parse("a b"), lambda: PriorityQueue().pop()):
    try:
        print(bad())
    except (ValueError, IndexError) as e:
        print(type(e).__name__, e)
print(Graph.parse("a -> b; b -> c; c -> a; c -> d; d -> e; e -> d; f -> e", directed=True).strong())
flow = Graph([("s", "a", 16), ("s", "c", 13), ("a", "b", 12), ("c", "a", 4), ("b", "c", 9), ("c", "d", 14), ("d", "b", 7), ("b", "t", 20), ("d", "t", 4)], directed=True)
print(flow.max_flow("s", "t"), flow.max_flow("t", "s"))
for text in ("S..#...\n.#.#.#.\n.#...#E", "S9\n1E", "S#E", "S1111\n19991\n11191\n9119E"):
    cost, path, looked = Grid(text).astar()
    print(cost, looked)
    print(Grid(text).show(path))
rng = random.Random(5)
cells = "\n".join("".join("SE"[(x, y) == (24, 14)] if (x, y) in ((0, 0), (24, 14)) else "#" if rng.random() < 0.25 else rng.choice(".23") for x in range(25)) for y in range(15))
cost, path, looked = Grid(cells).astar()
print(cost, len(path), looked)
# the library's own sorter
ts = TopologicalSorter({"shirt": {"tie"}, "tie": {"jacket"}, "trousers": {"shoes", "belt"}, "belt": {"jacket"}})
ts.add("socks", "shoes")
print(list(ts.static_order()) == sorted(TopologicalSorter({"d": "bc", "b": "a", "c": "a"}).static_order()), list(TopologicalSorter({"d": ["b", "c"], "b": ["a"], "c": ["a"]}).static_order()))
ts = TopologicalSorter({"d": ["b", "c"], "b": ["a"], "c": ["a"]})
ts.prepare()
while ts.is_active():
    ready = ts.get_ready()
    print(ready, end=" ")
    ts.done(*ready)
print()
for f in (lambda: list(TopologicalSorter({"a": "b", "b": "c", "c": "a"}).static_order()), lambda: ts.add("z"), lambda: ts.prepare(), lambda: ts.done("q"), lambda: ts.done("a"), lambda: TopologicalSorter().get_ready()):
    try:
        print(f())
    except CycleError as e:
        print("CycleError", e.args[0], sorted(set(e.args[1])))
    except (ValueError, RuntimeError) as e:
        print(type(e).__name__, e)
