# primes three ways
def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return [i for i, f in enumerate(flags) if f]
def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    d = 3
    while d * d <= n:
        if n % d == 0:
            return False
        d += 2
    return True
def generate():
    composites = {}
    n = 2
    while True:
        p = composites.pop(n, None)
        if p is None:
            yield n
            composites[n * n] = n
        else:
            m = n + p
            while m in composites:
                m += p
            composites[m] = p
        n += 1
a = sieve(5000)
b = [n for n in range(5001) if is_prime(n)]
c = []
for p in generate():
    if p > 5000:
        break
    c.append(p)
print(len(a), a == b == c, a[:10], a[-3:], sum(a))
def factor(n):
    out = {}
    d = 2
    while d * d <= n:
        while n % d == 0:
            out[d] = out.get(d, 0) + 1
            n //= d
        d += 1
    if n > 1:
        out[n] = out.get(n, 0) + 1
    return out
for n in (1, 97, 360, 2**20 * 3**5, 600851475143, 9999991):
    f = factor(n)
    product = 1
    for p, k in f.items():
        product *= p ** k
    print(n, " * ".join(f"{p}^{k}" if k > 1 else str(p) for p, k in f.items()), product == n)
def miller_rabin(n):
    if n < 4:
        return n > 1
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2; s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if a % n == 0:
            continue
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True
print([n for n in range(2**61 - 100, 2**61) if miller_rabin(n)], miller_rabin(2**89 - 1), miller_rabin(2**67 - 1))
