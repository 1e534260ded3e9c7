# fractions: constructors, arithmetic, comparison, formatting, and where they meet decimals and floats.
import copy
import math
import pickle
from decimal import Decimal
from fractions import Fraction as F


def attempt(function, *args):
    try:
        print(repr(function(*args)), end=' ')
    except Exception as error:
        print(type(error).__name__, error, end=' ')


for args in ((), (3,), (6, -8), ('3/7',), (' -0.125 ',), ('1e-3',), ('1_000/3',), (0.5,), (Decimal('1.1'),), (F(1, 2), F(3, 4)), (True,),
             (1, 0), ('x',), ('1/0',), (1.5, 2), (float('nan'),), (Decimal('Infinity'),), (None,)):
    attempt(F, *args)
print()
attempt(F.from_float, 0.1)
attempt(F.from_decimal, Decimal('-2.50'))
attempt(F.from_number, 2.5)
attempt(F.from_number, Decimal('0.75'))
attempt(F.from_number, 'x')
print()
a, b = F(7, 3), F(-5, 6)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 3, a ** -2, b ** 2, a ** F(1, 2), 2 ** F(3), -a, +a, abs(b))
print(a + 1, 1 - a, a * 2.0, 3 / a, 7 // b, 2.5 % a, 0.5 + b, a + (1 + 2j), divmod(7, b))
attempt(lambda: a + Decimal(1))
attempt(lambda: a / 0)
attempt(lambda: a ** 'x')
print()
print(a == F(14, 6), F(1, 2) == 0.5, F(1, 2) == Decimal('0.5'), F(1, 3) == 1 / 3, a < 3, a > Decimal('2.3'), a >= 2.4, F(1, 3) < 0.3333, F(2) == 2, F(1, 2) == 'x', F(5, 1) == 5 + 0j)
print(hash(F(1, 2)) == hash(0.5), hash(F(7)) == hash(7), hash(F(1, 8)) == hash(Decimal('0.125')), hash(F(-7, 3)) == hash(F(7, -3)), {F(1, 2): 'half'}[0.5])
print(int(a), float(b), bool(F(0)), round(a), round(F(5, 2)), round(a, 2), math.floor(b), math.ceil(b), math.trunc(b), a.as_integer_ratio(), b.is_integer(), F(4).is_integer())
print(F(math.pi).limit_denominator(1000), F('3.1415926535').limit_denominator(10), F(355, 113).numerator, F(355, 113).denominator)
print(str(a), repr(b), f'{a}', f'{a:.3f}', f'{b:+.2e}', f'{F(1234567, 3):,.2f}', f'{F(1, 3):10.4g}|', f'{F(1, 3):<12%}|', f'{F(7):#}', f'{F(22, 7):>10}', '%d %.2f' % (a, b))
attempt(format, a, 'x')
print()
print(sum(F(1, n) for n in range(1, 30)), copy.copy(a), copy.deepcopy([b]), pickle.loads(pickle.dumps(a)), sorted([F(1, 2), 0.3, F(-1, 3), 2]))


def convergents(terms):
    h, k, h1, k1 = 1, 0, 0, 1
    for term in terms:
        h, h1 = term * h + h1, h
        k, k1 = term * k + k1, k
        yield F(h, k)


print(*convergents([2, 1, 2, 1, 1, 4, 1, 1, 6, 1, 1, 8]))
x = F(1)
for _ in range(6):
    x = (x + 2 / x) / 2
print(float(x), x.denominator.bit_length())
