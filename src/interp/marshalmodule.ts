// The module marshal: CPython's format for values (marshaldump.ts, marshalload.ts), without code objects.

import { arrayCopy, U8Array } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { builtinFunction } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { raise1, w_TypeError } from "./errors.ts";
import { newInt } from "./int.ts";
import { MARSHAL_VERSION, marshalDump } from "./marshaldump.ts";
import { marshalLoad, marshalLoadFrom } from "./marshalload.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { getAttr, toInt } from "./operations.ts";
import { intern } from "./text.ts";

const n_read = intern("read");
const n_write = intern("write");

function bytesOf(value: W_Object, version: W_Object | null, allowCode: W_Object | null): W_Object {
  const allowed = allowCode === null || allowCode.isTrue();
  return new W_Bytes(marshalDump(value, version === null ? MARSHAL_VERSION : toInt(version), allowed));
}
function marshal_dumps(value: W_Object, version: W_Object | null, allowCode: W_Object | null): W_Object {
  return bytesOf(value, version, allowCode);
}
function marshal_dump(value: W_Object, file: W_Object, version: W_Object | null, allowCode: W_Object | null): W_Object {
  return getAttr(file, n_write).call1(bytesOf(value, version, allowCode));
}
function marshal_loads(data: W_Object, allowCode: W_Object | null): W_Object {
  const bytes = bytesLike(data);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", data);
  // Python code may run while objects are made, and change a bytearray
  const copy = new U8Array(bytes.length);
  arrayCopy(bytes, 0, copy, 0, bytes.length);
  return marshalLoad(copy, allowCode === null || allowCode.isTrue());
}
function marshal_load(file: W_Object, allowCode: W_Object | null): W_Object {
  const nothing = getAttr(file, n_read).call1(newInt(0));
  if (!(nothing.unwrap() instanceof W_Bytes))
    throw raise1(w_TypeError, "file.read() returned not bytes but %T", nothing);
  return marshalLoadFrom(file, allowCode === null || allowCode.isTrue());
}
defineModule(
  "marshal",
  [
    builtinFunction("dumps(value, version=version, /, *, allow_code=True)", marshal_dumps),
    builtinFunction("dump(value, file, version=version, /, *, allow_code=True)", marshal_dump),
    builtinFunction("loads(bytes, /, *, allow_code=True)", marshal_loads),
    builtinFunction("load(file, /, *, allow_code=True)", marshal_load),
  ],
  { version: newInt(MARSHAL_VERSION) },
);
