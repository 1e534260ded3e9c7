// The rules that arithmetic rounds by, and the type objects that several files use at module level.

import type { int } from "../rts/index.ts";
import { intOr } from "../rts/index.ts";
import { dataType } from "./subclassing.ts";

export const w_decimal = dataType("decimal.Decimal");
export const w_context = dataType("decimal.Context");

// --- roundings
export const ROUND_UP = 0;
export const ROUND_DOWN = 1;
export const ROUND_CEILING = 2;
export const ROUND_FLOOR = 3;
export const ROUND_HALF_UP = 4;
export const ROUND_HALF_DOWN = 5;
export const ROUND_HALF_EVEN = 6;
export const ROUND_05UP = 7;

// As CPython has them where its words have 32 bits: exponents are ints in both lives of the interpreter.
export const MAX_PREC = 425000000;
export const MAX_EMAX = 425000000;
export const MIN_EMIN = -425000000;
export const MIN_ETINY = MIN_EMIN - (MAX_PREC - 1);

export class Rules {
  prec: int;
  rounding: int;
  emin: int;
  emax: int;
  /** Exponents are at most emax - prec + 1. */
  clamp: boolean = false;
  /** What operations have signalled and nobody has looked at yet. */
  status: int = 0;
  constructor(prec: int, rounding: int, emin: int, emax: int) {
    this.prec = prec;
    this.rounding = rounding;
    this.emin = emin;
    this.emax = emax;
  }
  etiny(): int {
    return this.emin - (this.prec - 1);
  }
  etop(): int {
    return this.emax - (this.prec - 1);
  }
  signal(bits: int): void {
    this.status = intOr(this.status, bits);
  }
}
/** As wide as can be, for exact results. */
export function exactRules(): Rules {
  return new Rules(MAX_PREC, ROUND_HALF_EVEN, MIN_EMIN, MAX_EMAX);
}
/** For computing on the way to a result: to the nearest, all exponents. */
export function workRules(prec: int): Rules {
  return new Rules(prec, ROUND_HALF_EVEN, MIN_EMIN, MAX_EMAX);
}
