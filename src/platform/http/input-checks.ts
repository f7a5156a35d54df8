import type { Day } from '../time/calendar.js';
import { InvalidInput } from './problems.js';

/** Rejects a day after today, or an instant after now. */
export function requireNotFuture(pointer: string, value: Day | Date, now: Day | Date): void {
  if (value > now) throw InvalidInput.forPath(pointer, 'must not be in the future');
}

/** Returns the record that a field refers to. Rejects the field if there is none, or none that the actor may read. */
export function requireAccessible<R>(record: R | null | undefined, pointer: string): R {
  if (record === null || record === undefined) {
    throw InvalidInput.forPath(pointer, 'does not exist or is not accessible');
  }
  return record;
}
