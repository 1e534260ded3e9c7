# ints of any size: boundaries of machine words, carrying over in loops
def show(*values):
    print(*values)

limits = [2**53 - 1, 2**53, 2**62 - 1, 2**62, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 2**65]
for v in limits:
    show(v, -v, v + 1, v - 1, -v - 1, v * 2, v * v)
    show(v // 3, v % 3, -v // 3, -v % 3, v // -3, v % -3, divmod(-v, 7))
    show(v >> 1, -v >> 1, v << 1, -v << 3, v & 0xFF, -v & 0xFF, v | 1, v ^ -1, ~v)

# a product that grows through every width
x = 1
for i in range(1, 80):
    x *= 3
    if i % 10 == 0:
        show(i, x, x.bit_length())

# a sum that crosses 2**63 within a hot loop
total = 2**63 - 5000
for i in range(10000):
    total += 1
show(total)
total = -(2**63) + 5000
for i in range(10000):
    total -= 1
show(total)

# and back down
big = 2**64
for i in range(5000):
    big -= 2**52
show(big)
n = 0
for i in range(3000):
    n = n * 31 + i
    n %= 2**61 - 1
show(n)

for a in (7, -7, 0, 1):
    for b in (2, -2, 3, -3):
        show(a, b, a // b, a % b, divmod(a, b), a / b)
for bad in ("1 // 0", "1 % 0", "divmod(1, 0)", "1 / 0", "1 << -1", "1 >> -1", "2**64 // 0"):
    try:
        eval(bad, {})
    except (ZeroDivisionError, ValueError) as e:
        show(bad, type(e).__name__, e)
show(0 ** 0, 2 ** -1, (-2) ** 3, (-2) ** -3, 10 ** 20, pow(3, 100, 7), pow(2, -1, 7))
show(int("123456789012345678901234567890"), int("-ff", 16), int("0b101", 0), int(" 12_000 "))
show(hex(2**70), oct(-8), bin(10), int(3.99), int(-3.99), int(1e20))
show(True + True, True * 5, -True, ~True, True // 1, sum([True, False, True]))
show(abs(-2**63), abs(-5), round(12345, -2), round(15, -1), round(25, -1), round(-15, -1))
show(2**63 == float(2**63), 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 10**400 > 1e308)
show((2**100).bit_length(), (255).bit_count(), (0).bit_length(), (-1).bit_length())
