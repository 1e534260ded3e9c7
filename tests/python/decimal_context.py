# Contexts: precision, roundings, limits of exponents, flags and traps, the current context, signal dicts.
import copy
import decimal
import pickle
from collections.abc import MutableMapping
from decimal import *
from contextvars import copy_context

D = Decimal
setcontext(Context())
print(getcontext())
print(DefaultContext, BasicContext, ExtendedContext, sep='\n')
for bits in (32, 64, 128, 256):
    print(IEEEContext(bits))


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


print('--- exceptions')
for name in ('DecimalException', 'Clamped', 'InvalidOperation', 'DivisionByZero', 'Inexact', 'Rounded', 'Subnormal', 'Overflow', 'Underflow', 'FloatOperation'):
    print([base.__name__ for base in getattr(decimal, name).__mro__])
print([base.__name__ for base in decimal.DivisionUndefined.__bases__], issubclass(DivisionByZero, ZeroDivisionError), issubclass(FloatOperation, TypeError))

print('--- settings')
attempt(Context, prec=0)
attempt(Context, prec='x')
attempt(Context, prec=1.5)
attempt(Context, prec=10 ** 30)
attempt(Context, Emin=1)
attempt(Context, Emax=-1)
attempt(Context, rounding='ROUND_SIDEWAYS')
attempt(Context, capitals=2)
attempt(Context, clamp=3)
attempt(Context, flags=[ValueError])
attempt(Context, traps={Inexact: True})
attempt(Context, traps=5)
attempt(Context, colour=1)
attempt(Context, 9, ROUND_UP, -5, 5, 0, 1, [Inexact], [Overflow])
c = Context(prec=5)
attempt(setattr, c, 'prec', 0)
attempt(setattr, c, 'colour', 1)
attempt(delattr, c, 'prec')
c.prec, c.rounding, c.Emin, c.Emax, c.capitals, c.clamp = 4, ROUND_FLOOR, -9, 9, 0, 1
print(c.prec, c.rounding, c.Emin, c.Emax, c.capitals, c.clamp, c.Etiny(), c.Etop())
print(c, copy.copy(c), c.copy(), pickle.loads(pickle.dumps(c)), c.__reduce__(), sep='\n')
for text in ('12345', '1234567e5', '1e9', '-1.23456e-12'):
    attempt(c.create_decimal, text)
print(c.flags, c, sep='\n')

print('--- roundings')
values = ['1.25', '-1.25', '1.35', '1.21', '-1.29', '1.05', '-1.051', '9.96', '1.2500001', '0.049']
for rounding in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    context = Context(prec=2, rounding=rounding)
    print(rounding, *[context.plus(D(v)) for v in values])
    print(' ', *[D(v).quantize(D('0.1'), rounding) for v in values], *[D(v).to_integral_value(rounding) for v in values])
    small = Context(prec=3, rounding=rounding, Emin=-5, Emax=5, traps=[])
    print(' ', *[small.create_decimal(v) for v in ('9.999E+5', '-9.999E+5', '1.5E-7', '-1.5E-7', '4E-8', '1E+9')], [f.__name__ for f in small.flags if small.flags[f]])

print('--- signals and flags')
c = Context(prec=3, Emin=-3, Emax=3, traps=[])


def show(result):
    print(result, [signal.__name__ for signal, value in c.flags.items() if value])
    c.clear_flags()


show(c.divide(1, 3))
show(c.divide(1, 4))
show(c.divide(1, 0))
show(c.divide(0, 0))
show(c.add(D('123.4'), 0))
show(c.add(D('123.0'), 0))
show(c.multiply(D('1E+3'), 100))
show(c.multiply(D('1E-3'), D('1E-2')))
show(c.multiply(D('1.234E-3'), D('1E-1')))
show(c.multiply(D('1E-3'), D('1E-5')))
show(c.create_decimal('0E-20'))
show(c.create_decimal(0.5))
show(c.create_decimal('xyz'))
show(c.create_decimal(' 1'))
show(c.create_decimal('1_0'))
show(c.create_decimal('NaN12345'))
show(c.compare_signal(D('NaN'), 1))
show(c.sqrt(-1))
show(c.quantize(D('1234.5'), D('0.1')))
show(c.logb(0))
c.clamp = 1
show(c.create_decimal('1E+3'))

print('--- traps')
for signal in (Clamped, InvalidOperation, DivisionByZero, Inexact, Rounded, Subnormal, Overflow, Underflow, FloatOperation):
    c = Context(prec=3, Emin=-3, Emax=3, clamp=1, traps=[signal])
    print(signal.__name__)
    for operation in ('c.create_decimal("1E+3")', 'c.divide(0, 0)', 'c.divide(1, 0)', 'c.divide(1, 3)', 'c.plus(D("1.000"))',
                      'c.create_decimal("1E-4")', 'c.power(10, 9)', 'c.power(D("1.1"), -99)', 'c.create_decimal(1.5)', 'c.create_decimal("x")'):
        try:
            eval(operation)
        except DecimalException as error:
            print(' ', operation, type(error).__name__, error)
