// The JIT's parameters, for the command line.
export { defaultParameters, type Parameters, setParameters } from "../tracer/policy.ts";
