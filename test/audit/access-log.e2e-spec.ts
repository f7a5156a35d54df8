import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccessLogPage, AccessLogEntryView } from '../../src/audit/trail/access-log.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { comparableContent, type Answer } from '../support/client.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Entry {
  readonly action: string;
  readonly outcome: string;
  readonly subject: string | null;
  readonly complaint_id: string | null;
  readonly records: readonly string[] | null;
  readonly reason: string | null;
  readonly request_id: string;
}

function looksOf({ accountId }: GivenAccount): Promise<Entry[]> {
  return tracker.sql<Entry>(
    `SELECT action, outcome, subject, complaint_id, records, reason, request_id FROM audit.entries
      WHERE account_id = $1 AND source IS NULL ORDER BY seq`,
    [accountId],
  );
}

/** Creates a case with an arrested suspect and an identified child, and a colleague of its author. */
async function aCase() {
  const complaint = await given.complaint();
  const suspect = await given.suspect({ complaint, givenName: 'Alex', familyName: 'Sample' });
  const arrest = await given.arrest({ suspect });
  const victim = await given.victim({ complaint });
  const { taskForceId, agencyId } = complaint;
  const reader = await given.account({ agency: { id: agencyId, taskForceId, name: '' } });
  return { complaint, suspect, arrest, victim, reader };
}

function looks(as: GivenAccount, record: string, more = ''): Promise<Answer<AccessLogPage>> {
  return tracker.as(as).get<AccessLogPage>(`/access-log?record=${record}${more}`);
}

const told = (items: readonly AccessLogEntryView[]): unknown[] =>
  items.map(({ action, accountId }) => [action, accountId]);

describe('a read of personal data', () => {
  it('writes one entry per request, with every record shown and its complaints', async () => {
    const { complaint, suspect, arrest, victim, reader } = await aCase();
    const { id: complaintId } = complaint;
    const of = `complaintId=${complaintId}`;
    const paths = [
      `/suspects/${suspect.id}`,
      `/suspects?${of}`,
      `/arrests/${arrest.id}`,
      `/arrests?${of}`,
      `/victims-identified/${victim.id}`,
      `/victims-identified?${of}`,
      `/complaints/${complaintId}/trail`,
    ];
    const requests: string[] = [];
    for (const path of paths) {
      const { status, headers } = await tracker.as(reader).get(path);
      expect(status).toBe(200);
      requests.push(headers['x-request-id'] ?? '');
    }

    const entries = await looksOf(reader);

    const seen = (action: string, subject: string | null, ...records: string[]): unknown => ({
      action,
      outcome: 'done',
      subject,
      complaint_id: complaintId,
      records: [...new Set([...records, complaintId])].sort(),
      reason: null,
      request_id: expect.any(String),
    });
    expect(entries).toEqual([
      seen('suspect.read', null, suspect.id, arrest.id),
      seen('suspects.listed', suspect.id, suspect.id),
      seen('arrest.read', null, arrest.id, suspect.id),
      seen('arrests.listed', null, arrest.id, suspect.id),
      seen('victim.read', victim.id, victim.id),
      seen('victims.listed', victim.id, victim.id),
      seen('complaint-trail.read', complaintId, complaintId),
    ]);
    expect(entries.map(({ request_id: request }) => request)).toEqual(requests);
  });

  it('writes an entry for empty results, and for HEAD', async () => {
    const reader = await given.account();
    await tracker.as(reader).get('/suspects');
    await tracker.as(reader).send('HEAD', '/suspects', undefined);

    expect(await looksOf(reader)).toMatchObject([
      { action: 'suspects.listed', subject: null, records: [] },
      { action: 'suspects.listed', subject: null, records: [] },
    ]);
  });

  it('returns nothing when the entry cannot be written', async () => {
    const { suspect, arrest, victim, complaint, reader } = await aCase();
    const supervisor = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
    await tracker.sql(`
      CREATE FUNCTION audit.break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
      CREATE TRIGGER entries_break BEFORE INSERT ON audit.entries FOR EACH ROW EXECUTE FUNCTION audit.break()`);

    const answers: Answer[] = [];
    for (const path of [
      `/suspects/${suspect.id}`,
      '/suspects',
      `/arrests/${arrest.id}`,
      '/arrests',
      `/victims-identified/${victim.id}`,
      '/victims-identified',
      `/complaints/${complaint.id}/trail`,
      '/trail',
    ]) {
      answers.push(await tracker.as(reader).get(path));
    }
    answers.push(await tracker.as(supervisor).get(`/access-log?record=${complaint.id}`));
    answers.push(
      await tracker.as(supervisor).get(`/access/explain?record=${complaint.id}&account=${reader.accountId}`),
    );
    await tracker.sql('DROP TRIGGER entries_break ON audit.entries; DROP FUNCTION audit.break()');

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 500));
    expect(answers.map(({ text }) => text).join()).not.toMatch(/Sample|Alex|offenderClass|MV1/);
    expect(await looksOf(reader)).toEqual([]);
  });
});

