import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DraftList, DraftSummary, DraftView } from '../../src/casework/drafts/draft.view.js';
import type { EventPage } from '../../src/audit/change-feed/change-feed.view.js';
import { runPurge } from '../../src/casework/retention/purge-job.js';
import type { LegalHoldView } from '../../src/casework/retention/legal-hold.view.js';
import { rotateKeys } from '../../src/casework/vault/key-rotation.js';
import { KeyRing } from '../../src/casework/vault/key-ring.js';
import { draftKinds } from '../../src/casework/records/draft-header.decorator.js';
import { Housekeeping } from '../../src/platform/database/housekeeping.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { PerformanceReportView } from '../../src/reporting/performance-reports/performance-report.view.js';
import { atOnce, type Answer } from '../support/client.js';
import { aTip, Given, type GivenAccount, type GivenComplaint, type Made } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { asApp } from '../support/transactions.js';
import { namedVictim } from './vault-fixtures.js';

const secret = 'Quillonbramble';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const aBody = { narrative: `A caller said ${secret}.` };

function save(
  { by, id, etag }: { readonly by: GivenAccount; readonly id: string; readonly etag?: string },
  draft: object,
): Promise<Answer<DraftSummary>> {
  return tracker.as(by).put<DraftSummary>(`/drafts/${id}`, draft, etag === undefined ? {} : { 'if-match': etag });
}

async function listOf(by: GivenAccount): Promise<string[]> {
  const answer = await tracker.as(by).get<DraftList>('/drafts');
  expect(answer.status).toBe(200);
  return answer.body.items.map(({ id }) => id);
}

async function statusOf({ by, id }: Made<DraftSummary>): Promise<number> {
  return (await tracker.as(by).get(`/drafts/${id}`)).status;
}

/** Returns the acts on a draft. The first draft of a task force also creates its vault key. */
async function actsOn(id: string): Promise<string[]> {
  const rows = await tracker.sql<{ action: string }>(
    `SELECT action FROM audit.entries WHERE subject = $1 AND source IS NULL AND outcome = 'done' ORDER BY seq`,
    [id],
  );
  return rows.map(({ action }) => action);
}

async function isStored(id: string): Promise<boolean> {
  return (await tracker.sql('SELECT FROM staging.drafts WHERE id = $1', [id])).length === 1;
}

async function isErased({ id }: DraftSummary): Promise<boolean> {
  const [row] = await tracker.sql<{ is_erased: boolean }>(
    'SELECT body IS NULL AND wrapped_key IS NULL AS is_erased FROM staging.drafts WHERE id = $1',
    [id],
  );
  if (!row) throw new Error('The draft is not stored');
  return row.is_erased;
}

/** Sets the beginning of a draft by the later of the two clocks: the database's, and the one that stands still. */
async function setAge({ id }: DraftSummary, hours: number): Promise<void> {
  await tracker.sql(
    'UPDATE staging.drafts SET begun_at = greatest(now(), begun_at) - make_interval(hours => $2) WHERE id = $1',
    [id, hours],
  );
}

/** Copies a draft without its text. */
async function copy({ id }: DraftSummary, count: number, outcome: 'deleted' | null = null): Promise<void> {
  await tracker.sql(
    `INSERT INTO staging.drafts (id, task_force_id, saved_by, kind, complaint_id, key_id, begun_at, saved_at, expires_at, ended_at,
                                 outcome, version)
     SELECT gen_random_uuid(), d.task_force_id, d.saved_by, d.kind, d.complaint_id, d.key_id, d.begun_at, d.saved_at, d.expires_at,
            CASE WHEN $3::text IS NOT NULL THEN d.saved_at END, $3, 1
       FROM staging.drafts d CROSS JOIN generate_series(1, $2::int) WHERE d.id = $1`,
    [id, count, outcome],
  );
}

async function supervisorOf({ taskForceId }: GivenComplaint): Promise<GivenAccount> {
  return given.account({ taskForceId, role: 'supervisor' });
}

