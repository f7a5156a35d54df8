import { it } from '@jest/globals';

const { tier } = globalThis as unknown as { readonly tier: 'unit' | 'api' | 'long' };

/** Whether this spec file runs in the tier `long`, which repeats its tests. */
export const isLong = tier === 'long';

/** Adds a test to the tier `long` only, because a busy machine distorts time comparisons. */
export const itIfLong: typeof it = isLong ? it : Object.assign(() => undefined, it);

/**
 * Returns the number of repetitions: few in every `npm test`, and many in the tier `long`. An environment variable sets
 * another number, such as `RACE_ROUNDS=5000`.
 */
export function times(variable: string, often: { readonly api: number; readonly long: number }): number {
  const set = process.env[variable];
  return set === undefined ? often[isLong ? 'long' : 'api'] : Number(set);
}
