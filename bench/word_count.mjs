import { main } from "./harness.mjs";

const SYLLABLES = ["ka", "lo", "mi", "tu", "re", "san", "dor", "vel", "Po", "qui"];

function makeText(words) {
  let seed = 42;
  const text = [];
  for (let i = 0; i < words; i++) {
    let word = "";
    seed = Number((BigInt(seed) * 1103515245n + 12345n) % 2147483648n);
    const rank = Math.floor(seed / 65536) % 1000;
    let n = Math.floor((rank * rank) / 1000);
    do {
      word += SYLLABLES[n % 10];
      n = Math.floor(n / 10);
    } while (n !== 0);
    text.push(word + (i % 12 === 11 ? ".\n" : i % 7 === 6 ? "," : ""));
  }
  return text.join(" ");
}

const TEXT = makeText(60000);

main(() => {
  const counts = new Map();
  for (const line of TEXT.split("\n"))
    for (const part of line.split(/\s+/)) {
      if (part === "") continue;
      const word = part.replace(/^[.,]+|[.,]+$/g, "").toLowerCase();
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 10);
  return `${counts.size} [${top.map(([word, n]) => `('${word}', ${n})`).join(", ")}]`;
}, 20);
