/**
 * The immediates of ARM64 that are more than a number in a field. Each function returns the bits in their place in the instruction,
 * or -1 when the value has no encoding; lowering asks first (`isBitmask` and kin) and loads a constant otherwise.
 */

/** An operand of add and sub: 0..4095, or a multiple of 4096 up to 4095*4096. */
export function encodeAddImmediate(value: number): number {
  if (value === (value & 0xfff)) return value << 10;
  if (value === (value & 0xfff000)) return (1 << 22) | ((value >>> 12) << 10);
  return -1;
}

export const isAddImmediate = (value: number): boolean => encodeAddImmediate(value) >= 0;

/**
 * A logical immediate: an element of 2, 4, 8, 16, 32 or 64 bits, repeated, which is a run of ones rotated to anywhere. The run's length and the
 * element's size stand in N:imms, the rotation to the right in immr (Arm manual, `DecodeBitMasks`).
 * @param low the lower 32 bits
 * @param high the upper 32 bits; for an operation of 32 bits the same as `low`
 */
export function encodeBitmask(low: number, high: number): number {
  low |= 0;
  high |= 0;
  if (low !== high) return encodeLongRun(low, high);
  let size = 32;
  let element = low >>> 0;
  // The smallest element whose repetition is the value.
  while (size > 2) {
    const half = size >>> 1;
    const mask = 2 ** half - 1;
    if ((element & mask) !== ((element >>> half) & mask)) break;
    size = half;
    element &= mask;
  }
  const mask = size === 32 ? -1 : (1 << size) - 1;
  const rotated = ((element << 1) | (element >>> (size - 1))) & mask;
  const starts = element & ~rotated;
  if (!isPowerOfTwo(starts)) return -1;
  const rotation = (size - trailingZeros(starts)) & (size - 1);
  return bitmaskFields(size, rotation, popcount(element));
}

/** A run of ones within 64 bits that do not repeat. */
function encodeLongRun(low: number, high: number): number {
  const rotatedLow = (low << 1) | (high >>> 31);
  const rotatedHigh = (high << 1) | (low >>> 31);
  const startsLow = low & ~rotatedLow;
  const startsHigh = high & ~rotatedHigh;
  let start: number;
  if (startsHigh === 0 && isPowerOfTwo(startsLow)) start = trailingZeros(startsLow);
  else if (startsLow === 0 && isPowerOfTwo(startsHigh)) start = 32 + trailingZeros(startsHigh);
  else return -1;
  return bitmaskFields(64, (64 - start) & 63, popcount(low) + popcount(high));
}

/** N, immr and imms. The size is told by the leading ones of imms: 0xxxxx for 32 bits, 10xxxx for 16, and so on. */
function bitmaskFields(size: number, rotation: number, ones: number): number {
  const n = size === 64 ? 1 : 0;
  const imms = (size === 64 ? 0 : -(size << 1) & 0x3f) | (ones - 1);
  return (n << 22) | (rotation << 16) | (imms << 10);
}

/** Whether a 64-bit value, in halves, can be an operand of and, orr, eor, tst (for 32 bits pass it twice). */
export const isBitmask = (low: number, high: number): boolean => encodeBitmask(low, high) >= 0;

const DOUBLE = new Float64Array(1);
const WORDS = new Int32Array(DOUBLE.buffer);

/** A double that fits `fmov`: plus or minus n/16 * 2**e with n in 16..31 and e in -3..4. */
export function encodeDouble(value: number): number {
  DOUBLE[0] = value;
  const [low, high] = WORDS;
  if (low !== 0 || (high & 0xffff) !== 0) return -1;
  // Bits 30..22 of the upper half: NOT(b), then b eight times.
  const exponent = (high >>> 22) & 0x1ff;
  if (exponent !== 0x0ff && exponent !== 0x100) return -1;
  const b = exponent & 1;
  return (((high >>> 31) << 7) | (b << 6) | ((high >>> 16) & 0x3f)) << 13;
}

const isPowerOfTwo = (value: number): boolean => value !== 0 && (value & (value - 1)) === 0;
const trailingZeros = (value: number): number => 31 - Math.clz32(value & -value);

function popcount(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}
