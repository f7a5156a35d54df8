import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OperationView } from '../../src/reporting/operations/operation.view.js';
import type { Figure, Figures } from '../../src/reporting/reports/figures.view.js';
import { measures } from '../../src/reporting/reports/measures/index.js';
import type { OperationReportView, TotalsView } from '../../src/reporting/reports/report.view.js';
import type { DrillDownView } from '../../src/reporting/reports/drill-down.view.js';
import { addDays, daysBetween, type Day } from '../../src/platform/time/calendar.js';
import { Given, madeBy } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { startTracker, type Tracker } from '../support/tracker.js';

/** Published table of complaints documented by 59 task forces, by type and mode. */
const published = [
  ['traveler', 'proactive', 1_197, 476],
  ['traveler', 'reactive', 411, 265],
  ['enticement', 'proactive', 3_257, 1_240],
  ['enticement', 'reactive', 3_448, 2_370],
  ['obscenity_directed_to_minors', 'proactive', 1_240, 479],
  ['obscenity_directed_to_minors', 'reactive', 1_382, 1_073],
  ['child_sex_trafficking', 'proactive', 85, 76],
  ['child_sex_trafficking', 'reactive', 260, 162],
  ['csam_manufacture', 'proactive', 224, 193],
  ['csam_manufacture', 'reactive', 799, 585],
  ['csam_distribution', 'proactive', 9_935, 2_375],
  ['csam_distribution', 'reactive', 3_007, 2_367],
  ['csam_possession', 'proactive', 3_263, 2_688],
  ['csam_possession', 'reactive', 6_321, 3_982],
] as const;

interface Period {
  readonly name: string;
  readonly from: Day;
  readonly until: Day;
  readonly total: number;
  readonly cells: readonly (readonly [type: string, mode: string, n: number])[];
}

const periods: readonly Period[] = [
  {
    name: 'fiscal year 2008',
    from: '2007-10-01',
    until: '2008-10-01',
    total: 34_829,
    cells: published.map(([type, mode, n]) => [type, mode, n]),
  },
  {
    name: 'January to June 2009',
    from: '2009-01-01',
    until: '2009-07-01',
    total: 18_331,
    cells: published.map(([type, mode, , n]) => [type, mode, n]),
  },
];

const zones = ['America/New_York', 'America/Chicago', 'America/Phoenix', 'Pacific/Honolulu', 'Pacific/Guam'];
const reporting = 59;

const brokenHeart = {
  startsOn: '2018-03-01',
  endsOn: '2018-05-31',
  taskForces: 61,
  complaints: 25_200,
  arrests: 2_300,
  offenders: 195,
  children: 383,
  presentations: 3_700,
  peopleReached: 390_000,
} as const;

let tracker: Tracker;
let given: Given;
let nation: GivenAccount;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
  nation = await given.account({ seat: 'national', role: 'supervisor' });
  for (let place = 0; place < brokenHeart.taskForces; place += 1) {
    const { id: taskForceId } = await given.taskForce({ zone: zones[place % zones.length] ?? '' });
    await given.agency({ taskForceId });
    await tracker.sql('UPDATE app.task_forces SET name = $2 WHERE id = $1', [taskForceId, String(place)]);
  }
  for (const period of periods) {
    let first = 0;
    for (const [type, mode, n] of period.cells) {
      await receive(period.from, daysBetween(period), first, n, reporting, type, mode);
      first += n;
    }
  }
});
afterAll(() => tracker.close());

/** Spreads complaints by number over days and task forces, at the first second, the last second or noon. */
const dayOf = (n: number, from: Day, days: number): Day => addDays(from, (n * 7919) % days);
const placeOf = (n: number, places: number): number => n % places;

