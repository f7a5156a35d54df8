import { describe, expect, it } from '@jest/globals';
import { toFigures } from './figures.js';
import type { MeasureKey } from './measures/index.js';
import { formatPressRelease, roundDown } from './press-release.js';
import type { OperationReportView } from './report.view.js';

function report(
  counts: Partial<Record<MeasureKey, number>>,
  over: Partial<OperationReportView> = {},
): OperationReportView {
  const cells = Object.entries(counts).map(([measure, recorded]) => ({
    measure: measure as MeasureKey,
    recorded,
    historical: 0,
    precision: 'exact' as const,
  }));
  return {
    operation: {
      id: '1',
      name: 'Operation Broken Heart',
      startsOn: '2018-03-01',
      endsOn: '2018-05-31',
      membership: 'window',
    },
    scope: { level: 'national', taskForceId: null, agencyId: null },
    generatedAt: '2018-06-12T15:30:00.000Z',
    taskForces: 61,
    agencies: 4_500,
    drillDownPath: '/api/v1/reports/operations/1/rows',
    figures: toFigures(cells),
    complaintsByTypeAndMode: [],
    ...over,
  };
}

describe('a number in a press release', () => {
  it.each([
    [0, 'no'],
    [195, '195'],
    [999, '999'],
    [1_000, '1,000'],
    [1_099, 'more than 1,000'],
    [25_200, '25,200'],
    [25_214, 'more than 25,200'],
    [99_999, 'more than 99,900'],
    [390_000, '390,000'],
    [390_950, 'more than 390,000'],
  ])('is for %i %s', (n, words) => {
    expect(roundDown(n)).toBe(words);
  });
});

describe('a press release', () => {
  const counts = {
    complaints_documented: 25_214,
    arrests: 2_300,
    offenders_identified_hands_on_or_production: 195,
    victims_identified: 383,
    presentations: 3_700,
    people_reached: 390_012,
  };

  it('states the published figures, each with a link to its records', () => {
    const text = formatPressRelease(report(counts));

    expect(text).toMatch(
      /^# Operation Broken Heart\n\nMarch 1, 2018 to May 31, 2018\. 61 task forces with 4,500 agencies took part\./,
    );
    expect([...text.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, words, path]) => [words, path])).toEqual(
      [
        ['more than 25,200', 'complaints_documented'],
        ['2,300', 'arrests'],
        ['195', 'offenders_identified_hands_on_or_production'],
        ['383', 'victims_identified'],
        ['3,700', 'presentations'],
        ['more than 390,000', 'people_reached'],
      ].map(([words, measure]) => [words, `/api/v1/reports/operations/1/rows?measure=${measure}`]),
    );
  });

  it.each([
    [1, 'fewer than five'],
    [4, 'fewer than five'],
    [5, '5'],
    [0, 'no'],
  ])('states for %i children and offenders %s', (n, words) => {
    const text = formatPressRelease(
      report({ ...counts, victims_identified: n, offenders_identified_hands_on_or_production: n }),
    );

    expect(text.match(new RegExp(`identified \\[${words}\\]`, 'g'))).toHaveLength(2);
    if (words === 'fewer than five') expect(text).not.toContain(`[${n}]`);
  });

  it('keeps the scope of its report, and escapes links in a name', () => {
    const { operation } = report({});
    const text = formatPressRelease(
      report(counts, {
        operation: { ...operation, name: '[Click](http://example.com) *now*' },
        scope: { level: 'task_force', taskForceId: 't', agencyId: null },
        drillDownPath: '/api/v1/reports/operations/1/rows?scope=taskForce',
      }),
    );

    expect(text).toMatch(/^# \\\[Click\\\]\(http:\/\/example\.com\) \\\*now\\\*$/m);
    expect(text).toContain('/rows?scope=taskForce&measure=arrests)');
    expect(text).toContain('Counted of one task force on 2018-06-12 at 15:30 UTC');
  });
});
