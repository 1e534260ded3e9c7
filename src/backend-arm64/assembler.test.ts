import { describe, expect, it } from "vitest";
import { readInt32 } from "../backend/code-buffer.ts";
import { hex, Listing } from "../backend/listing.ts";
import { Assembler } from "./assembler.ts";
import { patchBranch19, patchBranch26, patchLow12, patchMov64, patchPage21 } from "./fixups.ts";
import { compileTable, I } from "./forms.ts";
import { isAddImmediate, isBitmask } from "./immediates.ts";
import { COND, EXTEND, negate, SHIFT, SP, V0, V1, X0, X1, X2, X3, ZR } from "./registers.ts";

/** The bytes that `emit` produces. */
function bytesOf(emit: (a: Assembler) => void): string {
  const a = new Assembler();
  emit(a);
  return hex(a.finish().bytes);
}

/** The listing's instructions. */
function textOf(emit: (a: Assembler) => void): string[] {
  const a = new Assembler();
  const listing = new Listing();
  a.listing = listing;
  emit(a);
  a.finish();
  const style = { forAssembler: false, label: (label: number) => `L${label}` };
  return listing.entries.filter(({ what }) => what === "instruction").map(({ text }) => text(style));
}

/** Where the branch at `at` leads, by the width of its field. */
function targetOf(bytes: Uint8Array, at: number): number {
  const word = readInt32(bytes, at);
  if ((word & 0x7c00_0000) === 0x1400_0000) return at + ((word << 6) >> 6) * 4;
  if ((word & 0x7e00_0000) === 0x3600_0000) return at + ((word << 13) >> 18) * 4;
  return at + ((word << 8) >> 13) * 4;
}

describe("Assembler", () => {
  it("encodes the manual's examples by hand-checked bytes", () => {
    expect(bytesOf((a) => a.rrr(I.add64, X0, X1, X2))).toBe("2000028b");
    expect(bytesOf((a) => a.rm(I.ldr64, X0, SP, 8))).toBe("e00740f9");
    expect(bytesOf((a) => a.op(I.nop))).toBe("1f2003d5");
    expect(bytesOf((a) => a.rrrx(I.add64, X0, X1, X2, EXTEND.UXTW, 3))).toBe("204c228b");
  });

  it("chooses the unscaled form for offsets that are negative or not aligned", () => {
    expect(textOf((a) => a.rm(I.ldr64, X0, X1, -8))).toEqual(["ldur x0, [x1, #-8]"]);
    expect(textOf((a) => a.rm(I.ldr64, X0, X1, 12))).toEqual(["ldur x0, [x1, #12]"]);
    expect(textOf((a) => a.rm(I.ldr64, X0, X1, 4096))).toEqual(["ldr x0, [x1, #4096]"]);
  });

  it("refuses operands that have no encoding, and emits nothing then", () => {
    const a = new Assembler();
    expect(a.offsetFits(I.ldr64, 32760)).toBe(true);
    expect(a.offsetFits(I.ldr64, 32768)).toBe(false);
    expect(() => a.rm(I.ldr64, X0, X1, 32768)).toThrow("32768 does not fit ldr64");
    expect(() => a.rm(I.ldr64, X0, X1, 257)).toThrow("257 does not fit ldr64");
    expect(isAddImmediate(4097)).toBe(false);
    expect(() => a.rri(I.add64, X0, X1, 4097)).toThrow("immediate 4097 does not fit add64");
    expect(() => a.rri(I.add64, X0, X1, -1)).toThrow("immediate -1 does not fit add64");
    expect(() => a.rri(I.and64, X0, X1, 5)).toThrow("immediate 5 does not fit and64");
    expect(() => a.rri(I.lsl32, X0, X1, 32)).toThrow("does not fit lsl32");
    expect(() => a.rih(I.movz32, X0, 1, 32)).toThrow("movz32 cannot shift by 32");
    expect(() => a.rrm(I.ldp64, X0, X1, SP, 512)).toThrow("does not fit ldp64");
    expect(() => a.rf(I.fmov, V0, 0.3)).toThrow("0.3 does not fit fmov");
    expect(a.position).toBe(0);
  });

  it("knows which numbers are bitmasks", () => {
    expect(isBitmask(0, 0)).toBe(false);
    expect(isBitmask(-1, -1)).toBe(false);
    expect(isBitmask(0x5555_5555, 0x5555_5555)).toBe(true);
    expect(isBitmask(-8, -1)).toBe(true);
    expect(isBitmask(1, -0x8000_0000)).toBe(true);
    expect(isBitmask(5, 0)).toBe(false);
    expect(isBitmask(1, 1)).toBe(true);
    expect(isBitmask(3, 1)).toBe(false);
    expect(textOf((a) => a.rri(I.and64, X0, X1, -8))).toEqual(["and x0, x1, #0xfffffffffffffff8"]);
    expect(textOf((a) => a.rri(I.and32, X0, X1, -8))).toEqual(["and w0, w1, #0xfffffff8"]);
  });

  it("notices registers of the wrong kind while there is a listing", () => {
    expect(() => textOf((a) => a.rrr(I.add64, X0, X1, V1))).toThrow("add64 has v1 as its operand 3");
    expect(() => textOf((a) => a.rrr(I.fadd, V0, X1, V1))).toThrow("fadd has x1 as its operand 2");
    expect(() => textOf((a) => a.rrr(I.add64, X0, SP, X1))).toThrow("add64 has sp as its operand 2");
    expect(() => textOf((a) => a.rri(I.add64, X0, ZR, 1))).toThrow("add64 has xzr as its operand 2");
  });

  it("rejects a shape that the instruction lacks when it is type-checked", () => {
    const a = new Assembler();
    // @ts-expect-error division takes no immediate
    expect(() => a.rri(I.sdiv64, X0, X1, 1)).toThrow();
  });
});

