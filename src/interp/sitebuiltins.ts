// What Python's module site adds to the builtins: exit, quit, copyright, credits, license, help; and breakpoint, with sys.breakpointhook.

import { builtinFunction, getter } from "./builtin.ts";
import { builtinsModule } from "./builtins.ts";
import {
  OperationError,
  raise0,
  raiseObject,
  w_ImportError,
  w_RuntimeError,
  w_RuntimeWarning,
  w_SystemExit,
  w_TypeError,
} from "./errors.ts";
import { importLibrary } from "./importing.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { n_close } from "./names.ts";
import { W_Object } from "./object.ts";
import { getAttr, getItem } from "./operations.ts";
import { findLast } from "./search.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { tables } from "./state.ts";
import { printLine, sysModule } from "./sysmodule.ts";
import { intern, internStr, StrBuilder, strOf, W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";
import { issueWarning } from "./warningsmodule.ts";

const w_quitter = builtinType("_sitebuiltins.Quitter");
const w_printer = builtinType("_sitebuiltins._Printer");
const w_helper = builtinType("_sitebuiltins._Helper");
const n_stdin = intern("stdin");

/** exit, quit: shown, it says how to leave; called, it raises SystemExit. */
class W_Quitter extends W_Object {
  readonly name: W_Str;
  readonly shown: W_Str;
  constructor(name: string) {
    super();
    this.name = intern(name);
    this.shown = strOf(`Use ${name}() or Ctrl-D (i.e. EOF) to exit`);
  }
  override getType(): W_Type {
    return w_quitter;
  }
  override repr(): W_Str {
    return this.shown;
  }
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    if (args.length > 1 || (kwnames !== null && kwnames[0] !== n_code))
      throw raise0(w_TypeError, "Quitter.__call__() takes an optional argument 'code'");
    closeInput();
    throw raiseObject(w_SystemExit.call1(args.length === 0 ? w_None : args[0]!));
  }
}
const n_code = intern("code");
/** So that a shell which ignores SystemExit ends, too. */
function closeInput(): void {
  const input = tables.sys.get(n_stdin);
  if (input === null || input === w_None) return;
  try {
    getAttr(input, n_close).call0();
  } catch (error) {
    // whatever is wrong with it, we are leaving
    if (!(error instanceof OperationError)) throw error;
  }
}

/** copyright, credits, license: a text, which a call prints. */
class W_Printer extends W_Object {
  readonly text: W_Str;
  constructor(text: string) {
    super();
    this.text = strOf(text);
  }
  override getType(): W_Type {
    return w_printer;
  }
  override repr(): W_Str {
    return this.text;
  }
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
    if (args.length > 0) throw raise0(w_TypeError, "_Printer.__call__() takes no arguments");
    printLine(this.text);
    return w_None;
  }
}

/** help: called, it is the library's pydoc.help. */
class W_Helper extends W_Object {
  override getType(): W_Type {
    return w_helper;
  }
  override repr(): W_Str {
    return helpShown;
  }
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    return getAttr(importLibrary(n_pydoc, w_None), n_help).call(args, kwnames);
  }
}
const helpShown = strOf("Type help() for interactive help, or help(object) for help about object.");
const n_pydoc = intern("pydoc");
const n_help = intern("help");

function quitter_name(self: W_Object): W_Object {
  return (self as W_Quitter).name;
}
getter(w_quitter, "name", quitter_name);
for (const type of [w_quitter, w_printer, w_helper]) {
  type.isBaseType = false;
  defSlots(type, "__repr__ __call__");
}

// --- breakpoint
const n_breakpointhook = intern("breakpointhook");
const variable = intern("PYTHONBREAKPOINT");
const usualHook = intern("pdb.set_trace");
const noHook = intern("0");
const builtinsName = intern("builtins");
const dot = intern(".");
const n_os = intern("os");
const n_environ = intern("environ");

function builtin_breakpoint(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const hook = tables.sys.get(n_breakpointhook);
  if (hook === null) throw raise0(w_RuntimeError, "lost sys.breakpointhook");
  return hook.call(args, kwnames);
}
/** Calls what PYTHONBREAKPOINT names, else pdb.set_trace; warns when that cannot be imported. */
function sys_breakpointhook(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  let name = usualHook;
  const given = getAttr(getAttr(importLibrary(n_os, w_None), n_environ), n_get)
    .call1(variable)
    .unwrap();
  if (given instanceof W_Str && given.length > 0) name = given;
  if (name.equals(noHook)) return w_None;
  const at = findLast(name, dot, 0, name.length);
  const module = at < 0 ? builtinsName : internStr(name.slice(0, at));
  let hook: W_Object | null = null;
  try {
    importLibrary(module, w_None);
    const found = tables.modules.get(module);
    hook = attributeOrNull(
      found === null ? getItem(tables.modules, module) : found,
      internStr(name.slice(at + 1, name.length)),
    );
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_ImportError)) throw error;
  }
  if (hook !== null) return hook.call(args, kwnames);
  const text = new StrBuilder();
  text.add("Ignoring unimportable $PYTHONBREAKPOINT: ");
  text.addStr(name.repr());
  issueWarning(w_RuntimeWarning, text.build());
  return w_None;
}
const n_get = intern("get");

const hook = builtinFunction("breakpointhook(*args, **kwargs)", sys_breakpointhook);
hook.module = intern("sys");
sysModule.dict.set(n_breakpointhook, hook);
sysModule.dict.set(intern("__breakpointhook__"), hook);
const breakpointFunction = builtinFunction("breakpoint(*args, **kws)", builtin_breakpoint);
breakpointFunction.module = builtinsName;

const added: Record<string, W_Object> = {
  breakpoint: breakpointFunction,
  exit: new W_Quitter("exit"),
  quit: new W_Quitter("quit"),
  copyright: new W_Printer(
    "Taipan is licensed under the MIT license.\nIts standard library is Python's: Copyright (c) 2001 Python Software Foundation.",
  ),
  credits: new W_Printer(
    "Taipan runs the standard library of CPython; thanks to all who wrote it, and to the makers of PyPy for showing the way.",
  ),
  license: new W_Printer(
    "Taipan: MIT license, see the file LICENSE.\nThe standard library: https://docs.python.org/3.14/license.html",
  ),
  help: new W_Helper(),
};
for (const [name, value] of Object.entries(added)) builtinsModule.dict.set(intern(name), value);
