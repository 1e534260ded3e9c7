// The command line's options: python's where it has them, our own as long options with `=`. One table; what python has and we do not have
// yet is refused by name.

export type VmKind = "native" | "debug" | "graphs" | "untranslated";
const VM_KINDS: readonly VmKind[] = ["native", "debug", "graphs", "untranslated"];

/** What is to be run. */
export type Main =
  | { readonly kind: "script"; readonly path: string }
  | { readonly kind: "command"; readonly code: string }
  | { readonly kind: "module"; readonly name: string }
  | { readonly kind: "stdin" };

export interface CommandLine {
  main: Main;
  /** Behind the script. */
  args: string[];
  /** null: native where it can be had, else portable. */
  vm: VmKind | null;
  /** `off`, `graphs`, `default` or `name=value,...`. */
  jit: string;
  jitLog: string | null;
  jitSummary: boolean;
  /** -X perf: names of machine code for Linux' perf. */
  perfMap: boolean;
  gcStress: number;
  unbuffered: boolean;
  /** Level of -O. */
  optimize: number;
  /** What the program learns of options, `letter=value`: see addSetting of src/interp/entry.ts. */
  settings: string[];
  /** -E, -I: environment variables are not read. -P, -I: the script's folder is not searched. -x: the source's first line is left out. */
  ignoreEnvironment: boolean;
  safePath: boolean;
  skipFirstLine: boolean;
  action: "run" | "version" | "help";
}

/** A mistake in the command line: what to print. The exit status is 2. */
export class UsageError extends Error {}

interface Option {
  readonly names: readonly string[];
  /** Whether it takes a value: the rest of the word, or the next word. */
  readonly takes?: string;
  readonly help: string;
  /** "ends": what follows belongs to the program. */
  apply(line: CommandLine, value: string): "ends" | undefined;
}

const accepted = (names: string[], help: string): Option => ({ names, help, apply: () => undefined });
const missing = (names: string[], help: string, takes?: string): Option => ({
  names,
  help: `${help} (not there yet)`,
  ...(takes && { takes }),
  apply: () => {
    throw new UsageError(`the option ${names[0]} (${help}) is not supported yet`);
  },
});
const flag = (name: string, help: string, set: (line: CommandLine) => unknown): Option => ({
  names: [name],
  help,
  apply: (line) => {
    set(line);
    return undefined;
  },
});
function main(line: CommandLine, chosen: Main): "ends" {
  line.main = chosen;
  return "ends";
}

export const OPTIONS: readonly Option[] = [
  {
    names: ["-c"],
    takes: "code",
    help: "run the code given as a string",
    apply: (line, code) => main(line, { kind: "command", code }),
  },
  {
    names: ["-m"],
    takes: "module",
    help: "run a module as a script",
    apply: (line, name) => main(line, { kind: "module", name }),
  },
  {
    names: ["-h", "--help", "-?"],
    help: "print this text",
    apply: (line) => {
      line.action = "help";
      return undefined;
    },
  },
  {
    names: ["-V", "--version"],
    help: "print the version",
    apply: (line) => {
      line.action = "version";
      return undefined;
    },
  },
  {
    names: ["-u"],
    help: "do not buffer standard output",
    apply: (line) => {
      line.unbuffered = true;
      line.settings.push("u=1");
      return undefined;
    },
  },
  accepted(["-B"], "write no .pyc files (there never are any)"),
  flag("-E", "ignore PYTHON* environment variables", (line) => {
    line.ignoreEnvironment = true;
    line.settings.push("E=1");
  }),
  flag("-s", "no user site directory (there is none)", (line) => line.settings.push("s=1")),
  flag("-S", "do not import site (it is never imported yet)", (line) => line.settings.push("S=1")),
  flag("-I", "isolated mode: -E, -P and -s", (line) => {
    line.ignoreEnvironment = true;
    line.safePath = true;
    line.settings.push("I=1", "E=1", "s=1", "P=1");
  }),
  flag("-q", "no banner in the interactive mode", (line) => line.settings.push("q=1")),
  flag("-O", "leave out assertions; -OO: doc strings too", (line) => {
    line.optimize++;
    line.settings.push(`O=${line.optimize}`);
  }),
  flag("-P", "do not search the script's folder for modules", (line) => {
    line.safePath = true;
    line.settings.push("P=1");
  }),
  flag("-x", "skip the first line of the source", (line) => {
    line.skipFirstLine = true;
  }),
  {
    names: ["-W"],
    takes: "action",
    help: "warning control: an item of sys.warnoptions",
    apply: (line, value) => {
      line.settings.push(`W=${value}`);
      return undefined;
    },
  },
  {
    names: ["-X"],
    takes: "option",
    help: "an option of the implementation: an item of sys._xoptions; perf: write /tmp/perf-PID.map, for Linux' perf",
    apply: (line, value) => {
      if (value === "perf" || value === "perf=1") line.perfMap = true;
      line.settings.push(`X=${value}`);
      return undefined;
    },
  },
  missing(["-i"], "inspect interactively after running"),
  missing(["-v"], "trace imports"),
  missing(["-d"], "parser debugging"),
  missing(["-b", "-bb"], "warn of bytes compared with str"),
  {
    names: ["--vm"],
    takes: "kind",
    help: "native, graphs (evaluator; slow), untranslated (portable; slow), debug (native, with checks)",
    apply: (line, value) => {
      const kind = VM_KINDS.find((k) => k === value);
      if (!kind) throw new UsageError(`--vm takes one of ${VM_KINDS.join(", ")}, not '${value}'`);
      line.vm = kind;
      return undefined;
    },
  },
  {
    names: ["--jit"],
    takes: "parameters",
    help: "off, default, graphs (traces run by the evaluator), or name=value,...",
    apply: (line, value) => {
      line.jit = value;
      return undefined;
    },
  },
  {
    names: ["--jit-log"],
    takes: "file",
    help: "write a log of the traces; '-' is standard error",
    apply: (line, value) => {
      line.jitLog = value;
      return undefined;
    },
  },
  {
    names: ["--jit-summary"],
    help: "print the JIT's counters to standard error at the end",
    apply: (line) => {
      line.jitSummary = true;
      return undefined;
    },
  },
  {
    names: ["--gc-stress"],
    takes: "n",
    help: "collect garbage at every n-th allocation",
    apply: (line, value) => {
      if (!/^\d+$/.test(value)) throw new UsageError(`--gc-stress takes a number, not '${value}'`);
      line.gcStress = Number(value);
      return undefined;
    },
  },
  missing(["--profile"], "show where time goes"),
  missing(["--check-hash-based-pycs"], "how .pyc files are checked", "mode"),
];

