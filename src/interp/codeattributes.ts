// The attributes and methods of code objects: types.CodeType. There are no stack sizes and no bytes of CPython's bytecode; `co_code` is ours.

import { type int, intAnd, intShr, JitCell, newArray, U8Array, type U16Array } from "../rts/index.ts";
import { def, defStatic, getter, member } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { Site } from "./caches.ts";
import { CodeBody, LineReader, W_Code, w_code } from "./code.ts";
import { raise0, raise1, raise2, w_NotImplementedError, w_TypeError } from "./errors.ts";
import { newBool, newInt } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { hooks, type W_Object } from "./object.ts";
import { sameOrEqual, toInt } from "./operations.ts";
import { w_NotImplemented } from "./singletons.ts";
import { intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { newTuple, newTuple3 } from "./tuple.ts";

function code_name(self: W_Object): W_Object {
  return (self as W_Code).name;
}
function code_qualname(self: W_Object): W_Object {
  return (self as W_Code).qualname;
}
function code_filename(self: W_Object): W_Object {
  return (self as W_Code).filename;
}
function code_firstlineno(self: W_Object): W_Object {
  return newInt((self as W_Code).firstLine);
}
function code_argcount(self: W_Object): W_Object {
  return newInt((self as W_Code).argCount);
}
function code_flags(self: W_Object): W_Object {
  return newInt((self as W_Code).flags);
}
function tupleOf(names: W_Str[]): W_Object {
  const items = newArray<W_Object>(names.length);
  for (let i = 0; i < names.length; i++) items[i] = names[i]!;
  return newTuple(items);
}
function code_varnames(self: W_Object): W_Object {
  return tupleOf((self as W_Code).body().varnames);
}
function code_names(self: W_Object): W_Object {
  return tupleOf((self as W_Code).body().names);
}
function code_freevars(self: W_Object): W_Object {
  return tupleOf((self as W_Code).freevars);
}
function code_cellvars(self: W_Object): W_Object {
  // parameters come first
  const body = (self as W_Code).body();
  const list = new W_List();
  for (const name of body.varnames) if (hasName(body.cellvars, name)) list.append(name);
  for (const name of body.cellvars) if (!hasName(body.varnames, name)) list.append(name);
  return newTuple(list.toArray());
}
function hasName(names: W_Str[], name: W_Str): boolean {
  for (const other of names) if (other === name) return true;
  return false;
}
function code_consts(self: W_Object): W_Object {
  return newTuple((self as W_Code).body().constants);
}
function code_kwonlyargcount(self: W_Object): W_Object {
  return newInt((self as W_Code).kwOnlyCount);
}
function code_posonlyargcount(self: W_Object): W_Object {
  return newInt((self as W_Code).posOnlyCount);
}
function code_nlocals(self: W_Object): W_Object {
  return newInt((self as W_Code).body().varnames.length);
}
function code_stacksize(self: W_Object): W_Object {
  return newInt((self as W_Code).registerCount);
}
function code_code(self: W_Object): W_Object {
  const words = (self as W_Code).body().instructions;
  const bytes = new U8Array(2 * words.length);
  for (let i = 0; i < words.length; i++) {
    const word: int = words[i]!;
    bytes[2 * i] = intAnd(word, 255);
    bytes[2 * i + 1] = intShr(word, 8);
  }
  return new W_Bytes(bytes);
}
function code_linetable(self: W_Object): W_Object {
  return new W_Bytes((self as W_Code).body().lineTable);
}

// --- positions
/** Runs of instructions with one position: walks through the line table. */
export class Positions {
  count: int = 0;
  line: int;
  endLine: int = 0;
  column: int = 0;
  endColumn: int = 0;
  private readonly reader: LineReader;
  private readonly length: int;
  constructor(code: W_Code) {
    const bytes = code.body().lineTable;
    this.reader = new LineReader(bytes);
    this.length = bytes.length;
    this.line = code.firstLine;
  }
  /** false at the end. */
  advance(): boolean {
    const reader = this.reader;
    if (reader.position >= this.length) return false;
    this.count = reader.number();
    const zigzag = reader.number();
    this.line = this.line + (intAnd(zigzag, 1) === 1 ? -intShr(zigzag + 1, 1) : intShr(zigzag, 1));
    this.endLine = this.line + reader.number();
    this.column = reader.number();
    this.endColumn = reader.number();
    return true;
  }
}
/** (start, end, line), in bytes of co_code; lines that follow each other are one. */
function code_lines(self: W_Object): W_Object {
  const list = new W_List();
  const positions = new Positions(self as W_Code);
  let start = 0;
  let at = 0;
  let line = -1;
  while (positions.advance()) {
    if (positions.line !== line) {
      if (line >= 0) list.append(newTuple3(newInt(start), newInt(at), newInt(line)));
      start = at;
      line = positions.line;
    }
    at = at + positions.count * 8;
  }
  if (line >= 0) list.append(newTuple3(newInt(start), newInt(at), newInt(line)));
  return list.iter()!;
}
/** (line, end line, column, end column) of each instruction */
function code_positions(self: W_Object): W_Object {
  const list = new W_List();
  const positions = new Positions(self as W_Code);
  while (positions.advance()) {
    const items = newArray<W_Object>(4);
    items[0] = newInt(positions.line);
    items[1] = newInt(positions.endLine);
    items[2] = newInt(positions.column);
    items[3] = newInt(positions.endColumn);
    for (let i = 0; i < positions.count; i++) list.append(newTuple(items));
  }
  return list.iter()!;
}

// --- replace
const n_argcount = intern("co_argcount");
const n_posonlyargcount = intern("co_posonlyargcount");
const n_kwonlyargcount = intern("co_kwonlyargcount");
const n_nlocals = intern("co_nlocals");
const n_stacksize = intern("co_stacksize");
const n_flags = intern("co_flags");
const n_firstlineno = intern("co_firstlineno");
const n_consts = intern("co_consts");
const n_names = intern("co_names");
const n_varnames = intern("co_varnames");
const n_freevars = intern("co_freevars");
const n_cellvars = intern("co_cellvars");
const n_filename = intern("co_filename");
const n_name = intern("co_name");
const n_qualname = intern("co_qualname");
const n_code = intern("co_code");

function namesOf(value: W_Object, old: W_Str[], field: W_Str): W_Str[] {
  const items = arrayOf(value);
  if (items.length !== old.length)
    throw raise1(w_NotImplementedError, "code.replace() with another number of names in %S", field);
  const names = newArray<W_Str>(items.length);
  for (let i = 0; i < items.length; i++) {
    const name = items[i]!;
    if (!(name instanceof W_Str)) throw raise2(w_TypeError, "%S must be a tuple of strings, not %T", field, name);
    names[i] = internStr(name);
  }
  return names;
}
function textOf(value: W_Object, field: W_Str): W_Str {
  if (value instanceof W_Str) return value;
  throw raise2(w_TypeError, "replace() argument '%S' must be str, not %T", field, value);
}
function code_replace(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const code = args[0] as W_Code;
  const body = code.body();
  const count = kwnames === null ? 0 : kwnames.length;
  if (args.length - count !== 1) throw raise0(w_TypeError, "replace() takes no positional arguments");
  let name = code.name;
  let qualname = code.qualname;
  let filename = code.filename;
  let firstLine = code.firstLine;
  let flags = code.flags;
  let argCount = code.argCount;
  let posOnlyCount = code.posOnlyCount;
  let kwOnlyCount = code.kwOnlyCount;
  let varnames = body.varnames;
  let cellvars = body.cellvars;
  let freevars = code.freevars;
  let names = body.names;
  let constants = body.constants;
  for (let i = 0; i < count; i++) {
    const field = kwnames![i] as W_Str;
    const value = args[1 + i]!;
    if (field === n_name) name = textOf(value, field);
    else if (field === n_qualname) qualname = textOf(value, field);
    else if (field === n_filename) filename = textOf(value, field);
    else if (field === n_firstlineno) firstLine = toInt(value);
    else if (field === n_flags) flags = toInt(value);
    else if (field === n_argcount) argCount = toInt(value);
    else if (field === n_posonlyargcount) posOnlyCount = toInt(value);
    else if (field === n_kwonlyargcount) kwOnlyCount = toInt(value);
    else if (field === n_varnames) varnames = namesOf(value, varnames, field);
    else if (field === n_cellvars) cellvars = namesOf(value, cellvars, field);
    else if (field === n_freevars) freevars = namesOf(value, freevars, field);
    else if (field === n_names) names = namesOf(value, names, field);
    else if (field === n_consts) {
      constants = arrayOf(value);
      if (constants.length < body.constants.length)
        throw raise1(w_NotImplementedError, "code.replace() with fewer constants in %S", field);
    } else if (field === n_nlocals || field === n_stacksize) {
      toInt(value);
    } else if (field === n_code) {
      if (!sameOrEqual(value, code_code(code)))
        throw raise1(w_NotImplementedError, "code.replace() with other instructions in %S", field);
    } else throw raise1(w_TypeError, "replace() got an unexpected keyword argument '%S'", field);
  }
  if (posOnlyCount > argCount || argCount + kwOnlyCount > varnames.length || argCount < 0 || posOnlyCount < 0)
    throw raise0(w_TypeError, "code: varnames is too small");
  const sites = newArray<Site>(body.sites.length);
  for (let i = 0; i < sites.length; i++) {
    const old = body.sites[i]!.name;
    let at = 0;
    while (at < names.length && body.names[at] !== old) at++;
    sites[i] = new Site(at < names.length ? names[at]! : old);
  }
  const cells = newArray<JitCell>(body.cells.length);
  for (let i = 0; i < cells.length; i++) cells[i] = new JitCell();
  const other = new W_Code(
    name,
    qualname,
    filename,
    firstLine,
    flags,
    argCount,
    posOnlyCount,
    kwOnlyCount,
    code.registerCount,
    freevars,
    code.closureFrom,
  );
  other.setBody(
    new CodeBody(
      varnames,
      cellvars,
      names,
      sites,
      constants,
      body.exceptionTable,
      body.lineTable,
      body.instructions,
      cells,
    ),
  );
  return other;
}
function code_new(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_NotImplementedError, "code objects are made by compile() and code.replace() only");
}
// --- equality
function sameNames(a: W_Str[], b: W_Str[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
function sameWords(a: U16Array, b: U16Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
function sameCode(a: W_Code, b: W_Code): boolean {
  return (
    a.name.equals(b.name) &&
    a.argCount === b.argCount &&
    a.posOnlyCount === b.posOnlyCount &&
    a.kwOnlyCount === b.kwOnlyCount &&
    a.flags === b.flags &&
    a.firstLine === b.firstLine &&
    sameWords(a.body().instructions, b.body().instructions) &&
    sameNames(a.body().names, b.body().names) &&
    sameNames(a.body().varnames, b.body().varnames) &&
    sameNames(a.freevars, b.freevars) &&
    sameNames(a.body().cellvars, b.body().cellvars) &&
    sameOrEqual(newTuple(a.body().constants), newTuple(b.body().constants))
  );
}
function code_eq(self: W_Object, other: W_Object): W_Object {
  return other instanceof W_Code ? newBool(self === other || sameCode(self as W_Code, other)) : w_NotImplemented;
}
function code_hash(self: W_Object): W_Object {
  return newInt(self.hash());
}
/** `<code object f at 0x..., file "x.py", line 1>` */
function code_repr(self: W_Object): W_Object {
  const code = self as W_Code;
  const text = new StrBuilder();
  const whole = hooks.defaultRepr(self);
  let at = whole.length - 1;
  while (whole.charAt(at) !== 32) at--;
  text.add("<code object ");
  text.addStr(code.name);
  text.add(" at");
  text.addSlice(whole, at, whole.length - 1);
  text.add(', file "');
  text.addStr(code.filename);
  text.add('", line ');
  text.addInt(code.firstLine);
  text.addChar(62);
  return text.build();
}
function code_exceptiontable(self: W_Object): W_Object {
  const rows = (self as W_Code).body().exceptionTable;
  const bytes = new U8Array(rows.length);
  for (let i = 0; i < rows.length; i++) bytes[i] = intAnd(rows[i]!, 255);
  return new W_Bytes(bytes);
}
defStatic(w_code, "__new__(cls, *args)", code_new);
member(w_code, "co_name", code_name);
member(w_code, "co_qualname", code_qualname);
member(w_code, "co_filename", code_filename);
member(w_code, "co_firstlineno", code_firstlineno);
member(w_code, "co_argcount", code_argcount);
member(w_code, "co_posonlyargcount", code_posonlyargcount);
member(w_code, "co_kwonlyargcount", code_kwonlyargcount);
getter(w_code, "co_nlocals", code_nlocals);
member(w_code, "co_stacksize", code_stacksize);
member(w_code, "co_flags", code_flags);
getter(w_code, "co_varnames", code_varnames);
member(w_code, "co_names", code_names);
getter(w_code, "co_freevars", code_freevars);
getter(w_code, "co_cellvars", code_cellvars);
member(w_code, "co_consts", code_consts);
getter(w_code, "co_code", code_code);
member(w_code, "co_linetable", code_linetable);
member(w_code, "co_exceptiontable", code_exceptiontable);
def(w_code, "co_lines(self, /)", code_lines);
def(w_code, "co_positions(self, /)", code_positions);
def(w_code, "replace(self, *args, **kwargs)", code_replace);
def(w_code, "__replace__(self, *args, **kwargs)", code_replace);
def(w_code, "__eq__(self, value, /)", code_eq);
def(w_code, "__hash__(self, /)", code_hash);
def(w_code, "__repr__(self, /)", code_repr);