describe('a draft', () => {
  it('is saved and read exactly as its author typed it', async () => {
    const complaint = await given.complaint();
    const { by, id: complaintId } = complaint;
    const body = {
      text: '  \u202eRight to left\u202c, zero\u200bwidth, <script>alert(1)</script>\r\n\u0007 ',
      corrects: null,
      nested: { list: [1, 'two', { three: true }], empty: '' },
    };
    const { id, etag } = await given.draft({ by, kind: 'note', subjectId: complaintId, body });

    const read = await tracker.as(by).get<DraftView>(`/drafts/${id}`);
    expect(read).toMatchObject({ status: 200, body: { id, version: 1, kind: 'note', complaintId, body } });
    expect(read.body.subject).toEqual({ id: complaintId, reference: complaint.reference });
    expect(etag).toBe('"v1"');
    const days = (Date.parse(read.body.expiresAt) - Date.parse(read.body.savedAt)) / 86_400_000;
    expect(days).toBe(14);
    const { body: list } = await tracker.as(by).get<DraftList>('/drafts');
    const { body: text, ...summary } = read.body;
    expect(text).toEqual(body);
    expect(list).toEqual({ items: [summary] });
  });

  it('is saved again with If-Match only, and rejects the save of a second tab after a later save and after its end', async () => {
    const by = await given.account();
    const draft = await given.draft({ by });

    const bare = await save({ by, id: draft.id }, { kind: 'complaint', body: {} });
    const second = await save(draft, { kind: 'complaint', body: aBody });
    const stale = await save(draft, { kind: 'complaint', body: {} });
    expect([bare.status, second.status, stale.status]).toEqual([428, 200, 412]);
    expect(stale.body).toMatchObject({ type: '/problems/stale-version', sent: 1, current: 2 });
    expect((await tracker.as(by).get<DraftView>(`/drafts/${draft.id}`)).body.body).toEqual(aBody);

    const client = tracker.as(by);
    const noVersion = await client.delete(`/drafts/${draft.id}`);
    const deleted = await client.delete(`/drafts/${draft.id}`, undefined, { 'if-match': second.etag });
    const late = await save({ ...draft, etag: second.etag }, { kind: 'complaint', body: {} });
    const again = await client.delete(`/drafts/${draft.id}`, undefined, { 'if-match': second.etag });
    expect([noVersion.status, deleted.status, late.status, again.status]).toEqual([428, 204, 412, 404]);
    expect([await listOf(by), await statusOf(draft)]).toEqual([[], 404]);
    // A save that a second tab sends late is no access that was refused.
    expect(
      await tracker.sql(
        `SELECT FROM audit.entries WHERE outcome = 'refused' AND action = 'drafts:own' AND subject = $1`,
        [draft.id],
      ),
    ).toHaveLength(2);
  });

  it('expires 14 days after its last save, and is listed in the order of that save, latest first', async () => {
    const by = await given.account();
    const [one, two] = [await given.draft({ by }), await given.draft({ by })];
    await tracker.sql(
      `UPDATE staging.drafts SET saved_at = saved_at - interval '5 days', expires_at = expires_at - interval '5 days' WHERE saved_by = $1`,
      [by.accountId],
    );

    const again = await save(one, { kind: 'complaint', body: {} });

    expect(Date.parse(again.body.savedAt)).toBe(Date.parse(one.savedAt));
    expect(Date.parse(again.body.expiresAt)).toBe(Date.parse(one.expiresAt));
    expect(await listOf(by)).toEqual([one.id, two.id]);
    await tracker.sql(`UPDATE staging.drafts SET saved_at = saved_at + interval '6 days' WHERE id = $1`, [two.id]);
    expect(await listOf(by)).toEqual([two.id, one.id]);
  });

  it('is created once when two tabs save it for the first time', async () => {
    const by = await given.account();
    const id = newId();

    const answers = await Promise.all(
      [1, 2, 3, 4].map((number) => save({ by, id }, { kind: 'complaint', body: { number } })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 428, 428, 428]);
    expect(await actsOn(id)).toEqual(['draft.saved']);
  });

  it('is visible to its author alone', async () => {
    const complaint = await given.complaint();
    const { by, agencyId, taskForceId, id: complaintId } = complaint;
    const agency = { id: agencyId, taskForceId, name: '' };
    const draft = await given.draft({ by, kind: 'note', subjectId: complaintId, body: { text: secret } });
    const readers = [
      await given.account({ agency }),
      await given.account({ agency, role: 'supervisor' }),
      await supervisorOf(complaint),
      await given.account(),
    ];
    const others = [
      await given.account({ taskForceId, role: 'admin' }),
      await given.account({ taskForceId, role: 'auditor' }),
    ];

    for (const reader of readers) {
      const client = tracker.as(reader);
      expect([await listOf(reader), (await client.get(`/drafts/${draft.id}`)).status]).toEqual([[], 404]);
      const taken = await save({ by: reader, id: draft.id }, { kind: 'complaint', body: {} });
      expect(taken.body).toMatchObject({ type: '/problems/already-exists' });
      const changed = await save({ by: reader, id: draft.id, etag: '"v1"' }, { kind: 'complaint', body: {} });
      const deleted = await client.delete(`/drafts/${draft.id}`, undefined, { 'if-match': '"v1"' });
      expect([changed.status, deleted.status]).toEqual([412, 404]);
      const seen = await asApp(tracker, reader, (app) =>
        app.query('SELECT FROM staging.drafts WHERE id = $1', [draft.id]),
      );
      expect(seen.rowCount).toBe(0);
    }
    for (const other of others) expect((await tracker.as(other).get('/drafts')).status).toBe(403);
    expect(await statusOf(draft)).toBe(200);
  });

  it('is hidden from its author while its complaint is sealed from the author', async () => {
    const complaint = await given.complaint();
    const draft = await given.draft({ by: complaint.by, kind: 'note', subjectId: complaint.id, body: aBody });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [complaint.id]);

    expect([await listOf(complaint.by), await statusOf(draft)]).toEqual([[], 404]);
  });

  it('is stored encrypted, and in no feed, trail, search or packet', async () => {
    const complaint = await given.complaint();
    const { by, id: complaintId } = complaint;
    const start = await tracker.as(by).get<EventPage>('/events');
    const draft = await given.draft({
      by,
      kind: 'note',
      subjectId: complaintId,
      body: { text: `The note says ${secret}.` },
    });

    const tables = await tracker.sql<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const holding: string[] = [];
    for (const { name } of tables) {
      const hex = Buffer.from(secret).toString('hex');
      const found = await tracker.sql(`SELECT FROM ${name} t WHERE t::text ILIKE $1 OR t::text ILIKE $2 LIMIT 1`, [
        `%${secret}%`,
        `%${hex}%`,
      ]);
      if (found.length > 0) holding.push(name);
    }
    expect(holding).toEqual([]);
    const later = await tracker.as(by).get<EventPage>(`/events?after=${start.body.nextCursor}`);
    expect(later.body.items.filter(({ recordId }) => recordId === draft.id)).toEqual([]);
    const search = await tracker.as(by).post('/search', { text: secret });
    expect(search.text).not.toContain(complaintId);
    expect((await tracker.as(by).get(`/complaints/${complaintId}/trail`)).text).not.toContain(draft.id);
    const packet = await given.packet({ complaint, by: await supervisorOf(complaint) });
    expect(packet).not.toContain(secret);
  });

  it('enters the trail at its first save and at its end, without its text', async () => {
    const by = await given.account();
    let draft = await given.draft({ by, body: aBody });
    for (const step of ['one', 'two', 'three']) {
      const { etag } = await save(draft, { kind: 'complaint', body: { ...aBody, step } });
      draft = { ...draft, etag };
    }
    expect(await actsOn(draft.id)).toEqual(['draft.saved']);

    await tracker.as(by).delete(`/drafts/${draft.id}`, undefined, { 'if-match': draft.etag });

    const entries = await tracker.sql<{ action: string; account_id: string }>(
      'SELECT * FROM audit.entries WHERE subject = $1 AND source IS NULL ORDER BY seq',
      [draft.id],
    );
    expect(entries.map(({ action, account_id }) => [action, account_id])).toEqual([
      ['draft.saved', by.accountId],
      ['draft.deleted', by.accountId],
    ]);
    expect(JSON.stringify(entries)).not.toContain(secret);
  });

  it('has the same warning as the request that it becomes when it mentions a known child', async () => {
    const complaint = await given.complaint();
    const { by, id: subjectId } = complaint;
    await namedVictim(given, await given.victim({ complaint }), { givenName: 'Jane', familyName: 'Doe' });
    const text = 'A neighbour saw Jane Doe in a car.';

    const ofComplaint = await save(
      { by, id: newId() },
      { kind: 'complaint', body: { jurisdiction: {}, narrative: text } },
    );
    const family = { kind: 'note', subjectId, body: { text: 'The family Doe was not at home.' } };
    const ofNote = await save({ by, id: newId() }, family);
    const none = await save({ by, id: newId() }, { kind: 'complaint', body: { narrative: 'A child was in a car.' } });

    expect(ofComplaint.headers['tracker-warning']).toBe('victim-name; pointer="#/body/narrative"');
    expect(ofNote.headers['tracker-warning']).toBe('victim-family-name; pointer="#/body/text"');
    expect([none.status, none.headers['tracker-warning']]).toEqual([200, undefined]);
  });

  it('names each child that it mentions once in the trail, however often it is saved, and hides from the application which it named', async () => {
    const complaint = await given.complaint();
    const { by } = complaint;
    const [jane, alex] = [await given.victim({ complaint }), await given.victim({ complaint })];
    await namedVictim(given, jane, { givenName: 'Jane', familyName: 'Doe' });
    await namedVictim(given, alex, { givenName: 'Alex', familyName: 'Sample' });
    const both = 'A neighbour saw Jane Doe in a car with Alex Sample.';
    const bodyOf = (narrative: string) => ({ kind: 'complaint', body: { narrative } });
    let draft = { by, id: newId() };
    const again = async (narrative: string) => {
      const answer = await save(draft, bodyOf(narrative));
      expect([answer.status, answer.headers['tracker-warning']]).toEqual([
        200,
        'victim-name; pointer="#/body/narrative"',
      ]);
      draft = { ...draft, ...{ etag: String(answer.headers['etag']) } };
    };

    for (const narrative of ['A neighbour saw Jane Doe.', 'A neighbour saw Jane Doe in a car.', both, both]) {
      await again(narrative);
    }
    await save({ by, id: newId() }, bodyOf(both));
    await tracker.as(by).post('/complaints', { ...aTip, narrative: both }, { draft: draft.id });

    const entries = await tracker.sql<{ records: string[] }>(
      `SELECT records FROM audit.entries WHERE action = 'identity.mentioned' AND account_id = $1 ORDER BY seq`,
      [by.accountId],
    );
    const children = entries.map(({ records }) => records.filter((id) => id !== complaint.id).sort());
    expect(children).toEqual([[jane.id], [alex.id], [jane.id, alex.id].sort(), [jane.id, alex.id].sort()]);
    // The end of the draft erases them, and the application never sees or sets which children have their entry.
    expect(await tracker.sql('SELECT mentioned_ids FROM staging.drafts WHERE id = $1', [draft.id])).toEqual([
      { mentioned_ids: [] },
    ]);
    for (const statement of [
      'SELECT mentioned_ids FROM staging.drafts',
      `INSERT INTO staging.drafts (id, mentioned_ids) VALUES (gen_random_uuid(), '{}')`,
    ]) {
      await expect(asApp(tracker, by, (app) => app.query(statement))).rejects.toThrow('permission denied');
    }
  });

  it.each([
    ['#/body', { kind: 'complaint', body: { a: [{ narrative: `data:image/png;base64,iVBORw0KGgo${secret}` }] } }],
    ['#/body', { kind: 'complaint', body: { [`data:image/png;base64,iVBORw0KGgo${secret}`]: 1 } }],
    ['#/body', { kind: 'complaint', body: Array.from({ length: 20 }, () => 1) }],
    ['#/kind', { kind: 'suspect', body: {} }],
    ['#/subjectId', { kind: 'complaint', subjectId: newId(), body: {} }],
    ['#/subjectId', { kind: 'note', body: {} }],
    ['#/subjectId', { kind: 'note', subjectId: newId(), body: {} }],
    ['#/subjectId', { kind: 'report_answers', subjectId: newId(), body: {} }],
  ])('is rejected at %s for a file, a wrong shape or a foreign subject', async (pointer, draft) => {
    const by = await given.account();

    const answer = await save({ by, id: newId() }, draft);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect(answer.text).not.toContain(secret);
    expect(await listOf(by)).toEqual([]);
  });

  it('keeps its kind and subject', async () => {
    const complaint = await given.complaint();
    const draft = await given.draft({ by: complaint.by, kind: 'note', subjectId: complaint.id, body: {} });
    const other = await given.complaint({ by: complaint.by });

    const kind = await save(draft, { kind: 'closure', subjectId: complaint.id, body: {} });
    const subject = await save(draft, { kind: 'note', subjectId: other.id, body: {} });

    expect(kind).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/kind' }] } });
    expect(subject).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/subjectId' }] } });
  });

  it('is one of at most 50 of an account, and of 500 that it begins within a day', async () => {
    const by = await given.account();
    const draft = await given.draft({ by });

    await copy(draft, 48);
    const racing = await atOnce(6, () => save({ by, id: newId() }, { kind: 'complaint', body: {} }));
    const beyond = await save({ by, id: newId() }, { kind: 'complaint', body: {} });
    await tracker.as(by).delete(`/drafts/${draft.id}`, undefined, { 'if-match': draft.etag });
    await copy(draft, 450, 'deleted');
    const beyondDay = await save({ by, id: newId() }, { kind: 'complaint', body: {} });
    await tracker.sql(`UPDATE staging.drafts SET begun_at = begun_at - interval '24 hours' WHERE id = $1`, [draft.id]);
    const nextDay = await save({ by, id: newId() }, { kind: 'complaint', body: {} });

    expect(racing.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(beyond).toMatchObject({ status: 409, body: { type: '/problems/limit-reached' } });
    expect(beyond.body).toHaveProperty('detail', expect.stringContaining('50 drafts'));
    expect(beyondDay.body).toHaveProperty('detail', expect.stringContaining('500 drafts'));
    expect(nextDay.status).toBe(200);
  });

  it('counts towards the 50 of its account also while its complaint is hidden', async () => {
    const { by, id: subjectId } = await given.complaint();
    await copy(await given.draft({ by, kind: 'note', subjectId, body: {} }), 49);
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [subjectId]);

    const beyond = await save({ by, id: newId() }, { kind: 'complaint', body: {} });

    expect(await listOf(by)).toEqual([]);
    expect(beyond).toMatchObject({ status: 409, body: { type: '/problems/limit-reached' } });
    expect(beyond.body).toHaveProperty('detail', expect.stringContaining('50 drafts'));
  });

  it('counts towards the 500 of a day also after its end and the housekeeping', async () => {
    const by = await given.account();
    const draft = await given.draft({ by });
    await tracker.as(by).delete(`/drafts/${draft.id}`, undefined, { 'if-match': draft.etag });
    await setAge(draft, 0);
    await copy(draft, 499, 'deleted');

    await tracker.app.get(Housekeeping).deleteExpired();
    const beyond = await save({ by, id: newId() }, { kind: 'complaint', body: {} });

    expect(beyond).toMatchObject({ status: 409, body: { type: '/problems/limit-reached' } });
    expect(beyond.body).toHaveProperty('detail', expect.stringContaining('500 drafts'));
  });

  it('stays readable after a rotation of the keys', async () => {
    const draft = await given.draft({ body: aBody });
    const { taskForceId } = draft.by;
    const [row] = await tracker.sql<{ code: string }>('SELECT code FROM app.task_forces WHERE id = $1', [taskForceId]);
    const ring = tracker.app.get(KeyRing);

    const rotated = await rotateKeys(tracker.database.ownerUrl, ring, row?.code ?? '', () => undefined);

    expect(rotated.notDecrypted).toEqual([]);
    const keys = await tracker.sql(
      'SELECT FROM vault.keys k WHERE k.task_force_id = $1 AND k.destroyed_at IS NOT NULL',
      [taskForceId],
    );
    expect(keys).toHaveLength(1);
    expect((await tracker.as(draft.by).get<DraftView>(`/drafts/${draft.id}`)).body.body).toEqual(aBody);
  });
});

