# Random operands, precisions, roundings and exponent limits: results and signals of every operation.
import random
from decimal import *

ROUNDINGS = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
UNARY = 'plus minus abs sqrt normalize next_plus next_minus logb to_integral_value to_integral_exact number_class to_eng_string'.split()
BINARY = ('add subtract multiply divide divide_int divmod remainder remainder_near compare compare_total max min_mag next_toward quantize scaleb rotate shift '
          'add subtract multiply divide quantize').split()
chance = random.Random(20261127)


def digits(n):
    kind = chance.random()
    if kind < 0.6:
        return ''.join(chance.choice('0123456789') for _ in range(n))
    if kind < 0.8:
        return ''.join(chance.choice('059') for _ in range(n))
    return chance.choice(['9' * n, '1' + '0' * (n - 1)])


def number():
    kind = chance.random()
    if kind < 0.06:
        return chance.choice(['NaN', 'sNaN3', '-Infinity', 'Infinity', '0', '-0E+3', '0E-50', '1', '-10.0'])
    n = chance.choice([1, 3, chance.randint(1, 20), chance.randint(1, 50)])
    exponent = chance.choice([0, -n, chance.randint(-n - 3, 3), chance.randint(-40, 40)])
    return chance.choice(['', '-']) + digits(n) + 'E%d' % exponent


for i in range(400):
    context = Context(prec=chance.choice([1, 2, 5, 9, 28, chance.randint(1, 45)]), rounding=chance.choice(ROUNDINGS), clamp=chance.choice([0, 0, 1]), traps=[])
    if chance.random() < 0.4:
        context.Emin, context.Emax = -chance.randint(0, 40), chance.randint(0, 40)
    kind = chance.random()
    if kind < 0.2:
        name, args = chance.choice(UNARY), [number()]
    elif kind < 0.85:
        name, args = chance.choice(BINARY), [number(), number()]
        if name in ('scaleb', 'rotate', 'shift'):
            args[1] = str(chance.randint(-context.prec - 1, context.prec + 1))
    elif kind < 0.92:
        name, args = 'fma', [number(), number(), number()]
    elif kind < 0.96:
        name, args = 'power', [digits(3) + 'E-2', str(chance.randint(-20, 60))]
    else:
        name, args = chance.choice(['exp', 'ln', 'log10']), [digits(chance.randint(1, 9)) + 'E%d' % chance.randint(-9, 1)]
    result = getattr(context, name)(*map(Decimal, args))
    print(name, *args, context.prec, context.rounding[6:], '=', result, *[signal.__name__ for signal, value in context.flags.items() if value])
