import { parse } from 'csv-parse/sync';
import { sensitiveMeasures, type MeasureKey } from '../../src/reporting/reports/measures/index.js';
import type { Answer } from '../support/client.js';
import type { GivenAccount } from '../support/people.js';
import type { Tracker } from '../support/tracker.js';

export interface ShownNumber {
  readonly measure: MeasureKey;
  readonly row: Readonly<Record<string, string>>;
  readonly shown: number | null;
}

export interface PublicTotals {
  readonly from: string;
  readonly until: string;
  readonly by?: string;
  readonly agencyId?: string;
}

/** Orders a public file of totals as CSV. */
export function orderTotals(tracker: Tracker, author: GivenAccount, query: PublicTotals): Promise<Answer> {
  return orderFile(tracker, author, 'totals', { query });
}

/** Orders a public file as CSV. */
export function orderFile(
  tracker: Tracker,
  author: GivenAccount,
  report: string,
  overrides: object = {},
): Promise<Answer> {
  const order = { format: 'csv', handling: 'public_release', purpose: 'Publication.', ...overrides };
  return tracker.as(author).post(`/exports/${report}`, order);
}

/**
 * Returns the victim and offender numbers in a public file: the recorded ones, or totals where only those are shown.
 */
export function shownNumbers({ status, text }: Answer): ShownNumber[] {
  if (status !== 200) throw new Error(`The file was refused: ${text}`);
  const table = text.replaceAll(/^(?:\uFEFF)?#.*\r\n/gm, '');
  const lines = parse<Record<string, string>>(table, { bom: true, columns: true });
  return lines.flatMap((row) => {
    const measure = sensitiveMeasures.find((one) => one === row['measure']);
    if (!measure) return [];
    const told = row['recorded'] === 'suppressed' ? row['total'] : row['recorded'];
    return [{ measure, row, shown: told === 'suppressed' || told === undefined ? null : Number(told) }];
  });
}
