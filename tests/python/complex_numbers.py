# complex: arithmetic with real operands, powers, parsing, repr, formatting, comparison, and cmath

import cmath


def show(label, fn):
    try:
        print(label, repr(fn()))
    except Exception as e:
        print(label, type(e).__name__, e)


inf = float("inf")
nan = float("nan")

values = [0j, 1 + 2j, -1.5 - 0.5j, 3j, complex(-0.0, 2), complex(inf, 1), complex(1, nan), 2, -0.5, True]
for a in values:
    for b in values:
        if isinstance(a, complex) or isinstance(b, complex):
            show(f"{a!r} {b!r} +", lambda: a + b)
            show("-", lambda: a - b)
            show("*", lambda: a * b)
            show("/", lambda: a / b)
            show("==", lambda: (a == b, a != b))

for base, exponent in [(1j, 2), (1 + 1j, 10), (1 + 1j, -3), (2, 1j), (0j, 0), (0j, 2), (0j, -1), (0j, 1j), (1j, 0.5), (-8, 1 / 3), (-8.0, 1 / 3), (1e200 + 1j, 2), (2 + 0j, 1000), (1 + 2j, 2.5 - 1j), (1j, 101)]:
    show(f"{base!r} ** {exponent!r}", lambda: base**exponent)

show("//", lambda: 1j // 2)
show("%", lambda: 1j % 2)
show("divmod", lambda: divmod(1j, 2))
show("<", lambda: 1j < 2)
show("int", lambda: int(1j))
show("float", lambda: float(1j))
show("round", lambda: round(1j))
show("abs", lambda: abs(3 + 4j))
show("abs", lambda: abs(complex(1.7e308, 1.7e308)))
show("neg", lambda: (-(1 - 2j), +(1 - 2j), (1 - 2j).conjugate(), (1 - 2j).real, (1 - 2j).imag))
show("bool", lambda: (bool(0j), bool(1j), bool(complex(nan))))
show("huge", lambda: 1j + 10**400)
show("equal to huge", lambda: 1j == 10**400)
show("hash", lambda: hash(complex(5)) == hash(5) == hash(5.0))
show("in dict", lambda: {1: "one", 2j: "two"}[complex(1)])

for text in ["1", "1j", "j", "-j", "+J", " 1+2j ", "(1-2j)", "( 1+2j )", "1e3-1e-3j", "inf-infj", "nanj", "1_000+2_0j", "-0-0j", ".5j", "1.e1+.5E-1j", "", "1+", "1+2", "1 + 2j", "1+2jj", "(1+2j", "1++2j", "j1", "1_j", "x", "1e", "\u0661"]:
    show(repr(text), lambda: complex(text))

for args in [(), (1,), (1, 2), (1.5, -0.0), (1j,), (1j, 2j), (1, 2j), ("1", 2), (1, "2"), ([],), (1, []), (None,)]:
    show(f"complex{args}", lambda: complex(*args))
show("real=", lambda: complex(real=2))
show("imag=", lambda: complex(imag=2))
show("foo=", lambda: complex(foo=2))
show("from_number", lambda: (complex.from_number(2), complex.from_number(1j), complex.from_number(2.5)))


class Angle:
    def __complex__(self):
        return 1 + 1j


class Length:
    def __float__(self):
        return 2.5


class Count:
    def __index__(self):
        return 7


class Wrong:
    def __complex__(self):
        return "no"


class Point(complex):
    def __new__(cls, x, y=0):
        return super().__new__(cls, x, y)


show("__complex__", lambda: complex(Angle()))
show("__float__", lambda: complex(Length()))
show("__index__", lambda: complex(Count(), Count()))
show("wrong", lambda: complex(Wrong()))
show("subclass", lambda: (Point(1, 2), Point(1, 2) + 1, type(Point(1, 2) * 2).__name__, Point(1) == 1))

z = 1234.5678 - 0.00012345j
for spec in ["", "g", ".3", ".3f", "+.2e", ",.2f", "_.1f", ">30", "<30.2f", "^30", "*^30.1g", "#.0f", "z.1f", "n", "G", "x", "d", "s", "%", "=20", "020", ".2%"]:
    show(f"format {spec!r}", lambda: format(z, spec))
show("format", lambda: [format(v, ".2f") for v in (0j, 2j, -2j, complex(-0.0, 1), complex(inf, nan))])
show("fstring", lambda: f"{z:.1f} {z!r} {1j} {-1j}")
show("%", lambda: "%s %r" % (1j, 2j))
show("%f", lambda: "%f" % 1j)
show("repr", lambda: [complex(a, b) for a in (0.0, -0.0, 1.0, 1e16, nan, -inf) for b in (0.0, -0.0, 2.5, 1e-5, inf, -inf)])

names = "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh phase polar".split()
points = [0j, 1, -1, 2 + 3j, -0.5 - 0.25j, 1e-3j, complex(0, 1), complex(inf, 0), complex(-inf, 1), complex(1, inf), complex(nan, 1), 1e10 + 1e10j]


def rounded(value):
    if isinstance(value, tuple):
        return tuple(rounded(v) for v in value)
    if isinstance(value, float):
        return float("%.10g" % value)
    return complex(rounded(value.real), rounded(value.imag))


for name in names:
    for point in points:
        show(f"{name} {point!r}", lambda: rounded(getattr(cmath, name)(point)))
show("log base", lambda: rounded(cmath.log(8, 2)))
show("log base 1", lambda: cmath.log(8, 1))
show("rect", lambda: (rounded(cmath.rect(2, 1)), cmath.rect(0, 5), cmath.rect(inf, 0), cmath.rect(-inf, 2.0)))
show("rect", lambda: cmath.rect(1, inf))
show("isclose", lambda: (cmath.isclose(1, 1 + 1e-10j), cmath.isclose(1, 1.1), cmath.isclose(1j, 1.05j, rel_tol=0.1), cmath.isclose(inf, inf)))
show("is", lambda: [(cmath.isnan(v), cmath.isinf(v), cmath.isfinite(v)) for v in (1j, complex(nan, 1), complex(1, -inf))])
show("exp", lambda: cmath.exp(1000))
show("type", lambda: cmath.exp("x"))

# a loop that becomes machine code: an escape-time fractal
count = 0
for row in range(-10, 11):
    for column in range(-20, 11):
        z = 0j
        c = complex(column / 10, row / 10)
        for step in range(30):
            if abs(z) > 2:
                break
            z = z * z + c
        count += step
print(count)
total = 0
for i in range(2000):
    total = total + (i + 1j) * 2 - 1j / (i + 1)
print(round(total.real, 6), round(total.imag, 6))
