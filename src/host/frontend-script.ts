// The front end as a script of its own (dist/frontend.cjs): what the command line and portable mode need of it.
export { formatDis } from "../bytecode/dis.ts";
export { compileSource, compileToCode } from "../frontend/index.ts";
