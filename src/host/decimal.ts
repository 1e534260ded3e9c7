// Decimal digits of doubles and back: the service behind float's repr and format. What Python and JavaScript round differently (ties
// of the exact value go to the even digit) is computed on the exact value.

/** Digits without a point, and where the point stands: the number is 0.DIGITS * 10**exponent. */
export interface DecimalDigits {
  readonly digits: string;
  readonly exponent: number;
}

export const DIGITS_KIND = { shortest: 0, significant: 1, fixed: 2 } as const;

/**
 * Of a finite double that is not negative. `precision`: how many significant digits, or digits behind the point; without meaning for
 * the shortest form, whose digits are the fewest that read back as `value`.
 */
export function floatDigits(value: number, kind: number, precision: number): DecimalDigits {
  if (kind === DIGITS_KIND.fixed) return fixed(value, precision);
  if (value === 0) return { digits: "0".repeat(kind === DIGITS_KIND.significant ? precision : 1), exponent: 1 };
  const [mantissa, exponent] = value.toExponential().split("e") as [string, string];
  const shortest = mantissa.replace(".", "");
  if (kind === DIGITS_KIND.shortest) return { digits: shortest, exponent: Number(exponent) + 1 };
  return significant(value, precision, Number(exponent) + 1);
}

function fixed(value: number, precision: number): DecimalDigits {
  const digits = String(scaled(value, precision));
  return { digits, exponent: digits.length - precision };
}

function significant(value: number, precision: number, exponent: number): DecimalDigits {
  // rounding up may make one digit more: 9.99 to two digits is 10
  const digits = String(scaled(value, precision - exponent));
  // the shortest digits may be those of a larger power of ten: 1e23 is 9.9999999999999992e22
  if (digits.length < precision) return significant(value, precision, exponent - 1);
  return { digits: digits.slice(0, precision), exponent: exponent + digits.length - precision };
}

const bits = new DataView(new ArrayBuffer(8));

/** value * 10**power, rounded to the nearest whole number, ties to even. */
function scaled(value: number, power: number): bigint {
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const biased = Number(word >> 52n);
  const fraction = word & 0xfffffffffffffn;
  // value = mantissa * 2**binary
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const binary = (biased === 0 ? 1 : biased) - 1075;
  let numerator = mantissa;
  let denominator = 1n;
  if (power >= 0) numerator *= 10n ** BigInt(power);
  else denominator = 10n ** BigInt(-power);
  if (binary >= 0) numerator <<= BigInt(binary);
  else denominator <<= BigInt(-binary);
  const quotient = numerator / denominator;
  const twice = 2n * (numerator - quotient * denominator);
  const up = twice > denominator || (twice === denominator && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
}

const NUMBER = /^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?$/i;
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i;

/** The float that the text spells as Python's float() takes it (spaces around it are ignored); null when it is none. */
export function parseFloatText(text: string): number | null {
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return Number(trimmed.replaceAll("_", ""));
  const special = SPECIAL.exec(trimmed);
  if (!special) return null;
  const value = special[2]!.toLowerCase() === "nan" ? Number.NaN : Number.POSITIVE_INFINITY;
  return special[1] === "-" ? -value : value;
}
