import { main } from "./harness.mjs";

const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));

main(() => fib(31));
