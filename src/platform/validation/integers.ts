/** Returns the number of a text that has only digits, and any other value unchanged. */
export function parseInteger(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

/** Whether the value is a whole number from the minimum to the maximum. */
export function isIntegerFrom(value: unknown, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
}
