import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { complaintTransitions } from '../../src/casework/complaints/complaints.enums.js';
import type { DisclosurePage } from '../../src/casework/disclosures/disclosure.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { atOnce, comparableContent, type Answer, type Client } from '../support/client.js';
import { Given, type Made } from '../support/given.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const triage = { type: 'traveler', mode: 'proactive', priority: 1, rationale: 'A child is on the way to a meeting.' };
const closing = { code: 'referred_federal', narrative: 'Taken over by the field office.' };

describe('working a complaint', () => {
  it('records author and reason of each step from triage to disposition', async () => {
    const { complaint, supervisor, client } = await received();
    const { id, agencyId } = complaint;
    const { accountId: investigatorId } = await given.account({ agency: agencyOf(complaint) });

    const triaged = await put(client, complaint, 'triage', triage);
    const due = { dueAt: '2026-03-09T17:00:00-06:00', reason: 'Nearest to where the child lives.' };
    const assigned = await put(client, triaged, 'assignment', { agencyId, investigatorId, ...due });
    const closed = await put(client, assigned, 'disposition', closing);

    const { type, mode, priority } = triage;
    expect(triaged).toMatchObject({ status: 200, etag: '"v2"', body: { state: 'triaged', type, mode, priority } });
    expect(assigned).toMatchObject({ status: 200, etag: '"v3"' });
    expect(assigned.body).toMatchObject({ state: 'assigned', workingAgencyId: agencyId, investigatorId });
    expect(assigned.body.dueAt).toBe('2026-03-09T23:00:00.000Z');
    expect(closed.body).toMatchObject({ state: 'closed', disposition: closing.code, version: 4 });
    expect((await client.get(`/complaints/${id}`)).body).toEqual(closed.body);

    const { accountId } = supervisor;
    const by = { accountId, role: 'supervisor', subject: id };
    const entered = (await tracker.trailOf(id)).filter(({ source }) => source !== 'complaint_moves');
    expect(entered).toMatchObject([
      { action: 'complaint.received', accountId: complaint.by.accountId },
      { ...by, action: 'complaint.triaged', source: 'triages', reason: null },
      { ...by, action: 'complaint.triaged', source: 'complaints', was: { state: 'received' }, became: { type, mode } },
      { ...by, action: 'complaint.assigned', source: 'assignments', reason: due.reason },
      { ...by, action: 'complaint.assigned', source: 'complaints', became: { investigator_id: investigatorId } },
      { ...by, action: 'complaint.closed', source: 'dispositions', reason: closing.code },
      { ...by, action: 'complaint.closed', source: 'complaints', was: { state: 'assigned', disposition: null } },
    ]);
    // The rationale is stored in its own row only, so that expungement removes it completely.
    expect(JSON.stringify(await tracker.trailOf(id))).not.toContain(triage.rationale);
    const decided = await tracker.sql(
      `SELECT t.rationale, t.triaged_by, t.triaged_at, a.assigned_by, d.narrative, d.disposed_by
         FROM app.triages t JOIN app.assignments a USING (complaint_id) JOIN app.dispositions d USING (complaint_id)
        WHERE complaint_id = $1`,
      [id],
    );
    const who = { triaged_by: accountId, assigned_by: accountId, disposed_by: accountId };
    const why = { rationale: triage.rationale, narrative: closing.narrative };
    expect(decided).toEqual([{ ...who, ...why, triaged_at: stoppedAt }]);
  });

  it('lets the working agency decide nothing that belongs to the owner', async () => {
    const { complaint, client } = await received('triaged');
    const working = await given.agency({ taskForceId: complaint.taskForceId });
    const assigned = await put(client, complaint, 'assignment', { agencyId: working.id });
    const worker = await given.account({ agency: working, role: 'supervisor' });

    const seen = await tracker.as(worker).get<ComplaintView>(`/complaints/${complaint.id}`);
    const refused = await put(tracker.as(worker), assigned, 'disposition', closing);

    expect(seen.body.may).toMatchObject({ triage: false, assign: false, close: false, offer: false, work: true });
    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
  });

  it.each([
    ['ncmec_cybertip', 'own_agency'],
    ['public_complaint', 'not_tip_content'],
  ] as const)(
    'records an assignment to another agency of a complaint from %s as one disclosure',
    async (source, basis) => {
      const complaint = await given.complaint({ source, state: 'triaged' });
      const { id: complaintId, taskForceId, agencyId: owner } = complaint;
      const client = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));
      const working = await given.agency({ taskForceId });
      const log = async (): Promise<unknown[]> =>
        (await client.get<DisclosurePage>(`/disclosures?complaintId=${complaintId}`)).body.items;

      const own = await put(client, complaint, 'assignment', { agencyId: owner });
      expect(await log()).toEqual([]);
      const theirs = await put(client, own, 'assignment', { agencyId: working.id, reason: 'Nearest.' });
      await tracker.sql(`UPDATE app.complaints SET state = 'under_investigation' WHERE id = $1`, [complaintId]);
      const again = await put(client, theirs, 'assignment', { agencyId: working.id });

      expect(again.status).toBe(200);
      const told = { kind: 'assignment', recipient: working.name, recipientAgencyId: working.id, basis };
      expect(await log()).toMatchObject([{ ...told, purpose: 'Nearest.', disclosedAt: stoppedAt.toISOString() }]);
    },
  );

  it('rejects assignment to another agency without an agreement or of a sealed complaint, without partial writes', async () => {
    const { complaint, client } = await received('triaged');
    const stranger = await given.agency({ taskForceId: complaint.taskForceId });
    await given.unsign(stranger.id);
    const partner = await given.agency({ taskForceId: complaint.taskForceId });

    const unsigned = await put(client, complaint, 'assignment', { agencyId: stranger.id });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [complaint.id]);
    const sealed = await put(client, complaint, 'assignment', { agencyId: partner.id });
    const own = await put(client, complaint, 'assignment', { agencyId: complaint.agencyId });

    expect(unsigned).toMatchObject({ status: 409, body: { type: '/problems/no-agreement' } });
    expect(sealed).toMatchObject({ status: 409, body: { type: '/problems/complaint-sealed' } });
    expect(own.status).toBe(200);
    expect(await tracker.sql('SELECT FROM app.disclosures WHERE complaint_id = $1', [complaint.id])).toEqual([]);
  });

  it('accepts agencies and investigators of its own task force only', async () => {
    const { complaint, client } = await received('triaged');
    const { agencyId } = complaint;
    const stranger = await given.account();

    for (const [field, foreign] of [
      ['agencyId', stranger.agencyId],
      ['investigatorId', stranger.accountId],
    ] as const) {
      const answers = [];
      for (const id of [foreign, newId()]) {
        answers.push(comparableContent(await put(client, complaint, 'assignment', { agencyId, [field]: id })));
      }
      expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining(`"#/${field}"`) });
      expect(answers[1]).toEqual(answers[0]);
    }
    expect((await client.get(`/complaints/${complaint.id}`)).body).toMatchObject({ state: 'triaged', version: 2 });
  });

  it('returns one refusal for every ineligible investigator', async () => {
    const { complaint, supervisor, client } = await received('triaged');
    const agency = agencyOf(complaint);
    const elsewhere = await given.agency({ taskForceId: complaint.taskForceId });
    const gone = await given.account({ agency });
    await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [gone.accountId]);
    const lapsed = await given.account({ agency });
    await tracker.sql(`UPDATE app.accounts SET trained_until = '2026-03-01' WHERE id = $1`, [lapsed.accountId]);
    const unfit = [
      lapsed,
      await given.account({ agency: elsewhere }),
      await given.account({ agency, role: 'auditor' }),
      await given.account({ agency, role: 'admin' }),
      gone,
      await given.account(),
      { accountId: newId() },
    ];

    const answers = new Set<string>();
    for (const { accountId } of unfit) {
      const refused = await put(client, complaint, 'assignment', { agencyId: agency.id, investigatorId: accountId });
      answers.add(JSON.stringify([refused.status, refused.body]));
    }
    await tracker.sql(`UPDATE app.accounts SET trained_until = '2026-03-02' WHERE id = $1`, [supervisor.accountId]);
    const ownSupervisor = { agencyId: elsewhere.id, investigatorId: supervisor.accountId };

    expect([...answers]).toEqual([expect.stringMatching(/^\[422,.*#\/investigatorId/)]);
    expect((await put(client, complaint, 'assignment', ownSupervisor)).status).toBe(200);
  });
});

describe('an invalid transition', () => {
  it.each([
    ['received', 'assignment', complaintTransitions.received],
    ['closed', 'triage', ['reopened']],
    ['closed', 'assignment', ['reopened']],
    ['closed', 'disposition', ['reopened']],
  ] as const)(
    'of a %s complaint by %s returns the allowed transitions and changes nothing',
    async (state, act, allowed) => {
      const { complaint, client } = await received(state);
      const { id, agencyId } = complaint;
      const body = { triage, assignment: { agencyId }, disposition: closing }[act];
      const before = await tracker.trailOf(id);

      const answer = await put(client, complaint, act, body);

      expect(answer).toMatchObject({ status: 409, body: { type: '/problems/invalid-transition', state, allowed } });
      expect(await tracker.trailOf(id)).toEqual(before);
      expect((await client.get(`/complaints/${id}`)).body).toMatchObject({ state, version: complaint.version });
    },
  );
});

describe('a change with If-Match', () => {
  it.each([
    [{}, 428, 'version-required'],
    [{ 'if-match': '*' }, 428, 'version-required'],
    [{ 'if-match': '"v2"' }, 412, 'stale-version'],
    [{ 'if-match': 'W/"v1"' }, 428, 'version-required'],
    [{ 'if-match': '"another"' }, 428, 'version-required'],
    [{ 'if-match': 'v1' }, 400, 'malformed-request'],
  ])('with %j returns %i', async (headers, status, type) => {
    const { complaint, client } = await received();

    const answer = await client.put(`/complaints/${complaint.id}/triage`, triage, headers);

    expect(answer).toMatchObject({ status, body: { type: `/problems/${type}` } });
    expect(await tracker.trailOf(complaint.id)).toHaveLength(1);
  });

  it('succeeds for one of eight concurrent requests on one version', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { complaint, client } = await received();

      const answers = await atOnce(8, (index) =>
        put(client, complaint, 'triage', { ...triage, rationale: `Reason ${index}` }),
      );

      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
      const winner = answers.findIndex(({ status }) => status === 200);
      const decided = await tracker.sql('SELECT rationale FROM app.triages WHERE complaint_id = $1', [complaint.id]);
      expect(decided).toEqual([{ rationale: `Reason ${winner}` }]);
    }
  });
});

async function received(state: 'received' | 'triaged' | 'closed' = 'received') {
  const complaint = await given.complaint({ state });
  const supervisor = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
  return { complaint, supervisor, client: tracker.as(supervisor) };
}

function put(
  client: Client,
  of: Made<ComplaintView> | Answer<ComplaintView>,
  act: 'triage' | 'assignment' | 'disposition',
  body: object,
): Promise<Answer<ComplaintView>> {
  const id = 'body' in of ? of.body.id : of.id;
  return client.change<ComplaintView>(`/complaints/${id}/${act}`, body, { 'if-match': of.etag });
}

function agencyOf({ agencyId: id, taskForceId }: ComplaintView): { id: string; taskForceId: string; name: string } {
  return { id, taskForceId, name: '' };
}
