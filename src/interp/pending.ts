// Signals that came: what the program does about them. Looked at on loop edges and calls (interpret.ts), and where a wait was interrupted.

/** Runs the handlers of signals that came; they may raise. */
export function checkSignals(): void {}
