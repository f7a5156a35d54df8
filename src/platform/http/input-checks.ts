import type { Day } from '../time/calendar.js';
import { InvalidInput, type InputError } from './problems.js';

export const maxInputErrors = 50;

/** Rejects a day after today, or an instant after now. */
export function requireNotFuture(pointer: string, value: Day | Date, now: Day | Date): void {
  if (value > now) throw InvalidInput.forPath(pointer, 'must not be in the future');
}

export function requireFuture(pointer: string, day: Day, today: Day): void {
  if (day <= today) throw InvalidInput.forPath(pointer, 'must be in the future');
}

/** Returns the record that a field refers to. Rejects the field if there is none that the actor may read. */
export function requireAccessible<R>(record: R | null | undefined, pointer: string): R {
  if (record === null || record === undefined) {
    throw InvalidInput.forPath(pointer, 'does not exist or is not accessible');
  }
  return record;
}

/** Gatherer of the faults of one body, so that one response has all of them. */
export class InputFaults {
  private readonly found: InputError[] = [];

  check<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (fault) {
      this.keep(fault);
      return undefined;
    }
  }

  /** Runs one check that reads the database, like `check`. */
  async checkStored<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (fault) {
      this.keep(fault);
      return undefined;
    }
  }

  /** Returns the result if no check found a fault. Throws one problem with all faults otherwise. */
  requireNone<T>(result: T | undefined): T {
    if (this.found.length > 0 || result === undefined) throw new InvalidInput(this.errors);
    return result;
  }

  private keep(fault: unknown): void {
    if (!(fault instanceof InvalidInput)) throw fault;
    this.found.push(...fault.members.errors);
  }

  get errors(): readonly InputError[] {
    return this.found.slice(0, maxInputErrors);
  }
}
