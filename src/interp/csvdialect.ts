// Dialects of CSV (`_csv.Dialect`): the settings that readers and writers share, checked once.

import type { int } from "../rts/index.ts";
import { def, defStatic, getter, member } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, raise2, raiseInts, w_Exception, w_TypeError, w_ValueError } from "./errors.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { newBool, newInt, W_Bool, W_Int } from "./int.ts";
import { n_module } from "./names.ts";
import { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { charStr, intern, W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const QUOTE_MINIMAL = 0;
export const QUOTE_ALL = 1;
export const QUOTE_NONNUMERIC = 2;
export const QUOTE_NONE = 3;
export const QUOTE_STRINGS = 4;
export const QUOTE_NOTNULL = 5;
/** Where a dialect has no such character. */
const NO_CHAR = -1;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;

export const w_Error = builtinType("_csv.Error", w_Exception);
w_Error.dict.set(n_module, intern("_csv"));

class CsvState {
  readonly dialects: W_Dict = new W_Dict();
  /** The longest field that readers take, in characters. */
  limit: int = 131072;
}
export const csvState = new CsvState();

const defaultTerminator = intern("\r\n");
export const w_Dialect = dataType("_csv.Dialect");

export class W_Dialect extends W_Object {
  delimiter: int = 44;
  doublequote: boolean = true;
  /** A character or NO_CHAR, as quotechar. */
  escapechar: int = NO_CHAR;
  lineterminator: W_Str = defaultTerminator;
  quotechar: int = 34;
  quoting: int = QUOTE_MINIMAL;
  skipinitialspace: boolean = false;
  strict: boolean = false;
  override getType(): W_Type {
    return w_Dialect;
  }
}
const n_dialect = intern("dialect");
/** In the order of the positional parameters of Dialect(), behind `dialect`. */
const SETTINGS: W_Str[] = [
  "delimiter",
  "doublequote",
  "escapechar",
  "lineterminator",
  "quotechar",
  "quoting",
  "skipinitialspace",
  "strict",
].map(intern);
const DELIMITER = 0;
const DOUBLEQUOTE = 1;
const ESCAPECHAR = 2;
const LINETERMINATOR = 3;
const QUOTECHAR = 4;
const QUOTING = 5;
const SKIPINITIALSPACE = 6;
const STRICT = 7;

/** What a call gives, and what the object that it takes as a model has. */
class Given {
  readonly model: W_Object | null;
  private readonly args: W_Object[];
  /** Where settings stand among the positional arguments, and how many arguments are positional. */
  private readonly first: int;
  private readonly positional: int;
  private readonly kwnames: W_Object[] | null;
  constructor(model: W_Object | null, args: W_Object[], first: int, positional: int, kwnames: W_Object[] | null) {
    this.model = model;
    this.args = args;
    this.first = first;
    this.positional = positional;
    this.kwnames = kwnames;
  }
  /** Whether the call gives nothing but the model. */
  isPlain(): boolean {
    return this.first >= this.positional && this.kwnames === null;
  }
  /** The setting of that place in SETTINGS; null: neither given nor had by the model. */
  get(setting: int): W_Object | null {
    if (this.first + setting < this.positional) return this.args[this.first + setting]!;
    const name = SETTINGS[setting]!;
    const kwnames = this.kwnames;
    if (kwnames !== null)
      for (let i = 0; i < kwnames.length; i++)
        if ((kwnames[i] as W_Str).equals(name)) return this.args[this.positional + i]!;
    return this.model === null ? null : attributeOrNull(this.model, name);
  }
}

function characterOf(value: W_Object | null, setting: int, missing: int, orNone: boolean): int {
  if (value === null) return missing;
  if (orNone && value === w_None) return NO_CHAR;
  const text = value.unwrap();
  const name = SETTINGS[setting]!;
  if (!(text instanceof W_Str))
    throw raise2(
      w_TypeError,
      orNone ? '"%S" must be a unicode character or None, not %T' : '"%S" must be a unicode character, not %T',
      name,
      value,
    );
  if (text.length !== 1)
    throw raiseInts(
      w_TypeError,
      orNone
        ? '"%S" must be a unicode character or None, not a string of length %d'
        : '"%S" must be a unicode character, not a string of length %d',
      name,
      text.length,
      0,
    );
  return text.charAt(0);
}
function truthOf(value: W_Object | null, missing: boolean): boolean {
  return value === null ? missing : value.isTrue();
}
/** A character that ends lines, or that skipping spaces would lose, separates nothing. */
function checkCharacter(dialect: W_Dialect, c: int, setting: int, spaceToo: boolean): void {
  if (c === NO_CHAR) return;
  if (c === LF || c === CR || (c === SPACE && spaceToo)) throw raise1(w_ValueError, "bad %S value", SETTINGS[setting]!);
  const ending = dialect.lineterminator;
  for (let i = 0; i < ending.length; i++)
    if (ending.charAt(i) === c)
      throw raise2(w_ValueError, "bad %S or %S value", SETTINGS[setting]!, SETTINGS[LINETERMINATOR]!);
}
function checkDifferent(c: int, setting: int, other: int, otherSetting: int): void {
  if (c === other && c !== NO_CHAR)
    throw raise2(w_ValueError, "bad %S or %S value", SETTINGS[setting]!, SETTINGS[otherSetting]!);
}

/**
 * The dialect of a call: `model` is a registered name, an object that has settings as attributes, or null; settings of the call itself stand
 * among its positional arguments from `first`, or are its keywords. Raises Error, TypeError or ValueError.
 */
export function dialectOf(
  model: W_Object | null,
  args: W_Object[],
  first: int,
  positional: int,
  kwnames: W_Object[] | null,
): W_Dialect {
  if (kwnames !== null) for (let i = 0; i < kwnames.length; i++) checkKeyword(kwnames[i] as W_Str);
  let object = model === w_None ? null : model;
  if (object === null && kwnames !== null)
    for (let i = 0; i < kwnames.length; i++)
      if ((kwnames[i] as W_Str).equals(n_dialect)) object = args[positional + i]!;
  if (object !== null && object.unwrap() instanceof W_Str) {
    object = csvState.dialects.get(object);
    if (object === null) throw raise0(w_Error, "unknown dialect");
  }
  const given = new Given(object, args, first, positional, kwnames);
  if (object !== null && object.unwrap() instanceof W_Dialect && given.isPlain()) return object.unwrap() as W_Dialect;
  return makeDialect(given);
}
function checkKeyword(name: W_Str): void {
  if (name.equals(n_dialect)) return;
  for (let i = 0; i < SETTINGS.length; i++) if (SETTINGS[i]!.equals(name)) return;
  throw raise1(w_TypeError, "this function got an unexpected keyword argument '%S'", name);
}
function makeDialect(given: Given): W_Dialect {
  const dialect = new W_Dialect();
  dialect.delimiter = characterOf(given.get(DELIMITER), DELIMITER, 44, false);
  dialect.doublequote = truthOf(given.get(DOUBLEQUOTE), true);
  dialect.escapechar = characterOf(given.get(ESCAPECHAR), ESCAPECHAR, NO_CHAR, true);
  const ending = given.get(LINETERMINATOR);
  if (ending !== null) {
    const text = ending.unwrap();
    if (!(text instanceof W_Str)) throw raise1(w_TypeError, '"lineterminator" must be a string, not %T', ending);
    dialect.lineterminator = text;
  }
  const quotechar = given.get(QUOTECHAR);
  dialect.quotechar = characterOf(quotechar, QUOTECHAR, 34, true);
  const quoting = given.get(QUOTING);
  if (quoting !== null) {
    if (!(quoting instanceof W_Int) || quoting instanceof W_Bool)
      throw raise1(w_TypeError, '"quoting" must be an integer, not %T', quoting);
    dialect.quoting = quoting.value;
  } else if (quotechar === w_None) dialect.quoting = QUOTE_NONE;
  dialect.skipinitialspace = truthOf(given.get(SKIPINITIALSPACE), false);
  dialect.strict = truthOf(given.get(STRICT), false);

  if (dialect.quoting < QUOTE_MINIMAL || dialect.quoting > QUOTE_NOTNULL)
    throw raise0(w_TypeError, 'bad "quoting" value');
  if (dialect.quoting !== QUOTE_NONE && dialect.quotechar === NO_CHAR)
    throw raise0(w_TypeError, "quotechar must be set if quoting enabled");
  checkCharacter(dialect, dialect.delimiter, DELIMITER, false);
  checkCharacter(dialect, dialect.escapechar, ESCAPECHAR, dialect.skipinitialspace);
  checkCharacter(dialect, dialect.quotechar, QUOTECHAR, dialect.skipinitialspace);
  checkDifferent(dialect.delimiter, DELIMITER, dialect.escapechar, ESCAPECHAR);
  checkDifferent(dialect.delimiter, DELIMITER, dialect.quotechar, QUOTECHAR);
  checkDifferent(dialect.escapechar, ESCAPECHAR, dialect.quotechar, QUOTECHAR);
  return dialect;
}

/** `Dialect(dialect=None, delimiter=",", ...)`: all settings may be positional. */
function Dialect_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const positional = args.length - (kwnames === null ? 0 : kwnames.length);
  if (positional > SETTINGS.length + 2)
    throw raiseInts(w_TypeError, "Dialect() takes at most 9 arguments (%d given)", null, positional - 1, 0);
  return instanceWith(args[0]!, w_Dialect, dialectOf(positional > 1 ? args[1]! : null, args, 2, positional, kwnames));
}
function characterObject(c: int): W_Object {
  return c === NO_CHAR ? w_None : charStr(c);
}
function Dialect_delimiter(self: W_Object): W_Object {
  return charStr((self as W_Dialect).delimiter);
}
function Dialect_doublequote(self: W_Object): W_Object {
  return newBool((self as W_Dialect).doublequote);
}
function Dialect_escapechar(self: W_Object): W_Object {
  return characterObject((self as W_Dialect).escapechar);
}
function Dialect_lineterminator(self: W_Object): W_Object {
  return (self as W_Dialect).lineterminator;
}
function Dialect_quotechar(self: W_Object): W_Object {
  return characterObject((self as W_Dialect).quotechar);
}
function Dialect_quoting(self: W_Object): W_Object {
  return newInt((self as W_Dialect).quoting);
}
function Dialect_skipinitialspace(self: W_Object): W_Object {
  return newBool((self as W_Dialect).skipinitialspace);
}
function Dialect_strict(self: W_Object): W_Object {
  return newBool((self as W_Dialect).strict);
}
function Dialect_reduce(_self: W_Object): W_Object {
  throw raise0(w_TypeError, "cannot pickle 'Dialect' instances");
}
function Dialect_reduce_ex(self: W_Object, _protocol: W_Object): W_Object {
  return Dialect_reduce(self);
}
def(w_Dialect, "__reduce__(self, /)", Dialect_reduce);
def(w_Dialect, "__reduce_ex__(self, protocol, /)", Dialect_reduce_ex);
defStatic(w_Dialect, "__new__(*args, **kwargs)", Dialect_new);
getter(w_Dialect, "delimiter", Dialect_delimiter);
member(w_Dialect, "doublequote", Dialect_doublequote);
getter(w_Dialect, "escapechar", Dialect_escapechar);
getter(w_Dialect, "lineterminator", Dialect_lineterminator);
getter(w_Dialect, "quotechar", Dialect_quotechar);
getter(w_Dialect, "quoting", Dialect_quoting);
member(w_Dialect, "skipinitialspace", Dialect_skipinitialspace);
member(w_Dialect, "strict", Dialect_strict);
