/**
 * Returns a limit whose number Postgres does not know when it plans. Under row security Postgres expects far too few rows
 * and would read and sort them all. An unknown limit lets it read them in the order of an index, and stop.
 */
export function formatHiddenLimit(limit: number): string {
  return `LIMIT (SELECT ${limit})`;
}
