import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { dispositionCodes, dispositionMeanings } from '../../src/casework/complaints/complaints.enums.js';
import type { LegalHoldPage, LegalHoldView } from '../../src/casework/retention/legal-hold.view.js';
import { runPurge } from '../../src/casework/retention/purge-job.js';
import { retentionClasses } from '../../src/casework/retention/retention.enums.js';
import type { AttentionView } from '../../src/casework/attention/attention.view.js';
import type { DuePage, RetentionView } from '../../src/casework/retention/retention.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given, madeBy, type GivenAccount, type GivenComplaint } from '../support/given.js';
import { itIfLong } from '../support/times.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { asApp } from '../support/transactions.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const reason = 'Reviewed, and no reason to keep it is left.';
const hold = { authority: 'District Court, 8:26-cr-00117', reason: 'An appeal is pending.', reviewOn: '2027-03-01' };

async function headOf({ taskForceId }: { readonly taskForceId: string }): Promise<GivenAccount> {
  return given.account({ taskForceId, role: 'supervisor' });
}

function retentionOf(client: Client, { id }: { readonly id: string }): Promise<Answer<RetentionView>> {
  return client.get<RetentionView>(`/complaints/${id}/retention`);
}

async function mark(client: Client, complaint: { readonly id: string }): Promise<Answer<RetentionView>> {
  const { etag } = await retentionOf(client, complaint);
  return client.put<RetentionView>(
    `/complaints/${complaint.id}/retention/purge-mark`,
    { reason },
    { 'if-match': etag },
  );
}

async function addClosed({ id, taskForceId }: { readonly id: string; readonly taskForceId: string }, count: number) {
  await tracker.sql(
    `WITH off AS MATERIALIZED (SELECT set_config('session_replication_role', 'replica', true))
     INSERT INTO app.complaints (id, task_force_id, agency_id, reference, source, received_at, received_on, jurisdiction_state, narrative,
                                 state, state_since, disposition, intake_digest, logged_at, version)
     SELECT gen_random_uuid(), $1, $2, 'F-' || n, 'public_complaint', at, at::date, 'NE', 'What was reported.', 'closed', at,
            'insufficient_information', '\\x00', at, 1
       FROM off, generate_series(1, $3::int) n
      CROSS JOIN LATERAL (SELECT timestamptz '2026-03-02T15:00:00Z' - n * interval '1 minute' AS at) r`,
    [taskForceId, id, count],
  );
}

async function aMonthLater({ id }: { readonly id: string }): Promise<void> {
  await tracker.sql(`UPDATE app.retentions SET purge_not_before = now() - interval '1 hour' WHERE complaint_id = $1`, [
    id,
  ]);
}

