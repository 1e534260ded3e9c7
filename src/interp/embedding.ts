// What an embedding host calls (src/host/embedding). One function, `embed`, with an operation, the handle of an object and a message: so the list
// of entry functions stays short. Answers are messages, delivered by a request, and a status.
//
//   embedStart()                           after `initialise`: the module __main__; its dict's handle
//   embed(operation, handle, length)       0: the value was delivered; 1: what was raised was
//   embedRelease(handle)                   the host holds the object no more
//   embedRecover()                         the host gave up a run

import { builtin } from "./reducetypes.ts";
import "./entry.ts";
import { type int, newArray } from "../rts/index.ts";
import { builtinsModule } from "./builtins.ts";
import type { W_Bytes } from "./bytes.ts";
import { compileSource, MODE } from "./compiling.ts";
import { newGlobals, W_Dict } from "./dict.ts";
import { EMBED, HOST } from "./embed-operations.ts";
import { OperationError, raise1, w_AttributeError, w_KeyError, w_LookupError, w_TypeError } from "./errors.ts";
import type { W_BaseException } from "./exceptions.ts";
import { caught } from "./exceptions.ts";
import { forgetRunningFinalizers } from "./finalizers.ts";
import { handles } from "./handles.ts";
import { runModuleCode } from "./importing.ts";
import { newBool, newInt } from "./int.ts";
import { listOf } from "./iterators.ts";
import { MessageReader, MessageWriter } from "./messages.ts";
import { newModule } from "./module.ts";
import { n_builtins, n_main, n_name } from "./names.ts";
import type { W_Object } from "./object.ts";
import { contains, delItem, getItem, iter, len, next, setItem } from "./operations.ts";
import { standardError, standardOutput } from "./output.ts";
import { hostEmbed } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { state, tables } from "./state.ts";
import { intern, internStr, strOf, W_Str } from "./text.ts";
import { sourceTexts, tracebackText } from "./tracebackprint.ts";
import type { W_Tuple } from "./tuple.ts";

const MESSAGE_OK = 0;
const MESSAGE_RAISED = 1;

export function embedStart(): int {
  const module = newModule(n_main);
  module.dict.set(n_builtins, builtinsModule);
  tables.modules.set(n_main, module);
  return handles.add(module.dict);
}

type Operation = (self: W_Object, args: W_Object[]) => W_Object | null;