async function receive(
  from: Day,
  days: number,
  first: number,
  n: number,
  places: number,
  type: string,
  mode: string,
): Promise<void> {
  await tracker.sql(
    `INSERT INTO app.complaints (id, task_force_id, agency_id, reference, source, type, mode, received_at, received_on,
                                 jurisdiction_state, narrative, state, state_since, intake_digest, logged_at, version)
     SELECT gen_random_uuid(), t.id, a.id, '', 'public_complaint', $6, $7, at, '2000-01-01', 'NE', 'Told', 'received', at, '\\x00', at, 1
       FROM generate_series($3::bigint, $3::bigint + $4::bigint - 1) n
       JOIN app.task_forces t ON t.name = (n % $5::bigint)::text
       JOIN app.agencies a ON a.task_force_id = t.id
      CROSS JOIN LATERAL (SELECT ($1::date + (n * 7919 % $2::bigint)::integer
                                  + (ARRAY['00:00:00', '23:59:59.999', '12:00:00']::time[])[1 + n % 3]) AT TIME ZONE t.zone AS at) o`,
    [from, days, first, n, places, type, mode],
  );
}

async function totals(query: string): Promise<TotalsView> {
  return madeBy(await tracker.as(nation).get<TotalsView>(`/reports/totals?${query}`), 200).body;
}

const recorded = ({ figures }: { readonly figures: Figures }): number => figures.complaintsDocumented.recorded;

function counted<Key extends string | number>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function sumsOf(cells: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [key, n] of cells) sums[key] = (sums[key] ?? 0) + n;
  return sums;
}

describe.each([
  ['before compaction', 0],
  ['after compaction', 1_000_000],
])('the published table, %s,', (_, most) => {
  beforeAll(() => tracker.sql('SELECT oversight.fold_tally($1)', [most]));

  it.each(periods)('equals the totals of $name in each cell, row and column', async (period) => {
    const { from, until, total, cells } = period;
    const within = `from=${from}&until=${until}`;
    const byCell = await totals(`${within}&by=type,mode`);
    const read = byCell.rows.map((row) => [row.type, row.mode, recorded(row)] as const);

    expect([...read].sort()).toEqual([...cells].sort());
    expect(recorded(byCell)).toBe(total);
    const byType = await totals(`${within}&by=type`);
    expect(Object.fromEntries(byType.rows.map((row) => [row.type, recorded(row)]))).toEqual(
      sumsOf(cells.map(([type, , n]) => [type, n])),
    );
    const byMode = await totals(`${within}&by=mode`);
    expect(Object.fromEntries(byMode.rows.map((row) => [row.mode, recorded(row)]))).toEqual(
      sumsOf(cells.map(([, mode, n]) => [mode, n])),
    );
    if (total === 34_829) {
      const sums = sumsOf(cells.map(([type, , n]) => [type, n]));
      expect([(sums['traveler'] ?? 0) + (sums['enticement'] ?? 0), sums['child_sex_trafficking']]).toEqual([
        8_313, 345,
      ]);
    }
  });

  it.each(periods)('of $name adds up by month and by task force', async ({ from, until, total }) => {
    const within = `from=${from}&until=${until}`;
    const numbers = Array.from({ length: total }, (_, n) => n);
    const months = counted(numbers.map((n) => dayOf(n, from, daysBetween({ from, until })).slice(0, 7)));
    const places = counted(numbers.map((n) => placeOf(n, reporting)));
    const byMonth = await totals(`${within}&by=month`);
    const byPlace = await totals(`${within}&by=taskForce`);

    expect(Object.fromEntries(byMonth.rows.map((row) => [row.month, recorded(row)]))).toEqual(
      Object.fromEntries(months),
    );
    expect(Object.fromEntries(byPlace.rows.map((row) => [row.taskForce?.name, recorded(row)]))).toEqual(
      Object.fromEntries(places),
    );
    expect([recorded(byMonth), recorded(byPlace)]).toEqual([total, total]);
  });
});

describe('the ledger of the published table', () => {
  it('equals a recount', async () => {
    expect(await tracker.sql('SELECT * FROM tally.differences()')).toEqual([]);
  });
});

