"""The largest singular value of an infinite matrix' corner, by the power method: calls in a nested loop, float lists."""
from harness import main

SIZE = 220
ROUNDS = 6


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    result = []
    for i in range(len(vector)):
        total = 0.0
        for j in range(len(vector)):
            total += element(i, j) * vector[j]
        result.append(total)
    return result


def times_transposed(vector):
    result = []
    for i in range(len(vector)):
        total = 0.0
        for j in range(len(vector)):
            total += element(j, i) * vector[j]
        result.append(total)
    return result


def run():
    u = [1.0] * SIZE
    v = u
    for _ in range(ROUNDS):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    uv = 0.0
    vv = 0.0
    for x, y in zip(u, v):
        uv += x * y
        vv += y * y
    return f"{(uv / vv) ** 0.5:.9f}"


main(run)