/** Source, file name, globals (a dict, or None for the module __main__). `self`: the dict of __main__. */
function embed_run(self: W_Object, args: W_Object[]): W_Object | null {
  const source = args[0] as W_Bytes;
  const filename = args[1] as W_Str;
  let globals = self;
  const given = args[2]!.unwrap();
  if (given instanceof W_Dict) {
    globals = given;
    if (args[3]!.isTrue()) {
      // a copy: code runs best in a dict of globals
      const own = newGlobals();
      own.copyFrom(given);
      if (own.get(n_name) === null) own.set(n_name, n_main);
      globals = own;
    }
    const dict = globals as W_Dict;
    if (dict.get(n_builtins) === null) dict.set(n_builtins, builtinsModule);
  } else if (given !== w_None) throw raise1(w_TypeError, "globals must be a dict, not %T", args[2]!);
  rememberSource(filename, source);
  return runModuleCode(compileSource(source.items, filename, MODE.value), globals as W_Dict);
}
/** So that tracebacks show its lines. */
function rememberSource(filename: W_Str, source: W_Bytes): void {
  if (sourceTexts.files === null) sourceTexts.files = new W_Dict();
  sourceTexts.files.set(filename, source);
}
function embed_getAttr(self: W_Object, args: W_Object[]): W_Object | null {
  try {
    return self.getAttr(internStr(args[0] as W_Str));
  } catch (error) {
    if (error instanceof OperationError && error.matches(w_AttributeError)) return null;
    throw error;
  }
}
function embed_setAttr(self: W_Object, args: W_Object[]): W_Object | null {
  self.setAttr(internStr(args[0] as W_Str), args[1]!);
  return w_None;
}
function embed_delAttr(self: W_Object, args: W_Object[]): W_Object | null {
  self.delAttr(internStr(args[0] as W_Str));
  return w_None;
}
/** null: there is no such item. */
function embed_getItem(self: W_Object, args: W_Object[]): W_Object | null {
  try {
    return getItem(self, args[0]!);
  } catch (error) {
    if (error instanceof OperationError && error.matches(w_LookupError)) return null;
    throw error;
  }
}
function embed_setItem(self: W_Object, args: W_Object[]): W_Object | null {
  const key = args[0]!;
  setItem(self, key instanceof W_Str ? internStr(key) : key, args[1]!);
  return w_None;
}
/** Whether there was such an item. */
function embed_delItem(self: W_Object, args: W_Object[]): W_Object | null {
  try {
    delItem(self, args[0]!);
  } catch (error) {
    if (error instanceof OperationError && error.matches(w_KeyError)) return newBool(false);
    throw error;
  }
  return newBool(true);
}
function embed_contains(self: W_Object, args: W_Object[]): W_Object | null {
  return newBool(contains(self, args[0]!));
}
function embed_len(self: W_Object, _args: W_Object[]): W_Object | null {
  return newInt(len(self));
}
/** Arguments (a tuple), keyword arguments (a dict). */
function embed_call(self: W_Object, args: W_Object[]): W_Object | null {
  const positional = (args[0] as W_Tuple).items;
  const keywords = args[1] as W_Dict;
  if (keywords.count === 0) return self.call(positional, null);
  const all = newArray<W_Object>(positional.length + keywords.count);
  for (let i = 0; i < positional.length; i++) all[i] = positional[i]!;
  const names = newArray<W_Object>(keywords.count);
  let n = 0;
  for (let i = keywords.nextEntry(0); i >= 0; i = keywords.nextEntry(i + 1)) {
    names[n] = internStr(keywords.keys[i] as W_Str);
    all[positional.length + n] = keywords.valueAt(i)!;
    n++;
  }
  return self.call(all, names);
}
function embed_iter(self: W_Object, _args: W_Object[]): W_Object | null {
  return iter(self);
}
function embed_next(self: W_Object, _args: W_Object[]): W_Object | null {
  return next(self);
}
function embed_same(self: W_Object, _args: W_Object[]): W_Object | null {
  return self;
}
function embed_str(self: W_Object, _args: W_Object[]): W_Object | null {
  return self.str();
}
function embed_repr(self: W_Object, _args: W_Object[]): W_Object | null {
  return self.repr();
}
function embed_type(self: W_Object, _args: W_Object[]): W_Object | null {
  return self.getType().name;
}
/** The keys of a mapping. */
function embed_keys(self: W_Object, _args: W_Object[]): W_Object | null {
  return listOf(self);
}
function embed_dir(self: W_Object, _args: W_Object[]): W_Object | null {
  return listOf(builtin(n_dir).call1(self));
}
const n_dir = intern("dir");

/** By number: EMBED. */
const operations: Operation[] = [
  embed_run,
  embed_getAttr,
  embed_setAttr,
  embed_delAttr,
  embed_getItem,
  embed_setItem,
  embed_delItem,
  embed_contains,
  embed_len,
  embed_call,
  embed_iter,
  embed_next,
  embed_same,
  embed_str,
  embed_repr,
  embed_type,
  embed_keys,
  embed_dir,
];
export function embed(operation: int, handle: int, length: int): int {
  const reader = new MessageReader(length);
  const depth = state.depth;
  const handled = state.handled;
  let answer = new MessageWriter();
  let status = MESSAGE_OK;
  try {
    const self = handles.get(handle);
    const args = reader.value() as W_Tuple;
    const value = operations[operation]!(self, args.items);
    if (value === null) answer.nothing();
    else if (operation === EMBED.toJs || operation >= EMBED.keys) answer.deep(value, 0);
    else answer.value(value);
    flush();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    state.depth = depth;
    state.handled = handled;
    status = MESSAGE_RAISED;
    answer = raisedMessage(error);
  }
  hostEmbed(HOST.deliver, 0, answer.bytes, answer.used);
  return status;
}
function flush(): void {
  standardOutput.flush();
  standardError.flush();
}
/** Of an exception: its type's name, its text, its traceback, itself. */
function raisedMessage(error: OperationError): MessageWriter {
  const exception = caught(error);
  const message = new MessageWriter();
  message.text(exception.getType().name);
  message.text(textOf(exception));
  message.text(tracebackOf(exception));
  message.handle(exception);
  try {
    flush();
  } catch (second) {
    if (!(second instanceof OperationError)) throw second;
  }
  return message;
}
function textOf(exception: W_BaseException): W_Str {
  try {
    return exception.str();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    return unprintable;
  }
}
const unprintable = strOf("<exception str() failed>");
function tracebackOf(exception: W_BaseException): W_Str {
  try {
    return tracebackText(exception);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    return unprintable;
  }
}

export function embedRelease(handle: int): int {
  handles.remove(handle);
  return 0;
}

export function embedRecover(): int {
  state.depth = 0;
  state.nested = 0;
  state.handled = null;
  forgetRunningFinalizers();
  standardOutput.discard();
  standardError.discard();
  return 0;
}
