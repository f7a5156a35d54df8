import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { DisclosurePage } from '../../src/casework/disclosures/disclosure.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import type {
  ProsecutionReferralPage,
  ProsecutionReferralView,
} from '../../src/casework/prosecutions/prosecution-referral.view.js';
import type { ProsecutionPage, ProsecutionView } from '../../src/casework/prosecutions/prosecution.view.js';
import type { SuspectView } from '../../src/casework/suspects/suspect.view.js';
import { atOnce, comparableContent } from '../support/client.js';
import { Given, madeBy, type Made } from '../support/given.js';
import { aProsecution, aReferral } from './people-fixtures.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const accepted = { decision: 'accepted', decidedOn: '2026-03-02' } as const;
const tenYears = { months: 120, isLife: false, statutoryMaxMonths: 240, isMaxLife: false } as const;

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function suspectIn(state: string, overrides: object = {}): Promise<Made<SuspectView>> {
  const complaint = await given.complaint({ state: state === 'closed' ? state : 'assigned' });
  await tracker.sql('UPDATE app.complaints SET state = $2 WHERE id = $1', [complaint.id, state]);
  return given.suspect({ complaint, ...overrides });
}

function referred(
  { id: suspectId, by }: Made<SuspectView>,
  overrides: object = {},
): Promise<Made<ProsecutionReferralView>> {
  return given.made(by, '/prosecution-referrals', { suspectId, ...aReferral, ...overrides });
}

function filed({ id: suspectId, by }: Made<SuspectView>, overrides: object = {}): Promise<Made<ProsecutionView>> {
  return given.made(by, '/prosecutions', { suspectId, ...aProsecution, ...overrides });
}

async function stateOf({ complaintId, by }: Made<SuspectView>): Promise<string> {
  return (await tracker.as(by).get<ComplaintView>(`/complaints/${complaintId}`)).body.state;
}

const declined = { decision: 'declined', decidedOn: '2026-03-02', declineReason: 'insufficient_evidence' };

