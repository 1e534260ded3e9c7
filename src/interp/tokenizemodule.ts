// The module _tokenize: the front end's tokens for the module `tokenize`. All lines are read, and made tokens, when the first is asked for.

import type { int } from "../rts/index.ts";
import { defStatic } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { tokenFault, tokensOf } from "./compiling.ts";
import { decodeText } from "./decoding.ts";
import { OperationError, raise0, raise1, w_NotImplementedError, w_StopIteration, w_TypeError } from "./errors.ts";
import { exceptionMatches } from "./exceptions.ts";
import { W_Iterator } from "./iterator.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { utf8Of } from "./output.ts";
import { defSlots } from "./slots.ts";
import { StrBuilder, W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_TokenizerIter = builtinType("TokenizerIter");
w_TokenizerIter.isBaseType = false;

class W_TokenizerIter extends W_Iterator {
  private readonly readline: W_Object;
  /** Of what readline answers; null: texts. */
  private readonly encoding: W_Str | null;
  private tokens: W_Tuple | null = null;
  private position: int = 0;

  constructor(readline: W_Object, encoding: W_Str | null) {
    super();
    this.readline = readline;
    this.encoding = encoding;
  }
  override getType(): W_Type {
    return w_TokenizerIter;
  }
  /** A tuple of type, text, start, end, line. Raises what is wrong behind the last token, and what readline raises. */
  override next(): W_Object | null {
    if (this.tokens === null) this.tokens = tokensOf(utf8Of(this.wholeText()));
    const rows = this.tokens.items[0] as W_Tuple;
    if (this.position < rows.items.length) {
      this.position++;
      return rows.items[this.position - 1]!;
    }
    const fault = this.tokens.items[1]!;
    if (fault instanceof W_Tuple) throw tokenFault(fault);
    return null;
  }
  private wholeText(): W_Str {
    const text = new StrBuilder();
    for (let line = this.nextLine(); line !== null && line.length > 0; line = this.nextLine()) text.addStr(line);
    return text.build();
  }
  private nextLine(): W_Str | null {
    let line: W_Object;
    try {
      line = this.readline.call0();
    } catch (error) {
      if (error instanceof OperationError && exceptionMatches(error.value(), w_StopIteration)) return null;
      throw error;
    }
    const given = line.unwrap();
    if (this.encoding === null) {
      if (given instanceof W_Str) return given;
      throw raise1(w_TypeError, "readline() returned a non-string object", line);
    }
    if (given instanceof W_Bytes) return decodeText(given.items, this.encoding, null);
    throw raise1(w_TypeError, "readline() returned a non-bytes object", line);
  }
}

/** Raises NotImplementedError for the tokens as the parser takes them: nothing in the library asks for those. */
function tokenizerIter_new(
  _type: W_Object,
  readline: W_Object,
  encoding: W_Object | null,
  all: W_Object | null,
): W_Object {
  const name = encoding === null ? null : encoding.unwrap();
  if (name !== null && !(name instanceof W_Str))
    throw raise1(w_TypeError, "TokenizerIter() argument 'encoding' must be str, not %T", encoding!);
  if (all === null || !all.isTrue())
    throw raise0(w_NotImplementedError, "_tokenize.TokenizerIter() without extra_tokens");
  return new W_TokenizerIter(readline, name);
}
defStatic(w_TokenizerIter, "__new__(cls, readline, /, *, encoding=None, extra_tokens=False)", tokenizerIter_new);
defSlots(w_TokenizerIter, "__iter__ __next__");
defineModule("_tokenize", [], { TokenizerIter: w_TokenizerIter });
