// The map by which Linux' perf names code that lies in no file with symbols: /tmp/perf-PID.map, one line a piece of code, `start size name`
// (hexadecimal). The VM's functions are written at the start, traces as they are compiled.

import { closeSync, openSync, writeSync } from "node:fs";
import { faultMapEntries } from "../backend/fault-map.ts";

export class PerfMap {
  private readonly fd: number;

  /** Begins the process' map with the VM's functions: their fault map, and the code at [start, start + codeBytes). Throws where /tmp cannot be written. */
  constructor(faultMap: Uint8Array, start: number, codeBytes: number) {
    this.fd = openSync(`/tmp/perf-${process.pid}.map`, "w");
    const lines: string[] = [];
    let name = "";
    let from = 0;
    const end = (at: number): void => {
      if (name !== "" && at > from) lines.push(line(start + from, at - from, name));
    };
    for (const entry of faultMapEntries(faultMap)) {
      if (entry.function === name) continue;
      end(entry.offset);
      name = entry.function;
      from = entry.offset;
    }
    end(codeBytes);
    writeSync(this.fd, lines.join(""));
  }
  add(address: number, bytes: number, name: string): void {
    writeSync(this.fd, line(address, bytes, name));
  }
  close(): void {
    closeSync(this.fd);
  }
}

const line = (address: number, bytes: number, name: string): string =>
  `${address.toString(16)} ${bytes.toString(16)} ${name.replaceAll("\n", " ")}\n`;
