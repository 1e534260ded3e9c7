// The module _random: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded as CPython does, so that a seed gives
// the same numbers.

import {
  arrayCopy,
  F64Array,
  type float,
  floatHigh32,
  floatLow32,
  floatToInt,
  type int,
  intDiv,
  intToFloat,
  mulU32,
  newArray,
  U32Array,
  type u32,
  wrapU32,
} from "../rts/index.ts";
import { def, defStatic } from "./builtin.ts";
import { raise0, w_OverflowError, w_TypeError, w_ValueError } from "./errors.ts";
import { isInfinite, isNotANumber, newFloat, W_Float } from "./float.ts";
import { W_Instance } from "./instance.ts";
import { newInt, W_Int } from "./int.ts";
import { newLong, W_Long } from "./long.ts";
import { magnitudeOfInt } from "./magnitude.ts";
import { defineModule } from "./modules.ts";
import { ABS, ADD, LSHIFT, MOD, NEG, W_Object } from "./object.ts";
import { binary, indexObject, toInt, unary } from "./operations.ts";
import { hostClock } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_random = builtinType("_random.Random");
w_random.solidBase = w_random;

const N = 624;
const M = 397;

export class W_Random extends W_Object {
  readonly state: U32Array = new U32Array(N);
  /** The next word of the state; N: all are used up. */
  index: int = N;
  override getType(): W_Type {
    return w_random;
  }
  /** The next 32 bits. */
  nextWord(): u32 {
    if (this.index >= N) this.renew();
    let y: u32 = this.state[this.index]!;
    this.index = this.index + 1;
    y = wrapU32(y ^ (y >>> 11));
    y = wrapU32(y ^ ((y << 7) & 0x9d2c5680));
    y = wrapU32(y ^ ((y << 15) & 0xefc60000));
    return wrapU32(y ^ (y >>> 18));
  }
  /** @jit opaque */
  private renew(): void {
    const mt = this.state;
    for (let i = 0; i < N; i++) {
      const y = wrapU32((mt[i]! & 0x80000000) | (mt[(i + 1) % N]! & 0x7fffffff));
      const twisted: u32 = (y & 1) === 0 ? 0 : 0x9908b0df;
      mt[i] = wrapU32(mt[(i + M) % N]! ^ (y >>> 1) ^ twisted);
    }
    this.index = 0;
  }
  private seedWord(seed: u32): void {
    const mt = this.state;
    mt[0] = seed;
    for (let i = 1; i < N; i++) {
      const last: u32 = mt[i - 1]!;
      mt[i] = wrapU32(mulU32(1812433253, wrapU32(last ^ (last >>> 30))) + i);
    }
    this.index = N;
  }
  /** @jit opaque */
  seed(key: U32Array): void {
    this.seedWord(19650218);
    const mt = this.state;
    let i = 1;
    let j = 0;
    for (let k = N > key.length ? N : key.length; k > 0; k--) {
      const last: u32 = mt[i - 1]!;
      mt[i] = wrapU32(wrapU32(mt[i]! ^ mulU32(wrapU32(last ^ (last >>> 30)), 1664525)) + key[j]! + j);
      i++;
      j++;
      if (i >= N) {
        mt[0] = mt[N - 1]!;
        i = 1;
      }
      if (j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      const last: u32 = mt[i - 1]!;
      mt[i] = wrapU32(wrapU32(mt[i]! ^ mulU32(wrapU32(last ^ (last >>> 30)), 1566083941)) + (4294967296 - i));
      i++;
      if (i >= N) {
        mt[0] = mt[N - 1]!;
        i = 1;
      }
    }
    mt[0] = 0x80000000;
  }
}

/** The hash that CPython gives a float, modulo 2**61 - 1, as its bits without sign: floats may be seeds. */
function floatSeed(value: float): W_Object {
  if (isNotANumber(value)) return newInt(0);
  if (isInfinite(value)) return value > 0.0 ? newInt(314159) : wrapped(newInt(-314159));
  const high: int = floatHigh32(value);
  const negative = high >= 2147483648;
  const bits = intDiv(high, 1048576) % 2048;
  const exponent = (bits === 0 ? 1 : bits) - 1075;
  const mantissa = ((high % 1048576) + (bits === 0 ? 0 : 1048576)) * 4294967296 + floatLow32(value);
  // 2**61 is 1
  const shift = exponent >= 0 ? exponent % 61 : 60 - ((-1 - exponent) % 61);
  const modulus = binary(ADD, binary(LSHIFT, newInt(1), newInt(61)), newInt(-1));
  const hash = binary(MOD, binary(LSHIFT, newInt(mantissa), newInt(shift)), modulus);
  return negative ? wrapped(unary(NEG, hash)) : hash;
}
/** A negative number modulo 2**64. -1 is never a hash: it becomes -2. */
function wrapped(value: W_Object): W_Object {
  const hash = value instanceof W_Int && value.value === -1 ? newInt(-2) : value;
  if (hash instanceof W_Int && hash.value >= 0) return hash;
  return binary(ADD, hash, binary(LSHIFT, newInt(1), newInt(64)));
}
function keyOf(value: W_Object): U32Array {
  const magnitude = value instanceof W_Long ? value.magnitude : magnitudeOfInt((value as W_Int).value);
  return magnitude.length === 0 ? new U32Array(1) : magnitude;
}
function seedFrom(random: W_Random, argument: W_Object | null): void {
  if (argument === null || argument === w_None) {
    const key = new U32Array(6);
    const time = new F64Array(2);
    for (let kind = 0; kind < 3; kind++) {
      hostClock(kind, time);
      key[2 * kind] = wrapU32(floatToInt(time[0]!));
      key[2 * kind + 1] = wrapU32(floatToInt(time[1]!));
    }
    random.seed(key);
    return;
  }
  const plain = argument.unwrap();
  if (plain instanceof W_Int || plain instanceof W_Long) random.seed(keyOf(unary(ABS, plain)));
  else if (plain instanceof W_Float) random.seed(keyOf(floatSeed(plain.value)));
  else random.seed(keyOf(newInt(argument.hash())));
}
function random_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0]!;
  if (type === w_random && args.length > 2) throw raise0(w_TypeError, "Random() expected at most 1 argument");
  const random = new W_Random();
  seedFrom(random, args.length > 1 ? args[1]! : null);
  return type === w_random ? random : new W_Instance(type as W_Type, random);
}
function random_seed(self: W_Object, n: W_Object | null): W_Object {
  seedFrom(self as W_Random, n);
  return w_None;
}
function random_random(self: W_Object): W_Object {
  const random = self as W_Random;
  const a = random.nextWord() >>> 5;
  const b = random.nextWord() >>> 6;
  return newFloat((intToFloat(a) * 67108864.0 + intToFloat(b)) * (1.0 / 9007199254740992.0));
}
function random_getrandbits(self: W_Object, k: W_Object): W_Object {
  const random = self as W_Random;
  const bits = toInt(k);
  if (bits < 0) throw raise0(w_ValueError, "Cannot convert negative int");
  if (bits === 0) return newInt(0);
  if (bits <= 32) return newInt(shifted(random.nextWord(), 32 - bits));
  return manyBits(random, bits);
}
function shifted(word: u32, count: int): int {
  return word >>> count;
}
/** @jit opaque */
function manyBits(random: W_Random, bits: int): W_Object {
  const words = intDiv(bits - 1, 32) + 1;
  const limbs = new U32Array(words);
  for (let i = 0; i < words; i++) {
    const rest = bits - 32 * i;
    const word = random.nextWord();
    limbs[i] = rest < 32 ? shifted(word, 32 - rest) : word;
  }
  let n = words;
  while (n > 0 && limbs[n - 1] === 0) n--;
  const magnitude = new U32Array(n);
  arrayCopy(limbs, 0, magnitude, 0, n);
  return newLong(1, magnitude);
}
function random_getstate(self: W_Object): W_Object {
  const random = self as W_Random;
  const items = newArray<W_Object>(N + 1);
  for (let i = 0; i < N; i++) items[i] = newInt(random.state[i]!);
  items[N] = newInt(random.index);
  return newTuple(items);
}
function random_setstate(self: W_Object, state: W_Object): W_Object {
  const random = self as W_Random;
  const tuple = state.unwrap();
  if (!(tuple instanceof W_Tuple)) throw raise0(w_TypeError, "state vector must be a tuple");
  if (tuple.items.length !== N + 1) throw raise0(w_ValueError, "state vector is the wrong size");
  const words = new U32Array(N);
  for (let i = 0; i < N; i++) {
    const word = indexObject(tuple.items[i]!);
    if (word instanceof W_Int ? word.value < 0 : (word as W_Long).sign < 0)
      throw raise0(w_OverflowError, "can't convert negative value to unsigned int");
    if (!(word instanceof W_Int) || word.value > 4294967295)
      throw raise0(w_OverflowError, "Python int too large to convert to C unsigned long");
    words[i] = word.value;
  }
  const index = toInt(tuple.items[N]!);
  if (index < 0 || index > N) throw raise0(w_ValueError, "invalid state");
  arrayCopy(words, 0, random.state, 0, N);
  random.index = index;
  return w_None;
}
defStatic(w_random, "__new__(cls, *args)", random_new);
def(w_random, "seed(self, n=None, /)", random_seed);
def(w_random, "random(self, /)", random_random);
def(w_random, "getrandbits(self, k, /)", random_getrandbits);
def(w_random, "getstate(self, /)", random_getstate);
def(w_random, "setstate(self, state, /)", random_setstate);
defineModule("_random", [], { Random: w_random });