describe('a prosecution', () => {
  it('moves from referral to plea, and moves its complaint with it', async () => {
    const suspect = await suspectIn('under_investigation');
    const { by, complaintId, agencyId } = suspect;

    const referral = await referred(suspect, { office: 'District of Nebraska' });
    const afterReferral = await stateOf(suspect);
    const decided = await given.changed(referral, `/prosecution-referrals/${referral.id}/decision`, accepted);
    const prosecution = await filed(suspect, { referralId: referral.id, caseNumber: '8:26-cr-00123' });
    const afterFiling = await stateOf(suspect);
    const end = { outcome: 'plea', disposedOn: '2026-03-02', sentence: tenYears };
    const ended = await given.changed(prosecution, `/prosecutions/${prosecution.id}/outcome`, end);

    expect([afterReferral, afterFiling]).toEqual(['referred_for_prosecution', 'prosecuted']);
    expect(referral).toMatchObject({ ...aReferral, agencyId, decision: 'pending', may: { decide: true, void: true } });
    expect(decided).toMatchObject({ ...accepted, declineReason: null, version: 2, may: { decide: false } });
    expect(prosecution).toMatchObject({ outcome: 'pending', sentence: null, referralId: referral.id });
    expect(ended).toMatchObject({ ...end, sentence: { ...tenYears, note: null }, version: 2 });
    const entries = await tracker.trailOf(complaintId);
    expect([...new Set(entries.map(({ action }) => action))].slice(-4)).toEqual([
      'prosecution-referral.created',
      'prosecution-referral.decided',
      'prosecution.filed',
      'prosecution.disposed',
    ]);
    expect(JSON.stringify(entries)).not.toContain('8:26-cr');
    const { body } = await tracker.as(by).get<ProsecutionView>(`/prosecutions/${prosecution.id}`);
    expect(body).toMatchObject({ outcome: 'plea', caseNumber: '8:26-cr-00123' });
  });

  it.each(['assigned', 'closed', 'prosecuted', 'received'])(
    'is recorded for a complaint that is %s, and leaves its state unchanged',
    async (state) => {
      const suspect = await suspectIn(state);

      await referred(suspect);
      const prosecution = await filed(suspect);

      expect(prosecution.outcome).toBe('pending');
      expect(await stateOf(suspect)).toBe(state);
    },
  );

  it('returns the complaint to its previous state once all its steps are voided, also from hold', async () => {
    const suspect = await suspectIn('under_investigation');
    const { by, complaintId, taskForceId } = suspect;
    const [first, second] = [await referred(suspect), await referred(suspect, { forum: 'state' })];
    const decision = (of: Made<ProsecutionReferralView>): string => `/prosecution-referrals/${of.id}/decision`;
    const taken = await given.changed(first, decision(first), accepted);
    const [prosecution, other] = [await filed(suspect, { referralId: first.id }), await filed(suspect)];
    const voiding = (of: Made<ProsecutionView>) =>
      given.changed(of, `/prosecutions/${of.id}/void`, { reason: 'Another defendant.' });
    const states = [];

    await voiding(other);
    states.push(await stateOf(suspect));
    await voiding(prosecution);
    states.push(await stateOf(suspect));
    await given.changed(taken, `/prosecution-referrals/${first.id}/void`, { reason: 'Never sent.' });
    states.push(await stateOf(suspect));
    const head = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));
    const put = async (act: string, body: object): Promise<ComplaintView> => {
      const { etag } = await head.get(`/complaints/${complaintId}`);
      return madeBy(
        await head.change<ComplaintView>(`/complaints/${complaintId}/${act}`, body, { 'if-match': etag }),
        200,
      ).body;
    };
    await put('hold', { reason: 'The laboratory.', reviewOn: '2026-04-01' });
    await given.changed(second, decision(second), declined);
    const resumed = await put('resume', { reason: 'It is back.' });

    expect(states).toEqual(['prosecuted', 'referred_for_prosecution', 'referred_for_prosecution']);
    expect(resumed.state).toBe('under_investigation');
    const fell = await tracker.sql(
      `SELECT from_state, to_state, reason FROM app.complaint_moves
        WHERE complaint_id = $1 AND action = 'prosecution.voided'`,
      [complaintId],
    );
    expect(fell).toEqual([
      { from_state: 'prosecuted', to_state: 'referred_for_prosecution', reason: 'Another defendant.' },
    ]);
    const { text } = await tracker.as(by).get(`/complaints/${complaintId}/timeline`);
    expect(text).toContain('Returned to referral, without a prosecution');
  });

  it.each([
    ['ncmec_cybertip', 'us_attorney', 'government_attorney', 'A United States Attorney'],
    ['ncmec_cybertip', 'state', 'state_official', 'A prosecutor of the State'],
    ['public_complaint', 'us_attorney', 'not_tip_content', 'A United States Attorney'],
  ] as const)(
    'of a complaint from %s is logged as a disclosure to %s on the basis %s',
    async (source, forum, basis, called) => {
      const complaint = await given.complaint({ source, state: 'assigned' });
      const suspect = await given.suspect({ complaint });

      const unnamed = await referred(suspect, { forum, office: null });
      const named = await referred(suspect, { forum, office: 'District of Nebraska' });

      const { body } = await tracker.as(suspect.by).get<DisclosurePage>(`/disclosures?complaintId=${complaint.id}`);
      const of = {
        kind: 'prosecution_referral',
        basis,
        purpose: `Referred for prosecution on ${aReferral.referredOn}.`,
      };
      expect(body.items).toMatchObject([
        { ...of, recipient: 'District of Nebraska', recordId: named.id },
        { ...of, recipient: called, recordId: unnamed.id },
      ]);
    },
  );

  it('requires a reason for a declined referral, and accepts one decision', async () => {
    const suspect = await suspectIn('assigned');
    const { by } = suspect;
    const referral = await referred(suspect);
    const path = `/prosecution-referrals/${referral.id}/decision`;

    const without = await tracker.as(by).put(path, { ...declined, declineReason: null }, { 'if-match': referral.etag });
    const answers = await atOnce(3, () => tracker.as(by).put(path, declined, { 'if-match': referral.etag }));
    const again = await tracker.as(by).put(path, accepted, { 'if-match': '"v2"' });
    const body = { suspectId: suspect.id, ...aProsecution, referralId: referral.id };
    const filing = await tracker.as(by).post('/prosecutions', body);

    expect(without).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/declineReason' }] } });
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-decided' } });
    expect(filing).toMatchObject({
      status: 409,
      body: { type: '/problems/referral-not-accepted', decision: 'declined' },
    });
  });

  it.each([
    ['prosecution-referrals', { ...aReferral, referredOn: '2026-02-28' }, 'referredOn'],
    ['prosecution-referrals', { ...aReferral, referredOn: '2026-03-03' }, 'referredOn'],
    ['prosecution-referrals', { ...aReferral, forum: 'county' }, 'forum'],
    ['prosecution-referrals', { ...aReferral, agencyId: newId() }, 'agencyId'],
    ['prosecutions', { ...aProsecution, filedOn: '2026-02-28' }, 'filedOn'],
    ['prosecutions', { ...aProsecution, filedOn: '2026-03-03' }, 'filedOn'],
    ['prosecutions', { ...aProsecution, isTriedAsAdult: true }, 'isTriedAsAdult'],
    ['prosecutions', { ...aProsecution, referralId: newId() }, 'referralId'],
    ['prosecutions', { ...aProsecution, suspectId: newId() }, 'suspectId'],
  ])('is rejected at the faulty field, with nothing stored: %s %j', async (collection, body, field) => {
    const suspect = await suspectIn('under_investigation');
    const { id: suspectId, by } = suspect;

    const response = await tracker.as(by).post(`/${collection}`, { suspectId, ...body });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
    expect(await stateOf(suspect)).toBe('under_investigation');
  });

  it('of a juvenile may be tried as of an adult', async () => {
    const suspect = await suspectIn('assigned', { bornOn: '2010-11-02', juvenile: true });

    expect(await filed(suspect, { isTriedAsAdult: true })).toMatchObject({ isTriedAsAdult: true });
  });

  it('is recorded once when the same request is repeated', async () => {
    const suspect = await suspectIn('assigned');
    const { id: suspectId, by } = suspect;
    const body = { suspectId, ...aProsecution, caseNumber: '8:26-cr-00124' };

    const answers = await atOnce(3, () => tracker.as(by).post('/prosecutions', body));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('rejects the referral of another suspect', async () => {
    const suspect = await suspectIn('assigned');
    const complaint = { ...(await given.complaint({ by: suspect.by })), id: suspect.complaintId };
    const other = await given.suspect({ complaint });
    const referral = await referred(other);

    const body = { suspectId: suspect.id, ...aProsecution, referralId: referral.id };
    const response = await tracker.as(suspect.by).post('/prosecutions', body);

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/referralId' }] } });
  });
});

