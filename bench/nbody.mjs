import { main } from "./harness.mjs";

const SOLAR_MASS = 4 * Math.PI * Math.PI;
const DAYS = 365.24;
const STEPS = 100000;
const DT = 0.01;
const BODIES = [
  [0, 0, 0, 0, 0, 0, 1],
  [4.8414314424647209, -1.16032004402742839, -0.103622044471123109, 1.66007664274403694e-3, 7.69901118419740425e-3, -6.90460016972063023e-5, 9.54791938424326609e-4],
  [8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -2.76742510726411104e-3, 4.99852801234917238e-3, 2.30417297573763929e-5, 2.85885980666130812e-4],
  [12.894369562139131, -15.1111514016986312, -0.223307578892655734, 2.96460137564761618e-3, 2.3784717395948095e-3, -2.96589568540237556e-5, 4.36624404335156298e-5],
  [15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 2.68067772490389322e-3, 1.62824170038242295e-3, -9.5159225451971587e-5, 5.15138902046611451e-5],
];

function energy(bodies) {
  let total = 0;
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i];
    total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j];
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const dz = a.z - b.z;
      total -= (a.mass * b.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return total;
}

function advance(bodies, steps, dt) {
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < bodies.length; i++) {
      const a = bodies[i];
      for (let j = i + 1; j < bodies.length; j++) {
        const b = bodies[j];
        const dx = a.x - b.x;
        const dy = a.y - b.y;
        const dz = a.z - b.z;
        const square = dx * dx + dy * dy + dz * dz;
        const factor = dt / (square * Math.sqrt(square));
        a.vx -= dx * b.mass * factor;
        a.vy -= dy * b.mass * factor;
        a.vz -= dz * b.mass * factor;
        b.vx += dx * a.mass * factor;
        b.vy += dy * a.mass * factor;
        b.vz += dz * a.mass * factor;
      }
    }
    for (const b of bodies) {
      b.x += dt * b.vx;
      b.y += dt * b.vy;
      b.z += dt * b.vz;
    }
  }
}

main(() => {
  const bodies = BODIES.map(([x, y, z, vx, vy, vz, mass]) => ({
    x, y, z, vx: vx * DAYS, vy: vy * DAYS, vz: vz * DAYS, mass: mass * SOLAR_MASS,
  }));
  const sun = bodies[0];
  let [px, py, pz] = [0, 0, 0];
  for (const b of bodies) {
    px += b.vx * b.mass;
    py += b.vy * b.mass;
    pz += b.vz * b.mass;
  }
  sun.vx = -px / SOLAR_MASS;
  sun.vy = -py / SOLAR_MASS;
  sun.vz = -pz / SOLAR_MASS;
  const before = energy(bodies);
  advance(bodies, STEPS, DT);
  return `${before.toFixed(9)} ${energy(bodies).toFixed(9)}`;
});
