import type { DayRange } from '../../platform/time/calendar.js';
import type { MeasureKey } from '../../reports/measures/index.js';
import type { Report, Row } from '../exported.js';
import { measuresInWords, periodLine } from '../figures-table.js';

/** A counted record as Postgres reads it, and never a name. */
export interface CountedRecord {
  readonly measure: string;
  readonly record_id: string;
  readonly complaint: string | null;
  readonly day: string;
  readonly agency: string;
  /** What is told of it, as JSON: there are few different ones, and each is put into words once. */
  readonly facets: string;
  readonly n: number;
}

/** Of which days, and of which measure where it is one alone. */
export interface RecordsOf extends DayRange {
  readonly measure: MeasureKey | null;
}

/** The records that are counted in a period: one a row, in no promised order. */
export function recordsReport(of: RecordsOf, lots: AsyncIterable<readonly CountedRecord[]>): Report {
  const rule =
    'Records of sealed complaints are left out for who does not see them, and the reference of what is another agency’s.';
  return {
    title: 'Counted records of a period',
    definition: [
      periodLine(of),
      { name: 'measure', value: of.measure ?? 'all' },
      { name: 'rows', value: rule },
      ...measuresInWords('unit_only'),
    ],
    columns: [
      { key: 'measure', kind: 'text' },
      { key: 'recordId', kind: 'text' },
      { key: 'complaint', kind: 'text' },
      { key: 'day', kind: 'day' },
      { key: 'agency', kind: 'text' },
      { key: 'facets', kind: 'text' },
      { key: 'count', kind: 'count' },
    ],
    rows: rowsOf(lots),
  };
}

async function* rowsOf(lots: AsyncIterable<readonly CountedRecord[]>): AsyncGenerator<readonly Row[], void, undefined> {
  const words = new Map<string, string | null>();
  for await (const lot of lots) {
    yield lot.map((one): Row => {
      const { measure, record_id, complaint, day, agency, facets, n } = one;
      if (!words.has(facets)) words.set(facets, inWords(facets));
      return [measure, record_id, complaint, day, agency, words.get(facets) ?? null, n];
    });
  }
}

/** Each with its name, by their names: `mode reactive; type enticement`. */
function inWords(facets: string): string | null {
  const told = Object.entries(JSON.parse(facets) as Record<string, string>);
  const inOrder = told.sort(([one], [other]) => (one < other ? -1 : 1));
  return inOrder.map(([name, value]) => `${name} ${value}`).join('; ') || null;
}
