// RTypeScript's library: what src/interp and src/memory may import besides each other. docs/internals/rtypescript.md is its manual.

export * from "./arrays.ts";
export * from "./errors.ts";
export * from "./host.ts";
export * from "./jit.ts";
export * from "./memory.ts";
export * from "./numbers.ts";
export * from "./objects.ts";