describe('the access log of a record', () => {
  it('is listed newest first, with the number of reads and their routes', async () => {
    const { complaint, suspect, arrest, reader } = await aCase();
    const { taskForceId } = complaint;
    const head = await given.account({ taskForceId, role: 'supervisor', name: 'Pat Morgan' });
    const answer = await tracker.as(reader).get(`/suspects/${suspect.id}`);
    await tracker.as(head).get(`/arrests/${arrest.id}`);
    await tracker.as(reader).get(`/suspects?complaintId=${complaint.id}`);

    const { status, body } = await looks(head, suspect.id);

    expect(status).toBe(200);
    expect(told(body.items)).toEqual([
      ['suspects.listed', reader.accountId],
      ['arrest.read', head.accountId],
      ['suspect.read', reader.accountId],
    ]);
    expect(body.items.map(({ readsByAccount: times }) => times)).toEqual([2, 1, 2]);
    expect(body.items[1]).toMatchObject({
      accountName: 'Pat Morgan',
      role: 'supervisor',
      sentence: 'Pat Morgan, supervisor, read the record of an arrest.',
      recordCount: 3,
      address: '127.0.0.1',
    });
    expect(body.items[2]?.request).toBe(answer.headers['x-request-id']);
    expect(JSON.stringify(body)).not.toMatch(/Alex|Sample/);
  });

  it('includes reads of a complaint’s persons and trail', async () => {
    const { complaint, suspect, arrest, victim, reader } = await aCase();
    const head = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
    const paths = [`/suspects/${suspect.id}`, `/arrests/${arrest.id}`, `/victims-identified/${victim.id}`];
    for (const path of [...paths, `/complaints/${complaint.id}/trail`]) await tracker.as(reader).get(path);

    const ofComplaint = await looks(head, complaint.id);
    const ofVictim = await looks(head, victim.id);

    expect(ofComplaint.body.items.map(({ action }) => action)).toEqual([
      'complaint-trail.read',
      'victim.read',
      'arrest.read',
      'suspect.read',
    ]);
    expect(told(ofVictim.body.items)).toEqual([['victim.read', reader.accountId]]);
  });

  it('counts reading the access log as a read', async () => {
    const { suspect, complaint } = await aCase();
    const head = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
    const first = await looks(head, suspect.id);

    const second = await looks(head, suspect.id);

    expect(first.body.items).toEqual([]);
    expect(told(second.body.items)).toEqual([['access-log.read', head.accountId]]);
  });

  it('is paged without gaps or repeats', async () => {
    const { suspect, complaint, reader } = await aCase();
    const head = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
    for (let n = 0; n < 5; n += 1) await tracker.as(reader).get(`/suspects/${suspect.id}`);
    const there = (
      await tracker.sql<{ seq: number }>(
        'SELECT seq FROM audit.entries WHERE records @> ARRAY[$1::uuid] ORDER BY at DESC, seq DESC',
        [suspect.id],
      )
    ).map(({ seq }) => seq);
    const seqs: number[] = [];
    let cursor: string | null = '';

    while (cursor !== null) {
      const { body }: Answer<AccessLogPage> = await looks(head, suspect.id, `&limit=2${cursor && `&cursor=${cursor}`}`);
      seqs.push(...body.items.map(({ seq }) => seq));
      cursor = body.nextCursor;
    }

    expect(there).toHaveLength(5);
    expect(seqs).toEqual(there);
  });

  it('is readable by supervisors who see the record and auditors of its seat only', async () => {
    const { complaint, suspect, arrest, victim } = await aCase();
    const { taskForceId, agencyId } = complaint;
    const agency = { id: agencyId, taskForceId, name: '' };
    const neighbour = await given.agency({ taskForceId });
    const asking = [
      ['supervisor of the agency', { role: 'supervisor', agency }, 200],
      ['supervisor of the task force', { role: 'supervisor', taskForceId }, 200],
      ['auditor of the agency', { role: 'auditor', agency }, 200],
      ['auditor of the task force', { role: 'auditor', taskForceId }, 200],
      ['auditor of the nation', { role: 'auditor', seat: 'national' }, 200],
      ['supervisor of a neighbour', { role: 'supervisor', agency: neighbour }, 404],
      ['auditor of a neighbour', { role: 'auditor', agency: neighbour }, 404],
      ['supervisor of another task force', { role: 'supervisor', seat: 'task_force' }, 404],
      ['auditor of another task force', { role: 'auditor', seat: 'task_force' }, 404],
      ['supervisor of the nation', { role: 'supervisor', seat: 'national' }, 404],
      ['investigator of the agency', { role: 'investigator', agency }, 403],
      ['admin of the task force', { role: 'admin', taskForceId }, 403],
    ] as const;

    for (const [who, overrides, status] of asking) {
      const account = await given.account(overrides);
      const answers = [];
      for (const { id } of [complaint, suspect, arrest, victim]) answers.push((await looks(account, id)).status);
      expect([who, ...answers]).toEqual([who, status, status, status, status]);
      const missing = await looks(account, newId());
      expect([who, missing.status]).toEqual([who, status === 200 ? 404 : status]);
      if (status === 404)
        expect(comparableContent(await looks(account, suspect.id))).toEqual(comparableContent(missing));
    }
  });
});

