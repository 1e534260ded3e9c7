// The module `_decimal`. Decimal numbers are not implemented: the class is there because statistics asks whether numbers are Decimals;
// making one is refused.

import { defStatic } from "./builtin.ts";
import { raise0, w_NotImplementedError } from "./errors.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { intern } from "./text.ts";
import { builtinType } from "./type.ts";

const w_decimal = builtinType("decimal.Decimal");
function decimal_new(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_NotImplementedError, "decimal.Decimal is not implemented");
}
defStatic(w_decimal, "__new__(cls, *args, **kwargs)", decimal_new);
defineModule("_decimal", [], {
  Decimal: w_decimal,
  __version__: intern("1.70"),
  __libmpdec_version__: intern("2.5.1"),
});
