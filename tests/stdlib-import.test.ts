// Modules of the standard library that import, on two rungs, one program for all.

import { expect, it } from "vitest";
import { noNative } from "../src/host/testing/native.ts";
import { NativeRung } from "./rungs/native.ts";
import type { Rung } from "./rungs/rungs.ts";
import { UntranslatedRung } from "./rungs/untranslated.ts";

const MODULES = `__future__ abc annotationlib ast bisect codecs collections collections.abc contextlib contextvars copyreg dataclasses functools genericpath
  heapq importlib importlib.machinery importlib.util inspect io itertools keyword numbers operator os os.path posixpath reprlib runpy stat
  re json datetime typing enum copy argparse fractions logging pathlib pprint random tempfile textwrap threading traceback unittest warnings string struct time timeit token types weakref
  asyncio concurrent.futures selectors socket subprocess logging.handlers logging.config stringprep encodings.idna encodings.utf_7
  code codeop configparser difflib dis fileinput linecache modulefinder optparse pickle pickletools pkgutil pyclbr rlcompleter sched shlex tabnanny tokenize trace`;

const program = {
  name: "stdlib-import",
  filename: "stdlib-import.py",
  source: `
for name in ${JSON.stringify(MODULES)}.split():
    try:
        __import__(name)
    except Exception as e:
        print(name, type(e).__name__, e)
print("done")
`,
};

const LIMIT_MS = 60_000;
const rungs: (() => Rung)[] = [
  () => new UntranslatedRung(),
  ...(noNative ? [] : [() => new NativeRung({ name: "native", jit: "off" })]),
];
for (const make of rungs) {
  const rung = make();
  it(
    `modules of the standard library import: ${rung.name}`,
    async () => {
      try {
        expect(await rung.run(program, LIMIT_MS)).toEqual({ status: 0, stdout: "done\n", stderr: "" });
      } finally {
        await rung.close();
      }
    },
    LIMIT_MS,
  );
}
