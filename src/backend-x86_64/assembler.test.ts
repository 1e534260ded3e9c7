import { describe, expect, it } from "vitest";
import type { Label } from "../backend/code-buffer.ts";
import { hex, Listing } from "../backend/listing.ts";
import { Assembler } from "./assembler.ts";
import { compileTable, I } from "./forms.ts";
import { patchAbs64, patchRel32, targetOfRel32 } from "./patch.ts";
import { CC, NONE, negate, R8, R12, R13, RAX, RBP, RCX, RDI, RSI, RSP, swapOperands, XMM1, XMM9 } from "./registers.ts";

/** The bytes that `emit` produces. */
function bytesOf(emit: (a: Assembler) => void): string {
  const a = new Assembler();
  emit(a);
  return hex(a.finish().bytes);
}

describe("Assembler", () => {
  it("encodes the manual's examples by hand-checked bytes", () => {
    expect(bytesOf((a) => a.rr(I.add64, RAX, RCX))).toBe("4803c1");
    expect(bytesOf((a) => a.rm(I.mov64, R8, RSP, 8))).toBe("4c8b442408");
    expect(bytesOf((a) => a.rm(I.mov64, RAX, R13, 0))).toBe("498b4500");
    expect(bytesOf((a) => a.rm(I.mov64, RAX, R12, 0))).toBe("498b0424");
    expect(bytesOf((a) => a.mr(I.mov8, RBP, 0, RSI))).toBe("40887500");
    expect(bytesOf((a) => a.rr(I.addsd, XMM1, XMM9))).toBe("f2410f58c9");
  });

  it("exchanges with rax through the general form (GNU as prefers the short one; left out of the enumeration)", () => {
    expect(bytesOf((a) => a.rr(I.xchg64, RAX, RCX))).toBe("4887c8");
    expect(bytesOf((a) => a.rr(I.xchg64, RCX, RAX))).toBe("4887c1");
    expect(bytesOf((a) => a.rr(I.xchg32, RAX, RAX))).toBe("87c0");
  });

  it("chooses the shortest immediate that fits", () => {
    expect(bytesOf((a) => a.ri(I.add64, RCX, 127))).toBe("4883c17f");
    expect(bytesOf((a) => a.ri(I.add64, RCX, 128))).toBe("4881c180000000");
    expect(bytesOf((a) => a.ri(I.add64, RAX, 128))).toBe("480580000000");
    expect(bytesOf((a) => a.ri(I.and32, RCX, 0xffff_fff8))).toBe("83e1f8");
    expect(bytesOf((a) => a.ri(I.shl64, RCX, 1))).toBe("48d1e1");
  });

  it("refuses operands that have no encoding, and emits nothing then", () => {
    const a = new Assembler();
    expect(() => a.ri(I.add64, RAX, 0x8000_0000)).toThrow("immediate 2147483648 does not fit add64");
    expect(() => a.ri(I.add64, RAX, 0.5)).toThrow("does not fit");
    expect(() => a.ri(I.shl64, RAX, 256)).toThrow("does not fit");
    expect(() => a.rm(I.mov64, RAX, RCX, 2 ** 31)).toThrow("displacement 2147483648 does not fit 32 bits");
    expect(() => a.rmx(I.mov64, RAX, RCX, RSP, 1, 0)).toThrow("rsp cannot be an index");
    expect(() => a.rmx(I.mov64, RAX, RCX, RDI, 3, 0)).toThrow("scale 3");
    expect(a.position).toBe(0);
  });

  it("rejects a shape that the instruction lacks when it is type-checked", () => {
    const a = new Assembler();
    // @ts-expect-error lea has no form with an immediate
    expect(() => a.mi(I.lea64, RAX, 0, 1)).toThrow();
    // @ts-expect-error a conditional instruction needs its condition
    expect(() => a.r(I.setcc, RAX)).toThrow();
  });

  it("loads 64-bit integers in the shortest way, when given as number or bigint", () => {
    const load = (value: number | bigint) => bytesOf((a) => a.loadInt64(RCX, value));
    expect(load(0)).toBe("b900000000");
    expect(load(0xffff_ffff)).toBe("b9ffffffff");
    expect(load(-1)).toBe("48c7c1ffffffff");
    expect(load(2 ** 40 + 5)).toBe("48b90500000000010000");
    expect(load(-(2 ** 40))).toBe("48b90000000000ffffff");
    expect(load(-1n)).toBe("48c7c1ffffffff");
    expect(load(0x8000_0000_0000_0001n)).toBe("48b90100000000000080");
    expect(load(0x7fff_ffff_ffff_ffffn)).toBe("48b9ffffffffffffff7f");
    expect(() => load(2 ** 60)).toThrow("safe integer");
  });
});

