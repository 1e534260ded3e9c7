# overflow in the middle of hot loops, in every operator
def collatz_big(n):
    steps = 0
    top = n
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        if n > top:
            top = n
        steps += 1
    return steps, top
print(collatz_big(27), collatz_big(2**61 - 1), collatz_big(837799))
def multiply_up(n, by):
    x = 1; out = []
    for i in range(n):
        x *= by
        if i % 50 == 49:
            out.append(x)
    return out
print(multiply_up(100, 2), multiply_up(100, -3)[0], multiply_up(50, 10))
def wrap64(n):
    x = 88172645463325252
    for _ in range(n):
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
    return x
print(wrap64(3000))
def fnv(text):
    h = 0xCBF29CE484222325
    for ch in text:
        h = ((h ^ ord(ch)) * 0x100000001B3) % 2**64
    return h
print(fnv("hello"), fnv("x" * 2000))
def lcg(n):
    x = 1; s = 0
    for i in range(n):
        x = (x * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        s += x >> 33
    return x, s
print(lcg(3000))
def shifts(n):
    out = 0
    for i in range(n):
        out ^= (1 << (i % 70)) | ((-1) << (i % 66))
        out ^= (2**66 - i) >> (i % 68)
    return out
print(shifts(3000))
def subtract(n):
    x = -(2**63) + n // 2
    for i in range(n):
        x -= 1
    return x, x + 2**63
print(subtract(3000))
def neg(n):
    x = -(2**63) + 1500; m = 0
    for i in range(n):
        x -= 1
        m = max(m, -x, abs(x))
    return m
print(neg(3000))
def floordiv(n):
    s = 0
    for i in range(1, n):
        s += (-(2**63)) // -i + (2**64) // i - (-(2**53)) // i + (-i) // 7 + (-i) % 7 + i % -7
    return s
print(floordiv(2000))
def powers(n):
    s = 0
    for i in range(n):
        s += (i % 50) ** (i % 20) - (-(i % 9)) ** (i % 23)
    return s
print(powers(2500))
def factorials(n):
    f = 1; digits = 0
    for i in range(1, n + 1):
        f *= i
        digits += len(str(f))
    return digits, f % (10**9 + 7)
print(factorials(300))
def fibs(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
print(fibs(90), fibs(91), fibs(92), fibs(93), fibs(94), fibs(500), len(str(fibs(3000))))
def compare(n):
    c = 0; x = 2**63 - n // 2
    for i in range(n):
        x += 1
        if x > 2**63: c += 1
        if x >= 2.0**63: c += 10
        if x == 2**63: c += 1000000
        if -x < -(2**63): c += 100
    return c
print(compare(2000))
def counter(n):
    i = 2**53 - n
    while i < 2**53 + n:
        i += 1
    return i
print(counter(2000))
def digits_sum(n):
    s = 0
    while n:
        n, d = divmod(n, 10)
        s += d
    return s
print(digits_sum(7**600), digits_sum(2**64), sum(map(int, str(2**1000))))
def isqrt(n):
    x = 1 << ((n.bit_length() + 1) // 2)
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y
print(isqrt(2 * 10**100), isqrt(2**126 - 1), [isqrt(i) for i in (1, 2, 3, 4, 99, 100)])
