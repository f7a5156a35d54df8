import { describe, expect, it } from '@jest/globals';
import { figuresOf } from '../../reports/figures.js';
import type { CarriedFrom, TotalsView } from '../../reports/reports.contract.js';
import type { Handling } from '../exports.words.js';
import { totalsReport } from './totals.js';

function carriedFrom(measure: CarriedFrom['measure'], value: number): CarriedFrom {
  const period = { from: '2017-01-01', until: '2017-02-01' };
  const of = { taskForceId: null, type: null, mode: null };
  return { id: 'x', ...of, measure, ...period, value, precision: 'exact', source: 'Report of 2017' };
}

/** The values of the carried figures that stand in the file one by one. */
function toldOf(victims: readonly number[], handling: Handling): string[] {
  const carried = [...victims.map((value) => carriedFrom('victims_identified', value)), carriedFrom('arrests', 2)];
  const counts = carried.map(
    ({ measure, value }) => ({ measure, recorded: 0, carried: value, precision: 'exact' }) as const,
  );
  const view = {
    from: '2017-01-01',
    until: '2018-01-01',
    by: [],
    scope: { at: 'national', taskForceId: null, agencyId: null },
    generatedAt: '2018-01-01T00:00:00Z',
    rowsPath: '',
    figures: figuresOf(counts),
    rows: [],
    carriedFrom: carried,
  } satisfies TotalsView;
  return totalsReport(view, handling)
    .definition.filter(({ name }) => name === 'carried over')
    .map(({ value }) => / (\w+, .*: exact \d+)\./.exec(` ${value}`)?.[1]?.replace(/,.*: exact/, '') ?? '');
}

describe('The carried figures of an export of totals', () => {
  it('are told one by one within the unit', () => {
    expect(toldOf([10, 2], 'unit_only')).toEqual(['victims_identified 10', 'victims_identified 2', 'arrests 2']);
  });

  it('give back no number about victims outside of it: neither one of them, nor what is left of their sum', () => {
    expect(toldOf([10, 2], 'law_enforcement_sensitive')).toEqual(['arrests 2']);
    expect(toldOf([3], 'law_enforcement_sensitive')).toEqual(['arrests 2']);
    expect(toldOf([10, 12], 'public_release')).toEqual(['victims_identified 10', 'victims_identified 12', 'arrests 2']);
  });
});
