# game of life: on a grid of lists, and on a dict of cells
def step(grid):
    h, w = len(grid), len(grid[0])
    new = []
    for y in range(h):
        row = []
        for x in range(w):
            n = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if dy or dx:
                        n += grid[(y + dy) % h][(x + dx) % w]
            row.append(1 if n == 3 or (n == 2 and grid[y][x]) else 0)
        new.append(row)
    return new
def show(grid):
    for row in grid:
        print("".join(".#"[c] for c in row))
grid = [[0] * 12 for _ in range(10)]
for y, x in ((0, 1), (1, 2), (2, 0), (2, 1), (2, 2)):
    grid[y][x] = 1
for _ in range(21):
    grid = step(grid)
show(grid)
def sparse(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if (dx, dy) != (0, 0):
                    key = x + dx, y + dy
                    counts[key] = counts.get(key, 0) + 1
    return {c for c, n in counts.items() if n == 3 or (n == 2 and c in cells)}
cells = {(1, 0), (0, 1), (1, 1), (1, 2), (2, 2)}
sizes = []
for gen in range(60):
    cells = sparse(cells)
    if gen % 10 == 0:
        sizes.append(len(cells))
print(sizes, sorted(cells)[:5], min(x for x, y in cells), max(y for x, y in cells))
def rule(number, width, steps):
    row = [0] * width
    row[width // 2] = 1
    for _ in range(steps):
        yield "".join("# "[1 - c] for c in row)
        row = [number >> (row[i - 1] * 4 + row[i] * 2 + row[(i + 1) % width]) & 1 for i in range(width)]
for line in rule(90, 33, 12):
    print(line.rstrip())
