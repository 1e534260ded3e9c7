// Lines of standard input, for input() while sys.stdin is the original.

import { arrayCopy, type int, U8Array } from "../rts/index.ts";
import { osError } from "./oserror.ts";
import { hostSystem } from "./requests.ts";
import { SYSTEM } from "./system-operations.ts";

const NEWLINE = 10;

class InputBuffer {
  bytes: U8Array = new U8Array(0);
  used: int = 0;
  end: int = 0;
}
const pending = new InputBuffer();

/** A line with its newline; empty at the end. */
export function readLine(): U8Array {
  if (pending.bytes.length === 0) pending.bytes = new U8Array(8192);
  let line = new U8Array(0);
  for (;;) {
    let i = pending.used;
    while (i < pending.end && pending.bytes[i] !== NEWLINE) i++;
    const found = i < pending.end;
    const count = (found ? i + 1 : i) - pending.used;
    const longer = new U8Array(line.length + count);
    arrayCopy(line, 0, longer, 0, line.length);
    arrayCopy(pending.bytes, pending.used, longer, line.length, count);
    line = longer;
    pending.used = pending.used + count;
    if (found) return line;
    const more = hostSystem(SYSTEM.read, 0, 0, pending.bytes.length, pending.bytes, null, null);
    if (more < 0) throw osError(-more, null, null);
    pending.used = 0;
    pending.end = more;
    if (more === 0) return line;
  }
}
