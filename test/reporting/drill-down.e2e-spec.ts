import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Figure } from '../../src/reporting/reports/figures.view.js';
import { measures, identifiesPeople } from '../../src/reporting/reports/measures/index.js';
import type { OperationReportView, TotalsRow, TotalsView } from '../../src/reporting/reports/report.view.js';
import type { CountedRow, DrillDownView } from '../../src/reporting/reports/drill-down.view.js';
import type { Dimension } from '../../src/reporting/reports/reports.enums.js';
import { randomWorld, type RandomWorld } from './random-world.js';
import { Given, madeBy } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { asApp } from '../support/transactions.js';

const seed = process.env['ROWS_SEED'] ?? String(Date.now());
const winter = 'from=2026-01-01&until=2026-03-01';
const everyMeasure = measures.map(({ key }) => key).join(',');
const counted = [
  'complaints',
  'arrests',
  'suspects',
  'victims_identified',
  'legal_processes',
  'preservations',
  'prosecution_referrals',
  'prosecutions',
  'forensic_exams',
  'investigations',
  'assistance_sessions',
  'presentations',
  'trainings',
];

let tracker: Tracker;
let given: Given;
let world: RandomWorld;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
  world = await randomWorld(tracker, given, seed);
});
afterAll(() => tracker.close());

async function totals(reader: GivenAccount, query: string): Promise<TotalsView> {
  return madeBy(
    await tracker.as(reader).get<TotalsView>(`/reports/totals?${winter}&measures=${everyMeasure}&${query}`),
    200,
  ).body;
}

async function behind(reader: GivenAccount, query: string): Promise<DrillDownView> {
  return madeBy(await tracker.as(reader).get<DrillDownView>(`/reports/totals/drill-down?${query}`), 200).body;
}

function sumOf(parts: readonly { readonly n: number }[]): number {
  return parts.reduce((sum, { n }) => sum + n, 0);
}

function askedBy(row: TotalsRow, by: Dimension): string {
  if (by === 'taskForce') return `${winter}&taskForceId=${row.taskForce?.id ?? ''}`;
  if (by === 'agency') return `${winter}&agencyId=${row.agency?.id ?? ''}`;
  if (by !== 'month') return `${winter}&${by}=${row[by] ?? ''}`;
  const [year = 0, month = 0] = (row.month ?? '').split('-').map(Number);
  const next = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  return `from=${row.month}-01&until=${next}`;
}

const partOf = (row: CountedRow): string => JSON.stringify([row.recordId, row.facets.audience, row.facets.profession]);

