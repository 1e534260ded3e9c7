import { describe, expect, it } from "vitest";
import { helpText, OPTIONS, parseCommandLine, UsageError } from "./options.ts";

const parse = (text: string) => parseCommandLine(text.split(" ").filter((word) => word !== ""));

describe("parseCommandLine", () => {
  it("ends options at the script, whose arguments are its own", () => {
    const line = parse("--jit=off x.py -c --vm=graphs");
    expect(line).toMatchObject({
      main: { kind: "script", path: "x.py" },
      args: ["-c", "--vm=graphs"],
      jit: "off",
      vm: null,
    });
  });
  it("takes code and its arguments behind -c, in the same word too", () => {
    expect(parse("-c pass a -V")).toMatchObject({ main: { kind: "command", code: "pass" }, args: ["a", "-V"] });
    expect(parse("-Bcpass a")).toMatchObject({ main: { kind: "command", code: "pass" }, args: ["a"] });
  });
  it("reads standard input for - and when nothing is named", () => {
    expect(parse("- a b")).toMatchObject({ main: { kind: "stdin" }, args: ["a", "b"] });
    expect(parse("-u")).toMatchObject({ main: { kind: "stdin" }, unbuffered: true });
  });
  it("names a script that looks like an option behind --", () => {
    expect(parse("-- -x.py a")).toMatchObject({ main: { kind: "script", path: "-x.py" }, args: ["a"] });
  });
  it("reads our own options", () => {
    const line = parse("--vm=debug --jit=threshold=2 --jit-log=f --jit-summary --gc-stress=7 x.py");
    expect(line).toMatchObject({ vm: "debug", jit: "threshold=2", jitLog: "f", jitSummary: true, gcStress: 7 });
  });
  it.each([
    ["--foo", "unknown option --foo"],
    ["-Z", "unknown option -Z"],
    ["-c", "argument expected for the -c option"],
    ["--vm=fast x.py", "--vm takes one of native, debug, graphs, untranslated, not 'fast'"],
    ["--gc-stress=x", "--gc-stress takes a number, not 'x'"],
    ["--jit-log x.py", "the option --jit-log takes a value: --jit-log=FILE"],
    ["--jit-summary=1", "the option --jit-summary takes no value"],
  ])("refuses %s", (text, message) => {
    expect(() => parse(text)).toThrow(new UsageError(message));
  });
  it("says of each option of python's that is not there yet that it is not", () => {
    for (const { names } of OPTIONS.filter((option) => option.help.endsWith("(not there yet)"))) {
      expect(() => parse(`${names[0]} x y`), names[0]).toThrow(/is not supported yet|takes a value/);
    }
  });
  it("shows every option in the help", () => {
    const help = helpText();
    for (const { names } of OPTIONS) for (const name of names) expect(help).toContain(name);
  });
});
