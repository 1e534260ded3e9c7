import { describe, expect, it } from "vitest";
import { SAMPLE_PROGRAM } from "./sample-program.ts";
import { StoredProgram, serializeProgram } from "./serialize.ts";
import { parseProgram, printProgram } from "./text.ts";

describe("vm.ir", () => {
  it("gives back the program that was written, graphs decoded on demand", () => {
    const text = SAMPLE_PROGRAM.replaceAll("@hello", "#1073741832");
    const program = parseProgram(text);
    for (const cls of program.classes.values()) cls.typeId = 1;
    const stored = new StoredProgram(serializeProgram(program));
    const decl = stored.program.function("Node_visit");
    expect(decl.graph).toBeNull();
    expect(stored.graphOf(decl)?.blocks.length).toBe(7);
    // values are numbered anew, so compare the graph's text after a second round
    stored.decodeAll();
    const again = new StoredProgram(serializeProgram(stored.program));
    again.decodeAll();
    expect(printProgram(again.program)).toBe(printProgram(stored.program));
    const body = (p: string): string => p.replace(/\b[irf]\d+\b/g, "v").replace(/ *method .*\n/g, "");
    expect(body(printProgram(stored.program))).toBe(body(printProgram(program)));
    expect(stored.program.classes.get("Node")?.typeId).toBe(1);
    expect(stored.positions()).toEqual(program.positions);
  });
  it("refuses a prebuilt object that has no place in the image", () => {
    expect(() => serializeProgram(parseProgram(SAMPLE_PROGRAM))).toThrow("hello has no reference yet");
  });
  it("refuses other files", () => {
    expect(() => new StoredProgram(new Uint8Array(20))).toThrow("not a vm.ir file");
  });
});
