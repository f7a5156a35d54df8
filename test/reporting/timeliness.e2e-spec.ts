import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { Priority } from '../../src/casework/complaints/complaints.enums.js';
import type { TransferView } from '../../src/casework/transfers/transfer.view.js';
import type { LegalProcessView } from '../../src/casework/investigations/legal-process.view.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { runPurge } from '../../src/casework/retention/purge-job.js';
import type { WaitingComplaintPage } from '../../src/reporting/reports/timeliness/backlog.view.js';
import type { TimedComplaintPage, TimelinessView } from '../../src/reporting/reports/timeliness/timeliness.view.js';
import type { Timings } from '../../src/reporting/reports/timeliness/timings.view.js';
import { timingMeasures, type TimingKey } from '../../src/reporting/reports/timeliness/timing-measures.js';
import { Given, madeBy, type GivenAccount, type GivenAgency, type Made } from '../support/given.js';
import { anOffer } from '../casework/transfer-fixtures.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const year = 'from=2026-01-01&until=2027-01-01';

const clock = new Date(stoppedAt);
let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker({ clock, config: { REQUESTS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
});
beforeEach(() => {
  clock.setTime(stoppedAt.getTime());
});
afterAll(() => tracker.close());

function waits(seconds: number): void {
  clock.setTime(clock.getTime() + seconds * 1000);
}

const reason = 'The laboratory has the devices.';
const isWhat = { type: 'enticement', mode: 'reactive' } as const;
const triageAs = (priority: Priority): object => ({ ...isWhat, priority, rationale: 'A meeting was proposed.' });
const closing = { code: 'insufficient_information', narrative: 'No lead is left.' };

/** Complaint received now, with the accounts that decide on it at its task force and agency. */
class Life {
  private constructor(
    readonly agency: GivenAgency,
    readonly head: GivenAccount,
    private complaint: Made<ComplaintView>,
  ) {}

  static async begin(agency?: GivenAgency, head?: GivenAccount): Promise<Life> {
    const at = agency ?? (await given.agency());
    const over = head ?? (await given.account({ taskForceId: at.taskForceId, role: 'supervisor' }));
    const receivedAt = new Date(clock).toISOString();
    return new Life(at, over, await given.complaint({ agencyId: at.id, receivedAt }));
  }

  get id(): string {
    return this.complaint.id;
  }

  async is(act: string, body: object, by = this.head): Promise<void> {
    const change = { 'if-match': this.complaint.etag };
    const answer = madeBy(
      await tracker.as(by).change<ComplaintView>(`/complaints/${this.id}/${act}`, body, change),
      200,
    );
    this.complaint = { ...answer.body, etag: answer.etag, by: this.complaint.by };
  }

  assigned(): Promise<void> {
    return this.is('assignment', { agencyId: this.agency.id });
  }

  /** Offers it to another agency, which accepts after that time. */
  async handedTo(to: GivenAgency, kind: 'transfer' | 'referral', later: number): Promise<TransferView> {
    const sender = await given.account({ agency: this.agency, role: 'supervisor' });
    const receiver = await given.account({ agency: to, role: 'supervisor' });
    const offer = await given.made<TransferView>(sender, '/transfers', {
      complaintId: this.id,
      agencyId: to.id,
      kind,
      ...anOffer,
    });
    waits(later);
    const path = `/transfers/${offer.id}/acceptance`;
    const accepted = await tracker.as(receiver).put<TransferView>(path, { reason }, { 'if-match': offer.etag });
    return madeBy(accepted, 200).body;
  }
}

async function timeliness(reader: GivenAccount, query = ''): Promise<TimelinessView> {
  return madeBy(await tracker.as(reader).get<TimelinessView>(`/reports/timeliness?${year}${query}`), 200).body;
}

async function timed(reader: GivenAccount, measure: TimingKey, query = ''): Promise<readonly (readonly number[])[]> {
  const { items } = await page(reader, measure, query);
  return items.map(({ cycle, wallSeconds, workingSeconds }) => [cycle, wallSeconds, workingSeconds]);
}

async function page(reader: GivenAccount, measure: TimingKey, query = ''): Promise<TimedComplaintPage> {
  const path = `/reports/timeliness/complaints?${year}&measure=${measure}${query}`;
  return madeBy(await tracker.as(reader).get<TimedComplaintPage>(path), 200).body;
}

function stopped(timings: Timings): Record<string, number> {
  return Object.fromEntries(timingMeasures.map(({ property }) => [property, timings[property].stopped]));
}

const none = Object.fromEntries(timingMeasures.map(({ property }) => [property, 0]));

describe('the times of a complaint', () => {
  it('run from receipt to each step, with and without holds, and restart at a reopening', async () => {
    const life = await Life.begin();
    waits(hour);
    await life.is('screening', isWhat);
    waits(hour);
    await life.is('triage', triageAs(2));
    waits(hour);
    await life.is('hold', { reason, reviewOn: '2026-03-20' });
    waits(day);
    await life.is('resume', { reason });
    waits(30 * minute);
    await life.assigned();
    waits(2 * day);
    await life.is('disposition', closing);
    waits(10 * day);
    await life.is('reopen', { reason });
    waits(5 * minute);
    await life.is('triage', triageAs(1));

    const { head } = life;
    const toAssignment = 3 * hour + day + 30 * minute;
    expect(await timed(head, 'first_view')).toEqual([
      [2, 5 * minute, 5 * minute],
      [1, hour, hour],
    ]);
    expect(await timed(head, 'triage')).toEqual([
      [2, 5 * minute, 5 * minute],
      [1, 2 * hour, 2 * hour],
    ]);
    expect(await timed(head, 'assignment')).toEqual([[1, toAssignment, toAssignment - day]]);
    expect(await timed(head, 'disposition')).toEqual([[1, toAssignment + 2 * day, toAssignment + day]]);
    expect(await timed(head, 'reopening')).toEqual([[2, 10 * day, 10 * day]]);

    const { timings, relativeError } = await timeliness(head);
    expect(stopped(timings)).toEqual({
      ...none,
      firstView: 2,
      triage: 2,
      assignment: 1,
      disposition: 1,
      reopening: 1,
    });
    expect(timings.reopenedShare).toBe(1);
    const { wall, working } = timings.assignment;
    for (const [told, is] of [
      [wall.medianSeconds, toAssignment],
      [wall.p90Seconds, toAssignment],
      [working.medianSeconds, toAssignment - day],
      [timings.triage.wall.medianSeconds, 5 * minute],
      [timings.triage.wall.p90Seconds, 2 * hour],
    ] as const) {
      expect(Math.abs((told ?? 0) - is) / is).toBeLessThanOrEqual(relativeError);
    }
  });

  it('count legal process by its day of service, without voided process', async () => {
    const life = await Life.begin();
    const { agency } = life;
    const investigator = await given.account({ agency });
    waits(day);
    await life.is('hold', { reason, reviewOn: '2026-03-20' });
    waits(4 * day);
    const process = await given.made<LegalProcessView>(investigator, '/legal-processes', {
      complaintId: life.id,
      kind: 'subpoena',
      authority: 'District Court of Douglas County',
      directedTo: 'The provider of the account',
      issuedOn: '2026-03-04',
    });
    const issued = await timed(life.head, 'first_legal_process');
    const served = await given.changed(process, `/legal-processes/${process.id}/service`, { servedOn: '2026-03-06' });
    const after = await timed(life.head, 'first_legal_process');
    waits(day);
    await life.is('resume', { reason });
    const resumed = await timed(life.head, 'first_legal_process');
    const supervisor = await given.account({ agency, role: 'supervisor' });
    await given.changed({ ...served, by: supervisor }, `/legal-processes/${process.id}/void`, { reason });

    expect(issued).toEqual([]);
    // It was on hold from 9:00 on the third until after the midnight before the sixth.
    expect(after).toEqual([[1, 4 * day, 4 * day - (2 * day + 15 * hour)]]);
    expect(resumed).toEqual(after);
    expect(await timed(life.head, 'first_legal_process')).toEqual([]);
  });

  it('end on the day in the time zone of the task force', async () => {
    const life = await Life.begin();
    clock.setTime(Date.parse('2026-04-01T04:59:59Z'));
    await life.is('triage', triageAs(4));

    const march = await tracker
      .as(life.head)
      .get<TimelinessView>('/reports/timeliness?from=2026-03-31&until=2026-04-01');
    const april = await tracker
      .as(life.head)
      .get<TimelinessView>('/reports/timeliness?from=2026-04-01&until=2026-04-02');
    expect([march, april].map(({ body }) => body.timings.triage.stopped)).toEqual([1, 0]);
  });

  it('are compared with the target of their tier, from the request or by default', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    const lives: Life[] = [];
    for (let n = 0; n < 3; n += 1) lives.push(await Life.begin(agency, head));
    const [urgent, held, slow] = lives as [Life, Life, Life];
    waits(hour);
    await urgent.is('triage', triageAs(1));
    await held.is('hold', { reason, reviewOn: '2026-03-20' });
    waits(30 * minute);
    await held.is('resume', { reason });
    await held.is('triage', triageAs(1));
    waits(1);
    await slow.is('triage', triageAs(1));
    for (const life of lives) await life.assigned();

    const { timings, targetHours } = await timeliness(head);
    const { timings: lax } = await timeliness(head, '&targetHours=2,24,168,720');
    expect(targetHours).toEqual([1, 24, 168, 720]);
    // Exactly one hour is within the target, and so are 90 minutes with 30 on hold.
    expect(timings.triage.pastTarget).toEqual({ total: 3, past: 1, share: 0.333 });
    expect(timings.assignment.pastTarget).toEqual({ total: 3, past: 3, share: 1 });
    expect(timings.disposition.pastTarget).toBeNull();
    expect(lax.assignment.pastTarget).toEqual({ total: 3, past: 0, share: 0 });
    const { items } = await page(head, 'triage', '&pastTarget=true');
    expect(items).toMatchObject([{ complaintId: slow.id, isPastTarget: true, priority: 1 }]);
  });
});