describe('the header Draft', () => {
  it('ends the draft of a complaint together with the request, and leaves it when the request fails', async () => {
    const by = await given.account();
    const draft = await given.draft({ by, body: aBody });
    const client = tracker.as(by);

    const refused = await client.post('/complaints', { ...aTip, narrative: '' }, { draft: draft.id });
    expect([refused.status, await statusOf(draft)]).toEqual([422, 200]);
    const repeat = { draft: draft.id, 'idempotency-key': newId() };
    const logged = await client.post('/complaints', aTip, repeat);
    const again = await client.post('/complaints', aTip, repeat);

    expect([logged.status, again.status, await statusOf(draft)]).toEqual([201, 201, 404]);
    expect(await listOf(by)).toEqual([]);
    expect(await actsOn(draft.id)).toEqual(expect.arrayContaining(['draft.saved', 'draft.submitted']));
    const [entry] = await tracker.sql(
      `SELECT FROM audit.entries e JOIN audit.entries c USING (transaction)
        WHERE e.subject = $1 AND e.action = 'draft.submitted' AND c.source = 'complaints' AND c.row_id = $2`,
      [draft.id, logged.body['id']],
    );
    expect(entry).toBeDefined();
  });

  it('erases the text of its draft at once, as DELETE does', async () => {
    const by = await given.account();
    const [submitted, deleted] = [await given.draft({ by, body: aBody }), await given.draft({ by, body: aBody })];
    expect([await isErased(submitted), await isErased(deleted)]).toEqual([false, false]);

    await tracker.as(by).post('/complaints', aTip, { draft: submitted.id });
    await tracker.as(by).delete(`/drafts/${deleted.id}`, undefined, { 'if-match': deleted.etag });

    expect([await isErased(submitted), await isErased(deleted)]).toEqual([true, true]);
  });

  it('ends the draft of a note, a triage, a closure and the answers of a performance report', async () => {
    const received = await given.complaint();
    const { taskForceId } = received;
    const by = await given.account({ taskForceId, role: 'supervisor' });
    const client = tracker.as(by);
    const { id: operationId } = await given.operation({ by, startsOn: '2020-03-01', endsOn: '2020-03-02' });
    const report = await given.made<PerformanceReportView>(by, '/performance-reports', {
      definition: 'operation_release',
      operationId,
    });
    const triage = { type: 'enticement', mode: 'reactive', priority: 2, rationale: 'A meeting was proposed.' };
    const closure = { code: 'insufficient_information', narrative: 'No lead is left.' };
    const answers = { answers: report.findings.map(({ number }) => ({ number, note: 'It is so.' })) };
    const drafted = (kind: (typeof draftKinds)[number], subjectId: string): Promise<Made<DraftSummary>> =>
      given.draft({ by, kind, subjectId, body: { note: 'As typed.' } });
    const path = `/complaints/${received.id}`;
    const drafts = {
      note: await drafted('note', received.id),
      triage: await drafted('triage', received.id),
      closure: await drafted('closure', received.id),
      answers: await drafted('report_answers', report.id),
    };
    const tag = async (): Promise<string> => (await client.get(path)).etag;

    const noted = await client.post(`${path}/notes`, { text: 'Called the school.' }, { draft: drafts.note.id });
    const triaged = await client.put(`${path}/triage`, triage, { 'if-match': await tag(), draft: drafts.triage.id });
    const closed = await client.put(`${path}/disposition`, closure, {
      'if-match': await tag(),
      draft: drafts.closure.id,
    });
    const answered = await client.put(`/performance-reports/${report.id}/answers`, answers, {
      'if-match': report.etag,
      draft: drafts.answers.id,
    });

    expect([noted, triaged, closed, answered].map(({ status }) => status)).toEqual([201, 200, 200, 200]);
    expect(await listOf(by)).toEqual([]);
  });

  it('is without effect in a request by a machine key of its author', async () => {
    const by = await given.account();
    const draft = await given.draft({ by, body: aBody });
    const { token } = await given.machineKey({ by });

    const logged = await tracker.as({ token }).post('/complaints', aTip, { draft: draft.id });

    expect([logged.status, await statusOf(draft)]).toEqual([201, 200]);
  });

  it('ignores a draft of another kind, record or account, and rejects a malformed id', async () => {
    const complaint = await given.complaint();
    const { by } = complaint;
    const other = await given.complaint({ by });
    const drafts = [
      await given.draft({ by }),
      await given.draft({ by, kind: 'note', subjectId: other.id, body: {} }),
      await given.draft({ by: await supervisorOf(complaint), kind: 'note', subjectId: complaint.id, body: {} }),
    ];
    const note = { text: 'Called the school.' };

    for (const { id } of [...drafts, { id: newId() }]) {
      const answer = await tracker.as(by).post(`/complaints/${complaint.id}/notes`, note, { draft: id });
      expect(answer.status).toBe(201);
    }
    const malformed = await tracker.as(by).post(`/complaints/${complaint.id}/notes`, note, { draft: 'mine' });

    expect(malformed).toMatchObject({ status: 400, body: { type: '/problems/malformed-request' } });
    expect(await Promise.all(drafts.map(statusOf))).toEqual([200, 200, 200]);
  });
});