describe("constants", () => {
  const load = (value: number | bigint) => textOf((a) => a.loadInt64(X0, value));

  it("are built in as few instructions as possible", () => {
    expect(load(0)).toEqual(["movz x0, #0, lsl #0"]);
    expect(load(0x1234_0000)).toEqual(["movz x0, #4660, lsl #16"]);
    expect(load(-1)).toEqual(["movn x0, #0, lsl #0"]);
    expect(load(-2)).toEqual(["movn x0, #1, lsl #0"]);
    expect(load(0x1_2345)).toEqual(["movz x0, #9029, lsl #0", "movk x0, #1, lsl #16"]);
    expect(load(-65538)).toEqual(["movn x0, #1, lsl #0", "movk x0, #65534, lsl #16"]);
    expect(load(0x5555_5555_5555_5555n)).toEqual(["orr x0, xzr, #0x5555555555555555"]);
    expect(load(0x1234_5678_9abc_def0n)).toHaveLength(4);
    expect(load(0xffff_ffff_ffff_ffffn)).toEqual(["movn x0, #0, lsl #0"]);
    expect(() => load(2 ** 60)).toThrow("safe integer");
  });

  it("of doubles come from an instruction where one holds them, else from the pool", () => {
    const double = (value: number) => textOf((a) => a.loadDouble(V0, value));
    expect(double(0)).toEqual(["movi d0, #0"]);
    expect(double(-2.5)).toEqual(["fmov d0, #-2.5"]);
    expect(double(0.3)).toEqual(["ldr d0, L0"]);
    expect(double(-0)).toEqual(["ldr d0, L0"]);
  });

  it("stand behind the code, each once", () => {
    const a = new Assembler();
    a.loadDouble(V0, 0.3);
    a.loadDouble(V1, 0.3);
    a.r(I.ret, 30);
    const { bytes, codeSize, alignment } = a.finish();
    expect([codeSize, alignment, bytes.length]).toEqual([12, 8, 24]);
    expect(targetOf(bytes, 0)).toBe(16);
    expect(targetOf(bytes, 4)).toBe(16);
    expect(new DataView(bytes.buffer).getFloat64(16, true)).toBe(0.3);
  });
});