describe('a transferred complaint', () => {
  it('counts at its current agency, and its wait for an answer at the offering agency', async () => {
    const life = await Life.begin();
    const { agency, head } = life;
    const receiver = await given.agency({ taskForceId: agency.taskForceId });
    waits(hour);
    await life.is('triage', triageAs(3));
    await life.handedTo(receiver, 'transfer', 2 * hour);

    const { rows } = await timeliness(head, '&by=agency');
    expect(rows.map((row) => [row.agency?.id, stopped(row.timings)]).sort()).toEqual(
      [
        [agency.id, { ...none, transferAcceptance: 1 }],
        [receiver.id, { ...none, firstView: 1, triage: 1 }],
      ].sort(),
    );
    expect(await timed(head, 'transfer_acceptance')).toEqual([[1, 2 * hour, 2 * hour]]);
    // The sender no longer sees it.
    const sender = await given.account({ agency, role: 'supervisor' });
    expect(stopped((await timeliness(sender)).timings)).toEqual({ ...none, transferAcceptance: 1 });
    expect(await timed(sender, 'transfer_acceptance')).toEqual([]);
  });

  it('counts in the receiving task force from its first receipt, and a referral copy does not', async () => {
    const [given1, given2] = [await Life.begin(), await Life.begin()];
    const receiver = await given.agency();
    const abroad = await given.account({ taskForceId: receiver.taskForceId, role: 'supervisor' });
    waits(hour);
    await given1.is('triage', triageAs(3));
    await given2.is('triage', triageAs(3));
    const { becameComplaintId: taken } = await given1.handedTo(receiver, 'transfer', hour);
    const { becameComplaintId: copied } = await given2.handedTo(receiver, 'referral', hour);
    for (const id of [taken, copied]) {
      madeBy(await tracker.as(abroad).put(`/complaints/${id}/triage`, triageAs(3), { 'if-match': '"v1"' }), 200);
    }

    expect(stopped((await timeliness(given1.head)).timings)).toEqual({ ...none, transferAcceptance: 1 });
    expect(await timed(abroad, 'triage')).toEqual([[1, 3 * hour, 3 * hour]]);
    expect(stopped((await timeliness(given2.head)).timings)).toEqual({
      ...none,
      firstView: 1,
      triage: 1,
      transferAcceptance: 1,
    });
  });
});

