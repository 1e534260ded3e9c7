// Powers of two among safe integers. Math.log2 rounds: its answer for 2**53 - 1 is 53, so it must not be asked about large numbers.

/** How many bits a safe integer n >= 0 needs: 0 for 0, k + 1 for 2**k. */
export function bitLength(n: number): number {
  const high = Math.floor(n / 2 ** 32);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(n >>> 0);
}

/** k when n = 2**k, else -1. */
export function exactLog2(n: number): number {
  if (!(n > 0)) return -1;
  const k = bitLength(n) - 1;
  return 2 ** k === n ? k : -1;
}
