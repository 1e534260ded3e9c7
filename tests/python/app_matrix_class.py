# Matrices over ints, floats, fractions and a finite field: operators, slices, elimination, decomposition, an ABC of rings.
from __future__ import annotations
import cmath
import math
import operator
from abc import ABC, abstractmethod
from fractions import Fraction
from functools import reduce, singledispatchmethod
from itertools import chain, permutations, product


class ShapeError(ValueError):
    def __init__(self, op, a, b):
        super().__init__(f"{op}: shapes {a[0]}x{a[1]} and {b[0]}x{b[1]} do not fit")


class Ring(ABC):
    @abstractmethod
    def __add__(self, other): ...

    @abstractmethod
    def __mul__(self, other): ...

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __sub__(self, other):
        return self + -other


class Mod(Ring):
    __slots__ = ("value",)
    modulus = 7
    made = {}

    def __class_getitem__(cls, modulus):
        if modulus not in cls.made:
            cls.made[modulus] = type(f"Mod{modulus}", (cls,), {"modulus": modulus, "__slots__": ()})
        return cls.made[modulus]

    def __init__(self, value):
        self.value = int(value) % self.modulus

    def _of(self, other):
        return other.value if isinstance(other, Mod) else other if isinstance(other, int) else None

    def __add__(self, other):
        v = self._of(other)
        return NotImplemented if v is None else type(self)(self.value + v)

    def __mul__(self, other):
        v = self._of(other)
        return NotImplemented if v is None else type(self)(self.value * v)

    def __neg__(self):
        return type(self)(-self.value)

    def __truediv__(self, other):
        v = self._of(other)
        try:
            return type(self)(self.value * pow(v, -1, self.modulus))
        except ValueError as e:
            raise ZeroDivisionError(f"{v} has no inverse modulo {self.modulus}") from e

    def __eq__(self, other):
        return self._of(other) is not None and (self.value - self._of(other)) % self.modulus == 0

    def __hash__(self):
        return hash((self.value, self.modulus))

    def __bool__(self):
        return self.value != 0

    def __repr__(self):
        return f"{self.value}"

    def __abs__(self):
        return self.value


class Matrix:
    __slots__ = "rows", "shape"
    __array_priority__ = 10

    def __init__(self, rows):
        self.rows = tuple(tuple(r) for r in rows)
        widths = {len(r) for r in self.rows}
        if len(widths) > 1:
            raise ValueError(f"rows of different lengths: {sorted(widths)}")
        self.shape = len(self.rows), widths.pop() if widths else 0

    @classmethod
    def identity(cls, n, one=1):
        return cls([[one if i == j else one * 0 for j in range(n)] for i in range(n)])

    @classmethod
    def build(cls, n, m, f):
        return cls([[f(i, j) for j in range(m)] for i in range(n)])

    def __getitem__(self, index):
        match index:
            case (int(i), int(j)):
                return self.rows[i][j]
            case (slice() as i, int(j)):
                return tuple(r[j] for r in self.rows[i])
            case (int(i), slice() as j):
                return self.rows[i][j]
            case (slice() as i, slice() as j):
                return Matrix([r[j] for r in self.rows[i]])
            case int(i):
                return self.rows[i]
            case _:
                raise TypeError(f"bad index {index!r}")

    def __iter__(self):
        return chain.from_iterable(self.rows)

    def __len__(self):
        return self.shape[0] * self.shape[1]

    def __eq__(self, other):
        return self.rows == other.rows if isinstance(other, Matrix) else NotImplemented

    def __hash__(self):
        return hash(self.rows)

    def map(self, f, *others):
        for o in others:
            if o.shape != self.shape:
                raise ShapeError(f.__name__, self.shape, o.shape)
        return Matrix([map(f, *rs) for rs in zip(self.rows, *(o.rows for o in others))])

    def __add__(self, other):
        return self.map(operator.add, other) if isinstance(other, Matrix) else NotImplemented

    def __sub__(self, other):
        return self.map(operator.sub, other) if isinstance(other, Matrix) else NotImplemented

    def __neg__(self):
        return self.map(operator.neg)

    @singledispatchmethod
    def __mul__(self, other):
        return NotImplemented if isinstance(other, (str, list)) else self.map(lambda x: x * other)

    def __rmul__(self, other):
        return self.map(lambda x: other * x)

    def __matmul__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape[1] != other.shape[0]:
            raise ShapeError("matmul", self.shape, other.shape)
        columns = list(zip(*other.rows))
        return Matrix([[reduce(operator.add, map(operator.mul, row, column)) for column in columns] for row in self.rows])

    def __pow__(self, n, modulus=None):
        if n < 0:
            return self.inverse() ** -n
        result, base = Matrix.identity(self.shape[0]), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            if modulus:
                result, base = (m.map(lambda x: x % modulus) for m in (result, base))
            n >>= 1
        return result

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def trace(self):
        return sum(self[i, i] for i in range(min(self.shape)))

    def eliminate(self):
        """Row echelon form by fractions or field elements; the sign of the swaps and the pivots."""
        rows, sign, pivots, at = [list(r) for r in self.rows], 1, [], 0
        for j in range(self.shape[1]):
            best = max(range(at, len(rows)), key=lambda i: abs(rows[i][j]), default=None)
            if best is None or not rows[best][j]:
                continue
            if best != at:
                rows[at], rows[best] = rows[best], rows[at]
                sign = -sign
            for i in range(at + 1, len(rows)):
                factor = rows[i][j] / rows[at][j]
                if factor:
                    rows[i] = [a - factor * b for a, b in zip(rows[i], rows[at])]
            pivots.append(j)
            at += 1
        return Matrix(rows), sign, pivots

    def rank(self):
        return len(self.eliminate()[2])

    def determinant(self):
        if self.shape[0] != self.shape[1]:
            raise ValueError("determinant of a matrix that is not square")
        m, sign, pivots = self.eliminate()
        return math.prod((m[i, i] for i in range(m.shape[0])), start=sign)

    def inverse(self):
        n = self.shape[0]
        one = self[0, 0] * 0 + 1
        both = Matrix([r + i for r, i in zip(self.rows, Matrix.identity(n, one).rows)])
        m, _, pivots = both.eliminate()
        if pivots[:n] != list(range(n)):
            raise ZeroDivisionError("singular matrix")
        rows = [list(r) for r in m.rows]
        for i in reversed(range(n)):
            rows[i] = [x / rows[i][i] for x in rows[i]]
            for k in range(i):
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i])]
        return Matrix(r[n:] for r in rows)

    def __str__(self):
        cells = [[str(x) for x in r] for r in self.rows]
        widths = [max(map(len, c)) for c in zip(*cells)]
        return "\n".join(" ".join(c.rjust(w) for c, w in zip(r, widths)) for r in cells)

    def __repr__(self):
        return f"Matrix({[list(r) for r in self.rows]})"

    def __format__(self, spec):
        return "[" + "; ".join(" ".join(format(x, spec) for x in r) for r in self.rows) + "]"