describe('a merged or purged complaint', () => {
  it('is not counted while it is merged, and counted again afterwards', async () => {
    const life = await Life.begin();
    const { id: into } = await Life.begin(life.agency, life.head);
    await life.is('triage', triageAs(3));
    const before = stopped((await timeliness(life.head)).timings);
    await life.is('merge', { into, reason });
    const merged = stopped((await timeliness(life.head)).timings);
    await life.is('unmerge', { reason });

    expect(before).toEqual({ ...none, firstView: 1, triage: 1 });
    expect(merged).toEqual(none);
    expect(stopped((await timeliness(life.head)).timings)).toEqual(before);
  });

  it('is still counted after its purge, without personal data', async () => {
    const life = await Life.begin();
    const { head, id } = life;
    waits(hour);
    await life.is('triage', triageAs(3));
    waits(hour);
    await life.is('disposition', closing);
    const before = await timeliness(head);
    await tracker.sql(`UPDATE app.complaints SET state_since = '2015-06-01T12:00:00Z' WHERE id = $1`, [id]);
    await tracker.sql(
      `INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, mark_reason, marked_by, marked_at,
                                   purge_not_before, version)
       SELECT gen_random_uuid(), c.task_force_id, c.id, k.class, k.closed_on, k.review_on, 'No reason to keep it', $2,
              '2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z', 2
         FROM app.complaints c CROSS JOIN LATERAL app.retention_by_rule(c.id) k WHERE c.id = $1`,
      [id, head.accountId],
    );
    await runPurge(tracker.database.purgeUrl);

    expect(await tracker.sql('SELECT FROM app.complaints WHERE id = $1', [id])).toEqual([]);
    expect((await timeliness(head)).timings).toEqual(before.timings);
    expect(before.timings.disposition.stopped).toBe(1);
    expect(await timed(head, 'disposition')).toEqual([]);
  });
});

