// The module that `sysconfig` reads on POSIX: how this Python was built. CPython writes it from its Makefile; we have no C compiler's flags to tell,
// so that it has the few variables that the library asks for and that mean something here.

import { W_Dict } from "./dict.ts";
import { newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { intern } from "./text.ts";

const TEXTS: Record<string, string> = {
  CFLAGS: "",
  CONFIG_ARGS: "",
  PY_CFLAGS: "",
  // where zoneinfo looks for time zones
  TZPATH: "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
  VERSION: "3.14",
};
const NUMBERS: Record<string, number> = { Py_DEBUG: 0, Py_ENABLE_SHARED: 0, Py_GIL_DISABLED: 0, WITH_DOC_STRINGS: 1 };

const build_time_vars = new W_Dict();
for (const [name, text] of Object.entries(TEXTS)) build_time_vars.set(intern(name), intern(text));
for (const [name, value] of Object.entries(NUMBERS)) build_time_vars.set(intern(name), newInt(value));
const values: Record<string, W_Object> = { build_time_vars };
// its name says the system (sysconfig._get_sysconfigdata_name)
for (const system of ["linux", "darwin"]) defineModule(`_sysconfigdata__${system}_`, [], values);