describe("branches", () => {
  it("reach labels before and behind", () => {
    const a = new Assembler();
    const top = a.here();
    const end = a.label();
    a.rj(I.cbz64, X0, end);
    a.rbj(I.tbnz, X0, 33, end);
    a.bcond(COND.LT, top);
    a.b(top);
    a.bind(end);
    a.r(I.ret, 30);
    const { bytes } = a.finish();
    expect([0, 4, 8, 12].map((at) => targetOf(bytes, at))).toEqual([16, 16, 0, 0]);
  });

  it("turn around a jump when the target lies too far back", () => {
    const a = new Assembler();
    const far = a.labelAt(-0x20_0000);
    a.bcond(COND.EQ, far);
    a.rj(I.cbz32, X1, far);
    a.rbj(I.tbz, X1, 5, far);
    const { bytes } = a.finish();
    expect([0, 4, 8, 12, 16, 20].map((at) => targetOf(bytes, at))).toEqual([
      8, -0x20_0000, 16, -0x20_0000, 24, -0x20_0000,
    ]);
    const texts = textOf((b) => b.bcond(COND.EQ, b.labelAt(-0x20_0000)));
    expect(texts).toEqual(["b.ne L1", "b L0"]);
  });

  it("go through veneers when the target turns out to be too far ahead", () => {
    const a = new Assembler();
    const far = a.label();
    const count = 100;
    for (let i = 0; i < count; i++) {
      a.rbj(I.tbz, X1, i % 64, far);
      a.rj(I.cbz64, X2, far);
    }
    while (a.position < 0x12_0000) a.op(I.nop);
    a.bind(far);
    const target = a.position;
    a.r(I.ret, 30);
    const { bytes } = a.finish();
    for (let i = 0; i < 2 * count; i++) {
      const at = i * 4;
      const veneer = targetOf(bytes, at);
      expect(veneer).toBeGreaterThan(at);
      expect(veneer - at).toBeLessThan(i % 2 === 0 ? 0x8000 : 0x10_0000);
      expect(targetOf(bytes, veneer)).toBe(target);
    }
    // Control that comes to an island goes around it: to a nop behind.
    const island = targetOf(bytes, 0) - 4;
    const behind = targetOf(bytes, island);
    expect(behind).toBe(island + 4 + 4 * count);
    expect(readInt32(bytes, behind)).toBe(readInt32(bytes, island - 4));
  });

  it("leave constants on an island when the code is longer than their reach", () => {
    const a = new Assembler();
    a.loadDouble(V0, 0.3);
    while (a.position < 0x18_0000) a.op(I.nop);
    a.loadDouble(V0, 0.3);
    const { bytes, codeSize } = a.finish();
    const doubles = new DataView(bytes.buffer);
    const first = targetOf(bytes, 0);
    const second = targetOf(bytes, codeSize - 4);
    expect(first).toBeLessThan(0x10_0000);
    expect(second).toBeGreaterThanOrEqual(codeSize);
    expect([first, second].map((at) => doubles.getFloat64(at, true))).toEqual([0.3, 0.3]);
  });

  it("need no island when all targets were bound in time", () => {
    const a = new Assembler();
    for (let i = 0; i < 20_000; i++) {
      const next = a.label();
      a.rbj(I.tbz, X1, 1, next);
      a.bind(next);
    }
    expect(a.finish().bytes.length).toBe(80_000);
  });

  it("keeps instructions together when asked", () => {
    const sequence = (together: boolean) => {
      const a = new Assembler();
      a.rbj(I.tbz, X1, 1, a.label() /* never bound: only the layout counts */);
      while (a.position < 0x8000 - 2048 - 8) a.op(I.nop);
      if (together) a.keepTogether(64);
      const start = a.position;
      for (let i = 0; i < 16; i++) a.op(I.nop);
      return a.position - start;
    };
    expect(sequence(true)).toBe(64);
    expect(sequence(false)).toBe(72);
  });
});

