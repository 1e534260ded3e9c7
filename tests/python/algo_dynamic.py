# dynamic programming: knapsack, coins, subsequences, partitions, Pascal, Catalan
def knapsack(items, capacity):
    best = [0] * (capacity + 1)
    for w, v in items:
        for c in range(capacity, w - 1, -1):
            if best[c - w] + v > best[c]: best[c] = best[c - w] + v
    return best[capacity]
items = [(i % 13 + 1, i * 7 % 31 + (0 if i < 20 else 0.5)) for i in range(40)]
print(knapsack([(12, 4), (2, 2), (1, 1), (1, 2), (4, 10)], 15), knapsack(items, 100))
def coins(values, amount):
    ways = [1] + [0] * amount
    for v in values:
        for a in range(v, amount + 1): ways[a] += ways[a - v]
    return ways[amount]
print(coins([1, 2, 5, 10, 20, 50, 100, 200], 200), coins([1, 5, 10, 25, 50], 1000), coins(range(1, 101), 100), coins(range(1, 301), 300))
def fewest(values, amount):
    inf = float("inf")
    best = [0] + [inf] * amount
    for a in range(1, amount + 1):
        for v in values:
            if v <= a and best[a - v] + 1 < best[a]: best[a] = best[a - v] + 1
    return best[amount]
print(fewest([1, 7, 10], 14), fewest([5, 10], 3), fewest([3, 5, 9], 1001))
def lis(a):
    best = []
    for i, x in enumerate(a):
        best.append(1 + max([best[j] for j in range(i) if a[j] < x], default=0))
    return max(best)
print(lis([10, 9, 2, 5, 3, 7, 101, 18]), lis([i * 37 % 101 for i in range(100)]))
def max_subarray(a):
    best = cur = a[0]
    for x in a[1:]:
        cur = max(x, cur + x); best = max(best, cur)
    return best
print(max_subarray([-2, 1, -3, 4, -1, 2, 1, -5, 4]), max_subarray([(i * 73 % 41) - 20 for i in range(2000)]), max_subarray([-3, -1]))
row, rows = [1], []
for _ in range(70):
    rows.append(row)
    row = [1] + [a + b for a, b in zip(row, row[1:])] + [1]
print(rows[5], max(rows[66]), max(rows[68]), sum(rows[69]) == 2**69)
def catalan(n):
    c = [1]
    for i in range(n): c.append(sum(c[j] * c[i - j] for j in range(i + 1)))
    return c
print(catalan(12), catalan(40)[40])
def edit_grid(rows, cols):
    g = [[0] * cols for _ in range(rows)]
    for r in range(rows):
        for c in range(cols):
            g[r][c] = 1 if r == 0 or c == 0 else g[r - 1][c] + g[r][c - 1] if (r * c) % 7 else 0
    return g[-1][-1]
print(edit_grid(40, 40))
def subset_sum(nums, target):
    reach = {0: []}
    for n in nums:
        for s, how in list(reach.items()):
            if s + n not in reach: reach[s + n] = how + [n]
    return reach.get(target)
print(subset_sum([3, 34, 4, 12, 5, 2], 9), subset_sum([3, 34, 4, 12, 5, 2], 30), subset_sum([i * i for i in range(1, 16)], 500))
def matrix_chain(d):
    n = len(d) - 1
    m = [[0] * n for _ in range(n)]
    for size in range(2, n + 1):
        for i in range(n - size + 1):
            j = i + size - 1
            m[i][j] = min(m[i][k] + m[k + 1][j] + d[i] * d[k + 1] * d[j + 1] for k in range(i, j))
    return m[0][-1]
print(matrix_chain([40, 20, 30, 10, 30]), matrix_chain([i * 17 % 23 + 2 for i in range(20)]))
def partitions(n, top=None, memo={}):
    top = n if top is None else top
    if n == 0: return 1
    if n < 0 or top == 0: return 0
    if (n, top) not in memo: memo[n, top] = partitions(n - top, top) + partitions(n, top - 1)
    return memo[n, top]
print([partitions(n) for n in range(12)], partitions(80))
def stirling(n, k): return 1 if n == k else 0 if k == 0 or k > n else k * stirling(n - 1, k) + stirling(n - 1, k - 1)
print([stirling(7, k) for k in range(8)], sum(stirling(9, k) for k in range(10)))
