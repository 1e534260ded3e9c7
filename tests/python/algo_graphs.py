# graphs: search, topological order, components, union-find, spanning tree, cycles, mazes
def bfs(graph, start):
    dist, queue = {start: 0}, [start]
    for v in queue:
        for w in graph.get(v, ()):
            if w not in dist: dist[w] = dist[v] + 1; queue.append(w)
    return dist
def dfs(graph, v, seen=None):
    seen = [] if seen is None else seen
    seen.append(v)
    for w in graph.get(v, []):
        if w not in seen: dfs(graph, w, seen)
    return seen
g = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["f"], "e": ["f"], "f": []}
print(bfs(g, "a"), dfs(g, "a"))
def topological(graph):
    state, out = {}, []
    def visit(v, path):
        if state.get(v) == 1: raise ValueError("cycle: " + " -> ".join(path + [v]))
        if v in state: return
        state[v] = 1
        for w in graph.get(v, []): visit(w, path + [v])
        state[v] = 2; out.insert(0, v)
    for v in graph: visit(v, [])
    return out
print(topological(g))
try: topological({"x": ["y"], "y": ["z"], "z": ["x"]})
except ValueError as e: print(e)
class UnionFind:
    def __init__(self, n): self.parent = list(range(n)); self.sets = n
    def find(self, x):
        while self.parent[x] != x:
            self.parent[x] = self.parent[self.parent[x]]; x = self.parent[x]
        return x
    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b: return False
        self.parent[a] = b; self.sets -= 1
        return True
n = 400; edges = []; x = 1
for i in range(1200):
    x = x * 48271 % 2147483647; a = x % n
    x = x * 48271 % 2147483647; b = x % n
    edges.append((x % 100 + (0.25 if i % 2 else 0), a, b))
uf = UnionFind(n); tree = [(w, a, b) for w, a, b in sorted(edges) if uf.union(a, b)]
print(uf.sets, len(tree), sum(w for w, a, b in tree))
adj = {}
for w, a, b in edges: adj.setdefault(a, []).append(b); adj.setdefault(b, []).append(a)
d = bfs(adj, edges[0][1]); print(len(d), max(d.values()), sum(d.values()))
def components(adj, n):
    seen, sizes = set(), []
    for v in range(n):
        if v not in seen:
            stack, size = [v], 0; seen.add(v)
            while stack:
                u = stack.pop(); size += 1
                for w in adj.get(u, []):
                    if w not in seen: seen.add(w); stack.append(w)
            sizes.append(size)
    return sorted(sizes, reverse=True)
print(components(adj, n)[:5], len(components(adj, n)))
MAZE = """#########
#S  #   #
# # # # #
# #   # #
# ##### #
#     #E#
#########""".split("\n")
def solve(maze):
    cells = {(r, c): ch for r, row in enumerate(maze) for c, ch in enumerate(row)}
    start = next(p for p, ch in cells.items() if ch == "S"); queue, came = [start], {start: None}
    while queue:
        p = queue.pop(0)
        if cells[p] == "E":
            path = []
            while p: path.append(p); p = came[p]
            return path[::-1]
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            q = p[0] + dr, p[1] + dc
            if cells.get(q, "#") != "#" and q not in came: came[q] = p; queue.append(q)
path = solve(MAZE); print(len(path), path[:4])
for r, row in enumerate(MAZE): print("".join("." if (r, c) in path and ch == " " else ch for c, ch in enumerate(row)))
def flood(grid, r, c, new):
    old = grid[r][c]
    if old == new: return 0
    stack, n = [(r, c)], 0
    while stack:
        r, c = stack.pop()
        if 0 <= r < len(grid) and 0 <= c < len(grid[0]) and grid[r][c] == old:
            grid[r][c] = new; n += 1
            stack += [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]
    return n
grid = [[1 if (r * c) % 5 else 0 for c in range(30)] for r in range(30)]
print(flood(grid, 1, 1, 7), flood(grid, 0, 0, "x"), flood(grid, 0, 0, "x"), sum(row.count(1) for row in grid))
def knight(n, start):
    moves = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]
    board = [[-1] * n for _ in range(n)]; r, c = start; board[r][c] = 0
    free = lambda r, c: [(r + a, c + b) for a, b in moves if 0 <= r + a < n and 0 <= c + b < n and board[r + a][c + b] < 0]
    for step in range(1, n * n):
        options = free(r, c)
        if not options: return step, board
        r, c = min(options, key=lambda p: (len(free(*p)), p)); board[r][c] = step
    return n * n, board
count, board = knight(6, (0, 0)); print(count)
for row in board: print(" ".join("%2d" % v for v in row))
