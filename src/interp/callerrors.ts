// The TypeErrors of calls whose arguments do not fit a Python function's parameters, in CPython's words.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { type OperationError, raise2, raise3, raiseFull, w_TypeError } from "./errors.ts";
import type { W_Function } from "./function.ts";
import { W_List } from "./list.ts";
import type { W_Object } from "./object.ts";
import { nearest } from "./suggestions.ts";
import { StrBuilder, type W_Str } from "./text.ts";

/** 'a'; 'a' and 'b'; 'a', 'b', and 'c' */
function joinNames(names: W_Str[], count: int): W_Str {
  const text = new StrBuilder();
  for (let i = 0; i < count; i++) {
    if (i > 0 && count > 2) text.addChar(44);
    if (i > 0) text.addChar(32);
    if (i > 0 && i === count - 1) text.add("and ");
    text.addStr(names[i]!.repr());
  }
  return text.build();
}
/** The names of parameters from..to-1 that have no value yet and no default. */
function missing(func: W_Function, regs: W_Object[], from: int, to: int, kind: string, kinds: string): OperationError {
  const names = newArray<W_Str>(to - from);
  let count = 0;
  for (let i = from; i < to; i++) {
    const name = func.code.body().varnames[i]!;
    const hasDefault = i >= func.code.argCount && func.kwdefaults !== null && func.kwdefaults.get(name) !== null;
    if (regs[i] === null && !hasDefault) {
      names[count] = name;
      count++;
    }
  }
  return raiseFull(w_TypeError, count === 1 ? kind : kinds, func.qualname, joinNames(names, count), count, 0);
}
class WrongArguments {
  missingPositional(func: W_Function, regs: W_Object[]): OperationError {
    return missing(
      func,
      regs,
      0,
      func.code.argCount - func.defaults.length,
      "%S() missing %d required positional argument: %S",
      "%S() missing %d required positional arguments: %S",
    );
  }
  missingKeywordOnly(func: W_Function, regs: W_Object[]): OperationError {
    return missing(
      func,
      regs,
      func.code.argCount,
      func.code.argCount + func.code.kwOnlyCount,
      "%S() missing %d required keyword-only argument: %S",
      "%S() missing %d required keyword-only arguments: %S",
    );
  }
  duplicate(func: W_Function, name: W_Object): OperationError {
    return raise2(w_TypeError, "%S() got multiple values for argument '%S'", func.qualname, name);
  }
  unexpected(func: W_Function, name: W_Object, kwnames: W_Object[]): OperationError {
    const code = func.code;
    // positional-only parameters that were passed by name
    const text = new StrBuilder();
    for (let i = 0; i < code.posOnlyCount; i++)
      for (let k = 0; k < kwnames.length; k++)
        if (code.body().varnames[i]!.equals(kwnames[k] as W_Str)) {
          if (text.length > 0) text.add(", ");
          text.addStr(code.body().varnames[i]!);
        }
    if (text.length > 0)
      return raise2(
        w_TypeError,
        "%S() got some positional-only arguments passed as keyword arguments: '%S'",
        func.qualname,
        text.build(),
      );
    const possible = new W_List();
    for (let i = code.posOnlyCount; i < code.argCount + code.kwOnlyCount; i++)
      possible.append(code.body().varnames[i]!);
    const near = nearest(possible, name as W_Str);
    if (near === null) return raise2(w_TypeError, "%S() got an unexpected keyword argument '%S'", func.qualname, name);
    return raise3(
      w_TypeError,
      "%S() got an unexpected keyword argument '%S'. Did you mean '%S'?",
      func.qualname,
      name,
      near,
    );
  }
  tooMany(func: W_Function, _regs: W_Object[], given: int, kwnames: W_Object[] | null): OperationError {
    const code = func.code;
    const text = new StrBuilder();
    const least = code.argCount - func.defaults.length;
    if (least < code.argCount) {
      text.add("from ");
      text.addInt(least);
      text.add(" to ");
    }
    text.addInt(code.argCount);
    text.add(code.argCount === 1 && least === 1 ? " positional argument but " : " positional arguments but ");
    text.addInt(given);
    let keywordOnly = 0;
    if (kwnames !== null)
      for (let k = 0; k < kwnames.length; k++)
        for (let i = code.argCount; i < code.argCount + code.kwOnlyCount; i++)
          if (code.body().varnames[i]!.equals(kwnames[k] as W_Str)) keywordOnly++;
    if (keywordOnly > 0) {
      text.add(given === 1 ? " positional argument (and " : " positional arguments (and ");
      text.addInt(keywordOnly);
      text.add(keywordOnly === 1 ? " keyword-only argument)" : " keyword-only arguments)");
      text.add(" were given");
    } else text.add(given === 1 ? " was given" : " were given");
    return raise2(w_TypeError, "%S() takes %S", func.qualname, text.build());
  }
}
export const wrongArguments = new WrongArguments();