describe(`the rows of a drill-down (ROWS_SEED=${seed})`, () => {
  it('add up to every cell of the totals, by each dimension and for each seat', async () => {
    const { nation, head, investigator, analyst } = world.readers;
    let cells = 0;
    for (const [reader, scope, dimensions] of [
      [head, '', ['agency', 'month', 'type', 'source', 'process', 'offender']],
      [analyst, '', ['mode', 'disposition', 'arrest', 'timing', 'recipient', 'audience', 'profession']],
      [investigator, '', ['month', 'production', 'forum']],
      [investigator, '&scope=taskForce', ['forum']],
      [nation, '', ['taskForce', 'production']],
    ] as const) {
      for (const by of dimensions) {
        const { rows } = await totals(reader, `by=${by}${scope}`);
        for (const { key, property, facets } of measures) {
          const met = new Set<string>();
          if (!['taskForce', 'agency', 'month', ...facets].some((dimension) => dimension === by)) continue;
          for (const row of rows) {
            const { recorded } = row.figures[property] as Figure;
            if (recorded === 0) continue;
            const opened = await behind(reader, `measure=${key}&limit=200&${askedBy(row, by)}${scope}`);
            const parts = opened.byTaskForce ?? opened.byTypeAndMode ?? opened.items;
            expect([by, key, opened.total, sumOf(parts), opened.nextCursor]).toEqual([
              by,
              key,
              recorded,
              recorded,
              null,
            ]);
            const told = opened.items.filter(({ recordId }) => recordId !== null).map(partOf);
            expect(told.filter((part) => met.has(part))).toEqual([]);
            for (const part of told) met.add(part);
            expect(new Set(told).size).toBe(told.length);
            cells += 1;
          }
        }
      }
    }
    expect(cells).toBeGreaterThan(200);
  });

  it('are listed where row security shows the record, and only counted elsewhere', async () => {
    const { head, investigator, analyst } = world.readers;
    const every = await tracker.sql<{ id: string; n: number }>(
      `SELECT f.record_id AS id FROM oversight.facts_on_record('2026-01-01', '2026-03-01') f`,
    );
    const counts = new Set(every.map(({ id }) => id));
    let hidden = 0;
    for (const reader of [head, investigator, analyst]) {
      const shown = await asApp(tracker, reader, async (app) => {
        const { rows } = await app.query<{ id: string }>(
          counted.map((table) => `SELECT id FROM app.${table}`).join(' UNION ALL '),
        );
        return new Set(rows.map(({ id }) => id));
      });
      for (const { key } of measures) {
        const { items } = await behind(reader, `measure=${key}&limit=200&${winter}`);
        const present = items.filter(({ purged }) => !purged);
        const told = present.flatMap(({ recordId }) => recordId ?? []);
        expect(told.filter((id) => !shown.has(id) || !counts.has(id))).toEqual([]);
        const silent = present.filter(({ recordId }) => recordId === null);
        expect(silent.filter(({ complaintId, reference }) => complaintId !== null || reference !== null)).toEqual([]);
        hidden += silent.length;
        const ofReader = await tracker.sql<{ id: string }>(
          `SELECT f.record_id AS id FROM oversight.facts_on_record('2026-01-01', '2026-03-01') f
            WHERE f.measure = $1 AND f.task_force_id = $2 AND f.agency_id = coalesce($3, f.agency_id)`,
          [key, reader.taskForceId, reader.agencyId],
        );
        expect(told.sort()).toEqual(
          ofReader
            .map(({ id }) => id)
            .filter((id) => shown.has(id))
            .sort(),
        );
      }
    }
    expect(hidden).toBeGreaterThan(10);
  });

  it('show a purged record by its id, and nothing of a sealed complaint', async () => {
    const { head, analyst } = world.readers;
    const [all, some] = [
      await behind(head, `measure=bytes_examined&limit=200&${winter}`),
      await behind(analyst, `measure=bytes_examined&limit=200&${winter}`),
    ].map(({ items }) => items.filter(({ purged }) => purged));
    const rows = await tracker.sql<{ record_id: string; was_sealed: boolean }>(
      `SELECT n.record_id, p.was_sealed FROM app.purged_counts n JOIN app.purged_complaints p USING (task_force_id, complaint_id)
        WHERE n.measure = 'bytes_examined' AND n.task_force_id = $1`,
      [head.taskForceId],
    );

    expect(all?.map(({ recordId }) => recordId).sort()).toEqual(rows.map(({ record_id }) => record_id).sort());
    expect(
      all?.every(({ complaintId, reference, n }) => complaintId === null && reference === null && n === 5000),
    ).toBe(true);
    expect(some?.flatMap(({ recordId }) => recordId ?? []).sort()).toEqual(
      rows.flatMap(({ record_id, was_sealed }) => (was_sealed ? [] : record_id)).sort(),
    );
    expect(some).toHaveLength(rows.length);
  });

  it('are paged without repetition at any page size', async () => {
    const { head } = world.readers;
    for (const [measure, ...limits] of [
      ['complaints_documented', 7],
      ['legal_process_served', 5],
      ['people_reached', 2],
      ['people_trained', 1],
    ] as const) {
      const whole = await behind(head, `measure=${measure}&limit=200&${winter}`);
      for (const limit of limits) {
        const items: CountedRow[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const at = cursor === '' ? '' : `&cursor=${cursor}`;
          const page: DrillDownView = await behind(head, `measure=${measure}&limit=${limit}&${winter}${at}`);
          expect(page.total).toBe(whole.total);
          items.push(...page.items);
          cursor = page.nextCursor;
        }
        expect(items).toEqual(whole.items);
      }
      expect(whole.items.map(({ day }) => day)).toEqual(
        whole.items
          .map(({ day }) => day)
          .sort()
          .reverse(),
      );
    }
  });

  it('are hidden from the national seat, and those of an agency from its neighbors', async () => {
    const { nation, investigator } = world.readers;
    const ids = await tracker.sql<{ id: string }>(
      `SELECT f.record_id AS id FROM oversight.facts('-infinity', 'infinity') f UNION SELECT id FROM app.complaints`,
    );
    for (const { key } of measures) {
      const national = await behind(nation, `measure=${key}&${winter}`);
      const wide = await behind(investigator, `measure=${key}&${winter}&scope=taskForce`);
      for (const view of [national, wide]) {
        expect([view.items, view.nextCursor]).toEqual([[], null]);
        const text = JSON.stringify(view);
        expect(ids.filter(({ id }) => text.includes(id))).toEqual([]);
      }
      expect([national.byTypeAndMode, wide.byTaskForce]).toEqual([null, null]);
      expect(sumOf(national.byTaskForce ?? [])).toBe(national.total);
      expect(sumOf(wide.byTypeAndMode ?? [])).toBe(wide.total);
    }
    const [, neighbour] = world.agencies;
    const asked = await asApp(tracker, investigator, async (app) => {
      const called = `SELECT record_id FROM oversight.drill_down('arrests', '2026-01-01', '2026-03-01', NULL, $1, $2, '{}', NULL, NULL,
                                                                  NULL, 200)`;
      return [
        (await app.query(called, [neighbour.id, false])).rowCount,
        (await app.query(called, [null, true])).rowCount,
        ((await app.query(called, [null, false])).rowCount ?? 0) > 0,
      ];
    });
    expect(asked).toEqual([0, 0, true]);
  });

  it('write an access log entry with the shown records where they contain persons', async () => {
    const { head } = world.readers;
    const looks = (): Promise<{ action: string; records: string[] }[]> =>
      tracker.sql(`SELECT action, records FROM audit.entries WHERE account_id = $1 ORDER BY seq DESC LIMIT 1`, [
        head.accountId,
      ]);
    for (const { key } of measures) {
      const before = await looks();
      const { items } = await behind(head, `measure=${key}&limit=3&${winter}`);
      const after = await looks();
      if (!identifiesPeople(key)) expect([key, after]).toEqual([key, before]);
      else {
        const shown = items.flatMap(({ recordId, complaintId }) => [recordId ?? [], complaintId ?? []].flat());
        expect(after).toMatchObject([{ action: 'report-records.listed' }]);
        expect(after[0]?.records.sort()).toEqual([...new Set(shown)].sort());
      }
    }
  });

  it('are found at the path that the report states', async () => {
    const { investigator } = world.readers;
    for (const scope of ['', '&scope=taskForce']) {
      const { drillDownPath, figures } = await totals(investigator, `by=month${scope}`);
      const { body } = await tracker
        .as(investigator)
        .send<DrillDownView>('GET', `${tracker.url}${drillDownPath}&measure=arrests`, undefined);
      expect([body.total, body.scope.level]).toEqual([
        figures.arrests.recorded,
        scope === '' ? 'agency' : 'task_force',
      ]);
    }
  });

  it('use at most two statements, including the access log entry', async () => {
    const { nation, head, investigator } = world.readers;
    for (const reader of [nation, head, investigator]) {
      await tracker.expectQueries(2, () => behind(reader, `measure=arrests&type=traveler&${winter}`));
    }
    await tracker.expectQueries(2, () => behind(head, `measure=arrests&agencyId=${world.agencies[1].id}&${winter}`));
  });

  it.each([
    [`measure=arrests&from=2026-01-01`, '#/until'],
    [`measure=arrests&from=2026-02-01&until=2026-02-01`, '#/until'],
    [`measure=wishes&${winter}`, '#/measure'],
    [winter, '#/measure'],
    [`measure=arrests&${winter}&forum=state`, '#/forum'],
    [`measure=arrests&${winter}&type=murder`, '#/type'],
    [`measure=arrests&${winter}&type=traveler&type=enticement`, '#/type'],
    [`measure=arrests&${winter}&taskForceId=00000000-0000-7000-8000-000000000000`, '#/taskForceId'],
    [`measure=arrests&${winter}&agencyId=00000000-0000-7000-8000-000000000000`, '#/agencyId'],
    [`measure=arrests&${winter}&scope=taskForce`, '#/scope'],
    [`measure=arrests&${winter}&cursor=WyJ4Il0`, '#/cursor'],
    [`measure=arrests&${winter}&limit=201`, '#/limit'],
  ])('are rejected for ?%s, at %s', async (query, pointer) => {
    const answer = await tracker.as(world.readers.nation).get(`/reports/totals/drill-down?${query}`);

    expect([answer.status, answer.body['errors']]).toEqual([422, [expect.objectContaining({ pointer })]]);
  });

  it('are refused to administrators and auditors', async () => {
    for (const role of ['admin', 'auditor'] as const) {
      const account = await given.account({ seat: 'national', role });
      expect((await tracker.as(account).get(`/reports/totals/drill-down?measure=arrests&${winter}`)).status).toBe(403);
    }
  });
});

