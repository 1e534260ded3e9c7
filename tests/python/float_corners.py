# float: repr, parsing, hex, ratios, rounding, floor division, special values, comparison, formatting in all presentation types
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
inf, nan = float("inf"), float("nan")
for s in ("1", " 1.5\n", "-0", "1e5", "1E-5", ".5", "5.", "1_0.0_1", "inf", "-Infinity", "NaN", "+nan", "1e400", "1e-400", "0x1p3", "", " ", "1__0", "_1", "1_.0", "e5", "1e", "1.5.5", "infi", "1 2", "\u0661.5", "1e+-5", "--1"): show(lambda: repr(float(s)))
for v in (b"1.5", bytearray(b"2"), 10**20, True, None, [], 1j, "é"): show(lambda: float(v))
for x in (0.1, 1 / 3, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 5e-324, 1.7976931348623157e308, 2.5, -0.0, 1e22, 1e23, 0.1 + 0.2, 100.0, 9007199254740993.0, inf, -inf, nan): print(repr(x), str(x), x.hex(), x.is_integer(), end="; ")
print()
for s in ("0x1p0", "0x1.8p1", "-0x.8p-2", "1.8", "0x1p1023", "inf", "nan", "0x1p-1080", " 0x1p4 ", "0x1p1024", "0x", "0xg", "1p", "", "0x1.8", "0X1P+2"): show(lambda: float.fromhex(s))
for x in (0.5, -0.75, 0.1, 1e20, 0.0, -0.0, 5e-324, 3.0): print(x.as_integer_ratio(), end=" ")
print(); show(lambda: inf.as_integer_ratio()); show(lambda: nan.as_integer_ratio()); show(lambda: float.fromhex(5)); show(lambda: int(inf)); show(lambda: int(nan)); show(lambda: round(nan)); show(lambda: round(inf, 2)); show(lambda: round(inf)); show(lambda: float.from_number(5)); show(lambda: float.from_number("5"))
for x, n in ((0.5, 0), (1.5, 0), (2.5, 0), (2.675, 2), (-2.5, 0), (1234.5678, -2), (1e16, -5), (0.05, 1), (5e-324, 5), (1e308, -308), (1.005, 2), (12345.0, -5), (9.5, -1), (15.0, -1), (1e-10, 400), (1e300, -400), (-0.4, 0)): print(round(x, n), round(x), end="; ")
print()
for a in (7.5, -7.5, 0.0, -0.0, inf, 1e-300):
    for b in (2.0, -2.0, inf, -inf, 1e300):
        try: print(a // b, a % b, divmod(a, b) == (a // b, a % b), end="; ")
        except ZeroDivisionError as e: print(e, end="; ")
print()
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 0.0 ** -1, lambda: (-8.0) ** (1 / 3), lambda: (-2.0) ** 3, lambda: 0.0 ** 0, lambda: inf ** 0, lambda: nan ** 0, lambda: 1.0 ** nan, lambda: (-1.0) ** inf, lambda: 2.0 ** -2000, lambda: inf - inf, lambda: 0 * inf, lambda: 1e308 * 10, lambda: -inf // 2, lambda: 1.0 << 1, lambda: 1.5 & 1, lambda: ~1.5, lambda: [1][1.0], lambda: range(1.0), lambda: 1.5 + "a", lambda: 1.5 @ 2, lambda: nan < 1, lambda: (nan == nan, nan != nan, nan > nan), lambda: max(nan, 1) != max(nan, 1), lambda: max(1, nan), lambda: sorted([3, nan, 1][:1]), lambda: -nan != nan, lambda: min(0.0, -0.0), lambda: (0.0 == -0.0, str(-0.0)), lambda: inf == 10**400, lambda: bool(nan), lambda: sum([0.1] * 10), lambda: sum([1e100, 1.0, -1e100]), lambda: sum([inf, -inf]), lambda: hash(inf) == hash(inf), lambda: (1.5).conjugate(), lambda: (1.5).real + (1.5).imag, lambda: 3.7.__trunc__(), lambda: (3.7).__floor__(), lambda: (-3.7).__ceil__(), lambda: float.__getformat__("double")): show(f)
for x in (0.0, -1.5, 1234567.891, 1e-7, 1e21, inf, nan, -0.0, 0.5, 99.995):
    for spec in ("", "f", ".0f", ".3f", "e", ".1e", "E", "g", ".3g", "G", "%", ".1%", ",", ",.2f", "_.1f", "+.1f", " .1f", "010.2f", "*^12.1f", "<8.1f", "=+9.1f", "#.0f", "#g", "n", "z.0f", "F", ".20f", "#.3g", "-f", "012,.1f", ".10", ".1"): print(format(x, spec), end="|")
    print()
for spec in ("d", "x", "s", "c", "b", ",s", "..2f", ".f", "5.2.3f", ".-1f", "_,f", "y", ".1000000f" if False else "q", "1 f", "=s"): show(lambda: format(1.5, spec))
show(lambda: "%f %.2f %8.3f|%-8.1f|%+g %e %G %% %s %r %05.1f %#.0f" % (1.5, 2.675, 3.14159, 2.0, 1e10, 12345.678, 1e-10, 0.1, 0.2, 2.25, 3.0)); show(lambda: "%d %i" % (3.99, -3.99)); show(lambda: "%x" % 1.5); show(lambda: "%d" % nan); show(lambda: "%.*f" % (2, 1.005)); show(lambda: "%*.*f|" % (8, 1, 2.55))
x, total = 0.5, 0.0
for i in range(2000):
    x = 3.9 * x * (1.0 - x)
    total += x if i % 3 else -x // 0.1
    if i == 1500: total = int(total)
print(x, total)
