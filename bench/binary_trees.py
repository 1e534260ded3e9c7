"""Many short-lived trees beside one that stays: allocation and collection."""
from harness import main

DEPTH = 13
LEAST = 4


class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def grow(depth):
    if depth == 0:
        return Tree(None, None)
    return Tree(grow(depth - 1), grow(depth - 1))


def run():
    lasting = grow(DEPTH)
    parts = [str(grow(DEPTH + 1).count())]
    for depth in range(LEAST, DEPTH + 1, 4):
        total = 0
        trees = 1 << (DEPTH - depth + LEAST - 1)
        for _ in range(trees):
            total += grow(depth).count()
        parts.append(f"{trees}x{depth}={total}")
    parts.append(str(lasting.count()))
    return " ".join(parts)


main(run, rounds=2)
