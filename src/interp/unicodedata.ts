// The module unicodedata, and ucd_3_2_0, the same for Unicode 3.2.0. What it knows: unicodenames.ts, unicodeproperties.ts, unicodenormal.ts.

import { floatToInt, type int } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { type AnyFn, builtinFunction, def, type W_Builtin } from "./builtin.ts";
import { decodeText } from "./decoding.ts";
import { type OperationError, raise0, raise1, w_KeyError, w_TypeError, w_ValueError } from "./errors.ts";
import { newFloat } from "./float.ts";
import { newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import { hooks, W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";
import { characterName, characterNamed } from "./unicodenames.ts";
import { normalized } from "./unicodenormal.ts";
import {
  bidirectionalBits,
  categoryBits,
  characterRecord,
  combiningBits,
  decompositionText,
  isAssigned,
  isDecimalRecord,
  isDigitRecord,
  mirroredBit,
  numericAt,
  numericPlace,
  widthBits,
} from "./unicodeproperties.ts";

/** By the numbers of unicodeproperties.ts. */
const categoryTexts: W_Str[] =
  "Cn Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co"
    .split(" ")
    .map((name) => intern(name));
const bidirectionalTexts: W_Str[] = " L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI"
  .split(" ")
  .map((name) => intern(name));
const widthTexts: W_Str[] = "F H W Na A N".split(" ").map((name) => intern(name));

/** From `category() argument must be a unicode character, not %T`: CPython's words for a text put a colon into it. */
function wrongLength(template: string, length: int): OperationError {
  const text = new StrBuilder();
  let i = 0;
  while (template.charCodeAt(i) !== 41) i++;
  for (let k = 0; k <= i; k++) text.addChar(template.charCodeAt(k));
  text.addChar(58);
  for (let k = i + 1; k < template.length - 2; k++) text.addChar(template.charCodeAt(k));
  text.add("a string of length ");
  text.addInt(length);
  return raise1(w_TypeError, "%S", text.build());
}
/** None goes by its own name. */
function notNone(template: string): OperationError {
  const text = new StrBuilder();
  for (let i = 0; i < template.length - 2; i++) text.addChar(template.charCodeAt(i));
  text.add("None");
  return raise1(w_TypeError, "%S", text.build());
}
function characterOf(object: W_Object, name: string): int {
  const text = object.unwrap();
  if (object === w_None) throw notNone(name);
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, name, object);
  if (text.length !== 1) throw wrongLength(name, text.length);
  return text.charAt(0);
}

// --- properties of a character: each for the current version and for 3.2.0, which is `old`

type Property = (chr: W_Object, old: boolean) => W_Object;
type Valued = (chr: W_Object, standard: W_Object | null, old: boolean) => W_Object;

function category(chr: W_Object, old: boolean): W_Object {
  const c = characterOf(chr, "category() argument must be a unicode character, not %T");
  return categoryTexts[categoryBits(characterRecord(c, old))]!;
}
function bidirectional(chr: W_Object, old: boolean): W_Object {
  const c = characterOf(chr, "bidirectional() argument must be a unicode character, not %T");
  return bidirectionalTexts[bidirectionalBits(characterRecord(c, old))]!;
}
function combining(chr: W_Object, old: boolean): W_Object {
  return newInt(
    combiningBits(characterRecord(characterOf(chr, "combining() argument must be a unicode character, not %T"), old)),
  );
}
function mirrored(chr: W_Object, old: boolean): W_Object {
  return newInt(
    mirroredBit(characterRecord(characterOf(chr, "mirrored() argument must be a unicode character, not %T"), old)),
  );
}
function east_asian_width(chr: W_Object, old: boolean): W_Object {
  const c = characterOf(chr, "east_asian_width() argument must be a unicode character, not %T");
  return widthTexts[widthBits(characterRecord(c, old))]!;
}
function decomposition(chr: W_Object, old: boolean): W_Object {
  const c = characterOf(chr, "decomposition() argument must be a unicode character, not %T");
  return old && !isAssigned(c, true) ? emptyStr : decompositionText(c);
}
function decimal(chr: W_Object, standard: W_Object | null, old: boolean): W_Object {
  const c = characterOf(chr, "decimal() argument 1 must be a unicode character, not %T");
  if (isDecimalRecord(characterRecord(c, old))) return newInt(floatToInt(numericAt(numericPlace(c))));
  if (standard !== null) return standard;
  throw raise0(w_ValueError, "not a decimal");
}
function digit(chr: W_Object, standard: W_Object | null, old: boolean): W_Object {
  const c = characterOf(chr, "digit() argument 1 must be a unicode character, not %T");
  if (isDigitRecord(characterRecord(c, old))) return newInt(floatToInt(numericAt(numericPlace(c))));
  if (standard !== null) return standard;
  throw raise0(w_ValueError, "not a digit");
}
function numeric(chr: W_Object, standard: W_Object | null, old: boolean): W_Object {
  const c = characterOf(chr, "numeric() argument 1 must be a unicode character, not %T");
  const place = old && !isAssigned(c, true) ? -1 : numericPlace(c);
  if (place >= 0) return newFloat(numericAt(place));
  if (standard !== null) return standard;
  throw raise0(w_ValueError, "not a numeric character");
}
function name(chr: W_Object, standard: W_Object | null, old: boolean): W_Object {
  const c = characterOf(chr, "name() argument 1 must be a unicode character, not %T");
  const found = old && !isAssigned(c, true) ? null : characterName(c);
  if (found !== null) return found;
  if (standard !== null) return standard;
  throw raise0(w_ValueError, "no such name");
}
/** A text, or its bytes. */
function nameOf(given: W_Object): W_Str {
  const text = given.unwrap();
  if (text instanceof W_Str) return text;
  const bytes = bytesLike(given);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", given);
  return decodeText(bytes, null, null);
}
/** No name is longer. */
const LONGEST_NAME = 256;
function unicodedata_lookup(given: W_Object): W_Object {
  const text = nameOf(given);
  if (text.length > LONGEST_NAME) throw raise1(w_KeyError, "%S", tooLong);
  const found = characterNamed(text, true);
  if (found !== null) return found;
  const message = new StrBuilder();
  message.add("undefined character name '");
  message.addStr(text);
  message.addChar(39);
  throw raise1(w_KeyError, "%S", message.build());
}
const tooLong = intern("name too long");

// --- the module and the object for 3.2.0

const w_UCD = builtinType("unicodedata.UCD");
w_UCD.isBaseType = false;
class W_UCD extends W_Object {
  override getType(): W_Type {
    return w_UCD;
  }
}
const functions: W_Builtin[] = [builtinFunction("lookup(name, /)", unicodedata_lookup)];
function ucd_lookup(_self: W_Object, given: W_Object): W_Object {
  return unicodedata_lookup(given);
}
def(w_UCD, "lookup(self, name, /)", ucd_lookup);
/** As a function of the module and as a method. */
function both(own: string, parameters: string, now: AnyFn, then: AnyFn): void {
  functions.push(builtinFunction(`${own}(${parameters}, /)`, now));
  def(w_UCD, `${own}(self, ${parameters}, /)`, then);
}
for (const [own, property] of [
  ["category", category],
  ["bidirectional", bidirectional],
  ["combining", combining],
  ["mirrored", mirrored],
  ["east_asian_width", east_asian_width],
  ["decomposition", decomposition],
] as [string, Property][])
  both(
    own,
    "chr",
    (chr: W_Object): W_Object => property(chr, false),
    (_self: W_Object, chr: W_Object): W_Object => property(chr, true),
  );
for (const [own, valued] of [
  ["decimal", decimal],
  ["digit", digit],
  ["numeric", numeric],
  ["name", name],
] as [string, Valued][])
  both(
    own,
    "chr, default=None",
    (chr: W_Object, standard: W_Object | null): W_Object => valued(chr, standard, false),
    (_self: W_Object, chr: W_Object, standard: W_Object | null): W_Object => valued(chr, standard, true),
  );
both(
  "normalize",
  "form, unistr",
  (form: W_Object, text: W_Object): W_Object => normalized(form, text, false),
  (_self: W_Object, form: W_Object, text: W_Object): W_Object => normalized(form, text, true),
);
both(
  "is_normalized",
  "form, unistr",
  (form: W_Object, text: W_Object): W_Object =>
    hooks.boolObject(normalized(form, text, false).equals(text.unwrap() as W_Str)),
  (_self: W_Object, form: W_Object, text: W_Object): W_Object =>
    hooks.boolObject(normalized(form, text, true).equals(text.unwrap() as W_Str)),
);
w_UCD.dict.set(intern("unidata_version"), intern("3.2.0"));

defineModule("unicodedata", functions, {
  unidata_version: intern("16.0.0"),
  UCD: w_UCD,
  ucd_3_2_0: new W_UCD(),
});
