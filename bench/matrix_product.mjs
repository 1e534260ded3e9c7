import { main } from "./harness.mjs";

const SIZE = 120;

function product(a, b) {
  const [n, m, p] = [a.length, b.length, b[0].length];
  const result = [];
  for (let i = 0; i < n; i++) {
    const row = a[i];
    const out = new Array(p).fill(0);
    for (let k = 0; k < m; k++) {
      const x = row[k];
      const other = b[k];
      for (let j = 0; j < p; j++) out[j] += x * other[j];
    }
    result.push(out);
  }
  return result;
}
const matrix = (n, item) => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => item(i, j)));
const total = (m) => m.reduce((t, row) => t + row.reduce((s, x) => s + x, 0), 0);

main(() => {
  const a = matrix(SIZE, (i, j) => ((i * j) % 7) / 8);
  const b = matrix(SIZE, (i, j) => ((i + 2 * j) % 5) / 4);
  const c = product(product(a, b), b);
  const six = (m) => m.slice(0, 6).map((row) => row.slice(0, 6));
  const d = product(six(a), six(b));
  return `${total(c).toFixed(3)} ${c[3][5].toFixed(3)} ${total(d).toFixed(3)}`;
});
