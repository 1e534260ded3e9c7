# Games by search: tic-tac-toe solved, connect four with alpha-beta, nim by Grundy numbers, mastermind, a maze made and walked, life as sets.
import random
from collections import Counter, deque
from functools import cache, cached_property
from itertools import product
from operator import xor
from functools import reduce

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    return next((board[a] for a, b, c in LINES if board[a] == board[b] == board[c] != "."), None)


def canonical(board):
    turns, b = [], board
    for _ in range(4):
        b = "".join(b[i] for i in (6, 3, 0, 7, 4, 1, 8, 5, 2))
        turns += [b, "".join(b[i] for i in (2, 1, 0, 5, 4, 3, 8, 7, 6))]
    return min(turns)


@cache
def value(board, player):
    w = winner(board)
    if w:
        return 1 if w == player else -1
    if "." not in board:
        return 0
    other = "XO"[player == "X"]
    return max(-value(canonical(board[:i] + player + board[i + 1 :]), other) for i, c in enumerate(board) if c == ".")


print(value("." * 9, "X"), value.cache_info().currsize, value("XX.OO....", "X"), value("XX.OO....", "O"), value("X...O....", "O"), winner("XXX......"), canonical("X........"))


class Connect:
    width, height = 5, 4

    def __init__(self, columns=None, player=0):
        self.columns = columns or ("",) * self.width
        self.player = player

    def moves(self):
        return [i for i in sorted(range(self.width), key=lambda i: abs(i - self.width // 2)) if len(self.columns[i]) < self.height]

    def play(self, i):
        if i not in self.moves():
            raise ValueError(f"column {i} is full" if 0 <= i < self.width else f"no column {i}")
        return Connect(self.columns[:i] + (self.columns[i] + "XO"[self.player],) + self.columns[i + 1 :], 1 - self.player)

    @cached_property
    def won(self):
        at = lambda x, y: self.columns[x][y] if 0 <= x < self.width and 0 <= y < len(self.columns[x]) else None
        for x, y, (dx, dy) in product(range(self.width), range(self.height), ((1, 0), (0, 1), (1, 1), (1, -1))):
            c = at(x, y)
            if c and all(at(x + k * dx, y + k * dy) == c for k in range(1, 4)):
                return c
        return None

    def search(self, depth, alpha=-100, beta=100):
        Connect.nodes += 1
        if self.won:
            return -50 - depth, None
        moves = self.moves()
        if not moves or depth == 0:
            return 0, None
        best = moves[0]
        for m in moves:
            score = -self.play(m).search(depth - 1, -beta, -alpha)[0]
            if score > alpha:
                alpha, best = score, m
                if alpha >= beta:
                    break
        return alpha, best

    def __str__(self):
        return "\n".join("".join(c[y] if y < len(c) else "." for c in self.columns) for y in reversed(range(self.height)))


game, moves = Connect(), []
while not game.won and game.moves():
    Connect.nodes = 0
    move = game.search(2 + game.player)[1]
    moves.append(move)
    game = game.play(move)
print(moves, game.won, Connect.nodes)
print(game)
for bad in (9, game.columns.index(max(game.columns, key=len)) if max(map(len, game.columns)) == 4 else 9):
    try:
        game.play(bad)
    except ValueError as e:
        print(e if "full" not in str(e) else "full")


@cache
def grundy(n, takes=(1, 3, 4)):
    reachable = {grundy(n - t, takes) for t in takes if t <= n}
    return next(i for i in range(len(takes) + 1) if i not in reachable)


print([grundy(n) for n in range(15)], reduce(xor, map(grundy, (5, 7, 9))), reduce(xor, (3, 4, 5)))


def score(secret, guess):
    black = sum(map(str.__eq__, secret, guess))
    return black, sum((Counter(secret) & Counter(guess)).values()) - black


def mastermind(secret, colours="abcd", n=3):
    candidates = ["".join(p) for p in product(colours, repeat=n)]
    history, guess = [], "aab"
    while True:
        answer = score(secret, guess)
        history.append((guess, answer))
        if answer == (n, 0):
            return history
        candidates = [c for c in candidates if score(c, guess) == answer]
        guess = min(candidates, key=lambda g: (max(Counter(score(c, g) for c in candidates).values()), g))


print(mastermind("dbc"), [len(mastermind("".join(p))) for p in product("abcd", repeat=3)][::9], score("aabb", "abab"))


def maze(width, height, seed):
    rng, walls, seen = random.Random(seed), {}, {(0, 0)}
    stack = [(0, 0)]
    passages = set()
    while stack:
        x, y = stack[-1]
        options = [(x + dx, y + dy) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)) if 0 <= x + dx < width and 0 <= y + dy < height and (x + dx, y + dy) not in seen]
        if not options:
            stack.pop()
            continue
        cell = rng.choice(options)
        passages.add(frozenset([(x, y), cell]))
        seen.add(cell)
        stack.append(cell)
    return passages


def draw(passages, width, height):
    for y in range(height):
        yield "+" + "+".join("  " if frozenset([(x, y), (x, y - 1)]) in passages else "--" for x in range(width)) + "+"
        yield "|" + "".join("  " + (" " if frozenset([(x, y), (x + 1, y)]) in passages else "|") for x in range(width))
    yield "+" + "--+" * width


passages = maze(8, 4, 5)
print("\n".join(draw(passages, 8, 4)))
queue, distance = deque([(0, 0)]), {(0, 0): 0}
while queue:
    x, y = queue.popleft()
    for cell in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
        if frozenset([(x, y), cell]) in passages and cell not in distance:
            distance[cell] = distance[x, y] + 1
            queue.append(cell)
print(distance[7, 3], max(distance.values()), len(passages))
cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for generation in range(12):
    near = Counter((x + dx, y + dy) for x, y in cells for dx, dy in product((-1, 0, 1), repeat=2) if (dx, dy) != (0, 0))
    cells = {c for c, n in near.items() if n == 3 or n == 2 and c in cells}
print(sorted(cells))