a = Matrix([[1, 2], [3, 4]])
b = Matrix.build(2, 2, lambda i, j: i - j)
print(a + b, a - b, -a, a * 2, 3 * a, a @ b, a.T, sep="\n---\n")
print(repr(a**10), a**0, (a**50)[0, 0], pow(a, 1000, 10**9 + 7)[1, 1], a == Matrix([(1, 2), (3, 4)]), hash(a) == hash(Matrix([[1, 2], [3, 4]])), len(a), list(a), a != 5)
f = a.map(Fraction)
print(f.inverse(), f.determinant(), f**-2, repr(f.inverse() @ f), sep="\n")
print(f"{a.map(float).inverse():.3f} {f:>4} {a:02x}", a[0], a[:, 1], a[1, ::-1], a[:1, :1].shape, a.trace())
hilbert = Matrix.build(5, 5, lambda i, j: Fraction(1, i + j + 1))
print(hilbert.determinant(), hilbert.inverse()[4], hilbert.rank())
leibniz = lambda m: sum(math.prod(m[i, p] for i, p in enumerate(ps)) * (-1) ** sum(p > q for i, p in enumerate(ps) for q in ps[i + 1 :]) for ps in permutations(range(m.shape[0])))
print(leibniz(hilbert) == hilbert.determinant(), leibniz(Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]])))
M7 = Mod[7]
m = Matrix([[M7(3), M7(5)], [M7(1), M7(6)]])
print(m.inverse(), repr(m @ m.inverse()), m.determinant(), Mod[7] is M7, M7.__name__, M7(3) - 5, 4 + M7(5), M7(3) == 10, sep=" | ")
magic = Matrix([[2, 7, 6], [9, 5, 1], [4, 3, 8]])
print(magic.map(Fraction).rank(), {sum(r) for r in magic.rows} | {sum(c) for c in magic.T.rows}, magic.map(complex).determinant())
rotation = Matrix([[0, -1], [1, 0]])
print([(rotation**k).rows for k in range(5)], Matrix([[cmath.exp(1j * math.pi / 2)]])[0, 0].imag)
for bad in (lambda: Matrix([[1], [1, 2]]), lambda: a + Matrix([[1]]), lambda: a @ Matrix([[1, 2]]), lambda: a["x"], lambda: a[5], lambda: a + 1, lambda: a @ 2, lambda: a * "x", lambda: Matrix([[1, 2], [2, 4]]).map(Fraction).inverse(), lambda: Matrix([[1, 2]]).determinant(),
            lambda: Mod[6](1) / Mod[6](3), lambda: Ring(), lambda: M7(1) + "x", lambda: setattr(a, "color", 1), lambda: a < b):
    try:
        print(bad())
    except (ValueError, TypeError, IndexError, ArithmeticError, AttributeError) as e:
        print(type(e).__name__, e, repr(e.__cause__))
n = 12
big = Matrix.build(n, n, lambda i, j: (i * 7 + j * 3) % 11 - 5.0)
s = big @ big.T
print(sum(s), s == s.T, s[0, :4], round((big * 0.1 + Matrix.identity(n, 2.0)).determinant(), 6))
