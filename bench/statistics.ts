/** The figures of a benchmark report. Never a minimum: means, with their spread. */

export interface Mean {
  readonly mean: number;
  /** Standard deviation of a sample, as a part of the mean. */
  readonly spread: number;
}

export function meanOf(values: readonly number[]): Mean {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  if (values.length < 2) return { mean, spread: 0 };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, spread: Math.sqrt(variance) / mean };
}

/** The later half of a process' iterations: what comes before is warm-up. */
export function laterHalf(iterations: readonly number[]): readonly number[] {
  return iterations.slice(Math.floor(iterations.length / 2));
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
