# ints that grow beyond the machine's in the middle of a trace, in every operator, and come back
def grow(op, n, start, step):
    x = start
    for i in range(n):
        x = op(x, step)
        if x.bit_length() > 200: x >>= 150
    return x
print(grow(lambda a, b: a + b, 2000, 2**62 - 1000, 1), grow(lambda a, b: a - b, 2000, -2**62 + 1000, 1), grow(lambda a, b: a * b, 500, 3, 7), grow(lambda a, b: a * b + 1, 500, -1, 3), grow(lambda a, b: a << b, 400, 1, 3), grow(lambda a, b: ~a ^ b, 1001, 2**63, 5))
def sums(n, k):
    t = 0
    for i in range(n): t += i ** k
    return t
print(sums(800, 2), sums(800, 7), sums(800, 9))
def fib(n):
    a, b = 0, 1
    for _ in range(n): a, b = b, a + b
    return a
print([fib(n) for n in (90, 91, 92, 93, 94, 300)])
def back_and_forth(n):
    x, crossings = 2**63 - 50, 0
    for i in range(n):
        before = x > 2**63 - 1
        x += 7 if i // 40 % 2 == 0 else -7
        crossings += before != (x > 2**63 - 1)
    return x, crossings
print(back_and_forth(2000))
def mixed(n):
    out = 0
    for i in range(n):
        v = i * 0x123456789ABCDEF
        out ^= v & 0xFFFFFFFFFFFFFFFF
        out = (out * 6364136223846793005 + 1442695040888963407) % 2**64
        if i % 100 == 0: out = -out // 3
        if i % 333 == 0: out = abs(out) % 10**15
    return out
print(mixed(2000))
def divisions(n):
    t = []
    for i in range(1, n):
        a = 2**64 // i if i % 3 else i * 10**19
        t.append((a // i, a % i, -a // i, -a % i, divmod(a, -i) == (a // -i, a % -i)))
    return sum(x[0] + x[1] - x[2] + x[3] for x in t), all(x[4] for x in t)
print(divisions(900))
def compare(n): return sum((2**62 + i < 2**62 + n // 2) + (2**64 + i == 2**64 + 5) + (i << 60 > 2**65) for i in range(n))
print(compare(1500))