describe("relocations and patching", () => {
  it("lists what the loader must fill in, and patches it", () => {
    const a = new Assembler();
    a.callSymbol("allocate");
    a.loadSymbol(X0, "table", 16);
    a.loadNearSymbol(X1, "page");
    a.dataSymbol("main");
    const { bytes, relocations } = a.finish();
    expect(relocations.map(({ at, kind, symbol, addend }) => `${at} ${kind} ${symbol} ${addend}`)).toEqual([
      "0 branch26 allocate 0",
      "4 mov64 table 16",
      "20 page21 page 0",
      "24 low12 page 0",
      "28 abs64 main 0",
    ]);
    patchBranch26(bytes, 0, -0x100);
    expect(targetOf(bytes, 0)).toBe(-0x100);
    patchMov64(bytes, 4, 0x1234_5678, -2);
    expect(hex(bytes, 4, 20)).toBe(
      bytesOf((b) => {
        [0x5678, 0x1234, 0xfffe, 0xffff].forEach((part, i) => {
          b.rih(i === 0 ? I.movz64 : I.movk64, X0, part, 16 * i);
        });
      }),
    );
    // As GNU ld links adrp and add at 0x103ffc to a symbol at 0xfe123.
    patchPage21(bytes, 20, 0x103ffc, 0xfe123);
    patchLow12(bytes, 24, 0xfe123);
    expect(hex(bytes, 20, 28)).toBe("c1fffff0218c0491");
  });

  it("redirects branches, and says when the target is too far", () => {
    const a = new Assembler();
    const end = a.label();
    const at = a.b(end);
    a.bcond(COND.VS, end);
    a.bind(end);
    const { bytes } = a.finish();
    patchBranch26(bytes, at, 0x400_0000);
    patchBranch19(bytes, 4, 0x8_0000);
    expect([targetOf(bytes, 0), targetOf(bytes, 4)]).toEqual([0x400_0000, 0x8_0000]);
    expect(() => patchBranch26(bytes, at, 0x800_0000)).toThrow(
      "branch at offset 0: the target is 134217728 bytes away",
    );
    expect(() => patchBranch19(bytes, 4, 6)).toThrow("not aligned");
  });

  it("writes jump tables relative to the table", () => {
    const a = new Assembler();
    const table = a.label();
    const end = a.label();
    a.rl(I.adr, X0, table);
    a.rmx(I.ldrsw, X1, X0, X2, EXTEND.UXTX, true);
    a.rrr(I.add64, X0, X0, X1);
    a.r(I.br, X0);
    a.bind(end);
    a.r(I.ret, 30);
    a.bind(table);
    a.tableEntry(end, table);
    const { bytes } = a.finish();
    expect(readInt32(bytes, 20)).toBe(-4);
    expect(hex(bytes, 0, 4)).toBe("a0000010");
  });
});

describe("listing", () => {
  it("prints operands as the manual writes them", () => {
    expect(
      textOf((a) => {
        a.rmx(I.ldr32, X0, X1, X2, EXTEND.UXTW, true);
        a.rmx(I.strD, V1, X1, X2, EXTEND.UXTX, false);
        a.rrmPre(I.stp64, X0, X1, SP, -16);
        a.rmPost(I.ldrb, X3, X1, 1);
        a.rrrs(I.orr64, X0, X1, X2, SHIFT.ROR, 7);
        a.rrii(I.ubfx64, X0, X1, 8, 4);
        a.rc(I.cset32, X0, COND.LO);
        a.rrnc(I.ccmp64, X0, X1, 4, COND.NE);
        a.rr(I.cnt, V0, V1);
      }),
    ).toEqual([
      "ldr w0, [x1, w2, uxtw #2]",
      "str d1, [x1, x2]",
      "stp x0, x1, [sp, #-16]!",
      "ldrb w3, [x1], #1",
      "orr x0, x1, x2, ror #7",
      "ubfx x0, x1, #8, #4",
      "cset w0, lo",
      "ccmp x0, x1, #4, ne",
      "cnt v0.8b, v1.8b",
    ]);
  });
});

describe("conditions", () => {
  it("negate", () => {
    expect(negate(COND.HI)).toBe(COND.LS);
    expect(() => negate(COND.AL)).toThrow("no opposite");
  });
});

describe("the table's compiler", () => {
  it("names the row when it cannot read it", () => {
    expect(() => compileTable(["x | rr | x Xd, Xn | 1 Rn Rd"])).toThrow('the fields have 11 bits, not 32 in "x | rr');
    expect(() => compileTable(["x | rr | x Xd, Xn | 1 Rz Rd"])).toThrow("field Rz is unknown");
    expect(() => compileTable(["x | r | x Xd | 0000000000000000000000 Rn Rd"])).toThrow("no operand fills Rn");
    expect(() => compileTable(["x | r | x Xd | 000000000000000000000000000 Rn"])).toThrow("Rn stands at bit 0, not 5");
    expect(() => compileTable(["x | rq | x Xd | 000000000000000000000000000 Rd"])).toThrow("a new shape, rq");
  });
});
