import { describe, expect, it } from '@jest/globals';
import { toFigures, type Count } from './figures.js';
import { headline, measureKeys, measures } from './measures/index.js';
import { resolveDays, requirePeriod } from './period.js';
import { precisions } from './reports.enums.js';
import { isWidened, authorizeScope } from './scope.js';
import { toTotalsRows, type Cell } from './totals-rows.js';

const expectErrorAt = (pointer: string): unknown =>
  expect.objectContaining({ status: 422, members: { errors: [expect.objectContaining({ pointer })] } });

describe('the measures', () => {
  it('each have a unique key, property, text and date', () => {
    expect(new Set(measureKeys).size).toBe(measures.length);
    expect(new Set(measures.map(({ property }) => property)).size).toBe(measures.length);
    for (const { words, placedBy } of measures) expect([words.length > 20, placedBy.length > 5]).toEqual([true, true]);
  });
});

describe('the figures of a report', () => {
  const count = (over: Partial<Count>): Count => ({
    measure: 'arrests',
    recorded: 0,
    historical: 0,
    precision: 'exact',
    ...over,
  });

  it('are zero and exact without records', () => {
    expect(toFigures([])).toEqual(
      Object.fromEntries(
        measures
          .filter(({ key }) => headline.includes(key))
          .map(({ property }) => [property, { recorded: 0, historical: 0, total: 0, precision: 'exact' }]),
      ),
    );
  });

  it('are summed by measure', () => {
    const figures = toFigures([
      count({ recorded: 2, historical: 10 }),
      count({ recorded: 3 }),
      count({ measure: 'people_reached', recorded: 7 }),
    ]);

    expect(figures.arrests).toEqual({ recorded: 5, historical: 10, total: 15, precision: 'exact' });
    expect(figures.peopleReached.total).toBe(7);
    expect(figures.victimsIdentified.total).toBe(0);
  });

  it('have the lowest precision of their parts, in any order', () => {
    for (const one of precisions) {
      for (const other of precisions) {
        const least = precisions[Math.max(precisions.indexOf(one), precisions.indexOf(other))];
        expect(toFigures([count({ precision: one }), count({ precision: other })]).arrests.precision).toBe(least);
      }
    }
  });
});

describe('the rows of a report', () => {
  const told = { taskForceId: null, agencyId: null, month: null, facets: {} };
  const cell = (over: Partial<Cell>): Cell => ({
    measure: 'arrests',
    recorded: 1,
    historical: 0,
    precision: 'exact',
    ...told,
    ...over,
  });
  const names = {
    taskForces: new Map([
      ['1', { id: '1', code: 'ZZ', name: 'Last' }],
      ['2', { id: '2', code: 'AA', name: 'First' }],
    ]),
    agencies: new Map([
      ['8', { id: '8', name: 'Same' }],
      ['9', { id: '9', name: 'Same' }],
    ]),
  };

  it('are in a fixed order, with missing values last', () => {
    const cells = [
      cell({ taskForceId: '1', month: '2018-03-01' }),
      cell({ taskForceId: '2', month: '2018-05-01' }),
      cell({ month: '2018-01-01' }),
      cell({ taskForceId: '2' }),
      cell({ taskForceId: '2', month: '2018-04-01', agencyId: '9' }),
      cell({ taskForceId: '2', month: '2018-04-01', agencyId: '8' }),
    ];
    const told = (from: readonly Cell[]): unknown[] =>
      toTotalsRows(from, names, [], headline).map(({ taskForce, agency, month }) => [
        taskForce?.code ?? null,
        agency?.id ?? null,
        month,
      ]);

    expect(told(cells)).toEqual([
      ['AA', '8', '2018-04'],
      ['AA', '9', '2018-04'],
      ['AA', null, '2018-05'],
      ['AA', null, null],
      ['ZZ', null, '2018-03'],
      [null, null, '2018-01'],
    ]);
    expect(told([...cells].reverse())).toEqual(told(cells));
  });

  it('contain all measures of one combination', () => {
    const rows = toTotalsRows(
      [
        cell({ facets: { type: 'traveler', mode: 'proactive' } }),
        cell({ facets: { type: 'traveler', mode: 'reactive' }, measure: 'victims_identified', recorded: 3 }),
      ],
      names,
      ['type'],
      headline,
    );

    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      type: 'traveler',
      mode: null,
      figures: { arrests: { total: 1 }, victimsIdentified: { total: 3 } },
    });
  });
});

