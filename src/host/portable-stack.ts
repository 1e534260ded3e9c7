// The stack of a thread that runs the untranslated VM: V8's frames are many times larger than machine code's.

/** For `resourceLimits.stackSizeMb` of a worker. */
export const PORTABLE_STACK_MB = 256;
/** Nested calls of the interpreter's functions for which that is enough. */
export const PORTABLE_CALLS = 40_000;
