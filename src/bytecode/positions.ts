// The line table: positions of instructions, run-length encoded. One run is five numbers in LEB128 (7 bits a byte, low
// first, the high bit says that more follow):
//
//   count of instructions | zigzag(line - line of the run before) | end line - line | column | end column
//
// The first run's line is relative to the code's firstlineno. Columns count UTF-8 bytes from 0, the end exclusive.

/** Where the source of an instruction stands: lines from 1, columns in UTF-8 bytes from 0. Nodes of the tree have this shape. */
export interface Position {
  readonly lineno: number;
  readonly endLineno: number;
  readonly colOffset: number;
  readonly endColOffset: number;
}

/** Encodes one position an instruction; equal neighbours share a run. */
export function encodePositions(positions: readonly Position[], firstLine: number): Uint8Array {
  const out = new ByteBuffer();
  let line = firstLine;
  for (let i = 0; i < positions.length; ) {
    const p = positions[i]!;
    let end = i + 1;
    while (end < positions.length && samePosition(positions[end]!, p)) {
      end++;
    }
    out.leb(end - i);
    const delta = p.lineno - line;
    out.leb(delta >= 0 ? 2 * delta : -2 * delta - 1);
    out.leb(Math.max(0, p.endLineno - p.lineno));
    // nodes that a program has made may stand nowhere
    out.leb(Math.max(0, p.colOffset));
    out.leb(Math.max(0, p.endColOffset));
    line = p.lineno;
    i = end;
  }
  return out.take();
}

function samePosition(p: Position, q: Position): boolean {
  return (
    p === q ||
    (p.lineno === q.lineno &&
      p.colOffset === q.colOffset &&
      p.endLineno === q.endLineno &&
      p.endColOffset === q.endColOffset)
  );
}

/** The inverse of encodePositions: one position an instruction. */
export function decodePositions(table: Uint8Array, firstLine: number): Position[] {
  const positions: Position[] = [];
  let at = 0;
  const leb = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = table[at++];
      if (byte === undefined) {
        throw new Error("line table ends within a number");
      }
      value += (byte & 127) * scale;
      if (byte < 128) {
        return value;
      }
    }
  };
  let line = firstLine;
  while (at < table.length) {
    const count = leb();
    const zigzag = leb();
    line += zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    const position = { lineno: line, endLineno: line + leb(), colOffset: leb(), endColOffset: leb() };
    for (let i = 0; i < count; i++) {
      positions.push(position);
    }
  }
  return positions;
}

class ByteBuffer {
  private bytes = new Uint8Array(64);
  private length = 0;

  leb(value: number): void {
    if (this.length + 5 > this.bytes.length) {
      const larger = new Uint8Array(2 * this.bytes.length);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    while (value >= 128) {
      this.bytes[this.length++] = (value & 127) | 128;
      value >>>= 7;
    }
    this.bytes[this.length++] = value;
  }

  take(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
