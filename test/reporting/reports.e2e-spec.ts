import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OperationView } from '../../src/reporting/operations/operation.view.js';
import type { Figures } from '../../src/reporting/reports/figures.view.js';
import { headline, measureKeys, measures as everyMeasure } from '../../src/reporting/reports/measures/index.js';
import type { OperationReportView, TotalsRow, TotalsView } from '../../src/reporting/reports/report.view.js';
import { madeBy, recordCounted, type CountedRecord, type Fact } from './counted-record.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { startTracker, type Tracker } from '../support/tracker.js';

type Recorded = Partial<Record<keyof Figures, number>>;

const measures = everyMeasure.filter(({ key }) => headline.includes(key));

const spring = 'from=2018-03-01&until=2018-06-01';
const ever = 'from=1998-01-01&until=2026-03-03';
const nothing: Recorded = recordedIn([]);

let tracker: Tracker;
let given: Given;
let counted: CountedRecord;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
  counted = await recordCounted(tracker, given);
});
afterAll(() => tracker.close());

async function totals(reader: GivenAccount, query: string): Promise<TotalsView> {
  return madeBy(await tracker.as(reader).get<TotalsView>(`/reports/totals?${query}`), 200).body;
}

async function operationReport(reader: GivenAccount, id: string, query = ''): Promise<OperationReportView> {
  return madeBy(await tracker.as(reader).get<OperationReportView>(`/reports/operations/${id}${query}`), 200).body;
}

function recordedIn(facts: readonly Fact[]): Recorded {
  const sum = (property: keyof Figures): number =>
    facts.filter((fact) => fact.property === property).reduce((n, fact) => n + fact.n, 0);
  return Object.fromEntries(measures.map(({ property }) => [property, sum(property)]));
}

function recordedOf(figures: Figures): Recorded {
  return Object.fromEntries(measures.map(({ property }) => [property, figures[property]?.recorded]));
}

function sumOf(rows: readonly TotalsRow[]): Recorded {
  return rows.map(({ figures }) => recordedOf(figures)).reduce(added, nothing);
}