describe('a sentence', () => {
  it('above the statutory maximum requires a note', async () => {
    const prosecution = await filed(await suspectIn('assigned'));
    const { id, by, etag } = prosecution;
    const sentence = { ...tenYears, months: 241 };
    const end = { outcome: 'convicted_trial', disposedOn: '2026-03-02', sentence };

    const response = await tracker.as(by).put(`/prosecutions/${id}/outcome`, end, { 'if-match': etag });
    const seen = await tracker.as(by).get<ProsecutionView>(`/prosecutions/${id}`);
    const note = 'Ten years more: 18 U.S.C. 2260A.';
    const noted = await given.changed(prosecution, `/prosecutions/${id}/outcome`, {
      ...end,
      sentence: { ...sentence, note },
    });

    expect(response).toMatchObject({
      status: 422,
      body: { type: '/problems/sentence-above-maximum', errors: [{ pointer: '#/sentence/note' }] },
    });
    expect(seen.body).toMatchObject({ outcome: 'pending', sentence: null, version: 1 });
    expect(noted.sentence).toEqual({ ...sentence, note });
  });

  it('requires a conviction, and a changed outcome requires a reason', async () => {
    const prosecution = await filed(await suspectIn('assigned'));
    const { id, by } = prosecution;
    const path = `/prosecutions/${id}/outcome`;
    const put = (body: object, etag: string) => tracker.as(by).put(path, body, { 'if-match': etag });
    const acquitted = { outcome: 'acquitted', disposedOn: '2026-03-02' };

    const wrong = await put({ ...acquitted, sentence: tenYears }, prosecution.etag);
    const plea = await put({ outcome: 'plea', disposedOn: '2026-03-02', sentence: tenYears }, prosecution.etag);
    const silent = await put(acquitted, plea.etag);
    const told = await put({ ...acquitted, reason: 'The plea was withdrawn.' }, plea.etag);

    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/sentence' }] } });
    expect(silent).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/reason' }] } });
    expect(told).toMatchObject({ status: 200, body: { outcome: 'acquitted', sentence: null, version: 3 } });
  });
});

