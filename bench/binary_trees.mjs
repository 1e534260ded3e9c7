import { main } from "./harness.mjs";

const DEPTH = 13;
const LEAST = 4;

class Tree {
  constructor(left, right) {
    this.left = left;
    this.right = right;
  }
  count() {
    return this.left === null ? 1 : 1 + this.left.count() + this.right.count();
  }
}

const grow = (depth) => (depth === 0 ? new Tree(null, null) : new Tree(grow(depth - 1), grow(depth - 1)));

main(() => {
  const lasting = grow(DEPTH);
  const parts = [grow(DEPTH + 1).count()];
  for (let depth = LEAST; depth <= DEPTH; depth += 4) {
    let total = 0;
    const trees = 1 << (DEPTH - depth + LEAST - 1);
    for (let i = 0; i < trees; i++) total += grow(depth).count();
    parts.push(`${trees}x${depth}=${total}`);
  }
  parts.push(lasting.count());
  return parts.join(" ");
}, 2);
