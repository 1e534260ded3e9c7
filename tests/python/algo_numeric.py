# numerics: mandelbrot, n-body, Newton, Simpson, Monte Carlo by a fixed generator, spectral norm
def mandelbrot(w, h, limit):
    rows = []
    for y in range(h):
        row = ""
        for x in range(w):
            cr, ci = 3.0 * x / w - 2.25, 2.5 * y / h - 1.25
            zr = zi = 0.0; n = 0
            while n < limit and zr * zr + zi * zi < 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
                n += 1
            row += " .:-=+*#%@"[n * 9 // limit]
        rows.append(row.rstrip())
    return rows
for r in mandelbrot(56, 18, 40): print(r)
class Body:
    def __init__(self, x, y, vx, vy, m): self.x, self.y, self.vx, self.vy, self.m = x, y, vx, vy, m
def advance(bodies, dt):
    for i, a in enumerate(bodies):
        for b in bodies[i + 1:]:
            dx, dy = a.x - b.x, a.y - b.y
            f = dt / (dx * dx + dy * dy + 0.01) ** 1.5
            a.vx -= dx * b.m * f; a.vy -= dy * b.m * f
            b.vx += dx * a.m * f; b.vy += dy * a.m * f
    for b in bodies:
        b.x += b.vx * dt; b.y += b.vy * dt
def energy(bodies): return sum(0.5 * b.m * (b.vx ** 2 + b.vy ** 2) for b in bodies)
bodies = [Body(0, 0, 0, 0, 10), Body(1, 0, 0, 3, 0.1), Body(-2, 0, 0, -2, 0.2), Body(0, 3, 1.5, 0, 0.05)]
for _ in range(600): advance(bodies, 0.01)
print("%.8f %.8f" % (energy(bodies), bodies[1].x))
def newton(f, df, x):
    for _ in range(60):
        step = f(x) / df(x)
        x -= step
        if abs(step) < 1e-14: break
    return x
print("%.12f %.12f" % (newton(lambda x: x * x - 2, lambda x: 2 * x, 1), newton(lambda x: x ** 3 - x - 2, lambda x: 3 * x * x - 1, 1.5)))
def simpson(f, a, b, n):
    h = (b - a) / n; s = f(a) + f(b)
    for i in range(1, n): s += f(a + i * h) * (4 if i % 2 else 2)
    return s * h / 3
print("%.10f %.10f" % (simpson(lambda x: x ** 2, 0, 3, 1000), simpson(lambda x: 1 / (1 + x * x), 0, 1, 1000) * 4))
class Random:
    def __init__(self, seed): self.s = seed
    def next(self):
        self.s = (self.s * 25214903917 + 11) & (2**48 - 1)
        return self.s / 2**48
r = Random(42); inside = 0
for _ in range(5000):
    x, y = r.next(), r.next()
    if x * x + y * y <= 1: inside += 1
print(inside / 5000 * 4, r.s)
def spectral(n):
    a = lambda i, j: 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)
    def mul(v): return [sum(a(i, j) * v[j] for j in range(n)) for i in range(n)]
    def mul_t(v): return [sum(a(j, i) * v[j] for j in range(n)) for i in range(n)]
    u = [1.0] * n
    for _ in range(4): v = mul_t(mul(u)); u = mul_t(mul(v))
    return (sum(x * y for x, y in zip(u, v)) / sum(x * x for x in v)) ** 0.5
print("%.9f" % spectral(24))
def mean_deviation(xs):
    n = mean = m2 = 0
    for x in xs:
        n += 1; d = x - mean; mean += d / n; m2 += d * (x - mean)
    return mean, (m2 / n) ** 0.5
print("%.6f %.6f" % mean_deviation([i * i % 97 for i in range(3000)]))
def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3; out = []
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m); q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return "".join(map(str, out))
print(pi_digits(120))
def poly(coeffs, x):
    y = 0
    for c in coeffs: y = y * x + c
    return y
print(poly([1, -2, 3], 5), poly([1, -2, 3], 0.5), poly([1] * 40, 3), poly([0.5] * 2000, 1), poly([], 9))
def exp(x):
    term = total = 1.0; n = 1
    while abs(term) > 1e-17 * abs(total): term *= x / n; total += term; n += 1
    return total
print("%.12f %.12f %.6e" % (exp(1), exp(-1.5), exp(30)))
def fft_like(n):
    s = 0
    for k in range(n):
        re = im = 0.0
        for i in range(n):
            re += (i % 5) * (1 if (i * k) % 4 == 0 else -1 if (i * k) % 4 == 2 else 0); im += i % 3
        s += re - im
    return s
print(fft_like(60))
