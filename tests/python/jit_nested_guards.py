# nested hot loops whose guards fail inside: types, bounds and branches that change for the inner loop only
def grid(n, m, cell):
    total = 0
    for i in range(n):
        row = 0
        for j in range(m):
            v = cell(i, j)
            if v is None: continue
            if v == "stop": break
            row += v
        else: row += 1000
        total += row
    return total
print(grid(40, 40, lambda i, j: i * j), grid(40, 40, lambda i, j: i * j if i < 30 else i / (j + 1)), grid(40, 40, lambda i, j: None if j == i else j), grid(40, 40, lambda i, j: "stop" if i % 7 == 3 and j == 20 else 1), grid(20, 30, lambda i, j: 2**62 if i > 15 else 1))
def triangle(n):
    out = []
    for i in range(n):
        k = 0
        while k < i:
            if (i * k) % 5 == 0: k += 2; continue
            k += 1
            if k > 30: break
        out.append(k)
    return sum(out), out[-1]
print(triangle(120))
def changing_bounds(rows):
    count = 0
    for row in rows:
        for x in row:
            if isinstance(x, int): count += x
            elif isinstance(x, str): count += len(x)
            else:
                for y in x: count += y
    return count
print(changing_bounds([[1, 2]] * 300 + [["ab", 1]] * 100 + [[[1, 2], (3,), {4}]] * 100 + [[True, 2**70]] * 3))
def three_levels(n):
    hits = 0
    for a in range(1, n):
        for b in range(a, n):
            c2 = a * a + b * b
            c = int(c2 ** 0.5)
            for d in (c - 1, c, c + 1):
                if d * d == c2 and d < n: hits += 1
    return hits
print(three_levels(50))
