// The JIT log: one line a trace with its link or the reason it was given up; on request the long form, which the text parser reads.

import { isGuard } from "../ir/ops.ts";
import { printTrace } from "../ir/text.ts";
import type { Trace } from "../ir/trace.ts";
import { ABORTS, type AbortReason } from "./policy.ts";
import { printResume } from "./resume.ts";

export type LogSink = (line: string) => void;

export interface TraceReport {
  readonly kind: "loop" | "entry" | "bridge";
  readonly number: number;
  /** The place, or for bridges the guard. */
  readonly place: string;
  readonly recorded: number;
  readonly trace: Trace;
  readonly bytes: number;
  /** Where it goes at its end. */
  readonly link: string;
  /** What the optimizer has to say, "" if nothing. */
  readonly remark: string;
}

export class JitLog {
  private readonly sink: LogSink | null;
  /** Whether traces are written in full. */
  readonly long: boolean;
  constructor(sink: LogSink | null, long = false) {
    this.sink = sink;
    this.long = long;
  }
  compiled(report: TraceReport): void {
    if (!this.sink) return;
    const { kind, number, place, recorded, trace, bytes, link, remark } = report;
    const guards = trace.ops.filter((op) => isGuard(op.op)).length;
    const size = bytes > 0 ? `, ${bytes} bytes` : "";
    this.sink(
      `[jit] ${kind} ${number} ${place}: ${recorded} -> ${trace.ops.length} ops, ${guards} guards${size} -> ${link}${remark && ` (${remark})`}`,
    );
    if (this.long) this.sink(printTrace(trace, printResume));
  }
  retired(place: string): void {
    this.sink?.(`[jit] retired ${place}: its guards fail again and again`);
  }
  recorded(place: string, trace: Trace): void {
    if (this.sink && this.long) this.sink(`[jit] recorded ${place}\n${printTrace(trace, printResume)}`);
  }
  aborted(place: string, reason: AbortReason, ops: number, remark: string): void {
    this.sink?.(`[jit] abort ${place}: ${reason} after ${ops} ops: ${ABORTS[reason]}${remark && `; ${remark}`}`);
  }
}
