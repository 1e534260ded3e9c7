/** An error of the system by its name: `ENOENT`. */
export class SystemError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}
