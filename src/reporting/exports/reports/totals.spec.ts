import { describe, expect, it } from '@jest/globals';
import { facets, type Facet } from '../../reports/facets.js';
import { toFigures, type Count } from '../../reports/figures.js';
import type { IncludedHistoricalTotal, TotalsView } from '../../reports/report.view.js';
import type { Handling } from '../exports.enums.js';
import { buildTotalsReport } from './totals.js';

function historicalTotals(measure: IncludedHistoricalTotal['measure'], value: number): IncludedHistoricalTotal {
  const period = { from: '2017-01-01', until: '2017-02-01' };
  const of = { taskForceId: null, type: null, mode: null };
  return { id: 'x', ...of, measure, ...period, value, precision: 'exact', source: 'Report of 2017' };
}

const year = { from: '2017-01-01', until: '2018-01-01' };
const scope = { level: 'national', taskForceId: null, agencyId: null } as const;
const noOrganization = { taskForce: null, agency: null, month: null };
const noFacets = Object.fromEntries(facets.map((facet) => [facet, null])) as Record<Facet, null>;

function listShown(victims: readonly number[], handling: Handling): string[] {
  const historical = [
    ...victims.map((value) => historicalTotals('victims_identified', value)),
    historicalTotals('arrests', 2),
  ];
  const counts = historical.map(
    ({ measure, value }) => ({ measure, recorded: 0, historical: value, precision: 'exact' }) as const,
  );
  const view = {
    ...year,
    by: [],
    scope,
    generatedAt: '2018-01-01T00:00:00Z',
    drillDownPath: '',
    figures: toFigures(counts),
    rows: [],
    historicalTotals: historical,
  } satisfies TotalsView;
  return buildTotalsReport(view, 'all task forces', handling)
    .definition.filter(({ name }) => name === 'historical total')
    .map(({ value }) => / (\w+, .*: exact \d+)\./.exec(` ${value}`)?.[1]?.replace(/,.*: exact/, '') ?? '');
}

describe('historical totals in an export', () => {
  it('are listed one by one within the unit', () => {
    expect(listShown([10, 2], 'unit_only')).toEqual(['victims_identified 10', 'victims_identified 2', 'arrests 2']);
  });

  it('reveal no victim figure outside the unit, singly or by subtraction', () => {
    expect(listShown([10, 2], 'law_enforcement_sensitive')).toEqual(['arrests 2']);
    expect(listShown([3], 'law_enforcement_sensitive')).toEqual(['arrests 2']);
    expect(listShown([10, 12], 'public_release')).toEqual([
      'victims_identified 10',
      'victims_identified 12',
      'arrests 2',
    ]);
  });
});

function listCharts(handling: Handling): string[] {
  const counts = (complaints: number, victims: number): Count[] => [
    { measure: 'complaints_documented', recorded: complaints, historical: 0, precision: 'exact' },
    { measure: 'victims_identified', recorded: victims, historical: 0, precision: 'exact' },
    { measure: 'bytes_examined', recorded: 9_000_000, historical: 0, precision: 'exact' },
  ];
  const told = ['complaints_documented', 'victims_identified', 'bytes_examined'] as const;
  const row = (type: string, of: Count[]) => ({
    ...noOrganization,
    ...noFacets,
    type,
    mode: 'reactive',
    figures: toFigures(of, told),
  });
  const view = {
    ...year,
    by: ['type', 'mode'],
    scope,
    generatedAt: '2018-01-01T00:00:00Z',
    drillDownPath: '',
    figures: toFigures([...counts(700, 3), ...counts(50, 0)], told),
    rows: [row('enticement', counts(700, 3)), row('sextortion', counts(50, 0))],
    historicalTotals: [],
  } satisfies TotalsView;
  return (buildTotalsReport(view, 'all task forces', handling).charts ?? []).map(({ picture, alternativeText }) =>
    [...picture.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : [])), alternativeText].join('|'),
  );
}

describe('charts in an export of totals', () => {
  it('show the totals and their breakdown', () => {
    const [totals, byTypeAndMode, bytes] = listCharts('unit_only');

    expect(totals).toContain('Complaints documented|750|');
    expect(totals).toContain('Victims identified|3|');
    expect(totals).toContain(
      '|Bar chart: Totals, 1 January 2017 to 31 December 2017 · all task forces. Complaints documented: 750 (750 recorded',
    );
    expect(totals).toContain('; Victims identified: 3 (3 recorded in the tracker)');
    expect(byTypeAndMode).toContain('|Stacked bar chart of complaints documented by type and mode, ');
    expect(totals).not.toContain('9,000,000');
    expect(byTypeAndMode).toContain('Complaints documented by type and mode');
    expect(byTypeAndMode).toContain('Enticement|700|');
    expect(bytes).toContain('Bytes examined by type and mode');
  });

  it('omit suppressed numbers, and say so', () => {
    const all = listCharts('public_release').join('|');

    expect(all).toContain('Suppressed, and not drawn: victims identified.');
    expect(all).not.toMatch(/Victims identified\||\|3\|/);
    expect(all).not.toMatch(/Victims identified: |\b3\b/);
  });
});