describe("labels", () => {
  it("resolves forward jumps near and backward jumps short", () => {
    const bytes = bytesOf((a) => {
      const top = a.here();
      const end = a.label();
      a.jcc(CC.E, end);
      a.jmp(top);
      a.bind(end);
      a.op(I.ret);
    });
    expect(bytes).toBe(`0f8402000000${"ebf8"}c3`);
  });

  it("takes the near form backward when the target is out of a byte's reach", () => {
    for (const [gap, expected] of [
      [126, "eb80"],
      [127, "e97cffffff"],
    ] as const) {
      const bytes = bytesOf((a) => {
        const top = a.here();
        for (let i = 0; i < gap; i++) a.op(I.nop);
        a.jmp(top);
      });
      expect(bytes.slice(gap * 2)).toBe(expected);
    }
  });

  it("takes the short form forward when asked, and fails when the target is too far", () => {
    const jump = (gap: number) =>
      bytesOf((a) => {
        const end = a.label();
        a.jShort(I.jcc[CC.NE], end);
        for (let i = 0; i < gap; i++) a.op(I.nop);
        a.bind(end);
      });
    expect(jump(127).slice(0, 4)).toBe("757f");
    expect(() => jump(128)).toThrow("short jump at offset 0: its target is 128 bytes away");
  });

  it("complains of labels that are unbound, bound twice, or of another buffer", () => {
    const a = new Assembler();
    a.jmp(a.label());
    expect(() => a.finish()).toThrow("label 0 is used but not bound");
    const b = new Assembler();
    const label = b.here();
    expect(() => b.bind(label)).toThrow("bound twice");
    b.reset();
    expect(() => b.offsetOf(label)).toThrow("not of this buffer");
    expect(() => b.bind(7 as Label)).toThrow("not of this buffer");
  });

  it("reaches code outside of the buffer through labelAt", () => {
    expect(bytesOf((a) => a.call(a.labelAt(-0x1000)))).toBe("e8fbefffff");
  });

  it("counts a label's distance from the end of the instruction when an immediate follows", () => {
    const at = (emit: (a: Assembler, label: Label) => void) => bytesOf((a) => emit(a, a.labelAt(100)));
    expect(at((a, label) => a.li(I.cmp8, label, 5))).toBe("803d5d00000005");
    expect(at((a, label) => a.li(I.cmp32, label, 500))).toBe("813d5a000000f4010000");
  });

  it("writes jump tables relative to the table", () => {
    const a = new Assembler();
    const table = a.label();
    const cases = [a.label(), a.label()];
    a.rl(I.lea64, RCX, table);
    a.rmx(I.movsxd, RAX, RCX, RAX, 4, 0);
    a.rr(I.add64, RAX, RCX);
    a.r(I.jmp, RAX);
    for (const label of cases) {
      a.bind(label);
      a.op(I.ret);
    }
    a.alignData(4);
    a.bind(table);
    for (const label of cases) a.tableEntry(label, table);
    const { bytes } = a.finish();
    const start = bytes.length - 8;
    const entries = new DataView(bytes.buffer, start);
    expect(start + entries.getInt32(0, true)).toBe(a.offsetOf(cases[0]));
    expect(start + entries.getInt32(4, true)).toBe(a.offsetOf(cases[1]));
  });
});

describe("relocations and patching", () => {
  it("lists what the loader must fill in", () => {
    const a = new Assembler();
    const call = a.callSymbol("allocate");
    const load = a.loadSymbol(RAX, "table", 16);
    a.dataSymbol("main");
    const { bytes, relocations } = a.finish();
    expect(relocations).toEqual([
      { at: 1, kind: "rel32", symbol: "allocate", addend: 0 },
      { at: 7, kind: "abs64", symbol: "table", addend: 16 },
      { at: 15, kind: "abs64", symbol: "main", addend: 0 },
    ]);
    expect([call, load]).toEqual([1, 7]);
    patchRel32(bytes, call, 0x100);
    patchAbs64(bytes, load, 0x1234_5678, 0x9abc);
    expect(hex(bytes, 0, 15)).toBe("e8fb00000048b878563412bc9a0000");
  });

  it("redirects a near jump", () => {
    const a = new Assembler();
    const exit = a.label();
    const field = a.jNear(I.jcc[CC.NE], exit);
    a.bind(exit);
    const { bytes } = a.finish();
    expect(targetOfRel32(bytes, field)).toBe(6);
    patchRel32(bytes, field, 0x4000);
    expect(targetOfRel32(bytes, field)).toBe(0x4000);
    expect(hex(bytes)).toBe("0f85fa3f0000");
    expect(() => patchRel32(bytes, field, 2 ** 32)).toThrow("cannot patch offset 2");
  });
});

