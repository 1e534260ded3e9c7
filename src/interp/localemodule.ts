// The module _locale: there is one locale, "C" with UTF-8.

import { builtinFunction } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, w_Exception, w_TypeError } from "./errors.ts";
import { newInt } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import { EQ, GT, type W_Object } from "./object.ts";
import { compareHolds, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, W_Str } from "./text.ts";
import { builtinType } from "./type.ts";

const w_Error = builtinType("Error", w_Exception);
const CHAR_MAX = 127;
const CATEGORIES = ["LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES", "LC_ALL"];

function textArgument(object: W_Object): W_Str {
  const text = object.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "argument must be str, not %T", object);
  return text;
}
const localeC = intern("C");
const known: W_Str[] = ["", "C", "POSIX", "C.UTF-8", "C.utf8", "en_US.UTF-8"].map(intern);
function locale_setlocale(category: W_Object, locale: W_Object | null): W_Object {
  toInt(category);
  if (locale === null || locale === w_None) return localeC;
  const name = textArgument(locale);
  for (const one of known) if (one.equals(name)) return localeC;
  throw raise0(w_Error, "unsupported locale setting");
}
const conventions: readonly (readonly [string, string | number])[] = [
  ["decimal_point", "."],
  ["thousands_sep", ""],
  ["int_curr_symbol", ""],
  ["currency_symbol", ""],
  ["mon_decimal_point", ""],
  ["mon_thousands_sep", ""],
  ["positive_sign", ""],
  ["negative_sign", ""],
  ["int_frac_digits", CHAR_MAX],
  ["frac_digits", CHAR_MAX],
  ["p_cs_precedes", CHAR_MAX],
  ["p_sep_by_space", CHAR_MAX],
  ["n_cs_precedes", CHAR_MAX],
  ["n_sep_by_space", CHAR_MAX],
  ["p_sign_posn", CHAR_MAX],
  ["n_sign_posn", CHAR_MAX],
];
const conventionValues = new W_Dict();
for (const [name, value] of conventions)
  conventionValues.set(intern(name), typeof value === "string" ? intern(value) : newInt(value));
const n_grouping = intern("grouping");
const n_mon_grouping = intern("mon_grouping");
function locale_localeconv(): W_Object {
  const dict = new W_Dict();
  dict.copyFrom(conventionValues);
  dict.set(n_grouping, new W_List());
  dict.set(n_mon_grouping, new W_List());
  return dict;
}
function locale_strcoll(a: W_Object, b: W_Object): W_Object {
  const first = textArgument(a);
  const second = textArgument(b);
  return newInt(compareHolds(EQ, first, second) ? 0 : compareHolds(GT, first, second) ? 1 : -1);
}
function locale_strxfrm(text: W_Object): W_Object {
  return textArgument(text);
}
const utf8 = intern("utf-8");
function locale_getencoding(): W_Object {
  return utf8;
}
const values: Record<string, W_Object> = { Error: w_Error, CHAR_MAX: newInt(CHAR_MAX) };
CATEGORIES.forEach((name, i) => {
  values[name] = newInt(i);
});
defineModule(
  "_locale",
  [
    builtinFunction("setlocale(category, locale=None, /)", locale_setlocale),
    builtinFunction("localeconv()", locale_localeconv),
    builtinFunction("strcoll(os1, os2, /)", locale_strcoll),
    builtinFunction("strxfrm(string, /)", locale_strxfrm),
    builtinFunction("getencoding()", locale_getencoding),
  ],
  values,
);
