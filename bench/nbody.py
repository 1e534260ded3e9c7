"""The Sun and the four giant planets under Newton's gravity: float arithmetic on lists."""
from harness import main

PI = 3.141592653589793
SOLAR_MASS = 4 * PI * PI
DAYS = 365.24
STEPS = 100000
DT = 0.01

# x, y, z in astronomical units; vx, vy, vz per day; mass in solar masses (JPL's ephemeris of 2000, as the Benchmarks Game has them).
BODIES = [
    (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
    (4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
     1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05, 9.54791938424326609e-04),
    (8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
     -2.76742510726411104e-03, 4.99852801234917238e-03, 2.30417297573763929e-05, 2.85885980666130812e-04),
    (1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
     2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05, 4.36624404335156298e-05),
    (1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
     2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05, 5.15138902046611451e-05),
]


def make_bodies():
    bodies = []
    for x, y, z, vx, vy, vz, mass in BODIES:
        bodies.append(([x, y, z], [vx * DAYS, vy * DAYS, vz * DAYS], mass * SOLAR_MASS))
    return bodies


def make_pairs(bodies):
    pairs = []
    for i in range(len(bodies)):
        for j in range(i + 1, len(bodies)):
            pairs.append((bodies[i], bodies[j]))
    return pairs


def rest_sun(bodies):
    """Gives the Sun the momentum that makes the whole system's zero."""
    sun_velocity = bodies[0][1]
    for axis in range(3):
        momentum = 0.0
        for _, velocity, mass in bodies:
            momentum += velocity[axis] * mass
        sun_velocity[axis] = -momentum / SOLAR_MASS


def energy(bodies, pairs):
    total = 0.0
    for _, (vx, vy, vz), mass in bodies:
        total += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
    for ((x1, y1, z1), _, mass1), ((x2, y2, z2), _, mass2) in pairs:
        dx = x1 - x2
        dy = y1 - y2
        dz = z1 - z2
        total -= mass1 * mass2 / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


def advance(bodies, pairs, steps, dt):
    for _ in range(steps):
        for (p1, v1, mass1), (p2, v2, mass2) in pairs:
            dx = p1[0] - p2[0]
            dy = p1[1] - p2[1]
            dz = p1[2] - p2[2]
            factor = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            pull = factor * mass2
            v1[0] -= dx * pull
            v1[1] -= dy * pull
            v1[2] -= dz * pull
            pull = factor * mass1
            v2[0] += dx * pull
            v2[1] += dy * pull
            v2[2] += dz * pull
        for p, v, _ in bodies:
            p[0] += dt * v[0]
            p[1] += dt * v[1]
            p[2] += dt * v[2]


def run():
    bodies = make_bodies()
    pairs = make_pairs(bodies)
    rest_sun(bodies)
    before = energy(bodies, pairs)
    advance(bodies, pairs, STEPS, DT)
    return f"{before:.9f} {energy(bodies, pairs):.9f}"


main(run)
