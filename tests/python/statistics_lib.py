# statistics: averages, spread, quantiles, regression, normal distributions; for ints, floats, fractions and decimals.
import statistics as s
from decimal import Context, Decimal as D, setcontext
from fractions import Fraction as F

setcontext(Context())


def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, repr(function(*args, **kwargs)))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


samples = [
    [1, 2, 3, 4, 4],
    [-1.0, 2.5, 3.25, 5.75],
    [F(3, 7), F(1, 21), F(5, 3), F(1, 3)],
    [D('0.5'), D('0.75'), D('0.625'), D('0.375')],
    [1, 2.5, 3],
    [D('27.5'), D('30.25'), D('30.25'), D('34.5'), D('41.75')],
]
for data in samples:
    print(data)
    for function in (s.mean, s.median, s.median_low, s.median_high, s.median_grouped, s.mode, s.multimode, s.variance, s.pvariance, s.stdev, s.pstdev, s.quantiles, s.fmean):
        attempt(function, data)
attempt(s.mean, [])
attempt(s.median, [])
attempt(s.variance, [1])
attempt(s.mode, [])
attempt(s.mean, ['a'])
attempt(s.mean, [1, D(2)])
attempt(s.mean, [F(1), D(2)])
attempt(s.mean, [1e30, 1, -1e30])
attempt(s.mean, [True, False, True, True])
attempt(s.mode, ['red', 'blue', 'blue', 'red', 'green', 'red'])
attempt(s.multimode, 'aabbbbccddddeeffffgg')
attempt(s.geometric_mean, [54, 24, 36])
attempt(s.geometric_mean, [0, 1])
attempt(s.harmonic_mean, [40, 60])
attempt(s.harmonic_mean, [40, 60], weights=[5, 30])
attempt(s.harmonic_mean, [D(40), D(60)])
attempt(s.harmonic_mean, [1, -1])
attempt(s.fmean, [3.5, 4.0, 5.25], [1, 2, 1])
attempt(s.quantiles, [D(1), D(2), D(4), D(8)], n=3, method='inclusive')
attempt(s.quantiles, range(1, 20), n=10)
attempt(s.variance, [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5], 1.6)
attempt(s.pvariance, [F(1, 4), F(5, 4), F(1, 2)])
attempt(s.covariance, [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3])
attempt(s.correlation, [1, 2, 3, 4], [4, 3, 2, 1])
attempt(s.correlation, [1, 10, 100, 1000], [1, 2, 3, 5], method='ranked')
attempt(s.linear_regression, [1, 2, 3, 4], [2, 4.5, 5, 8])
attempt(s.linear_regression, [1, 2, 3], [2, 4, 6], proportional=True)
n = s.NormalDist(100, 15)
print(n, n.mean, n.stdev, n.variance, n.median, n.mode, n.zscore(130))
print(round(n.pdf(100), 12), round(n.cdf(120), 12), round(n.inv_cdf(0.95), 9), [round(q, 6) for q in n.quantiles(4)])
print(n + 10, n * 2, n - s.NormalDist(50, 8), -n, n == s.NormalDist(100, 15), round(n.overlap(s.NormalDist(110, 10)), 9))
print(s.NormalDist.from_samples([2.5, 3.1, 2.1, 2.4, 2.7, 3.5]))
print([round(x, 6) for x in s.NormalDist(10, 2).samples(5, seed=12345)])
