# The Mersenne Twister under the module random: the same numbers as CPython for the same seed.
import _random

r = _random.Random(12345)
print([r.random() for _ in range(5)])
print([r.getrandbits(k) for k in (1, 5, 31, 32, 33, 64, 100, 0)])
for seed in (0, 1, -1, 2**32, 2**100 + 7, True):
    r.seed(seed)
    print(seed, r.random(), r.getrandbits(40))
r.seed(99)
state = r.getstate()
print(len(state), state[:3], state[-1])
first = [r.random() for _ in range(700)]
r.setstate(state)
print(first == [r.random() for _ in range(700)], sum(first))
for bad in ((1, 2), [0] * 625, (-1,) * 625, (1,) * 624 + (700,)):
    try:
        r.setstate(bad)
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)


class R(_random.Random):
    def twice(self):
        return self.random() * 2


x = R(7)
print(x.twice(), x.getrandbits(8), isinstance(x, _random.Random))
total = 0
for i in range(5000):
    total += x.getrandbits(16)
print(total)
