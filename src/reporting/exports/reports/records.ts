import type { DayRange } from '../../../platform/time/calendar.js';
import type { MeasureKey } from '../../reports/measures/index.js';
import type { Report, Row } from '../export-document.js';
import { describeMeasures, describePeriod } from '../figures-table.js';

/** Counted record as Postgres returns it, without names. */
export interface CountedRecord {
  readonly measure: string;
  readonly record_id: string;
  readonly complaint: string | null;
  readonly day: string;
  readonly agency: string;
  /** Facets as JSON. Few values differ, so each is converted to words only once. */
  readonly facets: string;
  readonly n: number;
}

export interface RecordsSelection extends DayRange {
  readonly measure: MeasureKey | null;
}

/** Returns the report of the records counted in a period: one per row, in no guaranteed order. */
export function buildRecordsReport(
  selection: RecordsSelection,
  batches: AsyncIterable<readonly CountedRecord[]>,
): Report {
  const rule =
    'Records of sealed complaints are left out for who does not see them, and the reference of what is another agency’s.';
  return {
    title: 'Counted records of a period',
    definition: [
      describePeriod(selection),
      { name: 'measure', value: selection.measure ?? 'all' },
      { name: 'rows', value: rule },
      ...describeMeasures('unit_only'),
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
    rows: toRows(batches),
  };
}

async function* toRows(
  batches: AsyncIterable<readonly CountedRecord[]>,
): AsyncGenerator<readonly Row[], void, undefined> {
  const words = new Map<string, string | null>();
  for await (const batch of batches) {
    yield batch.map((one): Row => {
      const { measure, record_id, complaint, day, agency, facets, n } = one;
      if (!words.has(facets)) words.set(facets, formatFacets(facets));
      return [measure, record_id, complaint, day, agency, words.get(facets) ?? null, n];
    });
  }
}

/** Returns the facets as text, sorted by name: `mode reactive; type enticement`. */
function formatFacets(facets: string): string | null {
  const entries = Object.entries(JSON.parse(facets) as Record<string, string>);
  const sorted = entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([name, value]) => `${name} ${value}`).join('; ') || null;
}
