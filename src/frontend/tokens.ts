// The kinds of tokens, and the tables that the tokenizer and the parser share: keywords by their text, and operators by
// what they mean to the grammar. Kinds are small numbers, since tokens live in typed arrays.

import type { CompareOperator, Operator, UnaryOperator } from "./ast.ts";

/** Token kinds. Soft keywords (match, case, type, _) are plain names; the parser looks at their text. */
export const T = {
  End: 0,
  Newline: 1,
  Indent: 2,
  Dedent: 3,
  Name: 4,
  Number: 5,
  String: 6,
  FStringStart: 7,
  FStringMiddle: 8,
  FStringEnd: 9,
  TStringStart: 10,
  TStringMiddle: 11,
  TStringEnd: 12,
  /** A fault that only counts when the parser gets this far; the stream's `deferred` says which. Always last. */
  Error: 13,
  /** A character that no token begins with, as `$`. The grammar has no use for it. */
  Unknown: 14,
  /** `# type: ...`, where it was asked for. */
  TypeComment: 15,
  /** A comment, and the end of a line that ends no statement: where all tokens were asked for. */
  Comment: 16,
  BlankEnd: 17,

  LParen: 20,
  RParen: 21,
  LBracket: 22,
  RBracket: 23,
  LBrace: 24,
  RBrace: 25,
  Colon: 26,
  Comma: 27,
  Semicolon: 28,
  Dot: 29,
  Ellipsis: 30,
  Arrow: 31,
  ColonEqual: 32,
  Exclamation: 33,
  At: 34,
  Plus: 35,
  Minus: 36,
  Star: 37,
  Slash: 38,
  DoubleSlash: 39,
  Percent: 40,
  DoubleStar: 41,
  LeftShift: 42,
  RightShift: 43,
  Amper: 44,
  VBar: 45,
  Circumflex: 46,
  Tilde: 47,
  Less: 48,
  Greater: 49,
  EqEqual: 50,
  NotEqual: 51,
  LessEqual: 52,
  GreaterEqual: 53,
  /** `<>`, which was an operator once. */
  LessGreater: 54,
  Equal: 55,
  PlusEqual: 56,
  MinusEqual: 57,
  StarEqual: 58,
  SlashEqual: 59,
  DoubleSlashEqual: 60,
  PercentEqual: 61,
  AtEqual: 62,
  AmperEqual: 63,
  VBarEqual: 64,
  CircumflexEqual: 65,
  LeftShiftEqual: 66,
  RightShiftEqual: 67,
  DoubleStarEqual: 68,

  False: 80,
  None: 81,
  True: 82,
  And: 83,
  As: 84,
  Assert: 85,
  Async: 86,
  Await: 87,
  Break: 88,
  Class: 89,
  Continue: 90,
  Def: 91,
  Del: 92,
  Elif: 93,
  Else: 94,
  Except: 95,
  Finally: 96,
  For: 97,
  From: 98,
  Global: 99,
  If: 100,
  Import: 101,
  In: 102,
  Is: 103,
  Lambda: 104,
  Nonlocal: 105,
  Not: 106,
  Or: 107,
  Pass: 108,
  Raise: 109,
  Return: 110,
  Try: 111,
  While: 112,
  With: 113,
  Yield: 114,
} as const;

export type TokenKind = (typeof T)[keyof typeof T];

/** One more than the largest kind: the length of tables indexed by kind. */
export const kindCount = 115;

const firstKeyword = T.False;

/** A kind's name in `T`, for tests and debugging. */
export function kindName(kind: number): string {
  return Object.keys(T).find((name) => T[name as keyof typeof T] === kind) ?? `kind ${kind}`;
}

export function isKeyword(kind: number): boolean {
  return kind >= firstKeyword;
}

interface Keyword {
  readonly word: string;
  readonly kind: number;
}

/** Keywords by length and first letter: `keywordsByShape[length * 26 + letter]`. Most names find an empty slot. */
const keywordsByShape: (readonly Keyword[] | undefined)[] = [];
const longestKeyword = 8;
for (const [name, kind] of Object.entries(T)) {
  if (kind >= firstKeyword) {
    const word = kind <= T.True ? name : name.toLowerCase();
    const slot = word.length * 26 + (word.charCodeAt(0) & 31) - 1;
    keywordsByShape[slot] = [...(keywordsByShape[slot] ?? []), { word, kind }];
  }
}

/** The kind of the keyword at text[start..end), or T.Name. */
export function keywordKind(text: string, start: number, end: number): number {
  const length = end - start;
  if (length > longestKeyword || length < 2) {
    return T.Name;
  }
  const candidates = keywordsByShape[length * 26 + (text.charCodeAt(start) & 31) - 1];
  if (candidates !== undefined) {
    for (const candidate of candidates) {
      if (text.startsWith(candidate.word, start)) {
        return candidate.kind;
      }
    }
  }
  return T.Name;
}

/** Operators and brackets of one character, by character code. */
export const operatorStarts = new Uint8Array(128);
for (const [text, kind] of [
  ["(", T.LParen],
  [")", T.RParen],
  ["[", T.LBracket],
  ["]", T.RBracket],
  ["{", T.LBrace],
  ["}", T.RBrace],
  [":", T.Colon],
  [",", T.Comma],
  [";", T.Semicolon],
  [".", T.Dot],
  ["!", T.Exclamation],
  ["@", T.At],
  ["+", T.Plus],
  ["-", T.Minus],
  ["*", T.Star],
  ["/", T.Slash],
  ["%", T.Percent],
  ["&", T.Amper],
  ["|", T.VBar],
  ["^", T.Circumflex],
  ["~", T.Tilde],
  ["<", T.Less],
  [">", T.Greater],
  ["=", T.Equal],
] as const) {
  operatorStarts[text.charCodeAt(0)] = kind;
}

