// Standard output and error. Output that is no terminal is collected, since a system call costs more than a print; standard error
// is written at once.

import { writeSync } from "node:fs";
import { isatty } from "node:tty";

const BUFFER_BYTES = 64 * 1024;

/** The reader of standard output has gone: the program ends quietly. */
export class ClosedPipe extends Error {
  constructor() {
    super("the reader of the output has gone");
    this.name = "ClosedPipe";
  }
}

export class StandardOutput {
  private readonly direct: boolean;
  private readonly buffer = new Uint8Array(BUFFER_BYTES);
  private used = 0;

  constructor(unbuffered: boolean) {
    this.direct = unbuffered || isatty(1);
  }

  write(fd: number, bytes: Uint8Array): void {
    if (fd !== 1) {
      writeAll(fd, bytes);
      return;
    }
    if (this.used + bytes.length > BUFFER_BYTES) this.flush();
    if (this.direct || bytes.length > BUFFER_BYTES) {
      writeAll(fd, bytes);
      return;
    }
    this.buffer.set(bytes, this.used);
    this.used += bytes.length;
  }

  flush(): void {
    const { used } = this;
    this.used = 0;
    if (used > 0) writeAll(1, this.buffer.subarray(0, used));
  }
}

/** Writes all of it; waits while a pipe is full. Throws ClosedPipe when nobody reads it any more. */
function writeAll(fd: number, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") throw new ClosedPipe();
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