describe('the published totals of the programme', () => {
  const fiscal = (year: number): readonly [Day, Day] => [`${year - 1}-10-01`, `${year}-10-01`];
  const historical = [
    [2006, 'arrests', 2_040, 'at_least'],
    [2006, 'forensic_exams_completed', 9_600, 'at_least'],
    [2008, 'investigations_initiated', 12_248, 'exact'],
    [2008, 'arrests', 3_108, 'at_least'],
    [2008, 'forensic_exams_completed', 14_339, 'at_least'],
    [2008, 'victims_identified', 1_000, 'at_least'],
    [2008, 'people_trained', 36_200, 'at_least'],
    [2010, 'arrests', 5_387, 'exact'],
    [2011, 'arrests', 5_819, 'exact'],
    [2013, 'arrests', 7_000, 'at_least'],
    [2013, 'forensic_exams_completed', 35_000, 'at_least'],
    [2013, 'victims_identified', 2_400, 'at_least'],
    [2013, 'people_trained', 49_400, 'at_least'],
    [2021, 'investigations_initiated', 137_000, 'at_least'],
    [2021, 'arrests', 10_400, 'at_least'],
    [2021, 'forensic_exams_completed', 90_300, 'approximate'],
    [2023, 'investigations_initiated', 184_700, 'approximate'],
    [2023, 'arrests', 10_800, 'at_least'],
    [2023, 'training_sessions', 3_050, 'exact'],
    [2023, 'people_trained', 72_300, 'exact'],
    [2024, 'investigations_initiated', 203_467, 'approximate'],
    [2024, 'arrests', 12_600, 'at_least'],
    [2024, 'people_trained', 46_000, 'exact'],
  ] as const;
  const told = [...new Set(historical.map(([, measure]) => measure))].join(',');
  const propertyOf = (key: string): keyof Figures => {
    const measure = measures.find((one) => one.key === key);
    if (!measure) throw new Error('There is such a measure');
    return measure.property;
  };

  beforeAll(async () => {
    for (const [year, measure, value, precision] of historical) {
      const [from, until] = fiscal(year);
      await given.historicalTotal({ by: nation, measure, from, until, value, precision, source: 'As published' });
    }
  });

  it.each([2006, 2008, 2010, 2011, 2013, 2021, 2023, 2024])('are returned for fiscal year %i', async (year) => {
    const [from, until] = fiscal(year);
    const { figures } = await totals(`from=${from}&until=${until}&measures=${told}`);

    for (const [, measure, value, precision] of historical.filter(([of]) => of === year)) {
      const figure = figures[propertyOf(measure)] as Figure;
      expect([measure, figure]).toEqual([measure, { recorded: 0, historical: value, total: value, precision }]);
    }
  });

  it('add up over the years, with the precision of the least precise', async () => {
    const two = await totals('from=2009-10-01&until=2011-10-01');
    const all = await totals(`from=2005-10-01&until=2024-10-01&measures=${told}`);
    const sum = (of: string): number =>
      historical.filter(([, measure]) => measure === of).reduce((n, [, , value]) => n + value, 0);

    expect(two.figures.arrests).toEqual({ recorded: 0, historical: 11_206, total: 11_206, precision: 'exact' });
    expect(all.figures.arrests).toMatchObject({ historical: sum('arrests'), precision: 'at_least' });
    expect(all.figures.investigationsInitiated).toMatchObject({
      historical: sum('investigations_initiated'),
      precision: 'approximate',
    });
    expect(all.figures.complaintsDocumented).toMatchObject({
      recorded: 34_829 + 18_331,
      historical: 0,
      precision: 'exact',
    });
    expect(all.historicalTotals).toHaveLength(historical.length);
  });

  it('exclude an incomplete period, and are rejected when recorded twice', async () => {
    const { figures } = await totals('from=2009-10-02&until=2011-10-01');
    const again = {
      measure: 'arrests',
      from: '2010-01-01',
      until: '2010-02-01',
      value: 1,
      precision: 'exact',
      source: 'Else',
    };

    expect(figures.arrests.historical).toBe(5_819);
    expect((await tracker.as(nation).post('/historical-totals', again)).status).toBe(409);
  });

  const tips = {
    csam_distribution: [21_669_264, 29_309_106, 31_901_234],
    misleading_words: [8_689, 5_825, 7_517],
    enticement: [37_872, 44_155, 80_524],
    child_sex_trafficking: [15_879, 16_032, 18_336],
    obscenity_directed_to_minors: [3_547, 5_177, 35_624],
    misleading_domain: [3_109, 3_304, 1_948],
    contact_abuse: [11_770, 12_458, 12_906],
    child_sex_tourism: [955, 1_624, 940],
  } as const;

  it('include the CyberTipline’s categories, whose columns add up', async () => {
    for (const [type, values] of Object.entries(tips)) {
      for (const [at, value] of values.entries()) {
        const [from, until] = [`${2020 + at}-01-01`, `${2021 + at}-01-01`];
        const overrides = { measure: 'cybertips_received', from, until, value, precision: 'exact' } as const;
        await given.historicalTotal({
          by: nation,
          ...overrides,
          type: type as 'enticement',
          source: 'CyberTipline report',
        });
      }
    }
    for (const [at, total] of [21_751_085, 29_397_681, 32_059_029].entries()) {
      const within = `from=${2020 + at}-01-01&until=${2021 + at}-01-01`;
      const { figures, rows } = await totals(`${within}&measures=cybertips_received&by=type`);

      expect(figures.cybertipsReceived).toEqual({ recorded: 0, historical: total, total, precision: 'exact' });
      expect(Object.fromEntries(rows.map((row) => [row.type, row.figures.cybertipsReceived?.total]))).toEqual(
        Object.fromEntries(Object.entries(tips).map(([type, values]) => [type, values[at]])),
      );
    }
  });
});

