// The rules of RTypeScript: what function bodies may not contain, and what to write instead. One row a rule; rules.test.ts has a
// passing and a failing example for each.

import type ts from "typescript";

export const RULES = {
  "no-any": "a value of type any or unknown has no representation; declare a class, an array or a number kind",
  "no-union": "a union of unlike types has no representation; use a common base class, or T | null",
  "no-structural": "structural object types have no layout; declare a class",
  "no-host-object": "Map, Set and other objects of JavaScript have no layout; write a class of RTypeScript",
  "number-kind": "the number kind is unknown; declare it: int, float or a storage type such as u32",
  "mixed-numbers": "int and float do not mix; write intToFloat(x) or floatToInt(x)",
  "int-division": "`/` is for floats; write intDiv or intFloorDiv for ints",
  "no-power": "`**`, and `%` on floats, have no operation; call an external, or multiply",
  "bit-operators": "bit operators are for i32 and u32; write intAnd, intOr, intXor, intShl, intShr for ints",
  "strict-equality": "`==` and `!=` convert; write === and !==",
  "condition-type": "a condition is a boolean; compare explicitly: x !== 0, x !== null",
  "no-closure": "functions are not made inside a body; make them at module level and keep them in a const or a field",
  "no-generator": "generators and async functions are not translated; keep the state in an object",
  "no-spread": "no spread, rest or destructuring; pass and assign the values one by one",
  "no-arguments": "`arguments`, bind, call and apply are not translated; call the function directly",
  "no-accessor": "getters and setters are not translated; write a method",
  "no-string-operation":
    "strings are constants: only s.length, s.charCodeAt(i) and === are allowed; use the program's own string class",
  "no-loop-over": "for-of is for arrays, and for-in is not translated; loop over an array or with an index",
  "throwable-only": "only instances of subclasses of Throwable are thrown",
  "no-module-write": "module-level variables are not written; keep mutable state in a field of a module-level object",
  "no-module-let": "module-level let is not read by functions; make it const, or a field of a module-level object",
  "captured-constant": "a captured variable is constant; it may not be assigned after the function was made",
  "array-literal": "array literals are not translated; write newArray<T>(n) or new I64Array(n) and assign the items",
  "array-method": "arrays have a fixed length: only a[i] and a.length are allowed, with arrayCopy and arrayFill",
  "array-items":
    "arrays of numbers are typed arrays; write I64Array, F64Array, U8Array, U16Array, U32Array or I32Array",
  "object-literal": "object literals have no layout; declare a class",
  "override-signature": "an overriding method takes parameters of the same kinds and answers the same kind",
  "no-parameter-property":
    "parameter properties are not translated; declare the field and assign it in the constructor",
  "overflowed-directly":
    "overflowed() stands directly behind the int*Ovf call it asks about: `const s = intAddOvf(a, b); if (overflowed()) ...`",
  "jit-enter-returned": "jitEnter is a tail call: write return jitEnter(...)",
  "merge-point-parameters": "jitMergePoint takes exactly the portal's parameters, in order",
  "merge-point-live": "only the portal's parameters are live at a merge point; recompute the value behind it",
  "immutable-field":
    "a field that is `@jit immutable` is written by constructors and module level only; compiled code takes it for a constant",
  "raw-memory": 'raw memory needs "use raw memory" at the head of the module',
  "intrinsic-unknown": "this function of src/rts is not for function bodies",
  "not-frozen": "the value cannot be frozen: its declared type does not lead to a layout",
  "no-optional": "optional chaining, optional fields and undefined are not translated; use T | null",
  "not-supported": "this form is not part of RTypeScript",
} as const;

export type RuleId = keyof typeof RULES;

export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: RuleId;
  /** What was found, followed by what to write instead. */
  readonly message: string;
}

/** A rule is broken at a place in the source. */
export class RuleError extends Error {
  readonly rule: RuleId;
  readonly node: ts.Node | null;
  readonly found: string;
  constructor(rule: RuleId, node: ts.Node | null, found: string) {
    super(`${found}: ${RULES[rule]}`);
    this.rule = rule;
    this.node = node;
    this.found = found;
  }
}

export const formatDiagnostic = (d: Diagnostic): string => `${d.file}:${d.line}:${d.column}: ${d.message} [${d.rule}]`;
