# The functions of decimals: roots, exponentials, logarithms, quantizing, neighbours, logic, digits, classes.
from decimal import *

D = Decimal
setcontext(Context())


def attempt(function, *args):
    try:
        print(repr(function(*args)), end=' ')
    except Exception as error:
        print(type(error).__name__, error, end=' ')


print('--- sqrt, exp, ln, log10')
numbers = ['0', '-0', '1', '2', '4', '100', '1E+3', '0.01', '1E-7', '2.25', '10', '123.456', '0.999999', '1.000001', '1.00000000000000000000000000000001', '1E+20', '-1', '1E-300',
           '5E+400', 'Infinity', '-Infinity', 'NaN5', '1234567890123456789012345678901234567890', '15241578750190521', '0.5', '-30.5', '2.302585092994045684017991454684']
for prec in (3, 9, 28, 45):
    with localcontext(prec=prec, traps=[]) as context:
        for text in numbers:
            print(text, *[getattr(D(text), name)() for name in ('sqrt', 'exp', 'ln', 'log10')])
with localcontext(prec=150):
    print(D(1).exp(), D(2).ln(), D(3).log10(), D(5).sqrt(), sep='\n')
for rounding in (ROUND_UP, ROUND_DOWN, ROUND_FLOOR, ROUND_CEILING):
    with localcontext(prec=6, rounding=rounding):
        print(D(2).sqrt(), D(2).exp(), D(2).ln(), D(2).log10(), D(2) ** D('0.5'), D(3) ** 7, D(3) ** -7, D('1.1') ** D('1.1'))
with localcontext(prec=5, Emin=-10, Emax=10, traps=[]) as context:
    for text in ('30', '-30', '-35', '-40', '23', '1E+9', '-1E+9', '1E+30'):
        print(D(text).exp(), [s.__name__ for s in context.flags if context.flags[s]], end=' ')
        context.clear_flags()
    print()
attempt(D(-1).sqrt)
attempt(D(-1).ln)
attempt(D(0).log10)
attempt(D(1).exp, 5)
print()

print('--- quantize, integral values')
for a, b in [('2.17', '0.001'), ('2.17', '0.01'), ('2.17', '0.1'), ('2.17', '1E+0'), ('2.17', '1E+1'), ('-0.1', '1'), ('-Infinity', 'Infinity'), ('2', 'Infinity'), ('0', '1E+5'),
             ('217', '1E+2'), ('35236450.6', '1E-20'), ('NaN', '1'), ('9.99', '0.1'), ('-2.5', '1')]:
    attempt(D(a).quantize, D(b))
print()
attempt(D('1.5').quantize, 1)
attempt(D('1.5').quantize, 1.5)
attempt(D('2.5').quantize, D(1), ROUND_UP)
attempt(D('2.5').quantize, D(1), None, Context(rounding=ROUND_CEILING))
attempt(D('2.5').quantize, D(1), 'up')
print(D('2.5').quantize(exp=D('1'), rounding=ROUND_HALF_UP, context=None))
for text in ('2.1', '-2.5', '3.5', '100', '1E+5', '0.00', '-0.4', 'Infinity', 'NaN', '1234567890123456789012345678901.5'):
    with localcontext() as context:
        print(D(text).to_integral(), D(text).to_integral_value(ROUND_UP), D(text).to_integral_exact(rounding=ROUND_FLOOR), context.flags[Inexact], context.flags[Rounded])
for text in ('1200', '1.200', '0E+7', '-0.00', '1.23E+5', '120E-5', 'Infinity', '9999999999999999999999999999999'):
    attempt(D(text).normalize)
print()

print('--- remainders and fused products')
for a, b in [('2.1', '3'), ('10', '6'), ('10', '3'), ('-10', '3'), ('10.2', '1'), ('10', '0.3'), ('3.6', '1.3'), ('5', '2'), ('7', '2'), ('1E+30', '7'), ('1', 'Infinity'), ('0', '3')]:
    attempt(D(a).remainder_near, D(b))
    attempt(D(a).fma, D(b), D('1E-10'))
print()
attempt(D('1').fma, D('Infinity'), D('-Infinity'))
attempt(D('0').fma, D('Infinity'), 1)
attempt(D('9999999999').fma, 9999999999, D('-99999999980000000001'))
print()

print('--- order')
line = [D(text) for text in ('-Infinity', '-127', '-1.00', '-1', '-0.000', '-0', '0', '1.2300', '1.23', '1E+9', 'Infinity', 'sNaN', 'NaN', 'NaN5', '-NaN', '-sNaN3')]
for a in line:
    print(a, *[D(a).compare_total(b) for b in line], '|', *[a.compare_total_mag(b) for b in line])
for a, b in [('1', '2'), ('2', '1.0'), ('-3', '2'), ('NaN', '7'), ('7', 'NaN'), ('NaN1', 'NaN2'), ('1', '1.0'), ('-0', '0'), ('-1', '-1.00'), ('Infinity', '1')]:
    print(*[getattr(D(a), name)(D(b)) for name in ('compare', 'max', 'min', 'max_mag', 'min_mag', 'copy_sign', 'same_quantum')])
attempt(D(1).compare_signal, D('NaN'))
attempt(D(1).compare, 1.5)
attempt(D(1).max, 'x')
print()

print('--- neighbours, exponents')
with localcontext(prec=5, Emin=-6, Emax=6, traps=[]) as context:
    for text in ('1', '-1', '0', '1E-6', '9.9999E+6', '-9.9999E+6', 'Infinity', '-Infinity', '1E-10', '-1E-10', '1.234567', 'NaN'):
        d = D(text)
        print(d.next_plus(), d.next_minus(), d.next_toward(D('Infinity')), d.next_toward(-2), d.next_toward(d), end=' ')
        print(d.logb(), d.number_class(), d.is_normal(), d.is_subnormal(), [s.__name__ for s in context.flags if context.flags[s]])
        context.clear_flags()
for a, b in [('7.5', '3'), ('7.5', '-3'), ('Infinity', '5'), ('1', '1.5'), ('1', '1E+1'), ('1E+999990', '100'), ('1', '9999999')]:
    attempt(D(a).scaleb, D(b))
print()
print(*[getattr(D(text), name)() for text in ('1', '-0', 'NaN', 'sNaN', '-Infinity') for name in
        'is_finite is_infinite is_nan is_qnan is_snan is_signed is_zero is_canonical number_class copy_abs copy_negate canonical radix adjusted'.split()])

print('--- digits and logic')
with localcontext(prec=9):
    for a, b in [('34', '8'), ('12', '9'), ('123456789', '-2'), ('123456789', '0'), ('123456789', '2'), ('-123', '5'), ('1E+5', '1'), ('Infinity', '1'), ('1', '10'), ('1', '1.5')]:
        attempt(D(a).rotate, D(b))
        attempt(D(a).shift, D(b))
    print()
    for a, b in [('0', '1'), ('1100', '1010'), ('1111', '10'), ('111111111111', '1'), ('12', '1'), ('-1', '1'), ('1E+1', '1'), ('NaN', '1')]:
        for name in ('logical_and', 'logical_or', 'logical_xor'):
            attempt(getattr(D(a), name), D(b))
        attempt(D(a).logical_invert)
    print()
