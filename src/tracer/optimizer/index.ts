// The optimizer: between recording and compiling.
//
// In: a trace as src/tracer/finish.ts leaves it: at most one label that something jumps back to; each guard's `live` are the values that its resume
// data mention. Out: an equivalent trace, with a second label where a loop was peeled.

export { type LoopOptions, type OptimizedTrace, optimizeTrace } from "./loop.ts";
