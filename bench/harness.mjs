// The same protocol as harness.py's, for the JavaScript versions.
export function main(run, rounds = 1) {
  const iteration = () => {
    let result;
    for (let i = 0; i < rounds; i++) result = run();
    return result;
  };
  if (process.argv.length < 3) {
    console.log(iteration());
    return;
  }
  const count = Number(process.argv[2]);
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    const result = iteration();
    console.log("#", (performance.now() - start) / 1000);
    console.log(result);
  }
}
