// The module `_csv`: dialects and their registry, and what makes readers and writers (csvreader.ts, csvwriter.ts).

import { builtinFunction } from "./builtin.ts";
import { csvState, dialectOf, w_Dialect, w_Error } from "./csvdialect.ts";
import { newReader, w_Reader } from "./csvreader.ts";
import { newWriter, w_Writer } from "./csvwriter.ts";
import { raise0, raiseInts, w_TypeError } from "./errors.ts";
import { newInt, W_Bool, W_Int } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { iter, next, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { W_Str } from "./text.ts";

const dialects = csvState.dialects;

function csv_register_dialect(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = args.length - (kwnames === null ? 0 : kwnames.length);
  if (given < 1) throw raiseInts(w_TypeError, "register_dialect expected at least 1 argument, got %d", null, given, 0);
  if (given > 2) throw raiseInts(w_TypeError, "register_dialect expected at most 2 arguments, got %d", null, given, 0);
  const name = args[0]!.unwrap();
  if (!(name instanceof W_Str)) throw raise0(w_TypeError, "dialect name must be a string");
  dialects.set(name, dialectOf(given > 1 ? args[1]! : null, args, given, given, kwnames));
  return w_None;
}
function csv_unregister_dialect(name: W_Object): W_Object {
  if (!dialects.delete(name)) throw raise0(w_Error, "unknown dialect");
  return w_None;
}
function csv_get_dialect(name: W_Object): W_Object {
  const found = dialects.get(name);
  if (found === null) throw raise0(w_Error, "unknown dialect");
  return found;
}
function csv_list_dialects(): W_Object {
  const names = new W_List();
  const keys = iter(dialects);
  for (;;) {
    const name = next(keys);
    if (name === null) return names;
    names.append(name);
  }
}
function csv_field_size_limit(limit: W_Object | null): W_Object {
  const old = newInt(csvState.limit);
  if (limit !== null) {
    const plain = limit.unwrap();
    if (!(plain instanceof W_Int) || plain instanceof W_Bool) throw raise0(w_TypeError, "limit must be an integer");
    csvState.limit = toInt(plain);
  }
  return old;
}

defineModule(
  "_csv",
  [
    builtinFunction("reader(*args, **kwargs)", newReader),
    builtinFunction("writer(*args, **kwargs)", newWriter),
    builtinFunction("register_dialect(*args, **kwargs)", csv_register_dialect),
    builtinFunction("unregister_dialect(name)", csv_unregister_dialect),
    builtinFunction("get_dialect(name)", csv_get_dialect),
    builtinFunction("list_dialects()", csv_list_dialects),
    builtinFunction("field_size_limit(new_limit=131072)", csv_field_size_limit),
  ],
  {
    Dialect: w_Dialect,
    Error: w_Error,
    Reader: w_Reader,
    Writer: w_Writer,
    _dialects: dialects,
    QUOTE_MINIMAL: newInt(0),
    QUOTE_ALL: newInt(1),
    QUOTE_NONNUMERIC: newInt(2),
    QUOTE_NONE: newInt(3),
    QUOTE_STRINGS: newInt(4),
    QUOTE_NOTNULL: newInt(5),
  },
);