describe('the retention of a complaint', () => {
  it('follows its disposition, and a later arrest or identified child', async () => {
    const complaint = await given.closedLongAgo();
    const client = tracker.as(await headOf(complaint));

    const closed = await retentionOf(client, complaint);
    const suspect = await given.suspect({ complaint });
    await given.arrest({ suspect });
    const arrested = await retentionOf(client, complaint);
    await given.victim({ complaint });
    const identified = await retentionOf(client, complaint);

    expect(closed.body).toMatchObject({ class: 'closed_without_arrest', isByRule: true, closedOn: '2015-06-01' });
    expect(closed.body).toMatchObject({ reviewOn: '2022-06-01', isDue: true, may: { decide: true, mark: true } });
    expect(arrested.body).toMatchObject({ class: 'arrest_or_prosecution', reviewOn: '2040-06-01', isDue: false });
    expect(identified.body).toMatchObject({ class: 'child_identified', reviewOn: '2090-06-01' });
  });

  it.each(dispositionCodes)(
    'has the class of the code %s, which is the longer one if it was prosecuted',
    async (code) => {
      const triaged = await given.complaint({ state: 'triaged' });
      const complaint = await given.moved(triaged, [
        ['disposition', { code, narrative: 'Nothing else is left to do.' }],
      ]);

      const { body } = await retentionOf(tracker.as(await headOf(complaint)), complaint);

      const [row] = await tracker.sql<{ class: string }>(
        'SELECT retention_class AS class FROM app.disposition_codes WHERE code = $1',
        [code],
      );
      expect(body).toMatchObject({ class: row?.class, isByRule: true });
      if (dispositionMeanings[code].isProsecuted) expect(body.class).toBe('arrest_or_prosecution');
    },
  );

  it('has a number of years for each class except the permanent one', async () => {
    const rows = await tracker.sql<{ class: string; years: number | null }>(
      'SELECT c AS class, app.retention_years(c) AS years FROM unnest($1::text[]) c',
      [retentionClasses],
    );

    const endless = rows.filter(({ years }) => years === null).map((row) => row.class);
    expect(endless).toEqual(['permanent']);
    const years = rows.flatMap((row) => row.years ?? []);
    expect(years).toEqual(years.toSorted((one, other) => one - other));
  });

  it('is empty while the complaint is open, and rejects a decision', async () => {
    const complaint = await given.complaint();
    const client = tracker.as(await headOf(complaint));

    const { body, etag } = await retentionOf(client, complaint);
    const decided = await client.put(
      `/complaints/${complaint.id}/retention`,
      { class: 'unfounded', reason },
      { 'if-match': etag },
    );

    expect(body).toMatchObject({ class: null, closedOn: null, reviewOn: null, isDue: false, may: { decide: false } });
    expect(decided).toMatchObject({ status: 409, body: { type: '/problems/not-closed' } });
  });

  it('can be set by a supervisor with a reason, to longer or permanent', async () => {
    const complaint = await given.closedLongAgo();
    const client = tracker.as(await headOf(complaint));
    const path = `/complaints/${complaint.id}/retention`;
    const first = await retentionOf(client, complaint);

    const decision = { class: 'unfounded', reviewOn: '2030-01-01', reason: 'An appeal is pending.' };
    const decided = await client.put<RetentionView>(path, decision, { 'if-match': first.etag });
    const stale = await client.put(path, decision, { 'if-match': first.etag });
    const shorter = await client.put(path, { ...decision, class: 'child_identified' }, { 'if-match': decided.etag });
    const past = await client.put(path, { ...decision, reviewOn: '2026-03-02' }, { 'if-match': decided.etag });
    const forGood = await client.put(
      path,
      { class: 'permanent', reason: 'A landmark case.' },
      { 'if-match': decided.etag },
    );

    expect(decided.body).toMatchObject({ class: 'unfounded', isByRule: false, reviewOn: '2030-01-01', isDue: false });
    expect(stale.status).toBe(412);
    expect(shorter).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/reviewOn' }] } });
    expect(past).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/reviewOn' }] } });
    expect(forGood.body).toMatchObject({ class: 'permanent', reviewOn: null, isDue: false });
    const entry = (await tracker.trailOf(complaint.id)).find(({ action }) => action === 'retention.decided');
    expect(entry).toMatchObject({ reason: 'An appeal is pending.' });
  });

  it('is listed once it is due, longest overdue first, in pages, with two statements', async () => {
    const agency = await given.agency();
    const due = [
      await given.closedLongAgo({ agencyId: agency.id }),
      await given.closedLongAgo({ agencyId: agency.id }),
    ];
    await tracker.sql(`UPDATE app.complaints SET state_since = '2010-06-01T12:00:00Z' WHERE id = $1`, [due[1]?.id]);
    const open = await given.complaint({ agencyId: agency.id });
    const young = await given.complaint({ agencyId: agency.id, state: 'closed' });
    const head = await headOf(open);
    const client = tracker.as(head);
    await runPurge(tracker.database.purgeUrl);

    const first = await tracker.expectQueries(2, () => client.get<DuePage>('/retention/due?limit=1'));
    const second = await client.get<DuePage>(`/retention/due?limit=1&cursor=${first.body.nextCursor ?? ''}`);
    const neighbour = tracker.as(
      await given.account({ agency: await given.agency({ taskForceId: agency.taskForceId }) }),
    );

    const listed = [...first.body.items, ...second.body.items].map(({ complaintId }) => complaintId);
    expect(listed).toEqual([due[1]?.id, due[0]?.id]);
    expect(second.body.nextCursor).toBeNull();
    expect(listed).not.toContain(young.id);
    expect((await neighbour.get<DuePage>('/retention/due')).body.items).toEqual([]);
    const nation = tracker.as(await given.account({ seat: 'national', role: 'supervisor' }));
    expect((await nation.get<DuePage>('/retention/due')).body.items).toEqual([]);
  });

  // Five thousand complaints take half a minute.
  itIfLong(
    'is listed and counted alike for an agency with few closed complaints and for one with thousands',
    async () => {
      const many = await given.agency();
      const { taskForceId } = many;
      const few = await given.agency({ taskForceId });
      const days = ['2010-03-01', '2010-01-01', '2010-04-01', '2010-02-01'];
      const [owned, worked, ofMany, ofFew] = await Promise.all(
        [many, many, many, few].map(({ id }) => given.closedLongAgo({ agencyId: id })),
      );
      for (const [index, { id }] of [owned, worked, ofMany, ofFew].flatMap((made) => made ?? []).entries())
        await tracker.sql('UPDATE app.complaints SET state_since = $2 WHERE id = $1', [id, `${days[index]}T18:00:00Z`]);
      await tracker.sql('UPDATE app.complaints SET working_agency_id = $2 WHERE id = $1', [worked?.id, few.id]);
      await addClosed(many, 5001);
      await runPurge(tracker.database.purgeUrl);

      const expected = [
        [await headOf(many), [worked, ofFew, owned, ofMany]],
        [await given.account({ agency: many, role: 'supervisor' }), [worked, owned, ofMany]],
        [await given.account({ agency: few, role: 'supervisor' }), [worked, ofFew]],
      ] as const;
      for (const [reader, complaints] of expected) {
        const listed: string[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const path: string = `/retention/due?marked=false&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
          const { body }: Answer<DuePage> = await tracker.as(reader).get<DuePage>(path);
          listed.push(...body.items.map(({ complaintId }) => complaintId));
          cursor = body.nextCursor;
        }
        const { body: attention } = await tracker.as(reader).get<AttentionView>('/attention');
        expect(listed).toEqual(complaints.map((complaint) => complaint?.id));
        expect(attention.items.find(({ kind }) => kind === 'retention_due')).toMatchObject({
          count: complaints.length,
          isComplete: true,
        });
      }
    },
  );
});

describe('a mark for purge', () => {
  it('is allowed from the review date on, waits a month and can be withdrawn', async () => {
    const complaint = await given.closedLongAgo();
    const client = tracker.as(await headOf(complaint));

    const marked = await mark(client, complaint);
    const again = await mark(client, complaint);
    const path = `/complaints/${complaint.id}/retention`;
    const decided = await client.put(path, { class: 'permanent', reason }, { 'if-match': marked.etag });
    const taken = await client.post<RetentionView>(
      `${path}/purge-mark/withdraw`,
      { reason: 'The reviewer was wrong.' },
      { 'if-match': marked.etag },
    );
    const nothing = await client.post(`${path}/purge-mark/withdraw`, { reason }, { 'if-match': taken.etag });

    expect(marked.body.markedAt).toBe('2026-03-02T15:00:00.000Z');
    // The clock of the database is not stopped.
    const days = (Date.parse(marked.body.purgeNotBefore ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(30, 1);
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/marked-for-purge' } });
    expect(decided).toMatchObject({ status: 409, body: { type: '/problems/marked-for-purge' } });
    expect(taken.body).toMatchObject({ markedAt: null, purgeNotBefore: null });
    expect(nothing).toMatchObject({ status: 409, body: { type: '/problems/not-marked-for-purge' } });
  });

  it('is rejected before the review date and during a legal hold', async () => {
    const young = await given.complaint({ state: 'closed' });
    const early = await mark(tracker.as(await headOf(young)), young);
    const complaint = await given.closedLongAgo();
    const head = await headOf(complaint);
    const merged = await given.complaint({ agencyId: complaint.agencyId });
    await tracker.sql(
      `UPDATE app.complaints SET state = 'merged', state_before = 'received', merged_into = $2, state_since = '2015-01-01Z'
        WHERE id = $1`,
      [merged.id, complaint.id],
    );
    await given.made(head, '/legal-holds', { complaintId: merged.id, ...hold });

    const held = await mark(tracker.as(head), complaint);
    await runPurge(tracker.database.purgeUrl);
    const due = await tracker.as(head).get<DuePage>('/retention/due');

    expect(early).toMatchObject({ status: 409, body: { type: '/problems/review-not-due', reviewOn: '2033-03-02' } });
    expect(held).toMatchObject({ status: 409, body: { type: '/problems/on-legal-hold' } });
    expect(due.body.items).toMatchObject([{ complaintId: complaint.id, isOnHold: true }]);
  });

  it('lasts a month and names its author, which the database enforces', async () => {
    const complaint = await given.closedLongAgo();
    const [head, other] = [await headOf(complaint), await headOf(complaint)];
    const set = (assignments: string): Promise<Date | null> =>
      asApp(tracker, head, async (app) => {
        const statement = `UPDATE app.retentions SET ${assignments} WHERE complaint_id = $1 RETURNING purge_not_before`;
        return (
          (await app.query<{ purge_not_before: Date }>(statement, [complaint.id])).rows[0]?.purge_not_before ?? null
        );
      });
    const long = `marked_at = '2020-01-01Z', purge_not_before = '2020-02-01Z'`;
    const marked = await mark(tracker.as(head), complaint);
    const month = Date.parse(marked.body.purgeNotBefore ?? '');

    expect((await set(long))?.getTime()).toBeGreaterThanOrEqual(month);
    expect((await set(`purge_not_before = marked_at + interval '720 hours'`))?.getTime()).toBeGreaterThanOrEqual(month);
    await expect(set(`marked_by = '${other.accountId}'`)).rejects.toMatchObject({ code: '42501' });
    await expect(set(`complaint_id = complaint_id`)).rejects.toMatchObject({ code: '42501' });
    const shorten = tracker.sql(
      `UPDATE app.retentions SET purge_not_before = marked_at + interval '29 days' WHERE complaint_id = $1`,
      [complaint.id],
    );
    await expect(shorten).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a legal hold', () => {
  it('takes effect at once, is lifted by two persons and is reviewed until then', async () => {
    const complaint = await given.complaint();
    const [head, other] = [await headOf(complaint), await headOf(complaint)];
    const placed = await given.made<LegalHoldView>(head, '/legal-holds', { complaintId: complaint.id, ...hold });
    const path = `/legal-holds/${placed.id}`;
    const [one, two] = [tracker.as(head), tracker.as(other)];

    const unasked = await two.post(`${path}/lift`, undefined, { 'if-match': placed.etag });
    const asked = await one.put<LegalHoldView>(`${path}/lift-request`, { reason }, { 'if-match': placed.etag });
    const twice = await two.put(`${path}/lift-request`, { reason }, { 'if-match': asked.etag });
    const alone = await one.post(`${path}/lift`, undefined, { 'if-match': asked.etag });
    const kept = await two.put<LegalHoldView>(
      `${path}/review`,
      { reviewOn: '2028-01-01', reason: 'Still pending.' },
      { 'if-match': asked.etag },
    );
    const askedAgain = await one.put<LegalHoldView>(`${path}/lift-request`, { reason }, { 'if-match': kept.etag });
    const lifted = await two.post<LegalHoldView>(`${path}/lift`, undefined, { 'if-match': askedAgain.etag });
    const over = await one.put(`${path}/review`, { reviewOn: '2028-01-01', reason }, { 'if-match': lifted.etag });

    expect(placed).toMatchObject({ isActive: true, placedBy: head.accountId, may: { lift: false } });
    expect(unasked).toMatchObject({ status: 409, body: { type: '/problems/lifting-not-requested' } });
    expect(asked.body.may).toEqual({ review: true, requestLifting: false, lift: false });
    expect(twice).toMatchObject({ status: 409, body: { type: '/problems/lifting-requested' } });
    expect(alone).toMatchObject({ status: 403, body: { type: '/problems/second-person-required' } });
    expect(kept.body).toMatchObject({ reviewOn: '2028-01-01', liftRequestedAt: null });
    expect(lifted.body).toMatchObject({
      isActive: false,
      liftRequestedBy: head.accountId,
      liftedBy: other.accountId,
    });
    expect(over).toMatchObject({ status: 409, body: { type: '/problems/hold-lifted' } });
    const list = await one.get<LegalHoldPage>(`/legal-holds?complaintId=${complaint.id}&active=false`);
    expect(list.body.items.map(({ id }) => id)).toEqual([placed.id]);
  });

  it('is lifted by two persons in the database too, and stays lifted', async () => {
    const complaint = await given.complaint();
    const [head, other] = [await headOf(complaint), await headOf(complaint)];
    const placed = await given.made<LegalHoldView>(head, '/legal-holds', { complaintId: complaint.id, ...hold });
    const set = (by: GivenAccount, assignments: string): Promise<unknown> => {
      const statement = `UPDATE app.legal_holds SET ${assignments} WHERE id = $1`;
      return asApp(tracker, by, (app) => app.query(statement, [placed.id]));
    };
    const asked = (who: GivenAccount): string =>
      `lift_reason = 'Why', lift_requested_by = '${who.accountId}', lift_requested_at = now()`;
    const lifted = (who: GivenAccount): string => `lifted_by = '${who.accountId}', lifted_at = now()`;

    await expect(set(head, `${asked(other)}, ${lifted(head)}`)).rejects.toMatchObject({ code: '42501' });
    await expect(set(head, `${asked(head)}, ${lifted(other)}`)).rejects.toMatchObject({ code: '42501' });
    await expect(set(head, `${asked(head)}, ${lifted(head)}`)).rejects.toMatchObject({ code: '23514' });
    await expect(set(head, `placed_by = '${other.accountId}'`)).rejects.toMatchObject({ code: '42501' });
    const path = `/legal-holds/${placed.id}`;
    const request = await given.changed(placed, `${path}/lift-request`, { reason });
    await given.changed({ ...request, by: other }, `${path}/lift`, undefined);
    await expect(set(head, 'lifted_by = NULL, lifted_at = NULL')).rejects.toMatchObject({ code: '42501' });
  });

  it('blocks every deletion of the complaint and its records, for any database role', async () => {
    const complaint = await given.closedLongAgo();
    const head = await headOf(complaint);
    const suspect = await given.suspect({ complaint });
    const arrest = await given.arrest({ suspect });
    const operation = await given.operation({ by: head, membership: 'tagged' });
    const tags = { arrestIds: [arrest.id] };
    madeBy(
      await tracker.as(head).post(`/operations/${operation.id}/members`, tags, { 'if-match': operation.etag }),
      200,
    );
    await given.made(head, '/legal-holds', { complaintId: complaint.id, ...hold });

    const statements = [
      `DELETE FROM app.complaints WHERE id = '${complaint.id}'`,
      `DELETE FROM app.arrests WHERE complaint_id = '${complaint.id}'`,
      `DELETE FROM app.operation_members WHERE arrest_id = '${arrest.id}'`,
      `DELETE FROM app.legal_holds WHERE complaint_id = '${complaint.id}'`,
      `DELETE FROM app.dispositions WHERE complaint_id = '${complaint.id}'`,
      'TRUNCATE app.triages',
    ];
    const codes: unknown[] = [];
    for (const role of ['NONE', 'tracker_eraser']) {
      for (const statement of statements) codes.push(await codeOf(`SET ROLE ${role}; ${statement}`));
    }

    // The purge role cannot truncate a table.
    expect(codes).toEqual([...Array.from({ length: 11 }, () => 'TF002'), '42501']);
  });

  it('protects a complaint that is already marked for purge', async () => {
    const complaint = await given.closedLongAgo();
    const head = await headOf(complaint);
    madeBy(await mark(tracker.as(head), complaint), 200);
    await aMonthLater(complaint);
    await given.made(head, '/legal-holds', { complaintId: complaint.id, ...hold });

    const { skipped } = await runPurge(tracker.database.purgeUrl);

    expect(skipped.get('on_hold')).toBe(1);
    expect((await retentionOf(tracker.as(head), complaint)).body).toMatchObject({
      isOnHold: true,
      markedAt: expect.any(String),
    });
  });

  it('is rejected for a purged complaint, with an explanation to readers who could see it', async () => {
    const complaint = await given.closedLongAgo();
    const head = await headOf(complaint);
    madeBy(await mark(tracker.as(head), complaint), 200);
    await aMonthLater(complaint);
    await runPurge(tracker.database.purgeUrl);

    const own = await tracker.as(head).post('/legal-holds', { complaintId: complaint.id, ...hold });
    const read = await retentionOf(tracker.as(head), complaint);
    const stranger = await headOf(await given.agency());
    const foreign = await tracker.as(stranger).post('/legal-holds', { complaintId: complaint.id, ...hold });

    expect(own).toMatchObject({ status: 409, body: { type: '/problems/purged', certificateId: expect.any(String) } });
    expect(read).toMatchObject({ status: 409, body: { type: '/problems/purged' } });
    expect(foreign.status).toBe(422);
    expect((await tracker.as(head).get(`/complaints/${complaint.id}`)).status).toBe(404);
  });

  it('and a concurrent purge do not both succeed, and the later one reports it', async () => {
    const complaints: GivenComplaint[] = [];
    const first = await given.closedLongAgo();
    const head = await headOf(first);
    complaints.push(first);
    for (let n = 0; n < 5; n += 1) complaints.push(await given.closedLongAgo({ agencyId: first.agencyId }));
    for (const complaint of complaints) {
      madeBy(await mark(tracker.as(head), complaint), 200);
      await aMonthLater(complaint);
    }

    const [, ...placed] = await Promise.all([
      runPurge(tracker.database.purgeUrl),
      ...complaints.map(({ id }) => tracker.as(head).post('/legal-holds', { complaintId: id, ...hold })),
    ]);

    for (const [n, { status, body }] of placed.entries()) {
      const there = await tracker.sql('SELECT FROM app.complaints WHERE id = $1', [complaints[n]?.id]);
      expect({ status, there: there.length }).toEqual(
        status === 201 ? { status, there: 1 } : { status: 409, there: 0 },
      );
      if (status === 409) expect(body).toMatchObject({ type: '/problems/purged' });
    }
  });
});

async function codeOf(statements: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: tracker.database.adminUrl });
  await client.connect();
  try {
    await client.query(statements);
    return 'done';
  } catch (fault) {
    return (fault as { code?: string }).code;
  } finally {
    await client.end();
  }
}
