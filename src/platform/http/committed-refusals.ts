import type { EntityManager } from 'typeorm';
import type { Problem } from './problems.js';

export type RefusalEntry = (tx: EntityManager) => Promise<unknown>;

const entries = new WeakMap<object, RefusalEntry>();

/**
 * Marks a refusal that depends on rows beyond the seat. Its entry is committed separately, because the request's
 * transaction is rolled back.
 */
export function withCommittedEntry<P extends Problem>(refusal: P, entry: RefusalEntry): P {
  entries.set(refusal, entry);
  return refusal;
}

/** Returns the entry of a marked refusal; undefined for any other error. */
export function entryOf(fault: unknown): RefusalEntry | undefined {
  return typeof fault === 'object' && fault !== null ? entries.get(fault) : undefined;
}