describe('the scope of a timeliness report', () => {
  it('is the agency or its task force as a whole, the task force itself, or the nation, by seat', async () => {
    const own = await Life.begin();
    const { agency, head } = own;
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    const next = await Life.begin(neighbour, head);
    const far = await Life.begin();
    waits(hour);
    for (const life of [own, next, far]) await life.is('triage', triageAs(3));
    const desk = await given.account({ agency });
    const nation = await given.account({ seat: 'national' });
    const read = async (reader: GivenAccount, query = ''): Promise<number> =>
      (await timeliness(reader, query)).timings.triage.stopped;

    expect(await read(desk)).toBe(1);
    expect(await read(desk, '&scope=taskForce')).toBe(2);
    expect(await read(head)).toBe(2);
    expect(await read(head, `&agencyId=${neighbour.id}`)).toBe(1);
    expect(await read(nation, `&taskForceId=${far.agency.taskForceId}`)).toBe(1);
    expect(await read(nation)).toBeGreaterThanOrEqual(3);
    const { rows } = await timeliness(nation, '&by=taskForce,priority');
    const inBoth = rows.filter(({ taskForce }) =>
      [agency.taskForceId, far.agency.taskForceId].includes(String(taskForce?.id)),
    );
    expect(inBoth.map(({ priority, timings }) => [priority, timings.triage.stopped])).toEqual([
      [3, 2],
      [3, 1],
    ]);
    expect((await page(desk, 'triage')).items.map(({ complaintId }) => complaintId)).toEqual([own.id]);
    expect((await page(nation, 'triage')).items).toEqual([]);
  });

  it('is enforced by the database for any parameters in the session', async () => {
    const own = await Life.begin();
    const { agency, head } = own;
    const next = await Life.begin(await given.agency({ taskForceId: agency.taskForceId }), head);
    const far = await Life.begin();
    waits(hour);
    for (const life of [own, next, far]) await life.is('triage', triageAs(3));
    for (const life of [own, next, far]) await life.assigned();
    const app = new pg.Client({ connectionString: tracker.database.appUrl });
    await app.connect();
    const asked = async ({ token }: GivenAccount, taskForceId: string | null, agencyId: string | null) => {
      const hours = [1, 24, 168, 720];
      await app.query('BEGIN');
      await app.query(`SELECT * FROM auth.begin_request($1, true, 'a request', '192.0.2.1')`, [hashOf(token)]);
      const { rows: timedRows } = await app.query<{ n: number }>(
        `SELECT coalesce(sum(stopped), 0)::int AS n FROM oversight.timeliness('2026-01-01', '2027-01-01', '{}', $1, $2, false, $3)
          WHERE measure = 'triage'`,
        [taskForceId, agencyId, hours],
      );
      const { rows: openRows } = await app.query<{ n: number }>(
        `SELECT coalesce(sum(complaints), 0)::int AS n FROM oversight.backlog($4, '{}', $1, $2, false, $3, '{3}')`,
        [taskForceId, agencyId, hours, clock],
      );
      await app.query('ROLLBACK');
      return [timedRows[0]?.n, openRows[0]?.n];
    };
    const desk = await given.account({ agency });

    expect(await asked(desk, null, null)).toEqual([1, 1]);
    expect(await asked(desk, null, next.agency.id)).toEqual([0, 0]);
    expect(await asked(head, null, null)).toEqual([2, 2]);
    expect(await asked(head, far.agency.taskForceId, null)).toEqual([0, 0]);
    await app.end();
  });

  it('rejects a request beyond the seat', async () => {
    const agency = await given.agency();
    const foreign = await given.agency();
    const desk = tracker.as(await given.account({ agency }));
    const asked = async (query: string): Promise<unknown> => {
      const { status, body } = await desk.get(`/reports/${query}`);
      return [status, (body['errors'] as { pointer: string }[] | undefined)?.map(({ pointer }) => pointer)];
    };

    for (const [query, pointer] of [
      [`timeliness?${year}&by=agency&scope=taskForce`, '#/by'],
      [`timeliness?${year}&by=state`, '#/by'],
      [`timeliness?${year}&agencyId=${foreign.id}`, '#/agencyId'],
      [`timeliness?${year}&taskForceId=${foreign.taskForceId}`, '#/taskForceId'],
      ['timeliness?from=2026-02-01&until=2026-01-01', '#/until'],
      [`timeliness?${year}&targetHours=1,2,3`, '#/targetHours'],
      [`timeliness?${year}&targetHours=0,2,3,4`, '#/targetHours'],
      [`timeliness/complaints?${year}&measure=first_reading`, '#/measure'],
      [`timeliness/complaints?${year}&measure=triage&priority=5`, '#/priority'],
      [`backlog?by=agency&scope=taskForce`, '#/by'],
      [`backlog?by=month`, '#/by'],
      [`backlog/complaints?age=0-3`, '#/age'],
      [`backlog/complaints?cursor=bm8`, '#/cursor'],
    ] as const) {
      expect([query, await asked(query)]).toEqual([query, [422, [pointer]]]);
    }
  });
});