describe('the rows of a drill-down into an operation', () => {
  async function rows(reader: GivenAccount, id: string, query: string): Promise<DrillDownView> {
    return madeBy(await tracker.as(reader).get<DrillDownView>(`/reports/operations/${id}/drill-down?${query}`), 200)
      .body;
  }

  async function report(reader: GivenAccount, id: string, query = ''): Promise<OperationReportView> {
    return madeBy(await tracker.as(reader).get<OperationReportView>(`/reports/operations/${id}${query}`), 200).body;
  }

  const headline = [
    { key: 'complaints_documented', property: 'complaintsDocumented' },
    { key: 'arrests', property: 'arrests' },
    { key: 'victims_identified', property: 'victimsIdentified' },
    { key: 'people_reached', property: 'peopleReached' },
  ] as const;

  it('add up to its numbers for each seat, by its window and by tags', async () => {
    const { nation, head, investigator } = world.readers;
    const window = await given.operation({ by: nation, startsOn: '2026-01-10', endsOn: '2026-02-10' });
    const tagged = await given.operation({
      by: head,
      startsOn: '2026-01-10',
      endsOn: '2026-02-10',
      membership: 'tagged',
    });
    const { items } = await behind(head, `measure=complaints_documented&limit=200&${winter}`);
    const complaintIds = items.filter(({ purged }) => !purged).flatMap(({ complaintId }) => complaintId ?? []);
    const { status } = await tracker
      .as(head)
      .post(`/operations/${tagged.id}/members`, { complaintIds: complaintIds.slice(0, 9) });
    expect(status).toBe(200);

    for (const { id } of [window, tagged]) {
      for (const [reader, scope] of [
        [nation, ''],
        [head, ''],
        [investigator, ''],
        [investigator, '&scope=taskForce'],
      ] as const) {
        if (reader === nation && id === tagged.id) continue;
        const { figures, complaintsByTypeAndMode } = await report(reader, id, scope.replace('&', '?'));
        for (const { key, property } of headline) {
          const opened = await rows(reader, id, `measure=${key}&limit=200${scope}`);
          const parts = opened.byTaskForce ?? opened.byTypeAndMode ?? opened.items;
          expect([key, opened.total, sumOf(parts)]).toEqual([
            key,
            figures[property].recorded,
            figures[property].recorded,
          ]);
        }
        for (const { type, mode, complaints } of complaintsByTypeAndMode) {
          const cell = `measure=complaints_documented&type=${type}&mode=${mode}${scope}`;
          expect((await rows(reader, id, cell)).total).toBe(complaints);
        }
      }
    }
    expect((await rows(head, tagged.id, 'measure=complaints_documented')).total).toBe(9);
    await tracker.expectQueries(2, () => rows(head, tagged.id, 'measure=arrests'));
  });

  it('return 404 for a task force that takes no part, as for a missing operation', async () => {
    const { id } = await given.operation({ by: world.readers.head, startsOn: '2026-01-10', endsOn: '2026-02-10' });
    const stranger = await given.account({ taskForceId: world.agencies[2].taskForceId, role: 'supervisor' });

    const covert = await tracker.as(stranger).get(`/reports/operations/${id}/drill-down?measure=arrests`);
    const missing = await tracker
      .as(stranger)
      .get('/reports/operations/00000000-0000-7000-8000-000000000000/drill-down?measure=arrests');
    expect([covert.status, covert.text]).toEqual([404, missing.text]);
  });
});
