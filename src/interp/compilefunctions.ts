// compile, exec, eval.

import { COMPILE } from "../bytecode/asdl.ts";
import { CO } from "../bytecode/code.ts";
import { arrayCopy, type int, intAnd, intOr, newArray, U8Array } from "../rts/index.ts";
import { isNode } from "./astclasses.ts";
import { bytesLike } from "./buffer.ts";
import { frameFunction } from "./builtin.ts";
import { W_Cell } from "./cell.ts";
import { W_Code } from "./code.ts";
import { CompileOptions, compileCode, compileTree, MODE } from "./compiling.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, raise2, raiseInts, w_SyntaxError, w_TypeError, w_ValueError } from "./errors.ts";
import { currentFrame } from "./frame.ts";
import { callerLocals } from "./framevariables.ts";
import { fsDecode, fsPath } from "./fspath.ts";
import { W_Function } from "./function.ts";
import { runBody } from "./interpret.ts";
import { n_builtins, n_getitem } from "./names.ts";
import { builtinsOf, runningBuiltins } from "./namespaces.ts";
import type { W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { utf8Of } from "./output.ts";
import { w_None } from "./singletons.ts";
import { intern, W_Str } from "./text.ts";
import { writeTree } from "./treewrite.ts";
import { W_Tuple } from "./tuple.ts";

const stringFile = intern("<string>");
const execName = intern("exec");
const evalName = intern("eval");
/** The cells of a code object's free variables, which only `exec` can be given. */
function cellsFor(code: W_Code, closure: W_Object, isEval: boolean): W_Cell[] {
  const count = code.freevars.length;
  if (count === 0) {
    if (closure !== w_None) throw raise0(w_TypeError, "cannot use a closure with this code object");
    return newArray<W_Cell>(0);
  }
  if (isEval) throw raise0(w_TypeError, "code object passed to eval() may not contain free variables");
  const given = closure instanceof W_Tuple ? closure.items : newArray<W_Object>(0);
  const cells = newArray<W_Cell>(count);
  for (let i = 0; i < count; i++) {
    const cell = given.length === count ? given[i]! : w_None;
    if (!(cell instanceof W_Cell))
      throw raiseInts(w_TypeError, "code object requires a closure of exactly length %d", null, count, 0);
    cells[i] = cell;
  }
  return cells;
}
/** exec and eval of text or code. */
function runSource(
  source: W_Object,
  globals: W_Object | null,
  locals: W_Object | null,
  mode: int,
  name: W_Str,
  closure: W_Object,
): W_Object {
  const plain = source.unwrap();
  let code: W_Code;
  if (plain instanceof W_Code) code = plain;
  else {
    if (closure !== w_None) throw raise0(w_TypeError, "closure can only be used when source is a code object");
    let bytes = sourceBytes(plain);
    if (bytes === null) throw raise1(w_TypeError, "%S() arg 1 must be a string, bytes or code object", name);
    if (mode === MODE.eval) bytes = withoutBlanks(bytes);
    const options = new CompileOptions(mode);
    options.flags = intOr(inheritedFlags(), textFlag(plain));
    code = compileCode(bytes, stringFile, options);
  }
  const isEval = mode === MODE.eval;
  const cells = cellsFor(code, closure, isEval);
  if (locals !== null && locals !== w_None && !isMapping(locals)) {
    if (isEval) throw raise0(w_TypeError, "locals must be a mapping");
    throw raise1(w_TypeError, "locals must be a mapping or None, not %T", locals);
  }
  if (globals === null || globals === w_None) {
    const own = currentFrame()!.func.globals;
    return runBody(
      new W_Function(code, own, givenBuiltins(own), cells),
      locals === null || locals === w_None ? callerLocals() : locals,
    );
  }
  const dict = globals.unwrap();
  if (isEval && !(dict instanceof W_Dict))
    throw raise0(
      w_TypeError,
      isMapping(globals) ? "globals must be a real dict; try eval(expr, {}, mapping)" : "globals must be a dict",
    );
  if (!(dict instanceof W_Dict)) throw raise2(w_TypeError, "%S() globals must be a dict, not %T", name, globals);
  const namespace = locals === null || locals === w_None ? globals : locals;
  return runBody(new W_Function(code, dict, givenBuiltins(dict), cells), namespace);
}
/** Builtins of code that exec or eval runs in these globals, which get `__builtins__` if they have none. */
function givenBuiltins(globals: W_Dict): W_Object {
  if (globals.get(n_builtins) === null) globals.set(n_builtins, runningBuiltins());
  return builtinsOf(globals);
}
/** What can be asked by keys. */
function isMapping(object: W_Object): boolean {
  return object.getType().lookup(n_getitem) !== null;
}
function builtin_exec(
  source: W_Object,
  globals: W_Object | null,
  locals: W_Object | null,
  closure: W_Object | null,
): W_Object {
  runSource(source, globals, locals, MODE.exec, execName, closure === null ? w_None : closure);
  return w_None;
}
function builtin_eval(source: W_Object, globals: W_Object | null, locals: W_Object | null): W_Object {
  return runSource(source, globals, locals, MODE.eval, evalName, w_None);
}

/** What the caller's `from __future__` imports are for source that it compiles. */
function inheritedFlags(): int {
  const frame = currentFrame();
  return frame === null ? 0 : intAnd(frame.func.code.flags, FUTURE_FLAGS);
}
const FUTURE_FLAGS = CO.FUTURE_BARRY_AS_BDFL + CO.FUTURE_ANNOTATIONS;

/** compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1) */
function builtin_compile(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = compileArguments(args, kwnames);
  const source = given[0]!;
  const filename = filenameOf(given[1]!);
  const mode = given[2]!.unwrap();
  if (!(mode instanceof W_Str)) throw raise1(w_TypeError, "compile() argument 'mode' must be str, not %T", given[2]!);
  const flags = given[3] === null ? 0 : toInt(given[3]!);
  const inherit = given[4] === null || !given[4]!.isTrue();
  const optimize = given[5] === null ? -1 : toInt(given[5]!);
  if (intAnd(flags, KNOWN_FLAGS) !== flags) throw raise0(w_ValueError, "compile(): unrecognised flags");
  if (optimize < -1 || optimize > 2) throw raise0(w_ValueError, "compile(): invalid optimize value");
  const toTree = intAnd(flags, COMPILE.ONLY_AST) !== 0;
  const options = new CompileOptions(modeOf(mode, toTree));
  options.flags = inherit ? intOr(flags, inheritedFlags()) : flags;
  options.optimize = optimize;
  // of what only makes trees
  if (toTree && given[6] !== null) options.featureVersion = toInt(given[6]!);
  if (isNode(source)) return compileNode(source, filename, options, toTree);
  const bytes = sourceBytes(source);
  if (bytes === null) throw raise0(w_TypeError, "compile() arg 1 must be a string, bytes or AST object");
  options.flags = intOr(options.flags, textFlag(source));
  return toTree ? compileTree(bytes, filename, options) : compileCode(bytes, filename, options);
}
function textFlag(source: W_Object): int {
  return source.unwrap() instanceof W_Str ? COMPILE.FROM_TEXT : 0;
}
function compileNode(tree: W_Object, filename: W_Str, options: CompileOptions, toTree: boolean): W_Object {
  const bytes = writeTree(tree, options.mode);
  options.flags = intOr(options.flags, COMPILE.FROM_TREE);
  return toTree ? compileTree(bytes, filename, options) : compileCode(bytes, filename, options);
}
function modeOf(mode: W_Str, toTree: boolean): int {
  if (mode.equals(execName)) return MODE.exec;
  if (mode.equals(evalName)) return MODE.eval;
  if (mode.equals(singleName)) return MODE.single;
  if (mode.equals(funcTypeName)) {
    if (toTree) return MODE.func_type;
    throw raise0(w_ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  }
  throw raise0(
    w_ValueError,
    toTree
      ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
      : "compile() mode must be 'exec', 'eval' or 'single'",
  );
}
function filenameOf(file: W_Object): W_Str {
  const path = fsPath(file).unwrap();
  if (path instanceof W_Str) return path;
  const bytes = bytesLike(path)!;
  return fsDecode(bytes, 0, bytes.length);
}
/** The arguments by their numbers in compileParameters; null: not given. */
function compileArguments(args: W_Object[], kwnames: W_Object[] | null): (W_Object | null)[] {
  const given = newArray<W_Object | null>(compileParameters.length);
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional > 6)
    throw raiseInts(w_TypeError, "compile() takes at most 6 positional arguments (%d given)", null, positional, 0);
  for (let i = 0; i < positional; i++) given[i] = args[i]!;
  if (kwnames !== null)
    for (let k = 0; k < kwnames.length; k++) {
      let at = 0;
      while (at < compileParameters.length && compileParameters[at] !== kwnames[k]) at++;
      if (at === compileParameters.length)
        throw raise1(w_TypeError, "compile() got an unexpected keyword argument '%S'", kwnames[k]!);
      if (given[at] !== null)
        throw raiseInts(
          w_TypeError,
          "argument for compile() given by name ('%S') and position (%d)",
          kwnames[k]!,
          at + 1,
          0,
        );
      given[at] = args[positional + k]!;
    }
  for (let i = 0; i < 3; i++)
    if (given[i] === null)
      throw raiseInts(
        w_TypeError,
        "compile() missing required argument '%S' (pos %d)",
        compileParameters[i]!,
        i + 1,
        0,
      );
  return given;
}
const compileParameters: W_Str[] = [
  "source",
  "filename",
  "mode",
  "flags",
  "dont_inherit",
  "optimize",
  "_feature_version",
].map(intern);
/** Those of __future__ (0x20000 to 0x1000000) and of the module ast. */
const KNOWN_FLAGS = 0x1fef610;
/** Source text as bytes; null: it is neither str nor bytes. Raises SyntaxError for a NUL in it. */
function sourceBytes(source: W_Object): U8Array | null {
  const plain = source.unwrap();
  const bytes = plain instanceof W_Str ? utf8Of(plain) : bytesLike(plain);
  if (bytes !== null)
    for (let i = 0; i < bytes.length; i++)
      if (bytes[i] === 0) throw raise0(w_SyntaxError, "source code string cannot contain null bytes");
  return bytes;
}
/** Without the blanks at the beginning, which eval overlooks. */
function withoutBlanks(source: U8Array): U8Array {
  let blanks = 0;
  while (blanks < source.length && (source[blanks] === 32 || source[blanks] === 9)) blanks++;
  if (blanks === 0) return source;
  const rest = new U8Array(source.length - blanks);
  arrayCopy(source, blanks, rest, 0, rest.length);
  return rest;
}
const singleName = intern("single");

const funcTypeName = intern("func_type");

export const compileFunction = frameFunction("compile(*args)", builtin_compile);
export const execFunction = frameFunction("exec(source, /, globals=None, locals=None, *, closure=None)", builtin_exec);
export const evalFunction = frameFunction("eval(source, /, globals=None, locals=None)", builtin_eval);
