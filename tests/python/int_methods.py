# int parsing, printing, bit operations, rounding, conversions at boundaries
for text in ("0", "-0", "007", " 42 ", "+5", "1_000", "0x1f", "0b1", "0o17", "1__0", "_1", "1_", "", " ", "1.5", "१२", "- 1", "99999999999999999999999", "0_1"):
    out = []
    for base in (10, 0, 16):
        try: out.append(int(text, base))
        except ValueError as e: out.append("ValueError")
    print(repr(text), out)
for bad in (lambda: int("12x"), lambda: int("5", 37), lambda: int("5", 1), lambda: int(5, 10), lambda: int("9", 8), lambda: int(None), lambda: int("x" * 5, 16), lambda: int(float("nan")), lambda: int(float("inf"))):
    try: print(bad())
    except Exception as e: print(type(e).__name__ + ":", e)
for n in (0, 1, -1, 255, -256, 2**31, -2**31, 2**32 - 1, 2**53, -2**63, 2**63, 2**64, -2**64 - 1, 10**25, -10**25):
    print(n, bin(n)[:12], hex(n), oct(n)[-8:], n.bit_length(), n.bit_count(), n & 0xFFFF, n | 0xFF, n ^ 0xF0F0, ~n, n >> 3, n << 5, -n, abs(n), hash(n) == hash(int(str(n))), bool(n), float(n), n == float(n))
for a in (2**64 + 3, -(2**64) - 3, 2**40, -(2**40), 17, -17):
    for b in (2**32 + 1, -(2**33), 7, -7, 2**70):
        q, r = divmod(a, b)
        print(a, b, q, r, q * b + r == a, a & b, a | b, a ^ b, a / b, a < b, abs(r) < abs(b))
print([round(x, n) for x in (12345, -12345, 15, 25, 35) for n in (-1, -2, -5, 0, 2)], round(7), round(2**70, -5), (7).as_integer_ratio(), (3).conjugate(), (5).real, (5).imag, (6).numerator, (6).denominator)
print(2**0, 2**10, 2**63, 2**64, (-2)**63, (-2)**64, 0**0, 1**10**10, (-1)**(10**10 + 1), 7**77, 10**-2, 2**-1074, (-2)**-1)
print(int(1e15), int(1e16), int(1e22), int(-1e30), int(2.0**62), int(2.0**63), int(123456789.987), int(-0.5), int(True), int("-1"), int(" -0b11 ", 0))
print(1 << 62, 1 << 63, 1 << 64, -1 << 63, 3 << 61, 1 << 100 >> 99, -1 >> 100, 5 >> 100, -5 >> 1, 2**100 >> 50, -(2**100) >> 98, (2**100 + 1) >> 1)
print(6 & -4, -6 & 4, -6 & -4, 6 | -4, -6 | 4, 6 ^ -4, -6 ^ -4, 2**65 & -1, 2**65 | -1, 2**65 ^ -1, -(2**65) & 2**64, -(2**65) | 1, (2**65 - 1) & ~(2**64), ~(2**65))
print(10**18 * 10**18, (10**18 + 1) * (10**18 - 1), 3**50 - 3**49, 2**63 - 2**63, 2**63 + -2**63, -(2**63) - 1, -(2**63) * -1, 2**62 + 2**62, 2**31 * 2**32, -2**31 * 2**32, 4611686018427387904 * 2, 3037000500 ** 2)
print(pow(3, 2**70, 1000), pow(7, -1, 26), pow(-3, 3, 7), pow(3, 3, -7), pow(2**70, 2, 2**35 + 1), pow(5, 0, 1), pow(0, 0, 3))
for bad in (lambda: pow(2, -1, 4), lambda: pow(2, 2, 0), lambda: 1 << -1, lambda: 1 << "a", lambda: 5 & 1.0, lambda: ~1.5, lambda: 5 // "a", lambda: "a" % 5, lambda: -"a", lambda: 2**63 // 0, lambda: 2**63 % 0, lambda: 0 ** -1, lambda: 1 < "a", lambda: 2**64 < "a", lambda: (2**64).nope, lambda: 5()):
    try: print(bad())
    except Exception as e: print(type(e).__name__ + ":", e)
def digital(n):
    steps = 0
    while n > 9: n = sum(int(d) for d in str(n)); steps += 1
    return n, steps
print(digital(7**500), digital(10**30 - 1), str(3**200)[-20:], int(str(3**200)) == 3**200, len(str(2**10000)), (2**10000) % 10**9, 2**10000 // 2**9990)
def reverse_bits(n, width):
    r = 0
    for _ in range(width): r = r << 1 | n & 1; n >>= 1
    return r
print([reverse_bits(x, 70) for x in (1, 2, 0b1011)], sum(reverse_bits(i, 12) for i in range(500)), [bin(i).count("1") == i.bit_count() for i in (5, 2**70 - 1)])
def crc32(data):
    c = 0xFFFFFFFF
    for b in data:
        c ^= b
        for _ in range(8): c = c >> 1 ^ (0xEDB88320 if c & 1 else 0)
    return c ^ 0xFFFFFFFF
print(hex(crc32([ord(x) for x in "The quick brown fox jumps over the lazy dog"])))
