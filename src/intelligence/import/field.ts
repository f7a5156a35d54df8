import { faultOf, keptText, type TextRule } from '../../platform/validation/text.js';
import type { FileRow } from './file-row.js';
import type { ReadCell } from './read-cell.js';
import { writtenDay, writtenInstant } from './written-time.js';

/** Field of a record that a column of a file may hold. */
export interface Field {
  /** Other names of its column. Case, spaces and punctuation make no difference. */
  readonly aliases: readonly string[];
  readonly isNeeded: boolean;
  /** Parses a nonempty cell by the rules of a request. A time without an offset is in the time zone. */
  readonly read: (cell: string, zone: string) => ReadCell;
}

export type Fields = Readonly<Record<string, Field>>;

/** Parses a cell of a row as the field; null for an empty cell. */
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
