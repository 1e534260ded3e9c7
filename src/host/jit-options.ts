// The JIT's parameters, for the command line.
export { counterIncrements, defaultParameters, type Parameters, setParameters } from "../tracer/policy.ts";