describe('the housekeeping', () => {
  const housekeeping = (): Promise<number> => tracker.app.get(Housekeeping).deleteExpired();
  const expire = ({ id }: DraftSummary, minutes = -1): Promise<unknown> =>
    tracker.sql(`UPDATE staging.drafts SET expires_at = now() + make_interval(mins => $2) WHERE id = $1`, [
      id,
      minutes,
    ]);

  it('deletes expired and ended drafts a day after their beginning, and enters the expiry in the trail', async () => {
    const by = await given.account();
    const [current, expired, ended] = [await given.draft({ by }), await given.draft({ by }), await given.draft({ by })];
    const today = await given.draft({ by });
    await expire(current, 1);
    await expire(expired);
    for (const draft of [current, expired, ended]) await setAge(draft, 25);
    await setAge(today, 23);
    await tracker.as(by).delete(`/drafts/${today.id}`, undefined, { 'if-match': today.etag });
    await tracker.as(by).delete(`/drafts/${ended.id}`, undefined, { 'if-match': ended.etag });

    await housekeeping();

    expect(await Promise.all([current, expired, ended].map(({ id }) => isStored(id)))).toEqual([true, false, false]);
    expect(await isStored(today.id)).toBe(true);
    expect(await actsOn(expired.id)).toEqual(['draft.saved', 'draft.expired']);
    expect(await actsOn(ended.id)).toEqual(['draft.saved', 'draft.deleted']);
    const late = await save({ ...expired, etag: '"v1"' }, { kind: 'complaint', body: {} });
    expect(late.status).toBe(412);
  });

  it('keeps the drafts of a complaint on legal hold until the hold is lifted', async () => {
    const complaint = await given.complaint();
    const { by, id: complaintId } = complaint;
    const [head, second] = [await supervisorOf(complaint), await supervisorOf(complaint)];
    const draft = (): Promise<Made<DraftSummary>> =>
      given.draft({ by, kind: 'note', subjectId: complaintId, body: aBody });
    const [expired, deleted, submitted] = [await draft(), await draft(), await draft()];
    const terms = { complaintId, authority: 'District Court', reason: 'An appeal', reviewOn: '2099-01-01' };
    const hold = await given.made<LegalHoldView>(head, '/legal-holds', terms);
    await expire(expired);
    await tracker.as(by).delete(`/drafts/${deleted.id}`, undefined, { 'if-match': deleted.etag });
    const note = { text: 'Called the school.' };
    await tracker.as(by).post(`/complaints/${complaintId}/notes`, note, { draft: submitted.id });
    const drafts = [expired, deleted, submitted];

    for (const one of [expired, deleted, submitted]) await setAge(one, 25);
    const today = await draft();
    await setAge(today, 23);
    await tracker.as(by).delete(`/drafts/${today.id}`, undefined, { 'if-match': today.etag });

    await housekeeping();
    expect(await Promise.all(drafts.map(({ id }) => isStored(id)))).toEqual([true, true, true]);
    expect(await Promise.all([...drafts, today].map(isErased))).toEqual([false, false, false, false]);
    expect(await listOf(by)).toEqual([expired.id]);
    await expect(tracker.sql('DELETE FROM staging.drafts WHERE id = $1', [deleted.id])).rejects.toMatchObject({
      code: 'TF002',
    });

    const asked = await given.changed(hold, `/legal-holds/${hold.id}/lift-request`, { reason: 'It is over.' });
    await given.changed({ ...asked, by: second }, `/legal-holds/${hold.id}/lift`, undefined);
    await housekeeping();
    expect(await Promise.all(drafts.map(({ id }) => isStored(id)))).toEqual([false, false, false]);
    expect([await isStored(today.id), await isErased(today)]).toEqual([true, true]);
  });
});

