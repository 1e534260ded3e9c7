# mixed arithmetic: ints, floats, bools in one expression, comparison chains, rounding, accumulated error, conversions back and forth
for a in (5, -5, 2.5, -2.5, True, 0, 10**18, 2**63, 1e18):
    for b in (3, -3, 0.5, False, 2**62):
        row = []
        for name, f in (("+", lambda: a + b), ("-", lambda: a - b), ("*", lambda: a * b), ("/", lambda: a / b), ("//", lambda: a // b), ("%", lambda: a % b), ("<", lambda: a < b), ("==", lambda: a == b)):
            try: row.append(f())
            except ZeroDivisionError as e: row.append("zero")
        print(a, b, *row)
print(1 + 1.0, type(1 + 1.0).__name__, type(True + 1).__name__, type(True + 1.0).__name__, type(2**70 + 0.5).__name__, type(5 // 2.0).__name__, type(2**-1).__name__, type(4 ** 0.5).__name__, type(divmod(5, 2.0)[0]).__name__)
print(0.1 + 0.2 == 0.3, abs(0.1 + 0.2 - 0.3) < 1e-9, 3 * 0.1, 0.1 * 3 == 0.3, 1e16 + 1 == 1e16, 2**53 + 1.0, 10**16 + 1.0, int(1e16) + 1)
print(1 < 1.5 < 2, 1 == 1.0 == True, 2 > True > 0.5, 2**64 > 1.8e19, 2**64 == 1.8446744073709552e19, 10**30 == 1e30, int(1e30) - 10**30, 2**1000 > 1e300, -(2**1000) < -1e300)
print(sum([0.1] * 10), sum([1, 2.5, True, 2**60]), max(1, 2.0, True), min(0, -0.0, False), max(2**53, 2.0**53), round(2.5) + round(3.5), round(-1.5), round(1e15 + 0.5))
print(int("10") + float("1.5") + bool("x"), str(1) + str(1.0) + str(True), float(2**53 + 1), int(float(2**63)), int(-1.9) + int(1.9), float("1e400"), -float("1e400"), int(1e308) % 1000)
def mean(xs): return sum(xs) / len(xs)
print(mean([1, 2, 3, 4]), mean([1.5, 2]), mean([2**62, 2**63]), mean([True, False]), mean(range(101)))
total = 0; kinds = []
for i in range(3000):
    total = total + (i if i % 3 == 0 else i * 0.25 if i % 3 == 1 else i % 2 == 0)
    if i % 750 == 0: kinds.append(type(total).__name__)
print(total, kinds)
x = 1
for i in range(2000):
    x = x * 3 // 2 + 1 if i < 90 else x % 1000003 + i / 4 if i % 5 == 0 else x + True
print(x)
balance, rate = 1000, 5
for year in range(1, 41): balance += balance * rate / 100
print(round(balance, 2), f"{balance:.3f}", int(balance), balance // 1, balance % 1 < 1)
cents = [19, 5, 250]; print(sum(cents) / 100, sum(c / 100 for c in cents), "%.2f" % (sum(cents) * 0.19 / 100), [c // 100 for c in cents], [divmod(c, 100) for c in cents])
def series(n):
    s, sign = 0, 1
    for k in range(n): s += sign / (2 * k + 1); sign = -sign
    return 4 * s
print("%.6f %.6f" % (series(100), series(4000)))
print([n / 7 for n in range(4)], [f"{n / 7:.3g}" for n in (1, 10, 100, 1000, 10000)], [round(n / 7, 3) for n in range(4)], 7 / 7, 1 / 3 * 3 == 1, 49 * (1 / 49) == 1)
h = 0
for v in [1, 2.5, -3, True, 2**40, 0.125] * 400:
    h = (h * 31 + int(v * 8)) % 1000000007
print(h)
import operator
big = 10**400
for name in "add sub mul truediv floordiv mod pow matmul lshift rshift and_ or_ xor ixor lt eq".split():
    for a, b in ((big, 1.5), (1.5, big), (big, 1j), (1j, big), (big, "a"), (big, None)):
        try: print(name, getattr(operator, name)(a, b))
        except Exception as e: print(name, type(e).__name__, e)
for a, b in ((big, 1j), (1j, big), (big, 1.5)):
    try: print(divmod(a, b))
    except Exception as e: print(type(e).__name__, e)
