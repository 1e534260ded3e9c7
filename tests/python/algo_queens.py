# n queens: by backtracking with lists, with sets, and with bits
def lists(n):
    cols = []
    count = 0
    def place(row):
        nonlocal count
        if row == n:
            count += 1
            return
        for c in range(n):
            if all(c != q and abs(c - q) != row - r for r, q in enumerate(cols)):
                cols.append(c)
                place(row + 1)
                cols.pop()
    place(0)
    return count
def bits(n):
    full = (1 << n) - 1
    def place(cols, left, right):
        if cols == full:
            return 1
        total = 0
        free = full & ~(cols | left | right)
        while free:
            bit = free & -free
            free ^= bit
            total += place(cols | bit, (left | bit) << 1, (right | bit) >> 1)
        return total
    return place(0, 0, 0)
def solutions(n):
    def solve(row, cols, d1, d2):
        if row == n:
            yield []
            return
        for c in range(n):
            if c not in cols and row + c not in d1 and row - c not in d2:
                for rest in solve(row + 1, cols | {c}, d1 | {row + c}, d2 | {row - c}):
                    yield [c] + rest
    return solve(0, frozenset(), frozenset(), frozenset())
print([lists(n) for n in range(1, 7)], [bits(n) for n in range(1, 9)])
for s in list(solutions(6)):
    print(s)
first = next(solutions(8))
for c in first:
    print("." * c + "Q" + "." * (7 - c))