const find = (name: string): Option | undefined => OPTIONS.find((option) => option.names.includes(name));

/** Reads the words behind `taipan`. Throws UsageError. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const line: CommandLine = {
    main: { kind: "stdin" },
    args: [],
    vm: null,
    jit: "default",
    jitLog: null,
    jitSummary: false,
    perfMap: false,
    gcStress: 0,
    unbuffered: false,
    optimize: 0,
    settings: [],
    ignoreEnvironment: false,
    safePath: false,
    skipFirstLine: false,
    action: "run",
  };
  let i = 0;
  while (i < words.length) {
    const word = words[i++]!;
    if (word === "-" || !word.startsWith("-")) {
      if (word !== "-") line.main = { kind: "script", path: word };
      break;
    }
    if (word === "--") {
      const script = words[i];
      if (script !== undefined) line.main = script === "-" ? { kind: "stdin" } : { kind: "script", path: words[i++]! };
      break;
    }
    const next = (): string | undefined => words[i++];
    if (word.startsWith("--") ? readLong(line, word, next) : readShort(line, word.slice(1), next)) break;
  }
  line.args = words.slice(i);
  return line;
}

/** `--name` or `--name=value`. Answers whether the options end here. */
function readLong(line: CommandLine, word: string, next: () => string | undefined): boolean {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const option = find(name);
  if (!option) throw new UsageError(`unknown option ${name}`);
  let value = equals < 0 ? undefined : word.slice(equals + 1);
  if (!option.takes && value !== undefined) throw new UsageError(`the option ${name} takes no value`);
  if (option.takes && value === undefined) {
    if (name === "--check-hash-based-pycs") value = next();
    if (value === undefined)
      throw new UsageError(`the option ${name} takes a value: ${name}=${option.takes.toUpperCase()}`);
  }
  return option.apply(line, value ?? "") === "ends";
}

/** Short options, several in a word: `-Bc code`. */
function readShort(line: CommandLine, letters: string, next: () => string | undefined): boolean {
  for (let at = 0; at < letters.length; at++) {
    const name = `-${letters[at]}`;
    const option = find(name);
    if (!option) throw new UsageError(`unknown option ${name}`);
    if (!option.takes) {
      option.apply(line, "");
      continue;
    }
    const rest = letters.slice(at + 1);
    const value = rest === "" ? next() : rest;
    if (value === undefined) throw new UsageError(`argument expected for the ${name} option`);
    return option.apply(line, value) === "ends";
  }
  return false;
}

export const USAGE = "usage: taipan [option] ... [-c code | -m module | script | -] [arg] ...";

/** The text of --help. */
export function helpText(): string {
  const lines = OPTIONS.map(({ names, takes, help }) => {
    const shown = names
      .map((name) => (takes ? `${name}${name.startsWith("--") ? "=" : " "}${takes}` : name))
      .join(", ");
    return `  ${shown.padEnd(23)} ${help}`;
  });
  return [USAGE, "Options:", ...lines, ""].join("\n");
}
