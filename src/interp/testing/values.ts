// For tests of the interpreter's parts: the modules loaded in their order, host services for numbers, and conversions.

import "../entry.ts";
import { createServices } from "../../host/services.ts";
import { U32Array, untranslatedHost } from "../../rts/index.ts";
import { newInt, W_Int } from "../int.ts";
import { newLong, W_Long } from "../long.ts";
import type { W_Object } from "../object.ts";
import { strOf, W_Str } from "../text.ts";

const services = createServices({
  compile: () => {
    throw new Error("this test compiles nothing");
  },
});
Object.assign(untranslatedHost.handlers, services.table);

/** Python's int of any size. */
export function pyInt(value: bigint): W_Object {
  const magnitude = value < 0n ? -value : value;
  const limbs: number[] = [];
  for (let rest = magnitude; rest > 0n; rest >>= 32n) limbs.push(Number(rest & 0xffffffffn));
  return newLong(value < 0n ? -1 : 1, new U32Array(limbs));
}
export function fromPyInt(object: W_Object | null): bigint {
  if (object instanceof W_Int) return BigInt(object.value);
  if (!(object instanceof W_Long)) throw new Error("not an int");
  let magnitude = 0n;
  for (let i = object.magnitude.length - 1; i >= 0; i--) magnitude = (magnitude << 32n) | BigInt(object.magnitude[i]!);
  return object.sign < 0 ? -magnitude : magnitude;
}
export const pyStr = (text: string): W_Str => strOf(text);
export function fromPyStr(object: W_Object | null): string {
  if (!(object instanceof W_Str)) throw new Error("not a str");
  let text = "";
  for (let i = 0; i < object.length; i++) text += String.fromCodePoint(object.charAt(i));
  return text;
}
export const small = (value: number): W_Object => newInt(value);

/** Numbers in [0, 1), the same for a seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
