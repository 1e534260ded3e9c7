// The same protocol as harness.py's, for the JavaScript versions.
export function main(run) {
  if (process.argv.length < 3) {
    console.log(run());
    return;
  }
  const count = Number(process.argv[2]);
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    const result = run();
    console.log("#", (performance.now() - start) / 1000);
    console.log(result);
  }
}