describe('the period of a report', () => {
  it.each([
    ['2018-03-01', '2018-03-02'],
    ['1900-01-01', '2100-01-01'],
    ['1904-02-29', '2104-02-29'],
  ])('may run from %s until %s', (from, until) => {
    expect(() => {
      requirePeriod({ from, until });
    }).not.toThrow();
  });

  it.each([
    ['2018-03-01', '2018-03-01'],
    ['2018-03-02', '2018-03-01'],
    ['1900-01-01', '2100-01-02'],
    ['1904-02-29', '2104-03-01'],
  ])('may not run from %s until %s', (from, until) => {
    expect(() => {
      requirePeriod({ from, until });
    }).toThrow(expectErrorAt('#/until'));
  });

  it('is given by two days or by a name', () => {
    expect(resolveDays({ from: '2018-03-01', until: '2018-06-01' })).toEqual({
      from: '2018-03-01',
      until: '2018-06-01',
    });
    expect(resolveDays({ period: 'FY2018-Q2' })).toEqual({ from: '2018-01-01', until: '2018-04-01' });
  });

  it.each([
    [{}, '#/from'],
    [{ from: '2018-03-01' }, '#/until'],
    [{ until: '2018-03-01' }, '#/from'],
    [{ from: '2018-03-01', period: '2018-03' }, '#/period'],
  ])('is rejected as %j', (asked, pointer) => {
    expect(() => resolveDays(asked)).toThrow(expectErrorAt(pointer));
  });
});

describe('the scope of a report', () => {
  const nation = { level: 'national' } as const;
  const head = { level: 'task_force', taskForceId: 'tf' } as const;
  const desk = { level: 'agency', taskForceId: 'tf', agencyId: 'own' } as const;

  it('is that of the seat by default', () => {
    expect(authorizeScope(nation, {})).toEqual({ level: 'national', taskForceId: null, agencyId: null });
    expect(authorizeScope(head, {})).toEqual({ level: 'task_force', taskForceId: 'tf', agencyId: null });
    expect(authorizeScope(desk, {})).toEqual({ level: 'agency', taskForceId: 'tf', agencyId: 'own' });
  });

  it('is narrowed by name, and widened for an agency only', () => {
    expect(authorizeScope(nation, { taskForceId: 'any' })).toEqual({
      level: 'task_force',
      taskForceId: 'any',
      agencyId: null,
    });
    expect(authorizeScope(nation, { agencyId: 'any' })).toEqual({
      level: 'agency',
      taskForceId: null,
      agencyId: 'any',
    });
    expect(authorizeScope(head, { taskForceId: 'tf', agencyId: 'own' })).toEqual({
      level: 'agency',
      taskForceId: 'tf',
      agencyId: 'own',
    });
    expect(authorizeScope(desk, { taskForceId: 'tf', agencyId: 'own' }).level).toBe('agency');
    expect(authorizeScope(desk, { scope: 'taskForce' })).toEqual({
      level: 'task_force',
      taskForceId: 'tf',
      agencyId: null,
    });
    const asked = { scope: 'taskForce' } as const;
    expect([nation, head, desk].map((seat) => isWidened(seat, asked))).toEqual([false, false, true]);
    expect(isWidened(desk, {})).toBe(false);
  });

  it.each([
    [head, { taskForceId: 'else' }, '#/taskForceId'],
    [desk, { taskForceId: 'else' }, '#/taskForceId'],
    [desk, { agencyId: 'neighbour' }, '#/agencyId'],
    [desk, { agencyId: 'own', scope: 'taskForce' }, '#/agencyId'],
    [nation, { scope: 'taskForce' }, '#/scope'],
  ] as const)('of %j cannot be extended to %j', (seat, query, pointer) => {
    expect(() => authorizeScope(seat, query)).toThrow(expectErrorAt(pointer));
  });
});
