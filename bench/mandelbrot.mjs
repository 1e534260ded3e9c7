import { main } from "./harness.mjs";

const WIDTH = 160;
const HEIGHT = 120;
const LIMIT = 300;

function escapeTime(cr, ci) {
  let x = 0;
  let y = 0;
  for (let i = 0; i < LIMIT; i++) {
    const xx = x * x;
    const yy = y * y;
    if (xx + yy > 4) return i;
    y = 2 * x * y + ci;
    x = xx - yy + cr;
  }
  return LIMIT;
}

main(() => {
  let inside = 0;
  let checksum = 0;
  for (let row = 0; row < HEIGHT; row++) {
    const ci = (2 * row) / HEIGHT - 1;
    for (let column = 0; column < WIDTH; column++) {
      const time = escapeTime((3 * column) / WIDTH - 2, ci);
      if (time === LIMIT) inside++;
      checksum = (checksum * 31 + time) % 1000003;
    }
  }
  return `${inside} ${checksum}`;
});
