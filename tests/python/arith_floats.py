# floats: printing, special values, division, conversion
inf = float("inf")
nan = float("nan")
values = [0.0, -0.0, 1.0, -1.5, 0.1, 1 / 3, 1e16, 1e15, 123456789.125, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, 1e22, 1e21, inf, -inf, nan]
for v in values:
    print(repr(v), str(v), v == v, bool(v), -v, abs(v))
print(0.1 + 0.2, 1.1 * 3, 1e308 * 10, -1e308 * 10, inf - inf, inf * 0)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, -2), divmod(-7.5, 2))
print(0.0 == -0.0, str(0.0 * -1), 1e300 * 1e-300, 2.0 ** 0.5, 2 ** 0.5, (-8.0) ** 3, 2.0 ** -2)
print(-0.0 // 1, 0.0 % -1, 5.0 % inf, -5.0 % inf, -5.0 // inf, 3 % -inf)
print(int(2.9), int(-2.9), int(1e18), int(1e19), round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.567, -2))
print(round(0.5), round(1.5), round(1e20), round(-0.4), round(12.5, 0), round(5.015, 2))
print(float("1e3"), float("  -2.5 "), float("inf"), float("-Infinity"), float("1_000.5"), float(".5"), float("5."))
print((0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (3.0).is_integer(), (3.5).is_integer())
print(1 < 1.5, 1 == 1.0, 2**53 == 2.0**53, nan < 1, nan == nan, nan != nan, inf > 10**300, -inf < -(10**400))
print(min(1, 0.5, -0.0), max(1, 1.0), max(1.0, 1), sorted([3, 1.5, -2, 2**70, 1e10]))
print(hash(1) == hash(1.0), hash(2**70) == hash(2.0**70), {1: "a", 1.0: "b", True: "c"})

for text in ("abc", "", "1e", "--1", "1..2", "0x10"):
    try:
        float(text)
    except ValueError as e:
        print("ValueError", e)
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: int(inf), lambda: int(nan), lambda: 0.0 ** -1, lambda: float(10**400), lambda: 10**400 * 1.0):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

# sums in hot loops
s = 0.0
for i in range(1, 5000):
    s += 1.0 / i
print(s)
x = 0.5
for i in range(4000):
    x = 3.9 * x * (1 - x)
print(0 <= x <= 1)
t = 0
for i in range(6000):
    t = t + i if i < 3000 else t + 0.5
print(t)
area = 0.0
n = 2000
for i in range(n):
    h = (i + 0.5) / n
    area += 4 / (1 + h * h)
print("%.10f" % (area / n))