describe('Operation Broken Heart of 2018, at full size,', () => {
  const { startsOn, endsOn, complaints, arrests, offenders, children, presentations, peopleReached } = brokenHeart;
  let operation: OperationView;

  beforeAll(async () => {
    const days = daysBetween({ from: startsOn, until: addDays(endsOn, 1) });
    const half = complaints / 2;
    await receive(startsOn, days, 0, half, brokenHeart.taskForces, 'csam_possession', 'reactive');
    await receive(startsOn, days, half, half, brokenHeart.taskForces, 'enticement', 'proactive');
    // Complaints of the day before and the day after are not counted.
    await receive(addDays(startsOn, -1), 1, 0, 200, brokenHeart.taskForces, 'traveler', 'reactive');
    await receive(addDays(endsOn, 1), 1, 0, 200, brokenHeart.taskForces, 'traveler', 'reactive');
    const some = `(SELECT c.*, row_number() OVER (ORDER BY c.received_at, c.id) AS n FROM app.complaints c
                    WHERE c.received_on BETWEEN $1 AND $2) c`;
    await tracker.sql(
      `WITH named AS (
         INSERT INTO app.suspects (id, task_force_id, complaint_id, agency_id, offender_class, juvenile, identified_on, version)
         SELECT gen_random_uuid(), c.task_force_id, c.id, c.agency_id,
                CASE WHEN c.n <= $4 THEN (ARRAY['producer', 'contact_offender', 'both'])[1 + c.n % 3] ELSE 'non_contact' END, false,
                c.received_on, 1
           FROM ${some} WHERE c.n <= $3 RETURNING *
       )
       INSERT INTO app.arrests (id, task_force_id, complaint_id, suspect_id, agency_id, arrested_on, kind, version)
       SELECT gen_random_uuid(), s.task_force_id, s.complaint_id, s.id, s.agency_id, s.identified_on, 'on_view', 1 FROM named s`,
      [startsOn, endsOn, arrests, offenders],
    );
    await tracker.sql(
      `INSERT INTO app.victims_identified (id, task_force_id, complaint_id, agency_id, pseudonym, abuse_timing, production_victim,
                                           safeguarding_status, identified_on, version)
       SELECT gen_random_uuid(), c.task_force_id, c.id, c.agency_id, 'MV1', 'recent', false, 'identified', c.received_on, 1
         FROM ${some} WHERE c.n <= $3`,
      [startsOn, endsOn, children],
    );
    await tracker.sql(
      `INSERT INTO app.presentations (id, task_force_id, agency_id, held_on, title, attendees_youth, attendees_adult, version)
       SELECT gen_random_uuid(), t.id, a.id, $1::date + (n % 92)::integer, 'Staying safe',
              $2::bigint / $3::bigint - 5 + CASE WHEN n <= $2::bigint % $3::bigint THEN 1 ELSE 0 END, 5, 1
         FROM generate_series(1, $3::bigint) n
         JOIN app.task_forces t ON t.name = (n % 61)::text JOIN app.agencies a ON a.task_force_id = t.id`,
      [startsOn, peopleReached, presentations],
    );
    const plan = { name: 'Operation Broken Heart', startsOn, endsOn, membership: 'window' } as const;
    operation = await given.operation({ by: nation, ...plan });
  });

  it('is reported as published in each cell, without complaints outside its window', async () => {
    const { body } = madeBy(
      await tracker.as(nation).get<OperationReportView>(`/reports/operations/${operation.id}`),
      200,
    );

    expect(body.taskForces).toBe(brokenHeart.taskForces);
    expect(body.figures).toMatchObject({
      complaintsDocumented: { recorded: complaints },
      arrests: { recorded: arrests },
      offendersIdentifiedHandsOnOrProduction: { recorded: offenders },
      victimsIdentified: { recorded: children },
      presentations: { recorded: presentations },
      peopleReached: { recorded: peopleReached },
    });
    expect(body.complaintsByTypeAndMode).toEqual([
      { type: 'csam_possession', mode: 'reactive', complaints: complaints / 2 },
      { type: 'enticement', mode: 'proactive', complaints: complaints / 2 },
    ]);
  });

  it('has the published figures in its press release, each with a drill-down', async () => {
    const { text, headers, status } = await tracker.as(nation).post(`/reports/operations/${operation.id}/release`);

    expect([status, headers['content-type']]).toEqual([200, 'text/markdown; charset=utf-8']);
    const links = [...text.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, words, path]) => [words, path]);
    expect(links.map(([words]) => words)).toEqual(['25,200', '2,300', '195', '383', '3,700', '390,000']);
    for (const [words, path] of links) {
      const { body } = await tracker.as(nation).send<DrillDownView>('GET', `${tracker.url}${path}`, undefined);
      expect([words, body.total.toLocaleString('en-US')]).toEqual([words, words]);
      expect(body.byTaskForce?.reduce((sum, { n }) => sum + n, 0)).toBe(body.total);
    }
  });

  it('equals the totals of its window, before and after the ledger is compacted', async () => {
    const within = `from=${startsOn}&until=${addDays(endsOn, 1)}`;
    const before = await totals(`${within}&by=taskForce`);
    await tracker.sql('SELECT oversight.fold_tally(1000000)');
    const after = await totals(`${within}&by=taskForce`);

    expect(after).toEqual(before);
    expect([recorded(after), after.rows.reduce((n, row) => n + recorded(row), 0)]).toEqual([complaints, complaints]);
    expect(after.figures.peopleReached.recorded).toBe(peopleReached);
    expect(recorded(await totals(`from=${addDays(startsOn, -1)}&until=${addDays(endsOn, 2)}`))).toBe(complaints + 400);
  });
});
