import { main } from "./harness.mjs";

const SIZE = 220;
const ROUNDS = 6;

const element = (i, j) => 1 / (Math.floor(((i + j) * (i + j + 1)) / 2) + i + 1);

function times(vector) {
  const result = [];
  for (let i = 0; i < vector.length; i++) {
    let total = 0;
    for (let j = 0; j < vector.length; j++) total += element(i, j) * vector[j];
    result.push(total);
  }
  return result;
}

function timesTransposed(vector) {
  const result = [];
  for (let i = 0; i < vector.length; i++) {
    let total = 0;
    for (let j = 0; j < vector.length; j++) total += element(j, i) * vector[j];
    result.push(total);
  }
  return result;
}

main(() => {
  let u = new Array(SIZE).fill(1);
  let v = u;
  for (let round = 0; round < ROUNDS; round++) {
    v = timesTransposed(times(u));
    u = timesTransposed(times(v));
  }
  let uv = 0;
  let vv = 0;
  for (let i = 0; i < SIZE; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return Math.sqrt(uv / vv).toFixed(9);
});