describe('a refusal', () => {
  it('records the requested id of a missing or foreign record alike', async () => {
    const { suspect } = await aCase();
    const stranger = await given.account({ role: 'supervisor' });
    const missing = newId();
    await tracker.as(stranger).get(`/suspects/${suspect.id}`);
    await tracker.as(stranger).get(`/complaints/${missing}`);
    await tracker.as(stranger).get('/complaints/not-an-id');

    const entries = await looksOf(stranger);

    const refused = { outcome: 'refused', reason: 'not-found', complaint_id: null, records: null };
    expect(entries).toMatchObject([
      { ...refused, action: 'suspects:read', subject: suspect.id },
      { ...refused, action: 'complaints:read', subject: missing },
    ]);
  });

  it('records a refusal by rule or role, and nothing of the change', async () => {
    const { complaint, suspect, reader } = await aCase();
    const { taskForceId, agencyId } = complaint;
    const { accountId: investigatorId } = complaint.by;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const triage = { type: 'enticement', mode: 'reactive', priority: 2, rationale: 'A meeting was proposed.' };
    const triaged = await tracker.as(head).put(`/complaints/${complaint.id}/triage`, triage, { 'if-match': '"v1"' });
    const assigned = { agencyId, investigatorId };
    await tracker.as(head).put(`/complaints/${complaint.id}/assignment`, assigned, { 'if-match': triaged.etag });
    const particulars = { givenName: null, familyName: null, bornOn: null, juvenile: false };
    const known = { ...particulars, offenderClass: 'unknown', identifiedOn: '2026-03-01' };

    const byRule = await tracker.as(reader).put(`/suspects/${suspect.id}`, known, { 'if-match': suspect.etag });
    const byRole = await tracker.as(reader).put(`/complaints/${complaint.id}/triage`, triage, { 'if-match': '"v3"' });

    expect([byRule.status, byRole.status]).toEqual([403, 403]);
    const outcome = 'refused';
    expect(await looksOf(reader)).toMatchObject([
      { outcome, action: 'suspects:record', subject: suspect.id, reason: 'forbidden' },
      { outcome, action: 'complaints:triage', subject: null, reason: null },
    ]);
  });

  it('is not recorded without a decision on rights: invalid input, an outdated version', async () => {
    const { suspect, complaint } = await aCase();
    const before = await looksOf(complaint.by);
    const put = (body: object, tag: string): Promise<Answer> =>
      tracker.as(complaint.by).put(`/suspects/${suspect.id}`, body, { 'if-match': tag });
    const known = { givenName: null, familyName: null, bornOn: null, juvenile: false, identifiedOn: '2026-03-01' };

    const answers = [await put({}, '"v1"'), await put({ ...known, offenderClass: 'unknown' }, '"v9"')];

    expect(answers.map(({ status }) => status)).toEqual([422, 412]);
    expect(await looksOf(complaint.by)).toEqual(before);
  });
});
