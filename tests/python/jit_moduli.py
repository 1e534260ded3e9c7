"""Division, remainder and masks by constants near powers of two, in hot loops: only exact powers may become shifts and masks."""


def remainders(modulus_name):
    x, seen = 2, []
    for _ in range(60):
        if modulus_name == "2**53-1":
            x = 100 * x % (2**53 - 1)
        elif modulus_name == "2**53":
            x = 101 * x % 2**53
        elif modulus_name == "2**49+1":
            x = 1003 * x % (2**49 + 1)
        elif modulus_name == "2**31-1":
            x = 48271 * x % (2**31 - 1)
        else:
            x = 75 * x % (2**16 + 1)
        seen.append(x)
    return sum(seen), seen[-1]


for name in ("2**53-1", "2**53", "2**49+1", "2**31-1", "2**16+1"):
    print(name, *remainders(name))


def quotients(start):
    x, total = start, 0
    for k in range(50):
        total += x // (2**53 - 1) + x // (2**52) - x // (-(2**51)) + x * (2**50 - 1) % 1000003
        x = x * 3 + k if abs(x) < 2**60 else x // (2**40 + 1)
    return total, x


print(quotients(7), quotients(-7), quotients(2**55 + 3))


def masks(bits):
    total = 0
    for k in range(60):
        low = (k * 0x9E3779B97F4A7C15) & ((1 << bits) - 1)
        total ^= low | (2**49 + k) ^ (2**52 - 1)
    return total


print([masks(bits) for bits in (8, 31, 49, 52, 53, 63, 64)])
