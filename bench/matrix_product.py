"""The product of matrices that are lists of lists of floats."""
from harness import main

SIZE = 120


def product(a, b):
    n = len(a)
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a] if n < 8 else plain(a, b)


def plain(a, b):
    n, m, p = len(a), len(b), len(b[0])
    result = []
    for i in range(n):
        row = a[i]
        out = [0.0] * p
        for k in range(m):
            x = row[k]
            other = b[k]
            for j in range(p):
                out[j] += x * other[j]
        result.append(out)
    return result


def run():
    a = [[(i * j % 7) / 8 for j in range(SIZE)] for i in range(SIZE)]
    b = [[(i + 2 * j) % 5 / 4 for j in range(SIZE)] for i in range(SIZE)]
    c = product(product(a, b), b)
    d = product([row[:6] for row in a[:6]], [row[:6] for row in b[:6]])
    return "%.3f %.3f %.3f" % (sum(map(sum, c)), c[3][5], sum(map(sum, d)))


main(run)