describe('prosecutions and referrals', () => {
  it('are listed by suspect, complaint and outcome, latest first, in pages, with one statement', async () => {
    const suspect = await suspectIn('assigned');
    const { id: suspectId, by, complaintId } = suspect;
    const [older, later] = [await filed(suspect, { filedOn: '2026-03-01' }), await filed(suspect)];
    const referral = await referred(suspect);
    await given.changed(older, `/prosecutions/${older.id}/outcome`, { outcome: 'dismissed', disposedOn: '2026-03-02' });
    const path = `/prosecutions?suspectId=${suspectId}&limit=1`;

    const first = await tracker.expectQueries(1, () => tracker.as(by).get<ProsecutionPage>(path));
    const second = await tracker.as(by).get<ProsecutionPage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);
    const ended = await tracker
      .as(by)
      .get<ProsecutionPage>(`/prosecutions?complaintId=${complaintId}&outcome=dismissed`);
    const pending = await tracker.expectQueries(1, () =>
      tracker.as(by).get<ProsecutionReferralPage>(`/prosecution-referrals?suspectId=${suspectId}&decision=pending`),
    );

    expect(first.body.items).toMatchObject([{ id: later.id }]);
    expect(second.body).toMatchObject({ items: [{ id: older.id }], nextCursor: null });
    expect(ended.body.items).toMatchObject([{ id: older.id, outcome: 'dismissed' }]);
    expect(pending.body.items).toMatchObject([{ id: referral.id }]);
  });

  it('are corrected with a reason, and not to a day after the outcome', async () => {
    const suspect = await suspectIn('assigned');
    const { by, agencyId } = suspect;
    const prosecution = await filed(suspect, { filedOn: '2026-03-01' });
    const path = `/prosecutions/${prosecution.id}`;
    const end = { outcome: 'dismissed', disposedOn: '2026-03-01' };
    const ended = await given.changed(prosecution, `${path}/outcome`, end);
    const facts = {
      ...aProsecution,
      agencyId,
      filedOn: '2026-03-01',
      court: 'District of Iowa',
      reason: 'Transferred.',
    };

    const late = await tracker.as(by).put(path, { ...facts, filedOn: '2026-03-02' }, { 'if-match': ended.etag });
    const right = await given.changed(ended, path, facts);

    expect(late).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/filedOn' }] } });
    expect(right).toMatchObject({ court: 'District of Iowa', outcome: 'dismissed', version: 3 });
  });

  it('are voided in order, and reject further changes', async () => {
    const suspect = await suspectIn('assigned');
    const { by } = suspect;
    const referral = await referred(suspect);
    const decided = await given.changed(referral, `/prosecution-referrals/${referral.id}/decision`, accepted);
    const prosecution = await filed(suspect, { referralId: referral.id });
    const reason = 'Another suspect’s.';
    const voidReferral = () =>
      tracker.as(by).post(`/prosecution-referrals/${referral.id}/void`, { reason }, { 'if-match': decided.etag });

    const refused = await voidReferral();
    const voided = await given.changed(prosecution, `/prosecutions/${prosecution.id}/void`, { reason });
    const done = await voidReferral();
    const end = { outcome: 'dismissed', disposedOn: '2026-03-02' };
    const later = await tracker.as(by).put(`/prosecutions/${prosecution.id}/outcome`, end, { 'if-match': voided.etag });

    expect(refused).toMatchObject({
      status: 409,
      body: { type: '/problems/has-prosecution', prosecutionId: prosecution.id },
    });
    expect(done).toMatchObject({ status: 200, body: { voidReason: reason, may: { decide: false, void: false } } });
    expect(later).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
  });

  it('return 404 to a reader who cannot see the complaint', async () => {
    const suspect = await suspectIn('assigned');
    const { id } = await filed(suspect);
    const { id: referralId } = await referred(suspect);
    const { taskForceId, id: suspectId } = suspect;
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
    const foreigner = await given.account({ role: 'supervisor', seat: 'task_force' });

    for (const stranger of [tracker.as(neighbour), tracker.as(foreigner)]) {
      const missing = comparableContent(await stranger.get(`/prosecutions/${newId()}`));
      expect(comparableContent(await stranger.get(`/prosecutions/${id}`))).toEqual(missing);
      expect(comparableContent(await stranger.get(`/prosecution-referrals/${referralId}`))).toEqual(missing);
      expect((await stranger.get<ProsecutionPage>('/prosecutions')).body.items).toEqual([]);
      const post = await stranger.post('/prosecution-referrals', { suspectId, ...aReferral });
      expect(post).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/suspectId' }] } });
    }
  });
});
