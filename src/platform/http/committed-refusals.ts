import type { EntityManager } from 'typeorm';
import type { Problem } from './problems.js';

/** Writes what a refusal leaves behind: its entries in the trail and its count. */
export type RefusalEntry = (tx: EntityManager) => Promise<unknown>;

const entries = new WeakMap<object, RefusalEntry>();

/**
 * Marks a refusal that depends on rows beyond the seat. Its entry is committed in a transaction of its own before the answer leaves,
 * since the request's own transaction is rolled back.
 */
export function committed<P extends Problem>(refusal: P, entry: RefusalEntry): P {
  entries.set(refusal, entry);
  return refusal;
}

/** Returns the entry of a refusal that depends on rows beyond the seat; undefined for every other fault. */
export function entryOf(fault: unknown): RefusalEntry | undefined {
  return typeof fault === 'object' && fault !== null ? entries.get(fault) : undefined;
}
