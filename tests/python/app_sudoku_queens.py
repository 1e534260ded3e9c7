# Puzzles: sudoku by constraint propagation, queens by bits, knights, exact cover with dancing links, word ladders, cryptarithms, the 8 puzzle.
import heapq
import itertools
from collections import defaultdict, deque
from functools import cache, reduce
from operator import or_
from typing import Iterator

ROWS, COLUMNS = "ABCDEFGHI", "123456789"
CELLS = [r + c for r in ROWS for c in COLUMNS]
UNITS = [[r + c for c in COLUMNS] for r in ROWS] + [[r + c for r in ROWS] for c in COLUMNS] + [[r + c for r in rs for c in cs] for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
UNITS_OF = {s: [u for u in UNITS if s in u] for s in CELLS}
PEERS = {s: set().union(*UNITS_OF[s]) - {s} for s in CELLS}


class Contradiction(Exception):
    pass


class Sudoku:
    def __init__(self, text):
        digits = [c if c in COLUMNS else "." for c in text if c in "0.123456789"]
        if len(digits) != 81:
            raise ValueError(f"{len(digits)} cells")
        self.values, self.guesses = dict.fromkeys(CELLS, COLUMNS), 0
        for s, d in zip(CELLS, digits):
            if d != ".":
                self.assign(self.values, s, d)

    def assign(self, values, s, d):
        for other in values[s].replace(d, ""):
            self.eliminate(values, s, other)

    def eliminate(self, values, s, d):
        if d not in values[s]:
            return
        values[s] = values[s].replace(d, "")
        if not values[s]:
            raise Contradiction(f"{s} has nothing left")
        if len(values[s]) == 1:
            for peer in PEERS[s]:
                self.eliminate(values, peer, values[s])
        for unit in UNITS_OF[s]:
            places = [p for p in unit if d in values[p]]
            if not places:
                raise Contradiction(f"no place for {d}")
            if len(places) == 1 and len(values[places[0]]) > 1:
                self.assign(values, places[0], d)

    def solve(self, values=None):
        values = self.values if values is None else values
        open_cells = [s for s in CELLS if len(values[s]) > 1]
        if not open_cells:
            return values
        s = min(open_cells, key=lambda s: (len(values[s]), s))
        for d in values[s]:
            self.guesses += 1
            trial = values.copy()
            try:
                self.assign(trial, s, d)
                return self.solve(trial)
            except Contradiction:
                continue
        raise Contradiction("no solution")


for name, text in {"easy": "..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..", "hard": "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......", "wrong": "11" + "." * 79, "twice": "5" * 81, "short": "123"}.items():
    try:
        sudoku = Sudoku(text)
        solved = sudoku.solve()
        print(name, "".join(solved[s] for s in CELLS), sudoku.guesses, all(len({solved[s] for s in u}) == 9 for u in UNITS))
    except (ValueError, Contradiction) as e:
        print(name, type(e).__name__, e)


def queens(n):
    full = (1 << n) - 1

    def place(columns, left, right):
        if columns == full:
            return 1
        total, free = 0, full & ~(columns | left | right)
        while free:
            bit = free & -free
            free ^= bit
            total += place(columns | bit, (left | bit) << 1 & full, (right | bit) >> 1)
        return total

    return place(0, 0, 0)


def knight_tour(n, start=(0, 0)):
    seen, at = {start: 1}, start
    moves = lambda p: [(p[0] + a, p[1] + b) for a, b in ((1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1)) if 0 <= p[0] + a < n and 0 <= p[1] + b < n and (p[0] + a, p[1] + b) not in seen]
    while options := moves(at):
        at = min(options, key=lambda p: (len(moves(p)), p))
        seen[at] = len(seen) + 1
    return seen


print([queens(n) for n in range(1, 8)])
tour = knight_tour(6)
print(len(tour), [[tour.get((r, c), 0) for c in range(6)] for r in range(2)])


class ExactCover:
    """Algorithm X on dicts."""

    def __init__(self, columns):
        self.X, self.Y = {c: set() for c in columns}, {}

    def add(self, name, columns):
        self.Y[name] = list(columns)
        for c in columns:
            self.X[c].add(name)

    def solutions(self, partial=()) -> Iterator[tuple]:
        if not self.X:
            yield tuple(sorted(partial))
            return
        c = min(self.X, key=lambda c: (len(self.X[c]), str(c)))
        for name in sorted(self.X[c]):
            removed = self.cover(name)
            yield from self.solutions(partial + (name,))
            self.uncover(name, removed)

    def cover(self, name):
        removed = []
        for j in self.Y[name]:
            for i in self.X[j]:
                for k in self.Y[i]:
                    if k != j:
                        self.X[k].remove(i)
            removed.append(self.X.pop(j))
        return removed

    def uncover(self, name, removed):
        for j in reversed(self.Y[name]):
            self.X[j] = removed.pop()
            for i in self.X[j]:
                for k in self.Y[i]:
                    if k != j:
                        self.X[k].add(i)


cover = ExactCover(range(1, 8))
for name, columns in {"A": [1, 4, 7], "B": [1, 4], "C": [4, 5, 7], "D": [3, 5, 6], "E": [2, 3, 6, 7], "F": [2, 7]}.items():
    cover.add(name, columns)
print(list(cover.solutions()))
tiles = ExactCover(itertools.product(range(3), range(4)))
for r, c in itertools.product(range(3), range(4)):
    for dr, dc in ((0, 1), (1, 0)):
        if r + dr < 3 and c + dc < 4:
            tiles.add(f"{r}{c}{'v' if dr else 'h'}", [(r, c), (r + dr, c + dc)])
found = list(tiles.solutions())
print(len(found), found[0])


@cache
def dominoes(n):
    return 1 if n == 0 else 0 if n < 0 else 4 * dominoes(n - 2) - dominoes(n - 4) if n > 2 else 3


print([dominoes(n) for n in (2, 4, 6)])
WORDS = "cold cord card ward warm word worm wood food fool cool coal goal goat gold bold".split()


def ladder(start, end):
    buckets = defaultdict(list)
    for w in WORDS:
        for i in range(len(w)):
            buckets[w[:i] + "_" + w[i + 1 :]].append(w)
    queue, came = deque([start]), {start: None}
    while queue:
        word = queue.popleft()
        if word == end:
            path = []
            while word:
                path.append(word)
                word = came[word]
            return path[::-1]
        for i in range(len(word)):
            for other in buckets[word[:i] + "_" + word[i + 1 :]]:
                if other not in came:
                    came[other] = word
                    queue.append(other)


print(ladder("cold", "warm"), ladder("gold", "food"), ladder("cold", "zzzz"))


def cryptarithm(text):
    *terms, total = text.replace("=", "+").replace(" ", "").split("+")
    weight = defaultdict(int)
    for word, sign in [(t, 1) for t in terms] + [(total, -1)]:
        for i, c in enumerate(reversed(word)):
            weight[c] += sign * 10**i
    letters, first = sorted(weight, key=lambda c: (-abs(weight[c]), c)), {w[0] for w in terms + [total]}

    def go(i, used, value, assigned):
        if i == len(letters):
            if value == 0:
                yield dict(zip(letters, assigned))
            return
        rest = sum(abs(weight[c]) for c in letters[i:]) * 9
        if abs(value) > rest:
            return
        for d in range(letters[i] in first, 10):
            if not used >> d & 1:
                yield from go(i + 1, used | 1 << d, value + d * weight[letters[i]], assigned + [d])

    return next(go(0, 0, 0, []), None)


for puzzle in ("TO + GO = OUT", "I + BB = ILL", "A + A = A"):
    answer = cryptarithm(puzzle)
    print(puzzle, answer and dict(sorted(answer.items())))


def slide(start, goal="12345678."):
    distance = lambda s: sum(abs(i // 3 - j // 3) + abs(i % 3 - j % 3) for i, c in enumerate(s) if c != "." for j in (goal.index(c),))
    queue, best = [(distance(start), 0, start, "")], {start: 0}
    while queue:
        _, n, s, path = heapq.heappop(queue)
        if s == goal:
            return n, path, len(best)
        at = s.index(".")
        for name, to, ok in (("U", at - 3, at > 2), ("D", at + 3, at < 6), ("L", at - 1, at % 3), ("R", at + 1, at % 3 < 2)):
            if ok:
                l = list(s)
                l[at], l[to] = l[to], l[at]
                t = "".join(l)
                if best.get(t, 99) > n + 1:
                    best[t] = n + 1
                    heapq.heappush(queue, (n + 1 + distance(t), n + 1, t, path + name))


print(slide("1234567.8"), slide("123.46758"), slide("2.3146758"), reduce(or_, (1 << i for i in range(5))))
