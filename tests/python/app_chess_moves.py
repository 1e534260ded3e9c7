# Chess: boards from FEN, legal moves with castling, en passant and promotion, perft counts, notation, a small search.
import re
from collections import namedtuple
from functools import lru_cache
from itertools import count, takewhile

Move = namedtuple("Move", "start end promotion", defaults=[""])
N, E, S, W = -10, 1, 10, -1
STEPS = {"P": (N, N + N, N + W, N + E), "N": (N + N + E, E + N + E, E + S + E, S + S + E, S + S + W, W + S + W, W + N + W, N + N + W), "B": (N + E, S + E, S + W, N + W), "R": (N, E, S, W), "Q": (N, E, S, W, N + E, S + E, S + W, N + W), "K": (N, E, S, W, N + E, S + E, S + W, N + W)}
START = "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1"


def square(name):
    if not re.fullmatch("[a-h][1-8]", name):
        raise ValueError(f"no square {name!r}")
    return 21 + "abcdefgh".index(name[0]) + 10 * (8 - int(name[1]))


def name(at):
    return "abcdefgh"[at % 10 - 1] + str(10 - at // 10)


class IllegalMove(ValueError):
    pass


class Board:
    __slots__ = ("cells", "white", "castling", "passing")

    def __init__(self, cells, white, castling, passing):
        self.cells, self.white, self.castling, self.passing = cells, white, castling, passing

    @classmethod
    def fen(cls, text):
        match text.split():
            case [rows, "w" | "b" as side, castling, passing, *_]:
                pass
            case _:
                raise ValueError(f"bad FEN {text!r}")
        lines = [re.sub(r"\d", lambda m: "." * int(m[0]), row) for row in rows.split("/")]
        if len(lines) != 8 or any(len(l) != 8 for l in lines):
            raise ValueError(f"bad board {rows!r}")
        edge = " " * 10
        return cls(edge * 2 + "".join(f" {l} " for l in lines) + edge * 2, side == "w", castling.replace("-", ""), 0 if passing == "-" else square(passing))

    def __str__(self):
        rows = (re.sub(r"\.+", lambda m: str(len(m[0])), self.cells[i : i + 8]) for i in range(21, 99, 10))
        return f"{'/'.join(rows)} {'bw'[self.white]} {self.castling or '-'} {name(self.passing) if self.passing else '-'}"

    def mine(self, c):
        return c.isalpha() and c.isupper() == self.white

    def theirs(self, c):
        return c.isalpha() and c.isupper() != self.white

    def pseudo(self):
        forward = 1 if self.white else -1
        for i, c in enumerate(self.cells):
            if not self.mine(c):
                continue
            kind = c.upper()
            for step in STEPS[kind]:
                d = step * forward if kind == "P" else step
                for j in takewhile(lambda j: self.cells[j] != " " and not self.mine(self.cells[j]), count(i + d, d)):
                    target = self.cells[j]
                    if kind == "P":
                        if step in (N, N + N) and target != ".":
                            break
                        if step == N + N and (i // 10 != (8 if self.white else 3) or self.cells[i + N * forward] != "."):
                            break
                        if step in (N + W, N + E) and target == "." and j != self.passing:
                            break
                        if j // 10 in (2, 9):
                            yield from (Move(i, j, p) for p in "QRBN")
                            break
                    yield Move(i, j)
                    if kind in "PNK" or self.theirs(target):
                        break
        king = square("e1" if self.white else "e8")
        for flag, path, over in (("K", (1, 2), 1), ("Q", (-1, -2, -3), -1)):
            if (flag if self.white else flag.lower()) in self.castling and all(self.cells[king + p] == "." for p in path) and not self.attacked(king) and not self.attacked(king + over):
                yield Move(king, king + 2 * over)

    def attacked(self, at, by_white=None):
        by_white = not self.white if by_white is None else by_white
        hit = lambda kinds, c: c.upper() in kinds and c.isalpha() and c.isupper() == by_white
        pawn = S if by_white else N
        if any(hit("P", self.cells[at + pawn + side]) for side in (E, W)) or any(hit("N", self.cells[at + d]) for d in STEPS["N"]):
            return True
        for kinds, steps in (("RQ", STEPS["R"]), ("BQ", STEPS["B"])):
            for d in steps:
                j = at + d
                if hit("K", self.cells[j]):
                    return True
                while self.cells[j] == ".":
                    j += d
                if hit(kinds, self.cells[j]):
                    return True
        return False

    def make(self, move):
        cells, c = list(self.cells), self.cells[move.start]
        cells[move.start], cells[move.end] = ".", c
        passing = 0
        if c in "Pp":
            if move.end == self.passing:
                cells[move.end + (S if self.white else N)] = "."
            elif abs(move.end - move.start) == 20:
                passing = (move.start + move.end) // 2
            if move.promotion:
                cells[move.end] = move.promotion if self.white else move.promotion.lower()
        if c in "Kk" and abs(move.end - move.start) == 2:
            rook = move.start + (3 if move.end > move.start else -4)
            cells[(move.start + move.end) // 2], cells[rook] = cells[rook], "."
        lost = {"a1": "Q", "h1": "K", "e1": "KQ", "a8": "q", "h8": "k", "e8": "kq"}
        gone = lost.get(name(move.start), "") + lost.get(name(move.end), "")
        return Board("".join(cells), not self.white, "".join(f for f in self.castling if f not in gone), passing)

    def in_check(self, white=None):
        white = self.white if white is None else white
        return self.attacked(self.cells.index("K" if white else "k"), not white)

    def legal(self):
        return [m for m in self.pseudo() if not self.make(m).in_check(self.white)]

    def perft(self, depth):
        return 1 if depth == 0 else sum(self.make(m).perft(depth - 1) for m in self.legal())

    def notation(self, move):
        c = self.cells[move.start].upper()
        if c == "K" and abs(move.end - move.start) == 2:
            text = "O-O" if move.end > move.start else "O-O-O"
        else:
            takes = self.cells[move.end] != "." or c == "P" and move.end == self.passing
            rivals = [m for m in self.legal() if m != move and m.end == move.end and self.cells[m.start].upper() == c and c != "P"]
            which = ""
            if rivals:
                which = name(move.start)[0] if all(m.start % 10 != move.start % 10 for m in rivals) else name(move.start)[1]
            text = (c if c != "P" else name(move.start)[0] if takes else "") + which + "x" * takes + name(move.end) + (f"={move.promotion}" if move.promotion else "")
        after = self.make(move)
        return text + ("#" if not after.legal() else "+") * after.in_check()

    def play(self, text):
        for move in self.legal():
            if text in (self.notation(move), self.notation(move).rstrip("+#"), name(move.start) + name(move.end) + move.promotion.lower()):
                return self.make(move)
        raise IllegalMove(f"{text!r} is not legal for {'white' if self.white else 'black'}")

    @property
    def result(self):
        return None if self.legal() else ("0-1" if self.white else "1-0") if self.in_check() else "1/2-1/2"

    def value(self):
        return sum({"P": 1, "N": 3, "B": 3, "R": 5, "Q": 9, "K": 0}[c.upper()] * (1 if c.isupper() else -1) for c in self.cells if c.isalpha()) * (1 if self.white else -1)

    def search(self, depth, alpha=-1000, beta=1000):
        moves = self.legal()
        if not moves:
            return (-900 - depth if self.in_check() else 0), None
        if depth == 0:
            return self.value(), None
        best = None
        for m in sorted(moves, key=lambda m: (self.cells[m.end] == ".", m)):
            score = -self.make(m).search(depth - 1, -beta, -alpha)[0]
            if score > alpha:
                alpha, best = score, m
            if alpha >= beta:
                break
        return alpha, best


b = Board.fen(START)
print(b, len(b.legal()), sorted(b.notation(m) for m in b.legal())[:6], [b.perft(d) for d in range(3)])
POSITIONS = {"kiwipete": "r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq - 0 1", "endgame": "8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - - 0 1", "promotion": "n1n5/PPPk4/8/8/8/8/4Kppp/5N1N b - - 0 1"}
for label, fen in POSITIONS.items():
    p = Board.fen(fen)
    print(label, p.perft(1), [p.notation(m) for m in p.legal() if set(p.notation(m)) & set("xO=+")][:9])
print(Board.fen(POSITIONS["endgame"]).perft(2))
for game in ("f3 e5 g4 Qh4", "e4 e5 Bc4 Nc6 Qh5 Nf6 Qxf7", "e4 d5 e5 f5 exf6", "d4 d5 Nc3 Nc6 Bf4 Bf5 Qd2 Qd7 O-O-O O-O-O", "e2e4 e7e5 g1f3 b8c6 f1b5"):
    b = Board.fen(START)
    for text in game.split():
        b = b.play(text)
    print(game, "->", b, b.in_check(), b.result)
print(Board.fen("7k/5Q2/6K1/8/8/8/8/8 b - - 0 1").result, Board.fen("k7/8/8/8/8/8/8/KR6 w - - 0 1").search(1))
for fen, depth in (("6k1/5ppp/8/8/8/8/5PPP/3R2K1 w - - 0 1", 2), ("k7/8/1K6/8/8/8/8/7R w - - 0 1", 2), ("3q2k1/8/8/8/8/8/3R4/3R2K1 w - - 0 1", 1)):
    p = Board.fen(fen)
    score, move = p.search(depth)
    print(score, p.notation(move))
for bad in (lambda: Board.fen("x"), lambda: Board.fen("8/8 w - -"), lambda: Board.fen(START).play("Ke2"), lambda: square("z9"), lambda: Board.fen(START).play("")):
    try:
        print(bad())
    except ValueError as e:
        print(type(e).__name__, e)
