// Objects of an embedding host in the program (taipan.JsProxy): each operation is a request. What JavaScript throws is raised as taipan.JsError;
// a Python exception that passes through JavaScript is itself again.

import { gcWatch, type int } from "../rts/index.ts";
import { def } from "./builtin.ts";
import { HOST, TAG } from "./embed-operations.ts";
import { raise1, raiseWith, w_Exception, w_KeyError, w_TypeError } from "./errors.ts";
import { errorOf, setContext, type W_BaseException } from "./exceptions.ts";
import { finalizerHooks } from "./finalizers.ts";
import { newBool, W_Int } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { MessageReader, MessageWriter } from "./messages.ts";
import { defineModule } from "./modules.ts";
import { EQ, NE, W_Object } from "./object.ts";
import { standardError, standardOutput } from "./output.ts";
import { hostEmbed } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { state } from "./state.ts";
import { intern, strOf, W_Str } from "./text.ts";
import type { W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_JsProxy = builtinType("taipan.JsProxy");
w_JsProxy.isBaseType = false;
const w_JsIterator = iteratorType("taipan.JsIterator");
export const w_JsError = builtinType("taipan.JsError", w_Exception);
const n_name = intern("name");
const n_jsError = intern("js_error");

/** First byte of the host's reply. */
const REPLY_ERROR = 1;
const REPLY_EXCEPTION = 2;

export class W_HostObject extends W_Object {
  readonly id: int;
  readonly callable: boolean;
  constructor(id: int, callable: boolean) {
    super();
    this.id = id;
    this.callable = callable;
  }
  override getType(): W_Type {
    return w_JsProxy;
  }
  override isCallable(): boolean {
    return this.callable;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    if (!this.callable) throw raise1(w_TypeError, "'%T' object is not callable", this);
    const keywords = kwnames === null ? 0 : kwnames.length;
    const message = new MessageWriter();
    message.values(TAG.tuple, args, args.length - keywords);
    message.byte(TAG.dict);
    message.u32(keywords);
    for (let i = 0; i < keywords; i++) {
      message.value(kwnames![i]!);
      message.value(args[args.length - keywords + i]!);
    }
    return orNone(ask(HOST.call, this.id, message));
  }
  override getAttr(name: W_Str): W_Object | null {
    if (isSpecial(name)) return super.getAttr(name);
    return ask(HOST.get, this.id, textMessage(name));
  }
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override setAttr(name: W_Str, value: W_Object): void {
    const message = textMessage(name);
    message.value(value);
    ask(HOST.set, this.id, message);
  }
  override delAttr(name: W_Str): void {
    ask(HOST.delete, this.id, textMessage(name));
  }
  override getItem(key: W_Object): W_Object | null {
    const value = ask(HOST.getItem, this.id, valueMessage(key));
    if (value === null) throw raiseWith(w_KeyError, key);
    return value;
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    const message = valueMessage(key);
    message.value(value);
    ask(HOST.setItem, this.id, message);
    return true;
  }
  override contains(item: W_Object): int {
    const answer = ask(HOST.contains, this.id, valueMessage(item));
    return answer === null ? -1 : answer.isTrue() ? 1 : 0;
  }
  override len(): int {
    const length = ask(HOST.length, this.id, new MessageWriter());
    return length instanceof W_Int ? length.value : -1;
  }
  override iter(): W_Object | null {
    const iterator = ask(HOST.iterate, this.id, new MessageWriter());
    return iterator === null ? null : new W_HostIterator(iterator as W_HostObject);
  }
  override isTrue(): boolean {
    return true;
  }
  override str(): W_Str {
    const text = ask(HOST.text, this.id, new MessageWriter());
    return text instanceof W_Str ? text : strOf("");
  }
  override repr(): W_Str {
    return this.str();
  }
  override hash(): int {
    return this.id;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if ((op !== EQ && op !== NE) || !(other instanceof W_HostObject)) return null;
    return newBool((this.id === other.id) === (op === EQ));
  }
}
/** `__name__`: what Python itself asks for is the proxy's, never the object's. */
function isSpecial(name: W_Str): boolean {
  const n = name.length;
  return n > 4 && name.charAt(0) === 95 && name.charAt(1) === 95 && name.charAt(n - 1) === 95;
}
export function newHostObject(id: int, callable: boolean): W_HostObject {
  const object = new W_HostObject(id, callable);
  gcWatch(object);
  return object;
}
function releaseHost(object: W_Object): boolean {
  if (!(object instanceof W_HostObject)) return false;
  hostEmbed(HOST.release, object.id, null, 0);
  return true;
}
finalizerHooks.releaseHost = releaseHost;

class W_HostIterator extends W_Iterator {
  readonly iterator: W_HostObject;
  constructor(iterator: W_HostObject) {
    super();
    this.iterator = iterator;
  }
  override getType(): W_Type {
    return w_JsIterator;
  }
  override next(): W_Object | null {
    return ask(HOST.next, this.iterator.id, new MessageWriter());
  }
}

function textMessage(text: W_Str): MessageWriter {
  const message = new MessageWriter();
  message.text(text);
  return message;
}
function valueMessage(value: W_Object): MessageWriter {
  const message = new MessageWriter();
  message.value(value);
  return message;
}
function orNone(value: W_Object | null): W_Object {
  return value === null ? w_None : value;
}

/** Asks the host; null: there is no such thing. What it throws is raised. @jit opaque */
function ask(operation: int, id: int, message: MessageWriter): W_Object | null {
  // so that what both print keeps its order
  standardOutput.flush();
  standardError.flush();
  const depth = state.depth;
  const handled = state.handled;
  const length = hostEmbed(operation, id, message.bytes, message.used);
  state.depth = depth;
  state.handled = handled;
  const reply = new MessageReader(length);
  const status = reply.byte();
  const value = reply.value();
  if (status === REPLY_ERROR) {
    const details = (value as W_Tuple).items;
    const error = w_JsError.call1(details[1]!);
    error.setAttr(n_name, details[0]!);
    error.setAttr(n_jsError, details[2]!);
    if (handled !== null) setContext(error as W_BaseException, handled);
    throw errorOf(error);
  }
  if (status === REPLY_EXCEPTION) throw errorOf(value!);
  return value;
}

function jsProxy_dir(self: W_Object): W_Object {
  return orNone(ask(HOST.names, (self as W_HostObject).id, new MessageWriter()));
}
defSlots(
  w_JsProxy,
  "__str__ __repr__ __len__ __getitem__ __setitem__ __contains__ __iter__ __call__ __hash__ __eq__ __ne__",
);
def(w_JsProxy, "__dir__(self, /)", jsProxy_dir);
defSlots(w_JsIterator, "__iter__ __next__");
defineModule("taipan", [], { JsProxy: w_JsProxy, JsError: w_JsError });
