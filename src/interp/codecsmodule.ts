// The module _codecs: the registry of encodings and of error handlers, and the codecs in the form that the standard library's `encodings`
// wraps: utfcodecs.ts, utf7.ts, charmap.ts, unicodeescape.ts.

import type { int, U8Array } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { builtinFunction } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { codecs_charmap_build, codecs_charmap_decode, codecs_charmap_encode } from "./charmap.ts";
import { callCodec, encodeText } from "./codecs.ts";
import { W_Dict } from "./dict.ts";
import { errorHandlers } from "./errorhandlers.ts";
import { raise0, raise1, w_LookupError, w_TypeError, w_ValueError } from "./errors.ts";
import { importModule } from "./finding.ts";
import { newInt } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple2, W_Tuple } from "./tuple.ts";
import {
  codecs_escape_decode,
  codecs_escape_encode,
  codecs_raw_unicode_escape_decode,
  codecs_raw_unicode_escape_encode,
  codecs_unicode_escape_decode,
  codecs_unicode_escape_encode,
} from "./unicodeescape.ts";
import { codecs_utf_7_decode, codecs_utf_7_encode } from "./utf7.ts";
import { utfFunctions } from "./utfcodecs.ts";

export function textArgument(object: W_Object): W_Str {
  const text = object.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "argument must be str, not %T", object);
  return text;
}
/** What is to be decoded: bytes, or a text whose UTF-8 stands for them. */
export function bytesOrText(object: W_Object): U8Array {
  const text = object.unwrap();
  return text instanceof W_Str ? encodeText(text, null, null) : bytesOf(object);
}
export function bytesOf(object: W_Object): U8Array {
  const bytes = bytesLike(object);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", object);
  return bytes;
}

// --- encodings

class Registry {
  readonly searchers: W_List = new W_List();
  /** Normalized name -> what a searcher answered. */
  readonly found: W_Dict = new W_Dict();
  readonly handlers: W_Dict = new W_Dict();
  loaded: boolean = false;
}
const registry = new Registry();
const encodingsPackage = intern("encodings");

function codecs_register(search: W_Object): W_Object {
  if (!search.isCallable()) throw raise0(w_TypeError, "argument must be callable");
  registry.searchers.append(search);
  return w_None;
}
function codecs_unregister(search: W_Object): W_Object {
  const at = registry.searchers.indexOf(search, 0, registry.searchers.length);
  if (at >= 0) {
    registry.searchers.pop(at);
    registry.found.clear();
  }
  return w_None;
}
/** Lower case, and no spaces. */
function normalized(name: W_Str): W_Str {
  const text = new StrBuilder();
  for (let i = 0; i < name.length; i++) {
    const c = name.charAt(i);
    text.addChar(c >= 65 && c <= 90 ? c + 32 : c === 32 ? 95 : c);
  }
  return text.build();
}
function lookUp(encoding: W_Str): W_Object {
  const name = normalized(encoding);
  const known = registry.found.get(name);
  if (known !== null) return known;
  if (!registry.loaded) {
    registry.loaded = true;
    importModule(encodingsPackage);
  }
  for (let i = 0; i < registry.searchers.length; i++) {
    const answer = registry.searchers.get(i).call1(name);
    if (answer === w_None) continue;
    const tuple = answer.unwrap();
    if (!(tuple instanceof W_Tuple) || tuple.items.length !== 4)
      throw raise0(w_TypeError, "codec search functions must return 4-tuples");
    registry.found.set(name, answer);
    return answer;
  }
  throw raise1(w_LookupError, "unknown encoding: %S", encoding);
}
function codecs_lookup(encoding: W_Object): W_Object {
  const name = textArgument(encoding);
  for (let i = 0; i < name.length; i++) if (name.charAt(i) === 0) throw raise0(w_ValueError, "embedded null character");
  return lookUp(name);
}
const utf8Name = intern("utf-8");
const strictName = intern("strict");
function convert(object: W_Object, encoding: W_Object | null, errors: W_Object | null, which: int): W_Object {
  const name = encoding === null ? utf8Name : textArgument(encoding);
  const codec = lookUp(name).unwrap() as W_Tuple;
  const answer = callCodec(codec.items[which]!, which, name, object, errors === null ? strictName : errors).unwrap();
  if (!(answer instanceof W_Tuple) || answer.items.length !== 2)
    throw raise0(
      w_TypeError,
      which === 0 ? "encoder must return a tuple (object, integer)" : "decoder must return a tuple (object,integer)",
    );
  return answer.items[0]!;
}
function codecs_encode(object: W_Object, encoding: W_Object | null, errors: W_Object | null): W_Object {
  return convert(object, encoding, errors, 0);
}
function codecs_decode(object: W_Object, encoding: W_Object | null, errors: W_Object | null): W_Object {
  return convert(object, encoding, errors, 1);
}

function codecs_readbuffer_encode(data: W_Object, _errors: W_Object | null): W_Object {
  const bytes = bytesOrText(data);
  return newTuple2(new W_Bytes(bytes), newInt(bytes.length));
}
function findHandler(name: W_Str): W_Object {
  const handler = registry.handlers.get(name);
  if (handler === null) throw raise1(w_LookupError, "unknown error handler name '%S'", name);
  return handler;
}
function codecs_lookup_error(name: W_Object): W_Object {
  return findHandler(textArgument(name));
}
function codecs_register_error(name: W_Object, handler: W_Object): W_Object {
  if (!handler.isCallable()) throw raise0(w_TypeError, "handler must be callable");
  registry.handlers.set(textArgument(name), handler);
  return w_None;
}
for (const [name, handler] of errorHandlers) registry.handlers.set(intern(name), handler);

defineModule(
  "_codecs",
  [
    builtinFunction("register(search_function, /)", codecs_register),
    builtinFunction("unregister(search_function, /)", codecs_unregister),
    builtinFunction("lookup(encoding, /)", codecs_lookup),
    builtinFunction("encode(obj, encoding='utf-8', errors='strict')", codecs_encode),
    builtinFunction("decode(obj, encoding='utf-8', errors='strict')", codecs_decode),
    builtinFunction("register_error(errors, handler, /)", codecs_register_error),
    builtinFunction("lookup_error(name, /)", codecs_lookup_error),
    builtinFunction("unicode_escape_encode(str, errors=None, /)", codecs_unicode_escape_encode),
    builtinFunction("unicode_escape_decode(data, errors=None, final=True, /)", codecs_unicode_escape_decode),
    builtinFunction("raw_unicode_escape_encode(str, errors=None, /)", codecs_raw_unicode_escape_encode),
    builtinFunction("raw_unicode_escape_decode(data, errors=None, final=True, /)", codecs_raw_unicode_escape_decode),
    ...utfFunctions,
    builtinFunction("utf_7_encode(str, errors=None, /)", codecs_utf_7_encode),
    builtinFunction("utf_7_decode(data, errors=None, final=False, /)", codecs_utf_7_decode),
    builtinFunction("escape_encode(data, errors=None, /)", codecs_escape_encode),
    builtinFunction("escape_decode(data, errors=None, /)", codecs_escape_decode),
    builtinFunction("readbuffer_encode(data, errors=None, /)", codecs_readbuffer_encode),
    builtinFunction("charmap_encode(str, errors=None, mapping=None, /)", codecs_charmap_encode),
    builtinFunction("charmap_decode(data, errors=None, mapping=None, /)", codecs_charmap_decode),
    builtinFunction("charmap_build(map, /)", codecs_charmap_build),
  ],
  {},
);
