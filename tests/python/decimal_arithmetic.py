# Decimal: arithmetic operators, comparison with other numbers, hashes, conversions to other types, subclasses, loops.
import copy
import math
import numbers
import operator
import pickle
from decimal import Context, Decimal, localcontext, setcontext
from fractions import Fraction

D = Decimal
setcontext(Context())


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


print('--- operators')
pairs = [('1.1', '2.2'), ('10', '3'), ('-7', '2'), ('1E+30', '1'), ('0.00', '-5'), ('9999999999999999999999999999', '1'), ('-0', '0')]
for a, b in pairs:
    for op in (operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod):
        print(a, op.__name__, b, end=' = ')
        attempt(op, D(a), D(b))
for a in ('1.50', '-0', '12345678901234567890123456789.5', 'Infinity', 'NaN', '-sNaN5'):
    for op in (operator.neg, operator.pos, abs):
        attempt(op, D(a))
print(D(1) + 2, 2 + D(1), 10 - D('2.5'), 7 / D(2), 7 // D(2), -7 % D(4), divmod(20, D(6)), True + D(1), 2 ** D(3))
for other in (1.5, 'x', None, 1j, Fraction(1, 2)):
    attempt(operator.add, D(1), other)
    attempt(operator.mul, other, D(1))
print(D(1).__radd__(5), D(1).__rsub__(5), D(2).__rpow__(3), D(1).__add__('x'), D(3).__rdivmod__(10))

print('--- powers')
for a, b in [('2', '10'), ('2', '-2'), ('1.1', '100'), ('2', '0.5'), ('-2', '3'), ('-8', '0.5'), ('0', '0'), ('0', '-1'), ('1.00', '3'), ('1.5', '2.5'),
             ('10', '-400'), ('Infinity', '-1'), ('1', 'Infinity'), ('0.5', '-Infinity'), ('7', '1E+2'), ('1.000000001', '123456789012345678'), ('-1', '1E+20')]:
    print(a, b, end=' ')
    attempt(operator.pow, D(a), D(b))
attempt(pow, D(3), D(4), D(5))
attempt(pow, D(-3), 5, 7)
attempt(pow, 3, D(40), 7)
attempt(pow, 3, 4, D(5))
attempt(pow, D('1E+5'), 3, 13)
attempt(pow, D('1.5'), 3, 7)
attempt(pow, D(2), 3, 0)
attempt(pow, D(2), 3, 1.5)

print('--- signals')
attempt(operator.truediv, D(1), D(0))
attempt(operator.truediv, D(0), D(0))
attempt(operator.floordiv, D(1), D(0))
attempt(operator.mod, D(1), D(0))
attempt(divmod, D(1), D(0))
attempt(operator.floordiv, D('1E+40'), D(3))
attempt(operator.mul, D('1E+999999'), D(10))
attempt(operator.add, D('Infinity'), D('-Infinity'))
attempt(operator.add, D('sNaN'), D(1))
attempt(operator.lt, D('NaN'), D(1))
try:
    D(1) / 0
except ZeroDivisionError as error:
    print(type(error).__mro__[:4], error.args)

print('--- comparison')
values = [D('1.0'), D('-2'), 1, 2.5, Fraction(5, 2), D('2.5'), -2.0, D('Infinity'), 10 ** 30, D('1E+30'), True, 1 + 0j]
for a in values:
    row = ''
    for b in values:
        row += '=' if a == b else '.'
        if isinstance(a, complex) or isinstance(b, complex):
            continue
        row += '<' if a < b else '>' if a > b else ' '
    print(row)
print(D('NaN') == D('NaN'), D('NaN') != 1, D(1) == 'x', D(1) != None, D('0.1') == 0.1, D('0.1') < 0.1, D('0.1') > Fraction(1, 11))
attempt(operator.lt, D(1), 'x')
attempt(operator.le, D(1), 1j)
attempt(operator.eq, D('sNaN'), 1)
print(max(D(1), 2, D('2.0')), min(1.5, D('1.25')), sorted([D(3), 1, 2.5, Fraction(1, 3), D('-1')]))
print(sum(D(i) / 10 for i in range(11)), math.fsum([D('0.1')] * 10), math.prod([D('1.5'), 2, D('3')]))

print('--- hashes and containers')
for a, b in [(D('1.5'), 1.5), (D('1.50'), Fraction(3, 2)), (D('1E+30'), 10 ** 30), (D('-0.375'), -0.375), (D('-0'), 0), (D('Infinity'), float('inf')),
             (D(10 ** 400), 10 ** 400), (D('1E-5'), Fraction(1, 10 ** 5)), (D(-2) ** 70, -(2 ** 70) + 2 ** 71)]:
    print(a, hash(a) == hash(b), end='; ')
print()
print({D(1): 'one', 2: 'two'}[1], {1: 'int'}[D('1.00')], 2.5 in {D('2.5')}, D(3) in [1, 2, 3], [D('1.0'), 2].index(1))
attempt(hash, D('sNaN'))

print('--- to other types')
for a in ('0', '-0.0', '2.5', '-2.5', '3.5', '1E+20', '123456789.987654321', 'Infinity', 'NaN', 'sNaN', '1E-400'):
    print(a, end=': ')
    for function in (int, float, bool, math.floor, math.ceil, math.trunc, round, complex):
        try:
            print(function(D(a)), end=' ')
        except Exception as error:
            print(type(error).__name__, error, end=' ')
    print()
for a in ('2.675', '-1.5', '1234.5', '0', 'NaN', '1E+30'):
    for n in (0, 1, 2, -2, None):
        attempt(round, D(a), n)
attempt(round, D(1), 'x')
for a in ('0.75', '-1E+3', '1E-7', '3.14159', '0', '12500E-3', 'Infinity', 'NaN'):
    attempt(D(a).as_integer_ratio)
print(D(3).real, D(3).imag, D(3).conjugate(), isinstance(D(1), numbers.Number), isinstance(D(1), numbers.Real))
print(Fraction(D('1.25')), Fraction(D('-1E+3')), D(1) == Fraction(1), math.sqrt(D(4)), math.isclose(D('0.3'), 0.3))

print('--- copies, pickles, subclasses')
class Money(Decimal):
    def __new__(cls, value, currency='EUR'):
        self = super().__new__(cls, value)
        self.currency = currency
        return self

    def __add__(self, other):
        return Money(super().__add__(other), self.currency)


m = Money('9.90', 'CHF')
print(repr(m), str(m), m.currency, m == D('9.9'), hash(m) == hash(D('9.9')), type(m * 2), type(m + 1), (m + 1).currency)
print(m - 1, 1 - m, m < 10, 10 > m, -m, abs(m), m.quantize(D('1')), D(m), type(D(m)), type(Money(D(1))), f'{m:.1f}', int(m))
print(copy.copy(D(1)), copy.deepcopy([D('1.50')]), pickle.loads(pickle.dumps(D('-1.50E+7'))), pickle.loads(pickle.dumps({'a': D('NaN12')})))
print(type(copy.copy(m)).__name__, type(copy.deepcopy(m)).__name__, D('1.50').__reduce__(), type(Money.from_float(1.5)).__name__)

print('--- loops')
total = D('0')
for i in range(300):
    total += D('0.01') * i
print(total)
x = D(1)
for i in range(1, 40):
    x = x * D('1.05') - D(i) / 7
print(x)


def pi():
    with localcontext() as context:
        context.prec += 2
        three = D(3)
        last, t, s, n, na, d, da = 0, three, 3, 1, 0, 0, 24
        while s != last:
            last = s
            n, na = n + na, na + 8
            d, da = d + da, da + 32
            t = (t * n) / d
            s += t
    return +s


for digits in (10, 28, 60):
    with localcontext(prec=digits):
        print(pi())
with localcontext(prec=300):
    root = D(2).sqrt()
    print(root * root - 2, root, sep='\n')
    print(1 / root, D(10 ** 700) // D(10 ** 450 + 1), D(7 ** 300) % D(3 ** 200), sep='\n')
