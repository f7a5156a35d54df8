import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dayOf, type Day } from '../../src/platform/time/calendar.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { Given, madeBy } from '../support/given.js';
import type { GivenAccount, GivenAgency, GivenTaskForce } from '../support/people.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const zones = [
  'America/New_York',
  'America/Anchorage',
  'Pacific/Honolulu',
  'Pacific/Guam',
  'Pacific/Pago_Pago',
  // In the southern hemisphere, with a clock change of half an hour.
  'Australia/Lord_Howe',
];

/** Days whose first instant is a boundary: of each month of a year, and of the leap day. */
const edges: readonly Day[] = [
  '2019-12-01',
  ...Array.from({ length: 12 }, (_, month) => `2020-${String(month + 1).padStart(2, '0')}-01`),
  '2020-02-29',
  '2021-01-01',
];
/** Records on each side of a boundary, to the second; different numbers make each sum unique. */
const onEachSide = { before: 1, after: 2 } as const;

interface Place {
  readonly taskForce: GivenTaskForce;
  readonly agencies: readonly GivenAgency[];
  readonly head: GivenAccount;
}

let tracker: Tracker;
let places: Place[];
let nation: GivenAccount;

beforeAll(async () => {
  tracker = await startTracker();
  const given = new Given(tracker);
  nation = await given.account({ seat: 'national', role: 'supervisor' });
  places = [];
  for (const zone of zones) {
    const taskForce = await given.taskForce({ zone });
    const { id: taskForceId } = taskForce;
    const agencies = [await given.agency({ taskForceId }), await given.agency({ taskForceId })];
    const head = await given.account({ taskForceId, seat: 'task_force', role: 'supervisor' });
    places.push({ taskForce, agencies, head });
    const instants = edges.flatMap((day) => {
      const midnight = midnightOf(day, zone);
      const second = new Date(midnight.getTime() - 1000);
      return [...Array<Date>(onEachSide.before).fill(second), ...Array<Date>(onEachSide.after).fill(midnight)];
    });
    // The second agency logs each twice.
    await receive(taskForceId, agencies[0], instants);
    await receive(taskForceId, agencies[1], [...instants, ...instants]);
  }
});
afterAll(() => tracker.close());

function midnightOf(day: Day, zone: string): Date {
  const quarter = 15 * 60_000;
  let at = Date.parse(`${addDays(day, -1)}T00:00:00Z`);
  while (dayOf(new Date(at), zone) < day) at += quarter;
  return new Date(at);
}

async function receive(taskForceId: string, agency: GivenAgency | undefined, at: readonly Date[]): Promise<void> {
  await tracker.sql(
    `INSERT INTO app.complaints (id, task_force_id, agency_id, reference, source, received_at, received_on, jurisdiction_state, narrative,
                                 state, state_since, intake_digest, logged_at, version)
     SELECT gen_random_uuid(), $1, $2, '', 'public_complaint', at, '2000-01-01', 'NE', 'A report.', 'received', at, '\\x00', at, 1
       FROM unnest($3::timestamptz[]) at`,
    [taskForceId, agency?.id, at],
  );
}

function fallInto(from: Day, until: Day, shares: number): number {
  const falls = (day: Day): boolean => day >= from && day < until;
  const n = edges.reduce(
    (sum, edge) => sum + (falls(addDays(edge, -1)) ? onEachSide.before : 0) + (falls(edge) ? onEachSide.after : 0),
    0,
  );
  return n * shares;
}

async function totals(reader: GivenAccount, from: Day, until: Day, over = ''): Promise<TotalsView> {
  const path = `/reports/totals?from=${from}&until=${until}${over}`;
  return madeBy(await tracker.as(reader).get<TotalsView>(path), 200).body;
}

const recorded = ({ figures }: Pick<TotalsView, 'figures'>): number => figures.complaintsDocumented.recorded;
const monthAfter = (day: Day): Day => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
};

describe.each([
  ['not folded', 0],
  ['partly folded', 50],
  ['folded', 1_000_000],
])('counts that are %s, at month boundaries in six time zones', (_, most) => {
  beforeAll(() => tracker.sql('SELECT oversight.fold_tally($1)', [most]));

  it('belong to the local month, and the months add up to the year', async () => {
    for (const { taskForce, head } of places) {
      const year = await totals(head, '2020-01-01', '2021-01-01', '&by=month');
      const byMonth = year.rows.map((row) => [taskForce.zone, row.month, recorded(row)]);
      const months = edges.filter((day) => day.startsWith('2020') && day.endsWith('-01'));

      expect(byMonth).toEqual(
        months.map((day) => [taskForce.zone, day.slice(0, 7), fallInto(day, monthAfter(day), 3)]),
      );
      expect(recorded(year)).toBe(fallInto('2020-01-01', '2021-01-01', 3));
      expect(recorded(year)).toBe(year.rows.reduce((sum, row) => sum + recorded(row), 0));
    }
  });

  it('belong to the local day across clock changes', async () => {
    for (const { head } of places) {
      for (const edge of ['2020-01-01', '2020-02-29', '2020-03-01', '2020-04-01', '2020-10-01', '2021-01-01']) {
        const [before, after] = [addDays(edge, -1), addDays(edge, 1)];
        expect(recorded(await totals(head, before, edge))).toBe(fallInto(before, edge, 3));
        expect(recorded(await totals(head, edge, after))).toBe(fallInto(edge, after, 3));
      }
    }
  });

  it('of agencies add up to the task force, and of task forces to the nation, for years and partial periods', async () => {
    for (const [from, until] of [
      ['2019-01-01', '2020-01-01'],
      ['2020-01-01', '2021-01-01'],
      ['2021-01-01', '2022-01-01'],
      ['2019-11-30', '2020-02-29'],
      ['2020-02-29', '2020-12-31'],
    ] as const) {
      let nationwide = 0;
      for (const { taskForce, agencies, head } of places) {
        const { rows } = await totals(head, from, until, '&by=agency');
        const expected = agencies.map(({ id }, at) => [id, fallInto(from, until, at + 1)]);
        expect(rows.map((row) => [row.agency?.id, recorded(row)]).sort()).toEqual(expected.sort());
        const whole = recorded(await totals(nation, from, until, `&taskForceId=${taskForce.id}`));
        expect(whole).toBe(fallInto(from, until, 3));
        nationwide += whole;
      }
      const all = await totals(nation, from, until, '&by=taskForce');
      expect([recorded(all), all.rows.length]).toEqual([nationwide, zones.length]);
      expect(recorded(all)).toBe(all.rows.reduce((sum, row) => sum + recorded(row), 0));
    }
  });

  it('leave no difference between ledger and records', async () => {
    expect(await tracker.sql('SELECT * FROM tally.differences()')).toEqual([]);
  });
});
