# Quantities with units and intervals: dimensions as exponents, parsing, conversion, arithmetic with errors; interval arithmetic; a registry by class decorators.
from __future__ import annotations
import math
import operator
import re
from collections import Counter
from fractions import Fraction
from functools import reduce, total_ordering


class DimensionError(TypeError):
    pass


class Dimension(dict):
    """Exponents by base unit; immutable by convention."""

    def __mul__(self, other):
        return Dimension({k: v for k in sorted(self.keys() | other.keys()) if (v := self.get(k, 0) + other.get(k, 0))})

    def __pow__(self, n):
        return Dimension({k: v * n for k, v in self.items() if n})

    def __truediv__(self, other):
        return self * other**-1

    def __hash__(self):
        return hash(tuple(sorted(self.items())))

    def __str__(self):
        return "·".join(k if v == 1 else f"{k}^{v}" for k, v in sorted(self.items(), key=lambda p: (-p[1], p[0]))) or "1"


UNITS = {u: (Fraction(1), Dimension({u: 1})) for u in ("m", "s", "kg", "A", "K")}
PREFIXES = {"k": Fraction(1000), "M": Fraction(10**6), "c": Fraction(1, 100), "m": Fraction(1, 1000), "u": Fraction(1, 10**6), "n": Fraction(1, 10**9)}


def define(name, text):
    q = Quantity.parse(text)
    UNITS[name] = (Fraction(q.value), q.dimension)


@total_ordering
class Quantity:
    __slots__ = ("value", "dimension")

    def __init__(self, value, dimension=Dimension()):
        self.value, self.dimension = value, dimension

    @classmethod
    def unit(cls, name):
        if name in UNITS:
            return cls(*UNITS[name])
        if name[:1] in PREFIXES and name[1:] in UNITS:
            factor, dimension = UNITS[name[1:]]
            return cls(factor * PREFIXES[name[0]], dimension)
        raise LookupError(f"no unit {name!r}")

    @classmethod
    def parse(cls, text):
        m = re.match(r"\s*([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?:/\d+)?)?\s*", text)
        number = m[1] or "1"
        result = cls(Fraction(number) if "e" not in number.lower() else Fraction(float(number)))
        rest = text[m.end() :].strip()
        if rest and not re.fullmatch(r"[A-Za-z]+(\^-?\d+)?(\s*[*/·]\s*[A-Za-z]+(\^-?\d+)?)*", rest):
            raise ValueError(f"cannot read {text!r}")
        for sign, name, power in re.findall(r"([*/·]?)\s*([A-Za-z]+)(?:\^(-?\d+))?", rest):
            unit = cls.unit(name) ** int(power or 1)
            result = result / unit if sign == "/" else result * unit
        return result

    def _same(self, other, what):
        if not isinstance(other, Quantity):
            other = Quantity(other)
        if self.dimension != other.dimension:
            raise DimensionError(f"cannot {what} {self.dimension} and {other.dimension}")
        return other

    def __add__(self, other):
        return Quantity(self.value + self._same(other, "add").value, self.dimension)

    def __sub__(self, other):
        return Quantity(self.value - self._same(other, "subtract").value, self.dimension)

    def __mul__(self, other):
        if not isinstance(other, Quantity):
            return Quantity(self.value * other, self.dimension)
        return Quantity(self.value * other.value, self.dimension * other.dimension)

    def __truediv__(self, other):
        if not isinstance(other, Quantity):
            return Quantity(self.value / other, self.dimension)
        return Quantity(self.value / other.value, self.dimension / other.dimension)

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, n):
        return Quantity(self.value**n, self.dimension**n)

    def __neg__(self):
        return self * -1

    def __eq__(self, other):
        return isinstance(other, Quantity) and (self.value, self.dimension) == (other.value, other.dimension)

    def __lt__(self, other):
        return self.value < self._same(other, "compare").value

    def __hash__(self):
        return hash((self.value, self.dimension))

    def __float__(self):
        if self.dimension:
            raise DimensionError(f"{self.dimension} is no number")
        return float(self.value)

    def to(self, unit):
        ratio = self / Quantity.parse(unit)
        if ratio.dimension:
            raise DimensionError(f"{self.dimension} cannot be given in {unit}")
        return ratio.value

    def __format__(self, spec):
        number, _, unit = spec.partition("|")
        return f"{format(float(self.to(unit) if unit else self.value), number or 'g')} {unit or self.dimension}"

    __str__ = lambda self: format(self)

    def __repr__(self):
        return f"Quantity({self.value!r}, {dict(self.dimension)})"


for name, text in {"g": "1/1000 kg", "N": "kg*m/s^2", "J": "N*m", "W": "J/s", "V": "W/A", "min": "60 s", "h": "60 min", "mi": "1609.344 m", "L": "0.001 m^3", "Hz": "s^-1"}.items():
    define(name, text)
