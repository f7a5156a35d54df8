const firstMs = 5 * 60_000;
const maxMs = 60 * 60_000;

/** Returns the time until the next attempt after a number of failed ones: five minutes, doubled up to an hour. */
export function retryDelayMs(failures: number): number {
  return Math.min(firstMs * 2 ** (failures - 1), maxMs);
}
