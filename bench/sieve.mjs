import { main } from "./harness.mjs";

const BOUND = 2000000;

main(() => {
  const prime = new Array(BOUND).fill(true);
  let count = 0;
  let total = 0;
  for (let n = 2; n < BOUND; n++) {
    if (!prime[n]) continue;
    count++;
    total += n;
    for (let multiple = n * n; multiple < BOUND; multiple += n) prime[multiple] = false;
  }
  return `${count} ${total}`;
});
