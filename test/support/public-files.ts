import { parse } from 'csv-parse/sync';
import { measuresOfFew, type MeasureKey } from '../../src/reports/measures/index.js';
import type { Answer } from './client.js';
import type { GivenAccount } from './people.js';
import type { Tracker } from './tracker.js';

/** A number of a public file: what it is of, in the words of its row, and what the file shows. */
export interface ShownNumber {
  readonly measure: MeasureKey;
  readonly row: Readonly<Record<string, string>>;
  /** Null: suppressed. */
  readonly shown: number | null;
}

/** Which totals are published. */
export interface PublicTotals {
  readonly from: string;
  readonly until: string;
  readonly by?: string;
  readonly agencyId?: string;
}

/** Sends the order of a public file of totals as CSV. */
export function orderTotals(tracker: Tracker, by: GivenAccount, query: PublicTotals): Promise<Answer> {
  return orderFile(tracker, by, 'totals', { query });
}

/** Sends the order of a public file as CSV. */
export function orderFile(tracker: Tracker, by: GivenAccount, what: string, over: object = {}): Promise<Answer> {
  const order = { format: 'csv', handling: 'public_release', purpose: 'Publication.', ...over };
  return tracker.as(by).post(`/exports/${what}`, order);
}

/** Returns the numbers about few persons in a public file: what was recorded, or the total where that alone is told. */
export function shownIn({ status, text }: Answer): ShownNumber[] {
  if (status !== 200) throw new Error(`The file was refused: ${text}`);
  const table = text.replaceAll(/^(?:\uFEFF)?#.*\r\n/gm, '');
  const lines = parse<Record<string, string>>(table, { bom: true, columns: true });
  return lines.flatMap((row) => {
    const measure = measuresOfFew.find((one) => one === row['measure']);
    if (!measure) return [];
    const told = row['recorded'] === 'suppressed' ? row['total'] : row['recorded'];
    return [{ measure, row, shown: told === 'suppressed' || told === undefined ? null : Number(told) }];
  });
}
