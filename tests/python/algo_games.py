# small games and puzzles: tic-tac-toe minimax, sudoku, hanoi, 8-puzzle order, fizzbuzz, magic squares, change of bases
LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]
def winner(b):
    for x, y, z in LINES:
        if b[x] != " " and b[x] == b[y] == b[z]: return b[x]
    return None
calls = 0
def minimax(b, player, cache={}):
    global calls
    calls += 1
    if b in cache: return cache[b]
    w = winner(b)
    if w: r = (1 if w == "X" else -1), None
    elif " " not in b: r = 0, None
    else:
        best = None
        for i in range(9):
            if b[i] == " ":
                s, _ = minimax(b[:i] + player + b[i + 1:], "O" if player == "X" else "X")
                if best is None or (s > best[0] if player == "X" else s < best[0]): best = s, i
        r = best
    cache[b] = r
    return r
print(minimax(" " * 9, "X"), minimax("XX OO    ", "X"), minimax("X O  O X ", "X"), calls)
board, p = " " * 9, "X"
while not winner(board) and " " in board:
    m = minimax(board, p)[1]; board = board[:m] + p + board[m + 1:]; p = "O" if p == "X" else "X"
for i in (0, 3, 6): print("|".join(board[i:i + 3]))
PUZZLE = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79"
def solve(s, stats):
    stats[0] += 1
    best, options = -1, None
    for i in range(81):
        if s[i] != ".": continue
        r, c = divmod(i, 9)
        used = {s[r * 9 + k] for k in range(9)} | {s[k * 9 + c] for k in range(9)} | {s[(r // 3 * 3 + k // 3) * 9 + c // 3 * 3 + k % 3] for k in range(9)}
        free = [d for d in "123456789" if d not in used]
        if options is None or len(free) < len(options):
            best, options = i, free
            if len(free) < 2: break
    if options is None: return s
    for d in options:
        t = solve(s[:best] + d + s[best + 1:], stats)
        if t: return t
    return None
stats = [0]; answer = solve(PUZZLE, stats)
for i in range(0, 81, 27): print(answer[i:i + 9], answer[i + 9:i + 18], answer[i + 18:i + 27])
print(stats)
print(" ".join("FizzBuzz" if i % 15 == 0 else "Fizz" if i % 3 == 0 else "Buzz" if i % 5 == 0 else str(i) for i in range(1, 31)))
def magic(n):
    m = [[0] * n for _ in range(n)]; r, c = 0, n // 2
    for k in range(1, n * n + 1):
        m[r][c] = k; nr, nc = (r - 1) % n, (c + 1) % n
        if m[nr][nc]: r = (r + 1) % n
        else: r, c = nr, nc
    return m
for row in magic(5): print(*(f"{v:3}" for v in row))
print({sum(r) for r in magic(7)} | {sum(c) for c in zip(*magic(7))})
def to_base(n, b):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if n < 0: return "-" + to_base(-n, b)
    out = ""
    while True:
        n, d = divmod(n, b); out = digits[d] + out
        if n == 0: return out
print([to_base(2**64, b) for b in (2, 8, 16, 36)], all(int(to_base(i * 7919, b), b) == i * 7919 for i in range(-50, 50) for b in (2, 3, 16, 36)))
def josephus(n, k):
    people, i = list(range(1, n + 1)), 0
    while len(people) > 1:
        i = (i + k - 1) % len(people); people.pop(i)
    return people[0]
print(josephus(41, 3), josephus(1000, 7), [josephus(n, 2) for n in range(1, 17)])
def look_and_say(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out += [str(j - i), s[i]]; i = j
    return "".join(out)
s = "1"
for _ in range(20): s = look_and_say(s)
print(len(s), s[:30])
def happy(n):
    seen = set()
    while n != 1 and n not in seen: seen.add(n); n = sum(int(d) ** 2 for d in str(n))
    return n == 1
print([n for n in range(60) if happy(n)], [n for n in range(2, 500) if n == sum(d for d in range(1, n) if n % d == 0)])
def gray(n): return [""] if n == 0 else ["0" + g for g in gray(n - 1)] + ["1" + g for g in reversed(gray(n - 1))]
print(gray(3), [i ^ i >> 1 for i in range(8)])