with localcontext() as context:
    context.traps[FloatOperation] = True
    attempt(D, 1.5)
    attempt(lambda: D(1) < 1.5)
    attempt(lambda: D(1) == 1.5)
    attempt(D.from_float, 1.5)
    print(context.flags[FloatOperation])

print('--- signal dicts')
c = Context(prec=3)
flags = c.flags
print(isinstance(flags, MutableMapping), len(flags), type(flags).__name__, flags is c.flags, Inexact in flags, 'x' in flags)
c.divide(2, 3)
print(flags[Inexact], flags.get(Rounded), flags.get('x'), [s.__name__ for s in flags], list(flags.values()))
print(flags == Context().flags, flags == c.copy().flags, flags != c.traps, flags == flags.copy(), c.traps == dict(c.traps))
print(repr(c.traps), type(flags.copy()).__name__)
flags.update({Inexact: False, Clamped: 1})
print(c)
attempt(flags.__getitem__, ValueError)
attempt(flags.__setitem__, 'x', 1)
attempt(flags.__delitem__, Inexact)
attempt(lambda: flags == {})
attempt(setattr, c, 'traps', [Inexact, Rounded])
c.traps = Context(traps=[Inexact, Rounded]).traps
c.flags = {s: False for s in flags}
print(c)
c.flags = Context(flags=[Overflow]).flags
c.clear_traps()
print(c)

print('--- the current context')
with localcontext() as outer:
    outer.prec = 6
    print(D(1) / 7, getcontext() is outer)
    with localcontext(prec=3, rounding=ROUND_UP) as inner:
        print(D(1) / 7, inner.prec, outer.prec)
    with localcontext(ExtendedContext, prec=4):
        print(D(1) / 0, D(2) / 3)
    with localcontext(ctx=Context(prec=2)):
        print(D(2) / 3)
    print(D(1) / 7, getcontext() is outer)
    try:
        with localcontext() as failing:
            failing.prec = 1
            raise KeyError('x')
    except KeyError:
        print(getcontext().prec)
print(D(1) / 7)
attempt(localcontext, 5)
attempt(localcontext, colour=5)
attempt(setcontext, None)
attempt(D(2).sqrt, 5)
saved = getcontext()
setcontext(ExtendedContext)
print(getcontext() is ExtendedContext, getcontext().prec, D(1) / 3)
mine = Context(prec=4)
setcontext(mine)
print(getcontext() is mine, D(1) / 3, mine.flags[Inexact])


def elsewhere():
    getcontext().prec = 7
    setcontext(Context(prec=8))
    return D(1) / 3


print(copy_context().run(elsewhere), D(1) / 3)
setcontext(saved)


class Own(Context):
    def answer(self):
        return 42


own = Own(prec=6)
print(type(own).__name__, own.answer(), own.divide(2, 3), own.flags[Inexact], type(own.copy()).__name__, D(2).sqrt(own))
with localcontext(own):
    print(D(2) / 3)

print('--- methods')
c = Context(prec=5)
x, y, z = D('1234.567'), D('-2.5'), 3
for name in ('abs plus minus sqrt exp ln log10 normalize next_plus next_minus logb to_integral to_integral_value to_integral_exact '
             'number_class to_sci_string to_eng_string copy_abs copy_negate copy_decimal canonical is_normal is_subnormal is_finite is_infinite '
             'is_nan is_qnan is_snan is_signed is_zero is_canonical create_decimal _apply').split():
    print(name, repr(getattr(c, name)(x)))
for name in ('add subtract multiply divide divide_int divmod remainder remainder_near compare compare_signal compare_total compare_total_mag '
             'max max_mag min min_mag next_toward copy_sign same_quantum scaleb power quantize').split():
    attempt(getattr(c, name), y if name == 'scaleb' else x, D(2) if name == 'scaleb' else y)
print(c.fma(x, y, z), c.power(2, 10, 1000), c.power(a=2, b=3, modulo=None), c.radix(), c.rotate(12345, 2), c.shift(12345, -2), c.logical_and(1100, 1010))
for bad in (1.5, 'x', None):
    attempt(c.add, 1, bad)
attempt(c.canonical, 5)

# comparison of flags with dicts of other keys; a format type that goes away; exponents beyond all machine words
flags = getcontext().flags
more = dict(flags)
more[ValueError] = True
fewer = dict(flags)
del fewer[Inexact]
other = dict(fewer)
other[object] = False
print(flags == dict(flags), flags == more, flags == fewer, flags == other, flags != other)
try:
    print(Decimal((0, (1,), 10**30)))
except OverflowError as e:
    print(e)
print(format(Decimal("1234.5"), "N"))