P = Quantity.parse
for text in ("5 km", "90 km/h", "2.5 kW * h", "12 V", "1e3 mm", "3", "1/3 min", "9.81 m/s^2", "100 mL", "50 Hz"):
    q = P(text)
    print(f"{text:>12} = {q} {q!r}")
v, mass = P("90 km/h"), P("1200 kg")
energy = mass * v**2 / 2
print(f"{energy:.3f|kJ} {energy:.4f|kW*h} {v:.2f|mi/h} {v:g}", energy.to("J"), P("1 h") + P("30 min") == P("90 min"), P("5 km") > P("3 mi"), max(P("1 kg"), P("900 g")), sum([P("1 m"), P("2 cm")], P("0 m")), 3 * P("2 m"), -P("2 m"), hash(P("60 s")) == hash(P("1 min")), float(P("1 km") / P("1 m")))
for f in (lambda: P("1 m") + P("1 s"), lambda: P("1 m") + 1, lambda: P("1 m").to("s"), lambda: P("1 m") < P("1 kg"), lambda: P("3 parsecs"), lambda: P("m//s"), lambda: float(P("1 m")), lambda: P("1 m") / 0, lambda: P("x y"), lambda: f"{P('1 m'):|s}", lambda: P("1 m") == 1):
    try:
        print(f())
    except (DimensionError, LookupError, ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)


class Interval:
    """Closed intervals [low, high]; operations answer what holds for all members."""

    def __init__(self, low, high=None):
        self.low, self.high = low, low if high is None else high
        if self.low > self.high:
            raise ValueError(f"empty interval [{low}, {high}]")

    @classmethod
    def hull(cls, *values):
        return cls(min(values), max(values))

    @staticmethod
    def of(x):
        return x if isinstance(x, Interval) else Interval(x)

    def _binary(op, reverse=False):
        def method(self, other):
            a, b = (Interval.of(other), self) if reverse else (self, Interval.of(other))
            return Interval.hull(*(op(x, y) for x in (a.low, a.high) for y in (b.low, b.high)))

        return method

    __add__, __sub__, __mul__ = map(_binary, (operator.add, operator.sub, operator.mul))
    __radd__, __rmul__, __rsub__ = __add__, __mul__, _binary(operator.sub, True)

    def __truediv__(self, other):
        other = Interval.of(other)
        if 0 in other:
            raise ZeroDivisionError(f"{other} contains 0")
        return self * Interval(1 / other.high, 1 / other.low)

    def __rtruediv__(self, other):
        return Interval.of(other) / self

    def __pow__(self, n):
        powers = [self.low**n, self.high**n] + ([0] if n % 2 == 0 and 0 in self else [])
        return Interval.hull(*powers)

    def __contains__(self, x):
        return self.low <= Interval.of(x).low and Interval.of(x).high <= self.high

    def __and__(self, other):
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None

    def __or__(self, other):
        return Interval.hull(self.low, self.high, other.low, other.high)

    def __lt__(self, other):
        """True or False when it holds for all members, else None."""
        other = Interval.of(other)
        return True if self.high < other.low else False if self.low >= other.high else None

    def __eq__(self, other):
        return isinstance(other, Interval) and (self.low, self.high) == (other.low, other.high)

    def __abs__(self):
        return Interval.hull(0, abs(self.low), abs(self.high)) if 0 in self else Interval.hull(abs(self.low), abs(self.high))

    def __neg__(self):
        return 0 - self

    @property
    def width(self):
        return self.high - self.low

    def split(self):
        middle = (self.low + self.high) / 2
        return Interval(self.low, middle), Interval(middle, self.high)

    def __repr__(self):
        return f"[{self.low:.6g}, {self.high:.6g}]"


a, b = Interval(1, 2), Interval(-3, 4)
print(a + b, a - b, a * b, b * b, b**2, b**3, a / Interval(2, 4), 1 / a, 5 - a, 2 * a + 1, abs(b), -a, a & b, a | Interval(7), a & Interval(5, 6), 1.5 in a, a in b, a < 3, a < Interval(0), a < b, a == Interval(1, 2), a.width, a.split())
for f in (lambda: a / b, lambda: Interval(2, 1), lambda: a + "x"):
    try:
        print(f())
    except (ZeroDivisionError, ValueError, TypeError) as e:
        print(type(e).__name__, e)


def roots(f, x, tolerance=1e-4):
    todo, found = [x], []
    steps = 0
    while todo:
        x = todo.pop()
        steps += 1
        if 0 in f(x):
            if x.width < tolerance:
                if found and found[-1] & x:
                    found[-1] |= x
                else:
                    found.append(x)
            else:
                todo += reversed(x.split())
    return found, steps


found, steps = roots(lambda x: x**3 - 2 * x - Interval(5), Interval(-10, 10))
print([f"{(r.low + r.high) / 2:.3f}" for r in found], steps)
found, steps = roots(lambda x: x**2 - 2, Interval(-4, 4), 1e-3)
print([f"{(r.low + r.high) / 2:.2f}" for r in found], steps, Counter(type(x).__name__ for x in (a.low, 1 / a.high)))
