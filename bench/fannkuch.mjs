import { main } from "./harness.mjs";

const SIZE = 9;

function flips(permutation, stack) {
  for (let i = 0; i < permutation.length; i++) stack[i] = permutation[i];
  let count = 0;
  for (let first = stack[0]; first; first = stack[0]) {
    for (let low = 0, high = first; low < high; low++, high--) {
      const t = stack[low];
      stack[low] = stack[high];
      stack[high] = t;
    }
    count++;
  }
  return count;
}

function fannkuch(size) {
  const permutation = Array.from({ length: size }, (_, i) => i);
  const stack = new Array(size).fill(0);
  const turns = new Array(size).fill(0);
  let checksum = 0;
  let most = 0;
  for (let sign = 1; ; ) {
    if (permutation[0]) {
      const count = flips(permutation, stack);
      if (count > most) most = count;
      checksum += sign * count;
    }
    sign = -sign;
    for (let length = 1; ; length++) {
      if (length === size) return `${checksum} ${most}`;
      const first = permutation[0];
      for (let i = 0; i < length; i++) permutation[i] = permutation[i + 1];
      permutation[length] = first;
      if (++turns[length] <= length) break;
      turns[length] = 0;
    }
  }
}

main(() => fannkuch(SIZE));
