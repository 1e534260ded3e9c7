// Code objects as text, for `taipan -m dis`, tests and logs. A register is shown by the name of its local; cells are `&name`,
// free variables' cells `^name`, temporaries `r7`. Constants are shown as Python would, jumps as `-> index`.
//
//   code f (nbody.py:3)  args a b  locals c  registers 5  loops 1
//      4    0  ADD                c, a, b
//           1  JUMP_IF_NOT_LT_K   c, 10 -> 4
//     exceptions:
//       2..5 -> 9 in r4

import { CO, type Code, firstTemporary, type Value } from "./code.ts";
import { commonObjects, functionAttributes, intrinsics, OP, specialMethods } from "./opcodes.ts";
import { type Instruction, instructionAt, instructionCount, jumpTarget } from "./operands.ts";
import { decodePositions } from "./positions.ts";

/** A listing of the code and, behind it, of the code objects in its constants. Ends with a newline. */
export function formatDis(code: Code): string {
  const lines = [header(code)];
  const positions = decodePositions(code.lineTable, code.firstlineno);
  let line = -1;
  const targets = new Set<number>(code.exceptionTable.map(({ handler }) => handler));
  const count = instructionCount(code);
  for (let i = 0; i < count; i++) {
    targets.add(jumpTarget(i, instructionAt(code, i)));
  }
  for (let i = 0; i < count; i++) {
    const at = positions[i]!.lineno;
    const shownLine = at === line ? "" : String(at);
    line = at;
    const instruction = instructionAt(code, i);
    const mark = targets.has(i) ? ">" : " ";
    const text = operandsText(code, i, instruction);
    const place = `${shownLine.padStart(5)} ${mark}${String(i).padStart(4)}`;
    lines.push(`${place}  ${instruction.info.name.padEnd(22)} ${text}`.trimEnd());
  }
  if (code.exceptionTable.length > 0) {
    lines.push("  exceptions:");
    for (const { start, end, handler, register } of code.exceptionTable) {
      lines.push(`    ${start}..${end - 1} -> ${handler} in ${registerName(code, register)}`);
    }
  }
  const inner = code.constants.flatMap((constant) => (constant.type === "code" ? [formatDis(constant.code)] : []));
  return [`${lines.join("\n")}\n`, ...inner].join("\n");
}

function header(code: Code): string {
  const { varnames } = code;
  const parameters =
    code.argcount +
    code.kwonlyargcount +
    ((code.flags & CO.VARARGS) !== 0 ? 1 : 0) +
    ((code.flags & CO.VARKEYWORDS) !== 0 ? 1 : 0);
  const lists: [string, readonly string[]][] = [
    ["args", varnames.slice(0, parameters)],
    ["locals", varnames.slice(parameters)],
    ["cells", code.cellvars],
    ["free", code.freevars],
  ];
  const shown = lists.filter(([, names]) => names.length > 0).map(([what, names]) => `${what} ${names.join(" ")}`);
  const loops = code.cellCount > 1 ? [`loops ${code.cellCount - 1}`] : [];
  const place = `code ${code.qualname} (${code.filename}:${code.firstlineno})`;
  return [place, ...shown, `registers ${code.registerCount}`, ...loops].join("  ");
}

function registerName(code: Code, register: number): string {
  const cells = register - code.varnames.length;
  if (cells < 0) {
    return code.varnames[register]!;
  }
  if (register < firstTemporary(code)) {
    const free = cells - code.cellvars.length;
    return free < 0 ? `&${code.cellvars[cells]}` : `^${code.freevars[free]}`;
  }
  return `r${register}`;
}

/** What a plain number of an instruction stands for. */
const numberNames: Record<number, (n: number) => string | undefined> = {
  [OP.LOAD_COMMON]: (n) => commonObjects[n],
  [OP.LOAD_SPECIAL]: (n) => specialMethods[n],
  [OP.SET_FUNCTION_ATTRIBUTE]: (n) => functionAttributes[n],
  [OP.INTRINSIC_1]: (n) => intrinsics[n]?.[0],
  [OP.INTRINSIC_2]: (n) => intrinsics[n]?.[0],
};

function operandsText(code: Code, index: number, instruction: Instruction): string {
  const { info, a, b, c } = instruction;
  const parts: string[] = [];
  for (const [i, kind] of info.operands.entries()) {
    const value = i === 0 ? a : i === 1 ? b : c;
    switch (kind) {
      case "dst":
      case "src":
      case "mod":
        parts.push(registerName(code, value));
        break;
      case "run":
      case "out":
      case "io":
        parts.push(runText(code, value, info.lengths[i]!(a, b, c)));
        break;
      case "k":
        parts.push(reprConstant(code.constants[value]!));
        break;
      case "klo":
        parts.push(reprConstant(code.constants[b | (c << 16)]!));
        break;
      case "name":
        parts.push(code.names[value]!);
        break;
      case "site":
        parts.push(code.names[code.sites[value]!]!);
        break;
      case "cell":
        parts.push(`loop ${value}`);
        break;
      case "n":
        parts.push(numberNames[info.code]?.(value) ?? String(value));
        break;
    }
  }
  const target = jumpTarget(index, instruction);
  const arrow = target < 0 ? "" : `-> ${target}`;
  return [parts.join(", "), arrow].filter((part) => part !== "").join(" ");
}

function runText(code: Code, first: number, count: number): string {
  if (count === 0) {
    return "()";
  }
  const last = count === 1 ? "" : `..${registerName(code, first + count - 1)}`;
  return `(${registerName(code, first)}${last})`;
}

/** A constant about as Python's repr() shows it. */
export function reprConstant(value: Value): string {
  switch (value.type) {
    case "NoneType":
      return "None";
    case "ellipsis":
      return "Ellipsis";
    case "bool":
      return value.value ? "True" : "False";
    case "int":
      return String(value.value);
    case "float":
      return reprFloat(value.value);
    case "complex":
      return reprComplex(value.real, value.imag);
    case "str":
      return reprString(value.value);
    case "bytes":
      return `b${reprString(Buffer.from(value.value).toString("latin1"))}`;
    case "tuple":
      return `(${value.items.map(reprConstant).join(", ")}${value.items.length === 1 ? "," : ""})`;
    case "frozenset":
      return `frozenset({${value.items.map(reprConstant).join(", ")}})`;
    case "slice":
      return `slice(${reprConstant(value.start)}, ${reprConstant(value.stop)}, ${reprConstant(value.step)})`;
    case "code":
      return `<code ${value.code.qualname}>`;
  }
}

function reprComplex(real: number, imag: number): string {
  const parts = [real, imag].map((part) => reprFloat(part).replace(/\.0$/, ""));
  if (Object.is(real, 0)) {
    return `${parts[1]}j`;
  }
  return `(${parts[0]}${parts[1]!.startsWith("-") ? "" : "+"}${parts[1]}j)`;
}
function reprFloat(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e16) {
    return Object.is(value, -0) ? "-0.0" : `${value}.0`;
  }
  return String(value).replace("Infinity", "inf").replace("NaN", "nan");
}

const longestShown = 60;

function reprString(text: string): string {
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}...` : text;
  return `'${JSON.stringify(shown).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
