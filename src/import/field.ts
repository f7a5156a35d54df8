import { faultOf, keptText, type TextRule } from '../platform/http/text.js';
import type { FileRow } from './file-row.js';
import type { ReadCell } from './read-cell.js';
import { writtenDay, writtenInstant } from './written-time.js';

/** A field of a record that a column of a file may hold. */
export interface Field {
  /** What else its column may be called. Capitals, spaces and signs make no difference. */
  readonly aliases: readonly string[];
  readonly isNeeded: boolean;
  /** Reads a cell that is not empty, by the rules of a request; times that say no offset are by the clocks of the zone. */
  readonly read: (cell: string, zone: string) => ReadCell;
}

/** The fields of a kind of record, by their names. */
export type Fields = Readonly<Record<string, Field>>;

/** What the cell of a row in that column says as this field; null where it says nothing. */
export function readCell({ cells, cellFaults }: FileRow, at: number, field: Field, zone: string): ReadCell | null {
  const fault = cellFaults?.get(at);
  if (fault !== undefined) return { fault };
  const cell = cells[at]?.trim() ?? '';
  return cell === '' ? null : field.read(cell, zone);
}

export function text(rule: TextRule): Field['read'] {
  return (cell) => {
    const value = keptText(cell, rule);
    const fault = faultOf(value, rule);
    return fault === null ? { value } : { fault };
  };
}

export function oneOf(words: readonly string[]): Field['read'] {
  return checked((cell) => words.includes(cell), `must be one of ${words.join(', ')}`);
}

export const instant: Field['read'] = writtenInstant;
export const day: Field['read'] = writtenDay;

export function matching(pattern: RegExp, fault: string): Field['read'] {
  return checked((cell) => pattern.test(cell), fault);
}

function checked(isRight: (cell: string) => boolean, fault: string): Field['read'] {
  return (cell) => (isRight(cell) ? { value: cell } : { fault });
}

export function needed(read: Field['read'], ...aliases: readonly string[]): Field {
  return { aliases, isNeeded: true, read };
}

export function may(read: Field['read'], ...aliases: readonly string[]): Field {
  return { aliases, isNeeded: false, read };
}