function added(a: Recorded, b: Recorded): Recorded {
  return Object.fromEntries(measures.map(({ property: key }) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
}

const inSpring = ({ day }: Fact): boolean => day >= '2018-03-01' && day < '2018-06-01';

describe('the totals of a period', () => {
  it('show each seat its own records, each on its own day', async () => {
    const { desks, nation, facts } = counted;
    const [{ taskForce, agencies, head, staff }] = desks;

    expect(recordedOf((await totals(nation, spring)).figures)).toEqual(recordedIn(facts.filter(inSpring)));
    expect(recordedOf((await totals(nation, ever)).figures)).toEqual(recordedIn(facts));
    expect(recordedOf((await totals(head, spring)).figures)).toEqual(
      recordedIn(facts.filter((fact) => inSpring(fact) && fact.taskForceId === taskForce.id)),
    );
    for (const [at, agency] of agencies.entries()) {
      expect(recordedOf((await totals(staff[at] ?? head, spring)).figures)).toEqual(
        recordedIn(facts.filter((fact) => inSpring(fact) && fact.agencyId === agency.id)),
      );
    }
  });

  it('count a complaint on its day in the time zone of the task force', async () => {
    const { desks, facts } = counted;

    for (const { taskForce, head } of desks) {
      for (const [from, until] of [
        ['2018-03-31', '2018-04-01'],
        ['2018-05-31', '2018-06-01'],
        ['2018-06-01', '2018-06-02'],
        ['2018-03-11', '2018-03-12'],
      ] as const) {
        const { figures } = await totals(head, `from=${from}&until=${until}`);
        const of = facts.filter((fact) => fact.taskForceId === taskForce.id && fact.day === from);
        expect(figures.complaintsDocumented.recorded).toBe(recordedIn(of).complaintsDocumented);
        expect(figures.complaintsDocumented.recorded).toBe(8);
      }
    }
  });

  it('are broken down by the requested dimensions, and the rows add up', async () => {
    const { desks, nation, facts } = counted;

    for (const reader of [nation, desks[0].head, desks[1].staff[0]]) {
      const { figures } = await totals(reader, spring);
      for (const by of [
        'taskForce',
        'agency',
        'month',
        'type',
        'mode',
        'type,mode',
        'taskForce,agency,month',
        'month,type',
      ]) {
        const { rows } = await totals(reader, `${spring}&by=${by}`);
        expect(sumOf(rows)).toEqual(recordedOf(figures));
        for (const row of rows) expect(recordedOf(row.figures)).toEqual(recordedIn(factsOf(row, reader, facts, by)));
      }
    }
  });

  it('are the sum of the agencies for a task force, and of the task forces for the nation', async () => {
    const { desks, nation } = counted;
    const agencies = await Promise.all(desks.flatMap(({ staff }) => staff.map((reader) => totals(reader, ever))));
    const taskForces = await Promise.all(desks.map(({ head }) => totals(head, ever)));
    const [a, b, c, d] = agencies.map(({ figures }) => recordedOf(figures));
    const [one, other] = taskForces.map(({ figures }) => recordedOf(figures));

    expect(added(a ?? nothing, b ?? nothing)).toEqual(one);
    expect(added(c ?? nothing, d ?? nothing)).toEqual(other);
    expect(added(one ?? nothing, other ?? nothing)).toEqual(recordedOf((await totals(nation, ever)).figures));
  });

  it('never decrease for a longer period', async () => {
    let before = nothing;
    for (const until of [
      '2018-03-01',
      '2018-03-02',
      '2018-04-01',
      '2018-05-31',
      '2018-06-01',
      '2018-06-02',
      '2019-01-01',
    ]) {
      const now = recordedOf((await totals(counted.nation, `from=1998-01-01&until=${until}`)).figures);
      for (const { property } of measures) expect(now[property]).toBeGreaterThanOrEqual(before[property] ?? 0);
      before = now;
    }
    expect(before).toEqual(recordedIn(counted.facts));
  });

  it('list the row dimensions in a fixed order', async () => {
    const { desks, nation } = counted;
    const { rows, by, scope } = await totals(nation, `${spring}&by=taskForce,month`);
    const codes = desks.map(({ taskForce }) => taskForce.code);

    expect(by).toEqual(['taskForce', 'month']);
    expect(scope).toEqual({ level: 'national', taskForceId: null, agencyId: null });
    expect(rows.map((row) => [row.taskForce?.code, row.month, row.agency, row.type, row.mode])).toEqual(
      codes.flatMap((code) => ['2018-03', '2018-04', '2018-05'].map((month) => [code, month, null, null, null])),
    );
    expect((await totals(nation, `${spring}&by=taskForce,month`)).rows).toEqual(rows);
  });

  it('have the same shape with zeros when there are no records', async () => {
    const { head } = counted.desks[0];
    const report = await totals(head, 'from=2001-01-01&until=2002-01-01&by=month');
    const zero = { recorded: 0, historical: 0, total: 0, precision: 'exact' };

    expect(report.figures).toEqual(Object.fromEntries(measures.map(({ property }) => [property, zero])));
    expect(report).toMatchObject({ from: '2001-01-01', until: '2002-01-01', rows: [], historicalTotals: [] });
    expect(report.generatedAt).toBe('2026-03-02T15:00:00.000Z');
  });

  it('are narrowed to one task force or agency that the seat may see', async () => {
    const { desks, nation, facts } = counted;
    const [{ head, taskForce, agencies }, abroad] = desks;
    const [, agency] = agencies;
    const ofAgency = recordedIn(facts.filter((fact) => fact.agencyId === agency.id));

    const forced = await totals(nation, `${ever}&taskForceId=${taskForce.id}`);
    expect(recordedOf(forced.figures)).toEqual(recordedIn(facts.filter((fact) => fact.taskForceId === taskForce.id)));
    expect(forced.scope).toEqual({ level: 'task_force', taskForceId: taskForce.id, agencyId: null });
    for (const reader of [head, nation]) {
      const { figures, scope } = await totals(reader, `${ever}&agencyId=${agency.id.toUpperCase()}`);
      expect(recordedOf(figures)).toEqual(ofAgency);
      expect(scope).toEqual({ level: 'agency', taskForceId: taskForce.id, agencyId: agency.id });
    }
    expect((await totals(nation, `${ever}&agencyId=${agency.id}&by=agency`)).rows).toMatchObject([
      { agency: { name: agency.name } },
    ]);
    const mixed = await tracker
      .as(nation)
      .get(`/reports/totals?${ever}&taskForceId=${abroad.taskForce.id}&agencyId=${agency.id}`);
    expect([mixed.status, mixed.body['errors']]).toEqual([422, [expect.objectContaining({ pointer: '#/agencyId' })]]);
  });

  it('show an agency the totals of its task force without those of each neighbor', async () => {
    const { desks } = counted;
    const [{ staff, head, agencies }] = desks;
    const [reader] = staff;
    const whole = await totals(reader, `${spring}&scope=taskForce&by=month,type`);

    expect(whole.figures).toEqual((await totals(head, spring)).figures);
    expect(whole.scope).toMatchObject({ level: 'task_force', agencyId: null });
    expect(whole.rows.every(({ agency }) => agency === null)).toBe(true);
    for (const [query, pointer] of [
      [`scope=taskForce&by=agency`, '#/by'],
      [`scope=taskForce&agencyId=${agencies[1].id}`, '#/agencyId'],
      [`scope=taskForce&agencyId=${agencies[0].id}`, '#/agencyId'],
      [`agencyId=${agencies[1].id}`, '#/agencyId'],
      [`taskForceId=${desks[1].taskForce.id}`, '#/taskForceId'],
    ] as const) {
      const answer = await tracker.as(reader).get(`/reports/totals?${spring}&${query}`);
      expect([query, answer.status, answer.body['errors']]).toEqual([
        query,
        422,
        [expect.objectContaining({ pointer })],
      ]);
    }
  });

  it('are limited to investigators and supervisors', async () => {
    const [{ taskForce }] = counted.desks;
    for (const role of ['admin', 'auditor'] as const) {
      for (const seat of ['national', 'task_force'] as const) {
        const account = await given.account({
          seat,
          role,
          ...(seat === 'national' ? {} : { taskForceId: taskForce.id }),
        });
        expect((await tracker.as(account).get(`/reports/totals?${spring}`)).status).toBe(403);
      }
    }
    expect((await tracker.anonymous().get(`/reports/totals?${spring}`)).status).toBe(401);
  });

  it('are restricted by the database itself, whatever the application requests', async () => {
    const { desks, facts } = counted;
    const [{ taskForce, staff, agencies }] = desks;
    type Total = Record<'measure' | 'agency_id', string | null> & { recorded: number };
    const asStaff = (agencyId: string | null, whole: boolean): Promise<Total[]> =>
      tracker.sql<Total>(
        `SELECT total.* FROM (SELECT set_config('app.session', encode(sha256($1::text::bytea), 'hex'), true) AS is_set) session,
                LATERAL oversight.totals('{complaints_documented}', '{none}', '2018-03-01', '2018-06-01', '{agency}', NULL,
                                         CASE WHEN is_set <> '' THEN $2::uuid END, $3) total`,
        [staff[0].token, agencyId, whole],
      );
    const complaints = (totals: Total[]): unknown[] =>
      totals
        .filter(({ measure }) => measure === 'complaints_documented')
        .map(({ agency_id, recorded }) => [agency_id, recorded]);
    const recorded = (of: (fact: Fact) => boolean): number =>
      recordedIn(facts.filter((fact) => inSpring(fact) && of(fact))).complaintsDocumented ?? 0;

    expect(complaints(await asStaff(null, false))).toEqual([
      [agencies[0].id, recorded(({ agencyId }) => agencyId === agencies[0].id)],
    ]);
    expect(complaints(await asStaff(null, true))).toEqual([
      [null, recorded(({ taskForceId }) => taskForceId === taskForce.id)],
    ]);
    expect(await asStaff(agencies[1].id, false)).toEqual([]);
    await expect(asStaff(agencies[1].id, true)).rejects.toMatchObject({
      code: '42501',
      message: 'not an agency of the reader',
    });
  });

  it.each([
    ['until=2018-06-01', '#/from'],
    ['from=2018-03-01', '#/until'],
    ['from=2018-03-01&until=2018-03-01', '#/until'],
    ['from=2018-06-01&until=2018-03-01', '#/until'],
    ['from=1900-01-01&until=2100-01-02', '#/until'],
    ['from=2018-02-30&until=2018-06-01', '#/from'],
    ['period=2018', '#/period'],
    ['period=FY2018-Q5', '#/period'],
    ['from=2018-03-01&until=2018-06-01&period=FY2018', '#/period'],
    ['from=2018-03-01T00:00:00Z&until=2018-06-01', '#/from'],
    [`${spring}&by=year`, '#/by'],
    [`${spring}&by=month,month`, '#/by'],
    [`${spring}&by=taskForce,agency,month,type`, '#/by'],
    [`${spring}&by=`, '#/by'],
    [`${spring}&by=month&by=type`, '#/by'],
    [`${spring}&taskForceId=1`, '#/taskForceId'],
    [`${spring}&taskForceId=00000000-0000-7000-8000-000000000000`, '#/taskForceId'],
    [`${spring}&agencyId=00000000-0000-7000-8000-000000000000`, '#/agencyId'],
    [`${spring}&scope=nation`, '#/scope'],
    [`${spring}&scope=taskForce`, '#/scope'],
    [`${spring}&colour=red`, '#/colour'],
  ])('are rejected for ?%s, at %s', async (query, pointer) => {
    const answer = await tracker.as(counted.nation).get(`/reports/totals?${query}`);

    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toEqual([expect.objectContaining({ pointer })]);
  });

  it.each([
    ['FY2018', '2017-10-01', '2018-10-01'],
    ['FY2018-Q2', '2018-01-01', '2018-04-01'],
    ['2018-03', '2018-03-01', '2018-04-01'],
  ])('accept the name of a period: %s', async (name, from, until) => {
    const byName = await totals(counted.nation, `period=${name}&by=type`);
    const byDays = await totals(counted.nation, `from=${from}&until=${until}&by=type`);

    expect(byName).toEqual(byDays);
    expect(byName.figures.complaintsDocumented.recorded).toBeGreaterThan(0);
  });

  it('accept at most 200 years', async () => {
    expect((await totals(counted.nation, 'from=1900-01-01&until=2100-01-01')).from).toBe('1900-01-01');
  });

  it('use the same number of statements for any number of rows', async () => {
    await tracker.expectQueries(4, () => totals(counted.nation, `${ever}&by=taskForce,agency,month`));
  });
});

/** Returns the facts that a row counts. */
function factsOf(row: TotalsRow, reader: GivenAccount, facts: readonly Fact[], by: string): readonly Fact[] {
  return facts.filter(
    (fact) =>
      inSpring(fact) &&
      (reader.taskForceId === null || fact.taskForceId === reader.taskForceId) &&
      (reader.agencyId === null || fact.agencyId === reader.agencyId) &&
      (!by.includes('taskForce') || fact.taskForceId === row.taskForce?.id) &&
      (!by.includes('agency') || fact.agencyId === row.agency?.id) &&
      (!by.includes('month') || fact.day.slice(0, 7) === row.month) &&
      (!by.includes('type') || fact.type === row.type) &&
      (!by.includes('mode') || fact.mode === row.mode),
  );
}

describe('the report of an operation', () => {
  const window = { name: 'Spring', startsOn: '2018-03-01', endsOn: '2018-05-31', membership: 'window' };

  it('counts records in its window, including the last hour of the last day', async () => {
    const { desks, nation, facts } = counted;
    const { id } = madeBy(await tracker.as(nation).post<OperationView>('/operations', window), 201).body;

    const report = await operationReport(nation, id);
    expect(recordedOf(report.figures)).toEqual(recordedIn(facts.filter(inSpring)));
    expect(report.figures.arrests).toMatchObject({ historical: 0, precision: 'exact' });
    expect(report.operation).toEqual({ id, ...window });
    expect([report.taskForces, report.agencies]).toEqual([2, 4]);
    const cells = report.complaintsByTypeAndMode;
    expect(cells.reduce((sum, { complaints }) => sum + complaints, 0)).toBe(
      report.figures.complaintsDocumented.recorded,
    );
    expect(cells.map(({ type, mode }) => `${type} ${mode}`)).toEqual(
      cells.map(({ type, mode }) => `${type} ${mode}`).sort(),
    );

    for (const { taskForce, agencies, head, staff } of desks) {
      const own = await operationReport(head, id);
      expect(recordedOf(own.figures)).toEqual(
        recordedIn(facts.filter((fact) => inSpring(fact) && fact.taskForceId === taskForce.id)),
      );
      expect([own.taskForces, own.agencies, own.scope.level]).toEqual([1, 2, 'task_force']);
      const desk = await operationReport(staff[0], id);
      expect(recordedOf(desk.figures)).toEqual(
        recordedIn(facts.filter((fact) => inSpring(fact) && fact.agencyId === agencies[0].id)),
      );
      expect((await operationReport(staff[0], id, '?scope=taskForce')).figures).toEqual(own.figures);
    }
  });

  it('includes a complaint at 23:30 on its last day in Anchorage', async () => {
    const [{ staff, head }] = counted.desks;
    const { id } = madeBy(
      await tracker.as(head).post<OperationView>('/operations', { ...window, name: 'Edge' }),
      201,
    ).body;
    const count = async (): Promise<number> => (await operationReport(head, id)).figures.complaintsDocumented.recorded;
    const before = await count();

    await given.complaint({ by: staff[0], receivedAt: '2018-06-01T07:30:00Z' });
    expect(await count()).toBe(before + 1);
    await given.complaint({ by: staff[0], receivedAt: '2018-06-01T08:00:00Z' });
    expect(await count()).toBe(before + 1);
    await given.complaint({ by: staff[0], receivedAt: '2018-03-01T08:59:59.999Z' });
    expect(await count()).toBe(before + 1);
    await given.complaint({ by: staff[0], receivedAt: '2018-03-01T09:00:00Z' });
    expect(await count()).toBe(before + 2);
  });

  it('counts tagged complaints on any day, and their offenders', async () => {
    const taskForceId = (await given.taskForce()).id;
    const head = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));
    const [tagged, other] = [await given.complaint({ taskForceId }), await given.complaint({ taskForceId })];
    for (const { id: complaintId, by } of [tagged, other]) {
      const suspect = { complaintId, offenderClass: 'producer', juvenile: false, identifiedOn: '2026-03-01' };
      madeBy(await tracker.as(by).post('/suspects', suspect), 201);
    }
    const plan = { ...window, membership: 'tagged' };
    const { id } = madeBy(await head.post<OperationView>('/operations', plan), 201).body;
    const read = async (): Promise<Recorded> =>
      recordedOf(madeBy(await head.get<OperationReportView>(`/reports/operations/${id}`), 200).body.figures);

    expect(await read()).toEqual(nothing);
    madeBy(await head.post(`/operations/${id}/members`, { complaintIds: [tagged.id] }), 200);
    expect(await read()).toEqual({ ...nothing, complaintsDocumented: 1, offendersIdentifiedHandsOnOrProduction: 1 });
  });

  it('returns 404 for a task force that takes no part, as for a missing operation', async () => {
    const [{ head }, { head: stranger }] = counted.desks;
    const { id } = madeBy(
      await tracker.as(head).post<OperationView>('/operations', { ...window, name: 'Covert' }),
      201,
    ).body;

    const covert = await tracker.as(stranger).get(`/reports/operations/${id}`);
    const missing = await tracker.as(stranger).get('/reports/operations/00000000-0000-7000-8000-000000000000');
    const noId = await tracker.as(stranger).get('/reports/operations/1');
    expect([covert.status, covert.text]).toEqual([404, missing.text]);
    expect([noId.status, noId.text]).toEqual([404, missing.text]);
  });

  it('is refused to administrators and auditors', async () => {
    const [{ head, taskForce }] = counted.desks;
    const { id } = madeBy(
      await tracker.as(head).post<OperationView>('/operations', { ...window, name: 'Ours' }),
      201,
    ).body;

    for (const role of ['admin', 'auditor'] as const) {
      const account = await given.account({ taskForceId: taskForce.id, role });
      expect((await tracker.as(account).get(`/reports/operations/${id}`)).status).toBe(403);
    }
  });
});

describe('the measures of the reports', () => {
  it('are the measures that accept historical totals', async () => {
    const [check] = await tracker.sql<{ definition: string }>(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'historical_totals_measure_check'`,
    );

    expect([...(check?.definition ?? '').matchAll(/'(\w+)'/g)].map(([, key]) => key).sort()).toEqual(
      [...measureKeys].sort(),
    );
  });
});