describe('a draft about a complaint', () => {
  it('is purged with it', async () => {
    const closed = await given.closedLongAgo();
    const head = await supervisorOf(closed);
    const draft = await given.draft({ by: closed.by, kind: 'note', subjectId: closed.id, body: aBody });
    await tracker.sql(
      `INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, mark_reason, marked_by, marked_at,
                                   purge_not_before, version)
       SELECT gen_random_uuid(), $1, $2, k.class, k.closed_on, k.review_on, 'No reason to keep it', $3, '2020-01-01T00:00:00Z',
              '2020-02-01T00:00:00Z', 2
         FROM app.retention_by_rule($2) k`,
      [closed.taskForceId, closed.id, head.accountId],
    );

    await runPurge(tracker.database.purgeUrl);

    expect(await tracker.sql('SELECT FROM app.complaints WHERE id = $1', [closed.id])).toEqual([]);
    expect(await isStored(draft.id)).toBe(false);
    expect(await actsOn(draft.id)).toEqual(['draft.saved']);
  });

  it('is erased by an expungement', async () => {
    const complaint = await given.complaint();
    const [one, two] = [await supervisorOf(complaint), await supervisorOf(complaint)];
    const draft = await given.draft({ by: one, kind: 'note', subjectId: complaint.id, body: aBody });
    const order = await given.made<{ id: string }>(one, '/seal-orders', {
      complaintId: complaint.id,
      kind: 'expunge',
      orderNumber: 'CI 26-4417',
      court: 'District Court of Douglas County',
      orderedOn: '2026-02-20',
    });
    await given.changed({ ...order, by: two }, `/seal-orders/${order.id}/execution`, undefined);

    expect([await listOf(one), await statusOf(draft)]).toEqual([[], 404]);
    const [row] = await tracker.sql('SELECT body, wrapped_key, outcome FROM staging.drafts WHERE id = $1', [draft.id]);
    expect(row).toEqual({ body: null, wrapped_key: null, outcome: 'deleted' });
  });
});

describe('the kinds of drafts', () => {
  it('are the same in the code and in the CHECK', async () => {
    const [check] = await tracker.sql<{ text: string }>(
      `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint
        WHERE conrelid = 'staging.drafts'::regclass AND conname = 'drafts_kind_check'`,
    );

    const kinds = [...(check?.text ?? '').matchAll(/'(\w+)'::text/g)].map(([, kind]) => kind);
    expect(kinds.sort()).toEqual([...draftKinds].sort());
  });
});