describe('the complaints of a timeliness figure', () => {
  it('are listed completely in pages, for any cycle', async () => {
    const life = await Life.begin();
    const { agency, head } = life;
    for (let n = 0; n < 4; n += 1) {
      waits(hour);
      const other = await Life.begin(agency, head);
      waits(day);
      await other.is('triage', triageAs(4));
    }
    for (let n = 0; n < 3; n += 1) {
      waits(minute);
      await life.is('triage', triageAs(2));
      waits(minute);
      await life.is('disposition', closing);
      waits(minute);
      await life.is('reopen', { reason });
    }
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const at: TimedComplaintPage = await page(head, 'triage', `&limit=2${cursor && `&cursor=${cursor}`}`);
      found.push(...at.items.map(({ complaintId, cycle }) => `${complaintId} ${cycle}`));
      cursor = at.nextCursor;
    }

    expect(found).toHaveLength(7);
    expect(new Set(found).size).toBe(7);
    expect((await page(head, 'triage', '&priority=2')).items).toHaveLength(3);
    expect((await page(head, 'triage', '&source=observation')).items).toEqual([]);
  });

  it('are listed for readers who can see them, sealed ones for supervisors of the task force', async () => {
    const life = await Life.begin();
    const { agency, head, id } = life;
    for (let n = 0; n < 2; n += 1) await Life.begin(agency, head);
    waits(hour);
    await life.is('triage', triageAs(3));
    const desk = await given.account({ agency, role: 'supervisor' });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [id]);
    const open = async (reader: GivenAccount): Promise<number> => {
      const answer = await tracker.as(reader).get<WaitingComplaintPage>('/reports/backlog/complaints?limit=1');
      return madeBy(answer, 200).body.items.length + (answer.body.nextCursor === null ? 0 : 1);
    };

    expect((await timeliness(desk)).timings.triage.stopped).toBe(1);
    expect(await timed(desk, 'triage')).toEqual([]);
    expect(await timed(head, 'triage')).toEqual([[1, hour, hour]]);
    // A page is full despite hidden records, and reports that more follow.
    expect([await open(desk), await open(head)]).toEqual([2, 2]);
  });
});
