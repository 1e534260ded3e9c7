# matrices: multiplication, powers, determinant, transposition, Gauss
def identity(n):
    return [[1 if i == j else 0 for j in range(n)] for i in range(n)]
def multiply(a, b):
    n, m, p = len(a), len(b), len(b[0])
    out = [[0] * p for _ in range(n)]
    for i in range(n):
        for j in range(p):
            s = 0
            for k in range(m):
                s += a[i][k] * b[k][j]
            out[i][j] = s
    return out
def power(a, n):
    result = identity(len(a))
    while n:
        if n & 1:
            result = multiply(result, a)
        a = multiply(a, a)
        n >>= 1
    return result
def determinant(m):
    if len(m) == 1:
        return m[0][0]
    return sum((-1) ** j * m[0][j] * determinant([row[:j] + row[j + 1:] for row in m[1:]]) for j in range(len(m)))
def solve(a, b):
    n = len(a)
    m = [list(map(float, row)) + [float(x)] for row, x in zip(a, b)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[pivot] = m[pivot], m[i]
        for r in range(i + 1, n):
            f = m[r][i] / m[i][i]
            for c in range(i, n + 1):
                m[r][c] -= f * m[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][c] * x[c] for c in range(i + 1, n))) / m[i][i]
    return x
fib = power([[1, 1], [1, 0]], 100)
print(fib, fib[0][1])
a = [[(i * 7 + j * 3) % 11 for j in range(15)] for i in range(15)]
b = multiply(a, a)
print(b[0], sum(map(sum, b)), sum(b[i][i] for i in range(15)))
f = [[x / 4 for x in row] for row in a]
print(multiply(f, f)[3][:4], sum(map(sum, multiply(f, a))))
print(determinant([[2, 1, 3], [0, -1, 4], [1, 5, 2]]), determinant(a[:5] and [row[:5] for row in a[:5]]))
print([round(v, 9) for v in solve([[2, 1, -1], [-3, -1, 2], [-2, 1, 2]], [8, -11, -3])])
print(list(map(list, zip(*[[1, 2, 3], [4, 5, 6]]))), [list(r) for r in zip(*a)][2][:4])
grow = power([[3, 1], [1, 2]], 60)
print(grow, type(grow[0][0]).__name__)
spiral, n = [[0] * 5 for _ in range(5)], 0
x = y = 0; dx, dy = 1, 0
for n in range(25):
    spiral[y][x] = n
    if not (0 <= x + dx < 5 and 0 <= y + dy < 5 and spiral[y + dy][x + dx] == 0):
        dx, dy = -dy, dx
    x += dx; y += dy
for row in spiral:
    print(" ".join(f"{v:2}" for v in row))
