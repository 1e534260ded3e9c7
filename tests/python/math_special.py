# math: gamma, error function, fma, neighbours, remainders, sums of products.
import math


def attempt(f, *args, **kw):
    try:
        result = f(*args, **kw)
        # C libraries differ in the last digits
        print(f.__name__, args, format(result, '.12g') if f in (math.gamma, math.lgamma, math.exp2) else result)
    except (ValueError, OverflowError, TypeError, ZeroDivisionError) as e:
        print(f.__name__, args, type(e).__name__, e)


for x in (1, 2, 5, 23, 24, 0.5, -0.5, 1.5, -3.7, 1e-25, 100.25, 150.5, 170.6, -160.3, 171.7, 172, 0, -0.0, -3, float('inf'), float('-inf'), float('nan'), 300.5, -250.5):
    attempt(math.gamma, x)
for x in (1, 2, 3, 0.5, -0.5, 10, 100.5, 1e10, 1e300, -3.7, 1e-25, 0, -3, float('inf'), float('-inf')):
    attempt(math.lgamma, x)
for x in (0.0, 0.1, -0.5, 1.0, 2.0, 3.5, 6.0, -7.0, float('inf')):
    print(x, format(math.erf(x), '.12g'), format(math.erfc(x), '.12g'))
for x in (0, 1, -1, 10, 0.5, 1023, -1074, -1080, 1024):
    attempt(math.exp2, x)
for a in ((2.0, 3.0, 4.0), (0.1, 10.0, -1.0), (1e308, 10, -1e308), (1e200, 1e200, float('-inf')), (float('inf'), 0, 1), (1e-200, 1e-200, 5e-324), (3, 4, 5), (1e16, 1.0000000000000002, -1e16), (-0.0, 1.0, -0.0)):
    attempt(math.fma, *a)
for a in ((7, 2), (7, 3), (-7, 2), (5, 2), (3, 2), (1e300, 7.1), (0.3, 0.1), (-0.0, 1), (1, float('inf')), (1, 0), (float('inf'), 1), (5.5, -2.25)):
    attempt(math.remainder, *a)
for a in ((1.0, 2), (1.0, 0), (0.0, 1), (0.0, -1), (5e-324, 0), (1.7976931348623157e308, float('inf')), (2.0, 2), (float('nan'), 1), (1.0, float('-inf'))):
    attempt(math.nextafter, *a)
for steps in (0, 1, 2, 10, 2**31, 2**33, 2**53, 2**70, -1):
    attempt(math.nextafter, 1.0, 1.5, steps=steps)
    attempt(math.nextafter, 0.0, -1e-310, steps=steps)
for x in (1.0, -1.0, 0.0, 1e300, 5e-324, 3.7, 1.7976931348623157e308, float('inf')):
    attempt(math.ulp, x)
attempt(math.sumprod, [1, 2, 3], [4, 5, 6])
attempt(math.sumprod, [10**20, 2], [3, 10**30])
attempt(math.sumprod, [0.1] * 10, [1] * 10)
attempt(math.sumprod, [1e16, 1.0, -1e16], [1.0, 1.0, 1.0])
attempt(math.sumprod, [1.5, 2], [2, 3])
attempt(math.sumprod, [], [])
attempt(math.sumprod, [1], [1, 2])
attempt(math.sumprod, [float('inf'), 1], [1.0, 2])
attempt(math.gcd, 12, -18)
attempt(math.gcd, 2**64, 2**40 * 3)
attempt(math.gcd)
total = 0.0
for i in range(1, 2000):
    total += math.gamma(i / 20) ** 0.01 + math.fma(i, 0.1, 0.3) + math.ulp(i)
    total += math.remainder(i, 7)
print(format(total, '.10g'))