/** Longer operators: by the kind of what was read so far, then by the next character. */
export const operatorRest: (Readonly<Record<number, number>> | undefined)[] = [];
for (const [shorter, next, kind] of [
  [T.Colon, "=", T.ColonEqual],
  [T.Exclamation, "=", T.NotEqual],
  [T.At, "=", T.AtEqual],
  [T.Plus, "=", T.PlusEqual],
  [T.Minus, "=", T.MinusEqual],
  [T.Minus, ">", T.Arrow],
  [T.Star, "=", T.StarEqual],
  [T.Star, "*", T.DoubleStar],
  [T.DoubleStar, "=", T.DoubleStarEqual],
  [T.Slash, "=", T.SlashEqual],
  [T.Slash, "/", T.DoubleSlash],
  [T.DoubleSlash, "=", T.DoubleSlashEqual],
  [T.Percent, "=", T.PercentEqual],
  [T.Amper, "=", T.AmperEqual],
  [T.VBar, "=", T.VBarEqual],
  [T.Circumflex, "=", T.CircumflexEqual],
  [T.Less, "=", T.LessEqual],
  [T.Less, ">", T.LessGreater],
  [T.Less, "<", T.LeftShift],
  [T.LeftShift, "=", T.LeftShiftEqual],
  [T.Greater, "=", T.GreaterEqual],
  [T.Greater, ">", T.RightShift],
  [T.RightShift, "=", T.RightShiftEqual],
  [T.Equal, "=", T.EqEqual],
] as const) {
  operatorRest[shorter] = { ...operatorRest[shorter], [next.charCodeAt(0)]: kind };
}

function byKind<V>(rows: readonly (readonly [number, V])[], none: V): readonly V[] {
  const table = new Array<V>(kindCount).fill(none);
  for (const [kind, value] of rows) {
    table[kind] = value;
  }
  return table;
}

/** Binary operators and how tightly they bind; 0 for what is none. `**` is not here: it binds to the right. */
export const binaryPrecedence = Uint8Array.from(
  byKind<number>(
    [
      [T.VBar, 1],
      [T.Circumflex, 2],
      [T.Amper, 3],
      [T.LeftShift, 4],
      [T.RightShift, 4],
      [T.Plus, 5],
      [T.Minus, 5],
      [T.Star, 6],
      [T.Slash, 6],
      [T.DoubleSlash, 6],
      [T.Percent, 6],
      [T.At, 6],
    ],
    0,
  ),
);

export const binaryOperator = byKind<Operator>(
  [
    [T.VBar, "BitOr"],
    [T.Circumflex, "BitXor"],
    [T.Amper, "BitAnd"],
    [T.LeftShift, "LShift"],
    [T.RightShift, "RShift"],
    [T.Plus, "Add"],
    [T.Minus, "Sub"],
    [T.Star, "Mult"],
    [T.Slash, "Div"],
    [T.DoubleSlash, "FloorDiv"],
    [T.Percent, "Mod"],
    [T.At, "MatMult"],
  ],
  "Add",
);

export const augmentedOperator = byKind<Operator | null>(
  [
    [T.VBarEqual, "BitOr"],
    [T.CircumflexEqual, "BitXor"],
    [T.AmperEqual, "BitAnd"],
    [T.LeftShiftEqual, "LShift"],
    [T.RightShiftEqual, "RShift"],
    [T.PlusEqual, "Add"],
    [T.MinusEqual, "Sub"],
    [T.StarEqual, "Mult"],
    [T.SlashEqual, "Div"],
    [T.DoubleSlashEqual, "FloorDiv"],
    [T.PercentEqual, "Mod"],
    [T.AtEqual, "MatMult"],
    [T.DoubleStarEqual, "Pow"],
  ],
  null,
);

export const unaryOperator = byKind<UnaryOperator | null>(
  [
    [T.Plus, "UAdd"],
    [T.Minus, "USub"],
    [T.Tilde, "Invert"],
  ],
  null,
);

/** Comparisons of one token; `not in` and `is not` are the parser's. */
export const compareOperator = byKind<CompareOperator | null>(
  [
    [T.EqEqual, "Eq"],
    [T.NotEqual, "NotEq"],
    [T.Less, "Lt"],
    [T.LessEqual, "LtE"],
    [T.Greater, "Gt"],
    [T.GreaterEqual, "GtE"],
    [T.Is, "Is"],
    [T.In, "In"],
  ],
  null,
);

/** Kinds with which an expression can begin (1), or only a starred one (2). */
export const expressionBeginners = new Uint8Array(kindCount);
for (const kind of [
  T.Name,
  T.Number,
  T.String,
  T.FStringStart,
  T.TStringStart,
  T.LParen,
  T.LBracket,
  T.LBrace,
  T.Ellipsis,
  T.Plus,
  T.Minus,
  T.Tilde,
  T.False,
  T.None,
  T.True,
  T.Await,
  T.Lambda,
  T.Not,
]) {
  expressionBeginners[kind] = 1;
}
expressionBeginners[T.Star] = 2;
