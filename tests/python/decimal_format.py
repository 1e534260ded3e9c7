# Decimals as texts and from texts: constructors, str, repr, format, engineering notation, tuples.
from decimal import *

D = Decimal
setcontext(Context())


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


print('--- from text')
for text in ('0', '-0', '00012', '1.', '.5', '+.5E-3', '1e5', '1E+5', '1e-07', '12_3.4_5', ' 7\n', '\t-8 ', '_1__0_', 'inf', '-Infinity', '+iNf', 'nan', 'NaN0', '-nan0012', 'sNaN',
             'snan7', '\u0661\u0662.\uff15', '1e999999', '1e-999999', '123456789012345678901234567890.123456789', '0e400', '0' * 50 + '1', '1' * 100):
    attempt(D, text)
for text in ('', ' ', '.', '+', 'e5', '1e', '1e+', '1.2.3', '--1', '1 2', '0x10', 'infinit', 'nanx', 'nan1.5', 'snan-1', '1e5.5', '1e1000000000', '1e-1000000000', '\u00e9', '1\x00', '1,5'):
    attempt(D, text)
print('--- from other objects')
for value in (0, -5, True, 10 ** 30, -(2 ** 63), 2 ** 64, 0.5, -0.0, 0.1, 1e300, 5e-324, float('inf'), float('-nan'), D('1.50'),
              (0, (1, 2, 3), -2), (1, (0, 0, 5), 3), [0, [1], 0], (0, (), 0), (1, (), 'F'), (0, (1, 2), 'n'), (1, (3,), 'N'), (0, (0,), 'F')):
    attempt(D, value)
for value in (None, b'1', 1j, {}, object, (0, 1), (2, (1,), 0), (0, (1, 10), 0), (0, ('1',), 0), (0, (1,), 'x'), (0, (1,), 1.5), (0, 5, 0), 'x'):
    attempt(D, value)
attempt(D)
attempt(lambda: D(value='7'))
attempt(lambda: D('7', context=None))
attempt(lambda: D('x', Context(traps=[])))
attempt(D, 1, 5)
for value in (1, 1.5, float('inf'), True, 'x', None, D(1)):
    attempt(D.from_float, value)
    attempt(D.from_number, value)
attempt(D.from_number, (0, (1,), 0))
c = Context(prec=4)
for value in ('1.23456', 123456, 1.23456, (0, (1, 2, 3, 4, 5), -1), D('9.99999'), D('NaN123456'), None):
    attempt(c.create_decimal, value)
attempt(c.create_decimal_from_float, 3.14159)
attempt(c.create_decimal_from_float, '1')
attempt(c.create_decimal)

print('--- to text')
numbers = ['0', '-0', '0.00', '0E+3', '0E-7', '0E-20', '1', '12', '123', '1E+1', '1E+2', '12E+2', '123E+3', '1.5E+7', '1E-5', '1E-6', '1E-7', '12E-9', '123E-9', '0.000001',
           '0.0000001', '-1.2345E-10', '123456789.123', '1E+999', '-1E-999', 'Infinity', '-NaN5', 'sNaN']
for text in numbers:
    d = D(text)
    print(repr(d), d, d.to_eng_string(), d.as_tuple(), d.adjusted())
with localcontext(capitals=0):
    print(D('1E+5'), repr(D('1E-9')), D('1E+5').to_eng_string(), format(D('1E+5'), ''), f"{D('1E+50'):g}")
print(Context(capitals=0).to_sci_string(D('1E+5')), Context(capitals=0).to_eng_string(D('12E+5')), '%s %r' % (D(1), D(2)), str([D('1.0')]))
print('%d %i %x %.3f %e %g %5s|' % (D('7.9'), D('-7.9'), 255, D('1.23456'), D('12345.678'), D('0.1'), D(1)))

print('--- format')
values = [D(text) for text in ('-1234567.891', '0', '-0', '0E+5', '0E-10', '1E+10', '1.50E+10', '123E-10', '-0.001', '0.5', '2.5', '999.99', '1E-7', '12345', '-Infinity', 'NaN')]
for spec in ('', 'e', 'E', 'f', 'F', 'g', 'G', '%', 'n', '.0f', '.1f', '.3f', '.0e', '.2e', '.12e', '.1g', '.3g', '.20g', '.1%', '.2', '+', ' ', '+.2f', ',', ',.2f',
             '20', '<20', '^20', '=20', '*^20', '020', '020,.2f', '06,', ',e', '-.4G', '0=15', 'x<12.1f', '\u00e9>9', '010.3', '+012.2%'):
    print(repr(spec), [format(d, spec) for d in values])
for rounding in (ROUND_UP, ROUND_FLOOR, ROUND_HALF_UP, ROUND_05UP):
    with localcontext(rounding=rounding):
        print(rounding, [f'{d:.1f} {d:.2e}' for d in values[:6]])
with localcontext(prec=3):
    print(f"{D('1234.5678'):.3f}", f"{D('1234.5678')}", f"{D('123456789'):,}", '{:>12}|{!r}'.format(D('1.50'), D('1.50')))
attempt(D(1).__format__, 5)
print(D('1234.5').__format__('10.2f'), format(D('1e5'), '015,'), format(D('123456'), '010,'), format(D('12'), '03,'), format(D('1234'), '05,'), format(D('-123456'), '011,'))
