# Numbers: Miller-Rabin, factoring, RSA with small primes, Diffie-Hellman, Chinese remainders, polynomials, continued fractions, elliptic curves.
import hashlib
import itertools
import math
import operator
import random
from collections import Counter
from fractions import Fraction
from functools import reduce
from typing import NamedTuple


def is_prime(n, bases=(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
    if n < 2:
        return False
    for p in bases:
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in bases:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def pollard(n):
    if n % 2 == 0:
        return 2
    for c in itertools.count(1):
        x = y = 2
        d = 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d = math.gcd(abs(x - y), n)
        if d != n:
            return d


def factor(n):
    if n == 1:
        return Counter()
    if is_prime(n):
        return Counter({n: 1})
    d = pollard(n)
    return factor(d) + factor(n // d)


def egcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y


def crt(*pairs):
    def join(left, right):
        (a, m), (b, n) = left, right
        g, p, _ = egcd(m, n)
        if (b - a) % g:
            raise ValueError(f"no solution: {a} mod {m} and {b} mod {n}")
        l = m // g * n
        return (a + (b - a) // g * p % (n // g) * m) % l, l

    return reduce(join, pairs)


class RSA:
    def __init__(self, bits, rng):
        self.rng = rng
        p, q = self.prime(bits), self.prime(bits)
        while q == p:
            q = self.prime(bits)
        self.n, self.e = p * q, 65537
        self.d = pow(self.e, -1, math.lcm(p - 1, q - 1))
        self.size = (self.n.bit_length() + 7) // 8

    def prime(self, bits):
        while True:
            candidate = self.rng.getrandbits(bits) | 1 | 1 << bits - 1
            if is_prime(candidate) and math.gcd(candidate - 1, 65537) == 1:
                return candidate

    def encrypt(self, message: bytes):
        for i in range(0, len(message), self.size - 1):
            yield pow(int.from_bytes(b"\1" + message[i : i + self.size - 2], "big"), self.e, self.n)
            if self.size - 1 != self.size - 2 and len(message[i : i + self.size - 1]) == self.size - 1:
                yield pow(int.from_bytes(b"\1" + message[i + self.size - 2 : i + self.size - 1], "big"), self.e, self.n)

    def decrypt(self, blocks):
        return b"".join((v := pow(b, self.d, self.n)).to_bytes((v.bit_length() + 7) // 8, "big")[1:] for b in blocks)

    def sign(self, message):
        return pow(int.from_bytes(hashlib.sha256(message).digest()[: self.size - 1], "big"), self.d, self.n)

    def verify(self, message, signature):
        return pow(signature, self.e, self.n) == int.from_bytes(hashlib.sha256(message).digest()[: self.size - 1], "big")


class Polynomial:
    __slots__ = ("c",)

    def __init__(self, *coefficients):
        c = list(coefficients)
        while c and c[-1] == 0:
            c.pop()
        self.c = tuple(c)

    @property
    def degree(self):
        return len(self.c) - 1

    def __call__(self, x):
        return reduce(lambda acc, a: acc * x + a, reversed(self.c), 0)

    def __bool__(self):
        return bool(self.c)

    def __eq__(self, other):
        return isinstance(other, Polynomial) and self.c == other.c

    def __hash__(self):
        return hash(self.c)

    def __add__(self, other):
        other = self._cast(other)
        return Polynomial(*map(sum, itertools.zip_longest(self.c, other.c, fillvalue=0)))

    def __neg__(self):
        return Polynomial(*map(operator.neg, self.c))

    def __sub__(self, other):
        return self + -self._cast(other)

    def __mul__(self, other):
        other = self._cast(other)
        out = [0] * (len(self.c) + len(other.c))
        for (i, a), (j, b) in itertools.product(enumerate(self.c), enumerate(other.c)):
            out[i + j] += a * b
        return Polynomial(*out)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, n):
        return reduce(operator.mul, [self] * n, Polynomial(1))

    def __divmod__(self, other):
        if not other:
            raise ZeroDivisionError("polynomial division by zero")
        q, r = Polynomial(), self
        while r and r.degree >= other.degree:
            term = Polynomial(*[0] * (r.degree - other.degree), Fraction(r.c[-1]) / other.c[-1])
            q, r = q + term, r - term * other
        return q, r

    def __floordiv__(self, other):
        return divmod(self, other)[0]

    def __mod__(self, other):
        return divmod(self, other)[1]

    @staticmethod
    def _cast(x):
        return x if isinstance(x, Polynomial) else Polynomial(x)

    def derivative(self):
        return Polynomial(*(i * a for i, a in enumerate(self.c) if i))

    def gcd(self, other):
        a, b = self, other
        while b:
            a, b = b, a % b
        return a * (1 / Fraction(a.c[-1]))

    def __str__(self):
        def term(i, a):
            x = "" if i == 0 else "x" if i == 1 else f"x^{i}"
            size = abs(a)
            return ("-" if a < 0 else "+"), x if size == 1 and x else f"{size}{x}"

        terms = [term(i, a) for i, a in reversed(list(enumerate(self.c))) if a]
        if not terms:
            return "0"
        (sign, first), *rest = terms
        return sign.strip("+") + first + "".join(f" {s} {t}" for s, t in rest)

    @classmethod
    def through(cls, *points):
        total = cls()
        for i, (x, y) in enumerate(points):
            basis = reduce(operator.mul, (cls(-a, 1) * Fraction(1, x - a) for j, (a, _) in enumerate(points) if j != i), cls(1))
            total += basis * y
        return total


class Point(NamedTuple):
    x: int | None
    y: int | None


class Curve(NamedTuple):
    a: int
    b: int
    p: int

    def add(self, P, Q):
        if P.x is None:
            return Q
        if Q.x is None:
            return P
        if P.x == Q.x and (P.y + Q.y) % self.p == 0:
            return Point(None, None)
        m = (3 * P.x**2 + self.a) * pow(2 * P.y, -1, self.p) if P == Q else (Q.y - P.y) * pow(Q.x - P.x, -1, self.p)
        x = (m * m - P.x - Q.x) % self.p
        return Point(x, (m * (P.x - x) - P.y) % self.p)

    def multiply(self, k, P):
        R = Point(None, None)
        while k:
            if k & 1:
                R = self.add(R, P)
            P, k = self.add(P, P), k >> 1
        return R

    def points(self):
        return [Point(x, y) for x in range(self.p) for y in range(self.p) if (y * y - x**3 - self.a * x - self.b) % self.p == 0]


def continued(x, limit=12):
    while limit:
        whole = math.floor(x)
        yield whole
        x -= whole
        if x == 0:
            return
        x, limit = 1 / x, limit - 1


print([n for n in range(60) if is_prime(n)], is_prime(2**61 - 1), is_prime(2**89 - 1), is_prime(561), is_prime(3215031751), is_prime((2**31 - 1) * (2**19 - 1)), is_prime(0), is_prime(-7))
for n in (1, 360, 9699690, 1000003 * 999983, 2**32 + 1, 10**12 + 39, 600851475143):
    f = factor(n)
    print(n, dict(sorted(f.items())), math.prod(f.elements()) == n)
print(egcd(240, 46), crt((2, 3), (3, 5), (2, 7)), crt((1, 4), (3, 6)), [pow(a, -1, 11) for a in range(1, 11)])
for bad in (lambda: crt((1, 4), (2, 6)), lambda: pow(2, -1, 4), lambda: divmod(Polynomial(1), Polynomial()), lambda: Polynomial(1) + "x", lambda: next(continued("x"))):
    try:
        print(bad())
    except (ValueError, ZeroDivisionError, TypeError) as e:
        print(type(e).__name__, e)
rng = random.Random(2024)
rsa = RSA(96, rng)
message = "Attack at dawn; bring é and 😀!".encode()
blocks = list(rsa.encrypt(message))
print(rsa.n, len(blocks), rsa.decrypt(blocks).decode() == message.decode(), rsa.verify(message, rsa.sign(message)), rsa.verify(b"other", rsa.sign(message)))
p, g = 2**127 - 1, 3
a, b = rng.randrange(p), rng.randrange(p)
print(pow(pow(g, a, p), b, p) == pow(pow(g, b, p), a, p), hex(pow(g, a, p))[:12])
x = Polynomial(0, 1)
q = (x - 1) ** 3 * (x + 2)
print(q, q.derivative(), q(3), q(Fraction(1, 2)), q.gcd(q.derivative()), q // (x - 1), q % (x * x + 1), 5 - x, 2 * x + 1, Polynomial(), Polynomial(0, 0, -1), (x**5 - 1) // (x - 1), hash(x) == hash(Polynomial(0, 1)))
print(Polynomial.through((0, 1), (1, 3), (2, 11), (3, 31)), Polynomial.through((1, 1), (2, 4), (4, 2)))
curve = Curve(2, 3, 97)
P = Point(3, 6)
orders = next(k for k in itertools.count(1) if curve.multiply(k, P).x is None)
print(len(curve.points()), orders, curve.multiply(2, P), curve.multiply(20, P), curve.multiply(7, curve.multiply(3, P)) == curve.multiply(21, P))
print(list(continued(math.pi, 5)), list(continued(Fraction(649, 200))), list(continued(math.sqrt(2), 8)), Fraction(math.pi).limit_denominator(1000), math.isqrt(10**40 + 7), math.comb(100, 50), math.perm(20, 5))
print(sum(is_prime(n) for n in range(1, 1200)), sum(1 for n in range(1, 400) if sum(d for d in range(1, n) if n % d == 0) == n))
