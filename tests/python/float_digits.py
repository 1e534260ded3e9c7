# Digits of floats rounded to a place: ties of the exact value, many digits, large and small numbers, all kinds of formats.
VALUES = [0.0, 0.5, 1.5, 2.5, 0.125, 0.375, 1.005, 2.675, 9.995, 99.5, 999999.5, 0.1, 1 / 3, 123456.789, 4503599627370497.5]
LARGE = [2.0**60, 1e15, 123456789012345680.0, 1e22, 1e23, 1.7976931348623157e308]
SMALL = [1e-5, 0.00012345, 4.35e-10, 2.0**-30, 5e-324, 2.2250738585072014e-308]
for value in VALUES + LARGE + SMALL:
    print(repr(value))
    print(" ", ["%.*f" % (p, value) for p in (0, 1, 2, 3, 7)])
    print(" ", ["%.*e" % (p, value) for p in (0, 2, 16)], ["%.*g" % (p, value) for p in (1, 3, 15, 17)])
    print(" ", f"{value:.1%} {value:,.2f} {-value:+.0f} {value:>30.20f}"[:200])
for value in (0.1, 2.0**-30, 1e22, 1 / 7):
    print("%.40f %.59f" % (value, value), "%.62f" % value, "%.30g" % value, sep="\n")
print([round(n / 8, 2) for n in range(-9, 10)])
print([round(n / 1000 + 0.0005, 3) for n in range(12)], round(1e20 / 3, 3), round(0.5), round(2.5), round(1.15, 1))

# ints in texts: lengths, signs, wide neighbours
print([str(s * 10**k - d) for k in range(20) for s in (1, -1) for d in (0, 1)])
print(f"{42:6}|{-42:<6}|{42:^6}|{42:+}|{1234567:,}|{-7:05}|{255:x}|{10**25:_}", "\u0100%d\u0101%5d" % (12, -3), "%d%%" % 99)

# quotients that their uppermost bits settle, and those that they do not
big = 3**200
for quotient in (0, 1, 2, 9, 10**6, 2**27, 2**28, 2**29, 10**12):
    for rest in (0, 1, big // 2, big - 1):
        number = big * quotient + rest
        assert divmod(number, big) == (quotient, rest), quotient
        assert number // big == quotient and -number // -big == quotient, quotient
        assert -number // big == (-quotient if rest == 0 else -quotient - 1), quotient
        assert number % -big == (0 if rest == 0 else rest - big), quotient
print(big // 7**10, (big + 1) // big, (big - 1) // big)
