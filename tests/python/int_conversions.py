# int: conversion in every base, of any size, underscores, bytes, errors; bit methods; to_bytes and from_bytes; str limits; formatting
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for s, b in (("0", 10), ("  -12  ", 10), ("+7", 10), ("1_000", 10), ("0x1F", 16), ("0x1F", 0), ("0b101", 0), ("-0o17", 0), ("zZ", 36), ("1010", 2), ("0", 0), ("00", 0), ("00_0", 0), ("\u0663\u0664", 10), ("\n5\t", 10), ("0X_f", 16), ("9" * 40, 10), ("-" + "f" * 30, 16), ("z" * 20, 36)): show(lambda: int(s, b))
for s, b in (("", 10), (" ", 10), ("1__0", 10), ("_1", 10), ("1_", 10), ("0x", 16), ("012", 0), ("9", 8), ("2", 2), ("1.5", 10), ("1e5", 10), ("- 1", 10), ("--1", 10), ("\u00bd", 10), ("a", 10), ("1", 1), ("1", 37), ("1", -1), ("0b2", 0), ("1\x00", 10), ("é", 16), ("1" * 50 + "x", 10)): show(lambda: int(s, b))
for v in (b"12", bytearray(b" 7 "), memoryview(b"9"), 3.99, -3.99, 1e20, True, "  1_0 ", 1e300): show(lambda: int(v))
for n in (0, 1, -1, 255, -256, 2**31, -2**63, 2**64, 10**25, -3 * 7**30): print(n, bin(n), oct(n), hex(n), n.bit_length(), n.bit_count(), f"{n:,}", f"{n:_}", f"{n:#x}", f"{n:e}")
for args in ((0, 0), (0, 1), (255, 1), (256, 2), (1000, 4, "little"), (-1, 2, "big", True), (-128, 1), (2**70, 10), (2**70, 9, "little")):
    n, size, order, signed = (*args, "big", False)[:2] + (args[2] if len(args) > 2 else "big", n < 0 if (n := args[0]) is not None else False)
    show(lambda: n.to_bytes(size, order, signed=signed)); show(lambda: int.from_bytes(n.to_bytes(size, order, signed=signed), order, signed=signed) == n)
show(lambda: (256).to_bytes(1)); show(lambda: (-1).to_bytes(1)); show(lambda: (128).to_bytes(1, signed=True)); show(lambda: (1).to_bytes(-1)); show(lambda: (1).to_bytes(1, "middle")); show(lambda: (1).to_bytes("a")); show(lambda: (5).to_bytes()); show(lambda: (5).to_bytes(length=2, byteorder="little")); show(lambda: int.from_bytes([1, 2, 3])); show(lambda: int.from_bytes(b"")); show(lambda: int.from_bytes("ab")); show(lambda: int.from_bytes([256])); show(lambda: int.from_bytes(b"\xff", signed=True)); show(lambda: int.from_bytes(b"\xff\xfe", byteorder="little")); show(lambda: int.from_bytes(range(4))); show(lambda: int.from_bytes(5)); show(lambda: type(type("I", (int,), {}).from_bytes(b"\1")).__name__)
print((5).as_integer_ratio(), (-7).numerator, (7).denominator, (3).real, (3).imag, (-3).conjugate(), (4).is_integer(), True.as_integer_ratio(), (10).__round__(-1), int(), (5).__index__(), (5).__int__(), (-5).__abs__(), (5).__trunc__(), (5).__floor__(), (5).__ceil__())
for n, d in ((15, -1), (25, -1), (35, -1), (-15, -1), (-25, -1), (149, -2), (150, -2), (250, -2), (5, 3), (10**30 + 5, -1), (123456, -9), (5, -400)): print(round(n, d), end=" ")
print()
for a in (7, -7, 2**70, -2**70):
    for b in (3, -3, 2**65, -2**65): print(a // b, a % b, divmod(a, b) == (a // b, a % b), (a // b) * b + a % b == a, a / b if abs(a / b) < 1e30 else "", end="; ")
print()
for args in ((2, 10), (2, -2), (0, 0), (-2, 3), (-8, -1), (2, 100), (3, 4, 5), (3, -1, 7), (2, 200, 10**9 + 7), (-3, 3, 7), (3, 3, -7), (5, 0, 1), (10**20, 10**5, 97), (7, -3, 10), (True, 5), (0, -0)): print(pow(*args), end=" ")
print()
for f in (lambda: pow(2, -1, 4), lambda: pow(2, 1, 0), lambda: 0 ** -1, lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 1 / 0, lambda: 10**400 / 3, lambda: 1 << -1, lambda: 1 >> -1, lambda: float(10**400), lambda: 2**5000 * 1.0, lambda: pow(1.0, 2, 3), lambda: pow(2, 3, 1.5), lambda: (10**400) // 1.0, lambda: 1 << 2**70, lambda: 0 << 2**70, lambda: 5 >> 2**70, lambda: -5 >> 2**70): show(f)
print(10**400 / 10**399, (10**400 + 1) / (2 * 10**400), 1 / 3, 2**1000 / 2**999, -(2**70) // 3, -(2**70) % 3, 2**70 // -1, 2**64 >> 3, -(2**64) >> 65, -1 >> 100, 1 << 100, (2**100) ^ (2**99 - 1), -(2**100) & (2**101 + 5), (-5) | 2**70, ~(2**64), -(2**64) ^ -1, 5 & -2**70)
print(1 == 1.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53, 10**400 > 1e308, -10**400 < float("-inf"), 10**400 == float("inf"), 3 < 3.5, 2**1024 > 1.7e308, 0 == -0.0, 1 == True, 5 != "5")
for spec in ("d", "5d", "<5d", "^5d", "+d", " d", "05d", "-05d", ",d", "_d", "b", "#b", "#o", "x", "#X", "_b", "_x", "c", "e", ".2f", "g", "%", "n", "*^+9,d", "=+8d", "0=8", "#010x", "_>+#10b", "010,d", "z.1f"):
    try: print(format(1234, spec), format(-77, spec if spec != "c" else "d"), sep="|", end=" ")
    except ValueError as e: print(spec, e, end=" ")
print()
for spec in (".2d", "s", "10s", ",b", "_c", "+c", "#c", ",n", "_n", "zd", "5y", "d5", "=", "{}", "10 d", ".", "1000000000000000000000d"): show(lambda: format(5, spec))
show(lambda: f"{2**80:,} {2**80:_x} {-2**70:#b} {10**20:e} {10**30:.3g} {10**18:030,d}"); show(lambda: "%d %i %5d|%-5d|%05d %+d % d %x %X %#o %c %e %.3f %s" % (1, 2, 3, 4, 5, 6, 7, 255, 255, 8, 65, 10**10, 5, 2**70)); show(lambda: format(0x110000, "c")); show(lambda: format(-1, "c"))
n, acc = 1, 0
for i in range(1, 300):
    n = n * (i % 7 + 1) + i if i % 50 else n >> 40
    acc = (acc * 31 + n.bit_length() + n.bit_count() + int(str(n % 10**25)) % 97) % (10**9 + 7)
print(n, acc)