describe("alignment", () => {
  it("fills with as few no-operations as possible", () => {
    const bytes = bytesOf((a) => {
      a.op(I.ret);
      a.align(16);
      a.op(I.ret);
    });
    expect(bytes).toBe(`c3${"660f1f840000000000"}${"660f1f440000"}c3`);
  });

  it("does nothing when aligned, or when the limit would be passed", () => {
    expect(bytesOf((a) => a.align(16))).toBe("");
    const limited = (limit: number) =>
      bytesOf((a) => {
        a.op(I.ret);
        a.align(16, limit);
      }).length / 2;
    expect(limited(14)).toBe(1);
    expect(limited(15)).toBe(16);
  });
});

describe("constants", () => {
  it("stand behind the code, aligned, each once", () => {
    const a = new Assembler();
    a.rl(I.movsd, XMM1, a.constantDouble(0.5));
    a.rl(I.addsd, XMM1, a.constantDouble(0.5));
    a.rl(I.mulsd, XMM1, a.constant64(0, 0x3fe0_0000)); // the same bits as 0.5
    a.rl(I.andpd, XMM1, a.constant128(-1, 0x7fff_ffff, -1, 0x7fff_ffff));
    a.op(I.ret);
    const { bytes, codeSize, alignment } = a.finish();
    expect(codeSize).toBe(33);
    expect(alignment).toBe(16);
    expect(hex(bytes, 33)).toBe(`${"cc".repeat(15)}ffffffffffffff7fffffffffffffff7f000000000000e03f`);
    const view = new DataView(bytes.buffer);
    for (const end of [8, 16, 24]) expect(end + view.getInt32(end - 4, true)).toBe(64);
    expect(32 + view.getInt32(28, true)).toBe(48);
  });

  it("keeps 0.0 and -0.0 apart", () => {
    const a = new Assembler();
    expect(a.constantDouble(0)).not.toBe(a.constantDouble(-0));
    expect(a.constantDouble(Number.NaN)).toBe(a.constantDouble(Number.NaN));
  });
});

describe("buffer", () => {
  it("grows, and starts anew after reset", () => {
    const a = new Assembler();
    for (let i = 0; i < 10_000; i++) a.loadInt64(RAX, 2 ** 45 + i);
    const { bytes } = a.finish();
    expect(bytes.length).toBe(100_000);
    expect(hex(bytes, 99_990)).toBe("48b80f27000000200000");
    a.reset();
    a.op(I.ret);
    expect(hex(a.finish().bytes)).toBe("c3");
    expect(bytes.length).toBe(100_000);
  });
});

describe("listing", () => {
  it("prints offsets, bytes, labels, comments and constants when it is on", () => {
    const a = new Assembler();
    a.listing = new Listing();
    const top = a.here();
    a.listing.comment(a.position, "the loop");
    a.rmx(I.mov32, RAX, RCX, R8, 4, -8);
    a.mi(I.mov8, RSI, 3, 1);
    a.rm(I.mov64, RAX, NONE, 4096);
    a.r(I.shl64cl, RAX);
    a.rl(I.addsd, XMM1, a.constantDouble(1));
    a.jcc(CC.L, top);
    const listing = a.listing;
    expect(listing.format(a.finish().bytes)).toBe(
      `L0:
        ; the loop
000000  428b4481f8             mov eax, dword ptr [rcx + r8*4 - 8]
000005  c6460301               mov byte ptr [rsi + 3], 1
000009  488b042500100000       mov rax, qword ptr [4096]
000011  48d3e0                 shl rax, cl
000014  f20f580d04000000       addsd xmm1, qword ptr [rip + L1]
00001c  7ce2                   jl L0
L1:
000020  000000000000f03f       constant 0x3ff0000000000000
`,
    );
  });
});

describe("listing mode", () => {
  it("notices a register of the wrong kind", () => {
    const a = new Assembler();
    a.listing = new Listing();
    expect(() => a.rr(I.add64, RAX, XMM1)).toThrow("add64 has xmm1 as its operand 2, of the wrong kind");
    expect(() => a.rr(I.addsd, RAX, XMM1)).toThrow("addsd has rax as its operand 1");
  });
});

describe("conditions", () => {
  it("negate and swap", () => {
    expect(negate(CC.L)).toBe(CC.GE);
    expect(negate(CC.A)).toBe(CC.BE);
    expect(swapOperands(CC.L)).toBe(CC.G);
    expect(swapOperands(CC.AE)).toBe(CC.BE);
    expect(() => swapOperands(CC.O)).toThrow("condition o");
  });
});

describe("the table's compiler", () => {
  it("names the row when it cannot read it", () => {
    expect(() => compileTable(["x | x r65 | 00 /r"])).toThrow('operand r65 is unknown in "x | x r65 | 00 /r"');
    expect(() => compileTable(["x | x r64 | QQ"])).toThrow("QQ is unknown");
    expect(() => compileTable(["x | x r64 | /r"])).toThrow("no opcode");
    expect(() => compileTable(["x | x r64, r64 | 03 /r"])).toThrow("two registers need RM or MR");
    expect(() => compileTable(["x | x xmm, m64, m64 | 03 /r"])).toThrow("new shape, rmm");
  });
});
