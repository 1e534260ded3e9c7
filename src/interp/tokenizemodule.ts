// The module _tokenize, CPython's tokenizer for the module tokenize: importing works, tokenizing is refused by name.

import { defStatic } from "./builtin.ts";
import { raise0, w_NotImplementedError } from "./errors.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { builtinType } from "./type.ts";

const w_TokenizerIter = builtinType("TokenizerIter");
w_TokenizerIter.isBaseType = false;
function tokenizerIter_new(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_NotImplementedError, "_tokenize.TokenizerIter (the module tokenize) is not implemented");
}
defStatic(w_TokenizerIter, "__new__(cls, *args, **kwargs)", tokenizerIter_new);
defineModule("_tokenize", [], { TokenizerIter: w_TokenizerIter });
