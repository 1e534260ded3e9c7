// The named tuples of the module posix.

import { newArray } from "../rts/index.ts";
import { newFloat } from "./float.ts";
import { newInt } from "./int.ts";
import { ADD, MUL, type W_Object } from "./object.ts";
import { newStructSeq, structSeqType } from "./structseq.ts";
import type { FileStatus } from "./systemstatus.ts";

export const statResultLayout = structSeqType(
  "os",
  "stat_result",
  "st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime / st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns st_blksize st_blocks st_rdev",
);
export const terminalSizeLayout = structSeqType("os", "terminal_size", "columns lines");
export const unameLayout = structSeqType("posix", "uname_result", "sysname nodename release version machine");
export const timesLayout = structSeqType("posix", "times_result", "user system children_user children_system elapsed");

const billion = newInt(1000000000);
/** Where the times stand among the host's numbers. */
const TIMES = 7;
/** os.stat_result of a status. */
export function statOf(status: FileStatus): W_Object {
  const fields = newArray<W_Object>(19);
  for (let i = 0; i < TIMES; i++) fields[i] = newInt(status.at(i));
  for (let i = 0; i < 3; i++) {
    const seconds = status.at(TIMES + 2 * i);
    const nanoseconds = status.at(TIMES + 2 * i + 1);
    fields[TIMES + i] = newInt(seconds);
    fields[10 + i] = newFloat(status.numbers[TIMES + 2 * i]! + 1e-9 * status.numbers[TIMES + 2 * i + 1]!);
    fields[13 + i] = newInt(seconds).binary(MUL, billion)!.binary(ADD, newInt(nanoseconds))!;
  }
  for (let i = 0; i < 3; i++) fields[16 + i] = newInt(status.at(13 + i));
  return newStructSeq(statResultLayout, fields);
}
