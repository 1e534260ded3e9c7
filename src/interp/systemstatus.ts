// What stat tells of a file, as the host's numbers.

import { F64Array, floatToInt, type int, intAnd, type U8Array } from "../rts/index.ts";
import { hostSystem } from "./requests.ts";
import { SYSTEM } from "./system-operations.ts";

/** Of a mode: the kind of file. */
export const FORMAT = 0o170000;
export const FOLDER = 0o040000;
export const REGULAR = 0o100000;
export const LINK = 0o120000;

/** The order of the host's numbers: see SYSTEM.fstat. */
const MODE = 0;
const SIZE = 6;

export class FileStatus {
  readonly numbers: F64Array = new F64Array(16);
  /** Asks; 0, or -errno. */
  ofDescriptor(fd: int): int {
    return hostSystem(SYSTEM.fstat, fd, 0, 0, null, null, this.numbers);
  }
  ofPath(path: U8Array, follow: boolean): int {
    return hostSystem(SYSTEM.stat, follow ? 1 : 0, 0, 0, path, null, this.numbers);
  }
  at(index: int): int {
    return floatToInt(this.numbers[index]!);
  }
  mode(): int {
    return this.at(MODE);
  }
  kind(): int {
    return intAnd(this.at(MODE), FORMAT);
  }
  size(): int {
    return this.at(SIZE);
  }
}
/** The last answer. */
export const fileStatus = new FileStatus();
