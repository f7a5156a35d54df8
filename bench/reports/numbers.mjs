/** Returns a percentile of measured times. */
export function percentile(taken, share) {
  const sorted = taken.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (taken) => percentile(taken, 0.5);
export const rounded = (number, digits = 2) => Number(number.toFixed(digits));
