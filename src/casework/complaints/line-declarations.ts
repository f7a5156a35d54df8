import type { EntityManager } from 'typeorm';
import type { MatchStrength } from './complaints.enums.js';

/** Function that reads the strength of the strongest match of each complaint. A complaint without a match is absent. */
type StrengthReader = (
  tx: EntityManager,
  complaintIds: readonly string[],
) => Promise<ReadonlyMap<string, MatchStrength>>;

let readStrengths: StrengthReader | undefined;

/**
 * Declares the reader of the strongest matches of a page of complaints, when the feature that knows matches is loaded.
 * Rejects a second one.
 */
export function declareStrongestMatches(reader: StrengthReader): void {
  if (readStrengths) throw new Error('The strongest matches have two declarations');
  readStrengths = reader;
}

export async function findStrongestMatches(
  tx: EntityManager,
  complaintIds: readonly string[],
): Promise<ReadonlyMap<string, MatchStrength>> {
  if (!readStrengths) throw new Error('No feature declares the strongest matches');
  return complaintIds.length === 0 ? new Map() : readStrengths(tx, complaintIds);
}
