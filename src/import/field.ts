import { isInstant } from '../platform/http/instants.js';
import { faultOf, keptText, type TextRule } from '../platform/http/text.js';
import { isDay } from '../platform/time/calendar.js';
import type { FileRow } from './file-row.js';

/** What a cell says, or what is wrong with it, in words that do not repeat it. */
export type ReadCell = { readonly value: string } | { readonly fault: string };

/** A field of a record that a column of a file may hold. */
export interface Field {
  /** What else its column may be called. Capitals, spaces and signs make no difference. */
  readonly aliases: readonly string[];
  readonly isNeeded: boolean;
  /** Reads a cell that is not empty, by the rules of a request. */
  readonly read: (cell: string) => ReadCell;
}

/** The fields of a kind of record, by their names. */
export type Fields = Readonly<Record<string, Field>>;

/** What the cell of a row in that column says as this field; null where it says nothing. */
export function readCell({ cells, cellFaults }: FileRow, at: number, field: Field): ReadCell | null {
  const fault = cellFaults?.get(at);
  if (fault !== undefined) return { fault };
  const cell = cells[at]?.trim() ?? '';
  return cell === '' ? null : field.read(cell);
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

export const instant = checked(isInstant, 'must be an instant such as 2018-03-01T09:30:00-06:00');
export const day = checked(isDay, 'must be a day such as 2018-03-01');

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
