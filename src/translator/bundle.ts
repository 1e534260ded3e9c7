// The untranslated program: all modules in one script, as a factory. `create(tools)` evaluates every module once and answers the
// entry modules' exports; two calls share nothing. dist/vm.js is this script as an ES module.

import path from "node:path";
import { build } from "esbuild";
import type { CallDepth } from "./call-cycles.ts";
import { emitModule } from "./emit-module.ts";
import type { Sources } from "./sources.ts";
import type { Trees } from "./trees.ts";

/** What instrumentation calls; NO_TOOLS makes it do nothing. */
export interface FactoryTools {
  __fn<F>(id: string, f: F, captures: (() => Record<string, unknown>) | null): F;
  __cls(id: string, cls: unknown): void;
  __mod(file: string, values: () => Record<string, unknown>): void;
}

export interface Bundle {
  /** `export function create(tools)`: the text of an ES module. */
  readonly text: string;
  /** Makes an instance: module exports by the entry modules' names, and `runtime` of checked-runtime.ts. */
  create(tools?: FactoryTools): Record<string, Record<string, unknown>>;
}

export const NO_TOOLS: FactoryTools = {
  __fn: (_id, f) => f,
  __cls: () => {},
  __mod: () => {},
};

/** The function of the program that throws when the stack is used up. */
export const STACK_HOOK = "raiseStackOverflow";
const RUNTIME = "src/translator/checked-runtime.ts";

/** Emits and bundles the program. `entryModules` are paths from the root. */
export async function bundle(
  sources: Sources,
  trees: Trees,
  depth: CallDepth,
  entryModules: readonly string[],
  home: string,
): Promise<Bundle> {
  const runtime = path.join(home, RUNTIME);
  const context = {
    sources,
    // the library's bodies are JavaScript: they are what the checks and intrinsics mean
    tree: (source: Parameters<Trees["generic"]>[0]) =>
      source.file.startsWith("src/rts/") ? null : trees.generic(source).tree,
    countsDepth: (source: Parameters<CallDepth["counts"]>[0]) => depth.counts(source),
  };
  const byName = new Map(sources.files.map((f) => [path.resolve(f.fileName), f]));
  const lines = entryModules.map((m, i) => `import * as m${i} from ${JSON.stringify(path.resolve(sources.root, m))};`);
  const table = entryModules.map((m, i) => `${JSON.stringify(m)}: m${i}`);
  const hook = sources.exportedFunction(STACK_HOOK);
  const entry = [
    ...lines,
    `import * as runtime from ${JSON.stringify(runtime)};`,
    ...(hook
      ? [`import { ${STACK_HOOK} } from ${JSON.stringify(hook)};`, `runtime.__stack.overflow = ${STACK_HOOK};`]
      : []),
    `export default { ${table.join(", ")}, runtime };`,
  ].join("\n");
  const result = await build({
    stdin: { contents: entry, resolveDir: sources.root, loader: "ts", sourcefile: "entry.ts" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "__program",
    platform: "node",
    target: "es2022",
    logLevel: "silent",
    keepNames: false,
    plugins: [
      {
        name: "rtypescript",
        setup(b): void {
          // modules that exist only in memory (tests) are resolved here too
          b.onResolve({ filter: /^[./]/ }, (args) => {
            const full = path.resolve(args.resolveDir, args.path);
            return byName.has(full) || full === runtime ? { path: full } : null;
          });
          b.onLoad({ filter: /\.ts$/ }, (args) => {
            const file = byName.get(path.resolve(args.path));
            if (!file || args.path === runtime) return null;
            return { contents: emitModule(context, file, runtime), loader: "ts", resolveDir: path.dirname(args.path) };
          });
        },
      },
    ],
  });
  const script = result.outputFiles[0]!.text;
  const body = `const { __fn, __cls, __mod } = tools;\n${script}\nreturn __program.default;`;
  const text = `export function create(tools = { __fn: (id, f) => f, __cls() {}, __mod() {} }) {\n${body}\n}\n`;
  let factory: ((tools: FactoryTools, require: unknown) => Record<string, Record<string, unknown>>) | null = null;
  return {
    text,
    create(tools = NO_TOOLS) {
      factory ??= new Function("tools", "require", body) as NonNullable<typeof factory>;
      return factory(tools, requireForModules);
    },
  };
}

/** Module level may read files and the like; bundled modules ask for node's through require. */
function requireForModules(name: string): unknown {
  const module = process.getBuiltinModule(name.replace(/^node:/, ""));
  if (!module) throw new Error(`module level imports ${name}, which is neither a module of the program nor Node's`);
  return module;
}
