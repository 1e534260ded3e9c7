// What RTypeScript code may throw: an instance of a subclass of Throwable. It is an ordinary heap object when translated.
// `catch (e)` binds a Throwable; the usual form is `catch (e) { if (!(e instanceof OperationError)) throw e; ... }`.

export abstract class Throwable {}

/** Ends the run: a state that cannot be. Translated: debug_trap. */
export function unreachable(message: string): never {
  throw new Error(`unreachable: ${message}`);
}
