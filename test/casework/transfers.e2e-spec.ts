import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { DisclosurePage } from '../../src/casework/disclosures/disclosure.view.js';
import { hoursUntilDue, priorities } from '../../src/casework/complaints/complaints.enums.js';
import type { ReceiverPage } from '../../src/casework/transfers/receiving-agency.view.js';
import type { TransferPage, TransferView } from '../../src/casework/transfers/transfer.view.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { newId } from '../../src/platform/ids/ids.js';
import { Clock } from '../../src/platform/time/clock.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { atOnce, comparableContent, type Answer } from '../support/client.js';
import { Given, type GivenComplaint, type Made } from '../support/given.js';
import { anOffer, offerOf } from './transfer-fixtures.js';
import { nextNumber, type GivenAccount, type GivenAgency } from '../support/people.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

/** Creates two agencies of one task force or of two, their supervisors and those of the task forces. */
async function twoSides(isBeyond: boolean) {
  const sender = await given.agency();
  const receiver = await given.agency(isBeyond ? {} : { taskForceId: sender.taskForceId });
  return {
    sender,
    receiver,
    bySender: await given.account({ agency: sender, role: 'supervisor' }),
    byReceiver: await given.account({ agency: receiver, role: 'supervisor' }),
    overSender: await given.account({ taskForceId: sender.taskForceId, role: 'supervisor' }),
    overReceiver: await given.account({ taskForceId: receiver.taskForceId, role: 'supervisor' }),
  };
}

const tip = (): object => ({ source: 'ncmec_cybertip', externalReference: `10${nextNumber()}` });

function answered<View = TransferView>(
  by: GivenAccount,
  { id }: { readonly id: string },
  act: 'acceptance' | 'refusal' | 'revoke',
  etag = '"v1"',
): Promise<Answer<View>> {
  return tracker.as(by).change<View>(`/transfers/${id}/${act}`, { reason: 'So it is.' }, { 'if-match': etag });
}

async function seen(by: GivenAccount, id: string): Promise<Answer<ComplaintView>> {
  return tracker.as(by).get<ComplaintView>(`/complaints/${id}`);
}

async function countedIn(...accounts: GivenAccount[]): Promise<number[]> {
  const counts: number[] = [];
  for (const account of accounts) {
    const path = '/reports/totals?from=2026-01-01&until=2027-01-01';
    const { body } = await tracker.as(account).get<TotalsView>(path);
    counts.push(body.figures.complaintsDocumented.recorded);
  }
  return counts;
}

async function triaged(agency: GivenAgency, overrides: object = {}): Promise<GivenComplaint> {
  return given.complaint({ agencyId: agency.id, state: 'triaged', ...overrides });
}

describe('POST /transfers', () => {
  it('offers a complaint with a summary for the receiver, and blocks its move meanwhile', async () => {
    const { sender, receiver, bySender, byReceiver, overSender } = await twoSides(true);
    const complaint = await triaged(sender, tip());

    const offer = await offerOf(given, complaint, receiver, bySender, { disclosureBasis: 'state_official' });
    const read = await tracker.as(byReceiver).get<TransferView>(`/transfers/${offer.id}`);
    const held = await seen(bySender, complaint.id);
    const moved = await tracker
      .as(bySender)
      .put(`/complaints/${complaint.id}/disposition`, { code: 'duplicate', narrative: 'x' }, { 'if-match': held.etag });

    expect(offer).toMatchObject({
      kind: 'transfer',
      state: 'offered',
      isOverdue: false,
      version: 1,
      reference: complaint.reference,
      type: 'enticement',
      priority: 3,
      from: { taskForceId: sender.taskForceId, agencyId: sender.id, agency: sender.name },
      to: { taskForceId: receiver.taskForceId, agencyId: receiver.id, agency: receiver.name },
      answerBy: '2026-03-09',
      disclosureBasis: 'state_official',
      may: { answer: false, revoke: true },
    });
    expect(read.body).toMatchObject({ id: offer.id, summary: anOffer.summary, may: { answer: true, revoke: false } });
    expect((await seen(byReceiver, complaint.id)).status).toBe(404);
    expect(held.body).toMatchObject({
      state: 'transfer_pending',
      returnsTo: 'triaged',
      version: complaint.version + 1,
    });
    expect(moved).toMatchObject({ status: 409, body: { type: '/problems/invalid-transition', allowed: ['triaged'] } });
    expect(await disclosedOf(overSender, complaint)).toEqual([['offer', 'state_official', receiver.name]]);
  });

  it('records in the trail the parties of the offer, and not the summary', async () => {
    const { sender, receiver, bySender } = await twoSides(false);
    const complaint = await triaged(sender);
    await offerOf(given, complaint, receiver, bySender);

    const entries = (await tracker.trailOf(complaint.id)).filter(({ action }) => action === 'transfer.offered');

    expect(entries.map(({ source }) => source).sort()).toEqual([
      'complaint_moves',
      'complaints',
      'disclosures',
      'transfers',
    ]);
    expect(
      entries.every(({ accountId, reason }) => accountId === bySender.accountId && reason === anOffer.reason),
    ).toBe(true);
    expect(JSON.stringify(entries)).not.toContain(anOffer.summary);
  });

  it('requires a legal basis for content of a provider, and own personnel only within the task force', async () => {
    const [beyond, within] = [await twoSides(true), await twoSides(false)];
    const complaint = await triaged(beyond.sender, tip());
    const own = await triaged(within.sender, tip());
    const bodyOf = ({ receiver }: typeof beyond, { id: complaintId }: GivenComplaint): object => ({
      ...{ complaintId, agencyId: receiver.id, kind: 'transfer' },
      ...anOffer,
    });
    const post = (body: object): Promise<Answer<unknown>> => tracker.as(beyond.bySender).post('/transfers', body);

    for (const basis of [
      {},
      { disclosureBasis: null },
      { disclosureBasis: 'not_tip_content' },
      { disclosureBasis: 'own_agency' },
    ]) {
      expect(await post({ ...bodyOf(beyond, complaint), ...basis })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '#/disclosureBasis' }] },
      });
    }
    expect(await post({ ...bodyOf(beyond, complaint), disclosureBasis: 'defendant_or_counsel' })).toMatchObject({
      status: 422,
    });
    const taken = await tracker
      .as(within.bySender)
      .post<TransferView>('/transfers', { ...bodyOf(within, own), disclosureBasis: 'own_agency' });
    expect(taken.status).toBe(201);
    expect((await seen(beyond.bySender, complaint.id)).body.version).toBe(complaint.version);
  });

  it.each([
    ['no agreement', { mou_signed_on: null }],
    ['an agreement from tomorrow on', { mou_signed_on: '2026-03-03' }],
    ['an ended membership', { mou_signed_on: '2000-01-01', ended_on: '2026-03-02' }],
    ['a non-member relation only', { mou_signed_on: '2000-01-01', kind: 'non_member' }],
  ])('rejects an agency with %s, with nothing stored', async (_, overrides) => {
    const { sender, receiver, bySender } = await twoSides(true);
    const complaint = await triaged(sender);
    for (const [column, value] of Object.entries(overrides)) {
      await tracker.sql(`UPDATE app.agency_memberships SET ${column} = $1 WHERE agency_id = $2`, [value, receiver.id]);
    }
    const body = { complaintId: complaint.id, agencyId: receiver.id, kind: 'referral', ...anOffer };

    const answer = await tracker.as(bySender).post('/transfers', body);

    expect(answer).toMatchObject({
      status: 409,
      body: { type: '/problems/no-agreement', errors: [{ pointer: '#/agencyId' }] },
    });
    expect((await seen(bySender, complaint.id)).body).toMatchObject({ state: 'triaged', version: complaint.version });
    const { body: page } = await tracker.as(bySender).get<TransferPage>('/transfers');
    expect(page.items).toEqual([]);
  });

  it('rejects an offer to the owner, without agency, by another agency, of an invisible or of a sealed complaint', async () => {
    const { sender, receiver, bySender, byReceiver } = await twoSides(false);
    const complaint = await triaged(sender);
    const worker = await given.account({ agency: sender });
    await tracker.sql(`UPDATE app.complaints SET working_agency_id = $1 WHERE id = $2`, [receiver.id, complaint.id]);
    const third = await given.agency({ taskForceId: sender.taskForceId });
    const post = (by: GivenAccount, overrides: object): Promise<Answer<unknown>> =>
      tracker.as(by).post('/transfers', {
        complaintId: complaint.id,
        agencyId: receiver.id,
        kind: 'transfer',
        ...anOffer,
        ...overrides,
      });

    expect(await post(bySender, { agencyId: sender.id })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/agencyId' }] },
    });
    expect(await post(bySender, { agencyId: newId() })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/agencyId' }] },
    });
    expect(await post(byReceiver, { agencyId: third.id })).toMatchObject({ status: 403 });
    expect(await post(worker, {})).toMatchObject({ status: 403 });
    expect(await post(bySender, { complaintId: newId() })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/complaintId' }] },
    });
    expect(await post(bySender, { answerBy: '2026-03-01' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/answerBy' }] },
    });
    expect(await post(bySender, { answerBy: '2026-06-01' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/answerBy' }] },
    });
    const above = await given.account({ taskForceId: sender.taskForceId, role: 'supervisor' });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [complaint.id]);
    expect(await post(above, {})).toMatchObject({ status: 409, body: { type: '/problems/complaint-sealed' } });
  });

  it('creates one offer for concurrent requests', async () => {
    const { sender, receiver, bySender } = await twoSides(false);
    const complaint = await triaged(sender);
    const body = { complaintId: complaint.id, agencyId: receiver.id, kind: 'transfer', ...anOffer };

    const answers = await atOnce(6, () => tracker.as(bySender).post('/transfers', body));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });
});

describe('a transfer or referral within a task force', () => {
  it('gives the receiver ownership when transferred, and leaves the old owner the offer only', async () => {
    const { sender, receiver, bySender, byReceiver, overSender } = await twoSides(false);
    const complaint = await given.complaint({ agencyId: sender.id, state: 'assigned' });
    const offer = await offerOf(given, complaint, receiver, bySender);

    const accepted = await answered(byReceiver, offer, 'acceptance');

    expect(accepted).toMatchObject({
      status: 200,
      etag: '"v2"',
      body: { state: 'accepted', becameComplaintId: complaint.id },
    });
    const theirs = await seen(byReceiver, complaint.id);
    expect(theirs.body).toMatchObject({
      agencyId: receiver.id,
      workingAgencyId: null,
      investigatorId: null,
      dueAt: null,
      state: 'triaged',
      priority: 3,
      version: complaint.version + 2,
    });
    expect(comparableContent(await seen(bySender, complaint.id))).toEqual(
      comparableContent(await seen(bySender, newId())),
    );
    for (const route of ['trail', 'triage-proposal']) {
      expect((await tracker.as(bySender).get(`/complaints/${complaint.id}/${route}`)).status).toBe(404);
    }
    const row = await tracker.as(bySender).get<TransferView>(`/transfers/${offer.id}`);
    expect(row.body).toMatchObject({ state: 'accepted', answerReason: 'So it is.', decidedBy: byReceiver.accountId });
    const { body: log } = await tracker.as(bySender).get<DisclosurePage>('/disclosures');
    expect(log.items).toEqual([]);
    expect(await disclosedOf(overSender, complaint)).toEqual([
      ['offer', 'not_tip_content', receiver.name],
      ['transfer', 'not_tip_content', receiver.name],
    ]);
    expect(await countedIn(overSender)).toEqual([1]);
    const moves = await tracker.sql(
      `SELECT from_state, to_state, action FROM app.complaint_moves WHERE complaint_id = $1`,
      [complaint.id],
    );
    expect(moves).toContainEqual({ from_state: 'transfer_pending', to_state: 'triaged', action: 'transfer.accepted' });
  });

  it('gives the receiver the work when referred, and keeps the owner', async () => {
    const { sender, receiver, bySender, byReceiver } = await twoSides(false);
    const complaint = await triaged(sender);
    const offer = await offerOf(given, complaint, receiver, bySender, { kind: 'referral' });

    await answered(byReceiver, offer, 'acceptance');

    const [theirs, own] = [await seen(byReceiver, complaint.id), await seen(bySender, complaint.id)];
    expect(own.body).toMatchObject({ agencyId: sender.id, workingAgencyId: receiver.id, state: 'assigned' });
    expect(theirs.body).toMatchObject({ id: complaint.id, may: { work: true, close: false } });
    const assignments = await tracker.sql(
      `SELECT agency_id, assigned_by, due_at FROM app.assignments WHERE complaint_id = $1`,
      [complaint.id],
    );
    const due = new Date(stoppedAt.getTime() + hoursUntilDue[3] * 3_600_000);
    expect(own.body).toMatchObject({ priority: 3, dueAt: due.toISOString() });
    expect(assignments).toEqual([{ agency_id: receiver.id, assigned_by: bySender.accountId, due_at: due }]);
    expect(await disclosedOf(bySender, complaint)).toEqual([
      ['offer', 'not_tip_content', receiver.name],
      ['referral', 'not_tip_content', receiver.name],
    ]);
  });

  it('keeps the due date when referred', async () => {
    const { sender, receiver, bySender, byReceiver } = await twoSides(false);
    const complaint = await given.complaint({ agencyId: sender.id, state: 'assigned' });
    const { dueAt } = (await seen(bySender, complaint.id)).body;
    await tracker.sql(`UPDATE app.complaints SET state = 'under_investigation' WHERE id = $1`, [complaint.id]);
    const offer = await offerOf(given, complaint, receiver, bySender, { kind: 'referral' });

    await answered(byReceiver, offer, 'acceptance');

    expect(dueAt).not.toBeNull();
    expect((await seen(bySender, complaint.id)).body).toMatchObject({ state: 'under_investigation', dueAt });
  });

  it('has the same due times per tier in SQL and in code', async () => {
    const due = await tracker.sql(
      `SELECT tier, extract(epoch FROM oversight.due_from(now(), tier) - now())::int / 3600 AS hours
         FROM generate_series(1, 4) s (n) CROSS JOIN LATERAL (SELECT n::smallint) t (tier) ORDER BY tier`,
    );

    expect(due).toEqual(priorities.map((tier) => ({ tier, hours: hoursUntilDue[tier] })));
  });

  it.each([
    ['declined by the receiver', 'refusal', 'declined'],
    ['revoked by the sender', 'revoke', 'revoked'],
  ] as const)('leaves the complaint unchanged when it is %s', async (_, act, state) => {
    const { sender, receiver, bySender, byReceiver } = await twoSides(false);
    const complaint = await triaged(sender);
    const offer = await offerOf(given, complaint, receiver, bySender);
    const who = act === 'refusal' ? byReceiver : bySender;
    const other = act === 'refusal' ? bySender : byReceiver;

    const wrong = await answered(other, offer, act);
    const right = await answered(who, offer, act);
    const again = await answered(who, offer, act, '"v2"');

    expect(wrong.status).toBe(403);
    expect(right.body).toMatchObject({ state, answerReason: 'So it is.', may: { answer: false, revoke: false } });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-answered', state } });
    expect((await seen(bySender, complaint.id)).body).toMatchObject({
      state: 'triaged',
      returnsTo: null,
      agencyId: sender.id,
    });
    expect((await seen(byReceiver, complaint.id)).status).toBe(404);
    await offerOf(given, complaint, receiver, bySender);
  });
});

describe('a transfer or referral between task forces', () => {
  it('creates a counted complaint at the receiver when transferred, and closes that of the sender', async () => {
    const { sender, receiver, bySender, byReceiver, overSender, overReceiver } = await twoSides(true);
    const complaint = await triaged(sender, tip());
    const offer = await offerOf(given, complaint, receiver, bySender, { disclosureBasis: 'state_official' });

    const accepted = await answered(byReceiver, offer, 'acceptance');

    const became = accepted.body.becameComplaintId ?? '';
    expect(became).not.toBe(complaint.id);
    const { externalReference, narrative, receivedAt, source, type, mode, jurisdiction } = complaint;
    expect((await seen(byReceiver, became)).body).toMatchObject({
      ...{ externalReference, narrative, receivedAt, source, type, mode, jurisdiction },
      agencyId: receiver.id,
      taskForceId: receiver.taskForceId,
      state: 'received',
      priority: null,
      version: 1,
    });
    expect((await seen(bySender, complaint.id)).body).toMatchObject({
      state: 'closed',
      disposition: 'referred_other_icac',
      transferredTo: became,
      may: { reopen: false },
    });
    expect((await seen(bySender, became)).status).toBe(404);
    expect((await seen(byReceiver, complaint.id)).status).toBe(404);
    expect(await countedIn(overSender, overReceiver)).toEqual([0, 1]);
    for (const id of [complaint.id, became]) {
      const entries = (await tracker.trailOf(id)).filter(({ action }) => action === 'transfer.accepted');
      const chain = id === became ? receiver.taskForceId : sender.taskForceId;
      expect(entries.length).toBeGreaterThan(0);
      expect(
        entries.every(({ taskForceId, accountId }) => taskForceId === chain && accountId === byReceiver.accountId),
      ).toBe(true);
    }
  });

  it('reopens the original complaint when it is transferred back', async () => {
    const { sender, receiver, bySender, byReceiver, overSender, overReceiver } = await twoSides(true);
    const basis = { disclosureBasis: 'state_official' } as const;
    const complaint = await triaged(sender, tip());
    const there = await answered(byReceiver, await offerOf(given, complaint, receiver, bySender, basis), 'acceptance');
    const became = there.body.becameComplaintId ?? '';

    const back = await answered(
      bySender,
      await offerOf(given, { id: became }, sender, byReceiver, basis),
      'acceptance',
    );

    expect(back.body).toMatchObject({ state: 'accepted', becameComplaintId: complaint.id });
    expect((await seen(bySender, complaint.id)).body).toMatchObject({
      state: 'reopened',
      cycle: 2,
      transferredTo: null,
      disposition: null,
    });
    expect((await seen(byReceiver, became)).body).toMatchObject({ state: 'closed', transferredTo: complaint.id });
    expect(await countedIn(overSender, overReceiver)).toEqual([1, 0]);
  });

  it('does not reopen the case of the sender when it returns to another agency', async () => {
    const { sender, receiver, bySender, byReceiver } = await twoSides(true);
    const neighbour = await given.agency({ taskForceId: sender.taskForceId });
    const byNeighbour = await given.account({ agency: neighbour, role: 'supervisor' });
    const basis = { disclosureBasis: 'state_official' } as const;
    const complaint = await triaged(sender, tip());
    const there = await answered(byReceiver, await offerOf(given, complaint, receiver, bySender, basis), 'acceptance');
    const became = { id: there.body.becameComplaintId ?? '' };
    const offer = await offerOf(given, became, neighbour, byReceiver, basis);

    const back = await answered(byNeighbour, offer, 'acceptance');

    expect(back).toMatchObject({
      status: 409,
      body: { type: '/problems/already-received', holder: { agency: sender.name } },
    });
    expect((await seen(byNeighbour, complaint.id)).status).toBe(404);
    expect((await seen(bySender, complaint.id)).body).toMatchObject({ agencyId: sender.id, state: 'closed' });
    expect((await seen(byReceiver, became.id)).body.state).toBe('transfer_pending');
  });

  it('is worked by both when referred, and counted at the sender only', async () => {
    const { sender, receiver, bySender, byReceiver, overSender, overReceiver } = await twoSides(true);
    const third = await given.agency();
    const overThird = await given.account({ taskForceId: third.taskForceId, role: 'supervisor' });
    const byThird = await given.account({ agency: third, role: 'supervisor' });
    const complaint = await triaged(sender, tip());
    const basis = { disclosureBasis: 'state_official' } as const;
    const offer = await offerOf(given, complaint, receiver, bySender, { kind: 'referral', ...basis });

    const { body } = await answered(byReceiver, offer, 'acceptance');
    const copy = { id: body.becameComplaintId ?? '' };

    expect((await seen(bySender, complaint.id)).body).toMatchObject({ state: 'triaged', transferredTo: null });
    expect((await seen(byReceiver, copy.id)).body).toMatchObject({
      state: 'received',
      externalReference: complaint.externalReference,
    });
    expect(await countedIn(overSender, overReceiver)).toEqual([1, 0]);

    await answered(byThird, await offerOf(given, copy, third, byReceiver, basis), 'acceptance');
    expect(await countedIn(overSender, overReceiver, overThird)).toEqual([1, 0, 0]);
  });

  it.each(['transfer', 'referral'] as const)(
    'rejects a %s of a tip that the receiver already has, with nothing stored',
    async (kind) => {
      const { sender, receiver, bySender, byReceiver } = await twoSides(true);
      const number = tip();
      const complaint = await triaged(sender, number);
      const neighbour = await given.agency({ taskForceId: receiver.taskForceId });
      const theirs = await given.complaint({ agencyId: neighbour.id, ...number });
      const offer = await offerOf(given, complaint, receiver, bySender, { kind, disclosureBasis: 'state_official' });

      const refused = await answered(byReceiver, offer, 'acceptance');
      await tracker.sql('UPDATE app.complaints SET agency_id = $1 WHERE id = $2', [receiver.id, theirs.id]);
      const own = await answered(byReceiver, offer, 'acceptance');

      expect(refused).toMatchObject({
        status: 409,
        body: {
          type: '/problems/already-received',
          holder: { agency: neighbour.name, phone: '+1 402 555 0100' },
          complaintId: null,
        },
      });
      expect(own).toMatchObject({ status: 409, body: { holder: null, complaintId: theirs.id } });
      expect((await tracker.as(bySender).get<TransferView>(`/transfers/${offer.id}`)).body).toMatchObject({
        state: 'offered',
        version: 1,
      });
      expect((await seen(bySender, complaint.id)).body).toMatchObject({
        state: 'transfer_pending',
        version: complaint.version + 1,
      });
      const [count] = await tracker.sql('SELECT count(*)::int AS n FROM app.complaints WHERE task_force_id = $1', [
        receiver.taskForceId,
      ]);
      expect(count).toEqual({ n: 1 });
    },
  );

  it('records a refusal in the audit chains of both', async () => {
    const { sender, receiver, bySender, byReceiver } = await twoSides(true);
    const offer = await offerOf(given, await triaged(sender), receiver, bySender);

    await answered(byReceiver, offer, 'refusal');

    const chains = await tracker.sql<{ chain: string }>(
      `SELECT DISTINCT task_force_id AS chain FROM audit.entries WHERE action = 'transfer.declined' AND subject = $1`,
      [offer.id],
    );
    expect(chains.map(({ chain }) => chain).sort()).toEqual([sender.taskForceId, receiver.taskForceId].sort());
  });

  it('is rejected while the case has open items', async () => {
    const { sender, receiver, bySender } = await twoSides(true);
    const complaint = await triaged(sender);
    await tracker.sql(
      `INSERT INTO app.complaint_holds (id, task_force_id, complaint_id, reason, review_on, held_by, held_at)
       VALUES (gen_random_uuid(), $1, $2, 'why', '2026-06-01', $3, now())`,
      [sender.taskForceId, complaint.id, bySender.accountId],
    );
    const body = { complaintId: complaint.id, agencyId: receiver.id, ...anOffer };

    const transfer = await tracker.as(bySender).post('/transfers', { ...body, kind: 'transfer' });
    const referral = await tracker.as(bySender).post('/transfers', { ...body, kind: 'referral' });

    expect(transfer).toMatchObject({
      status: 409,
      body: { type: '/problems/open-matters', open: [{ kind: 'hold', count: 1 }] },
    });
    expect(referral.status).toBe(201);
  });
});

describe('the answer to an offer', () => {
  it('is limited to the receiving agency, and to its task force after the deadline', async () => {
    const { sender, receiver, bySender, byReceiver, overSender, overReceiver } = await twoSides(true);
    const stranger = await given.account({
      agency: await given.agency({ taskForceId: receiver.taskForceId }),
      role: 'supervisor',
    });
    const investigator = await given.account({ agency: receiver });
    const offer = await offerOf(given, await triaged(sender), receiver, bySender, { answerBy: '2026-03-04' });
    const statusOf = async (by: GivenAccount): Promise<number> => (await answered(by, offer, 'acceptance')).status;

    expect(await statusOf(stranger)).toBe(404);
    expect(await statusOf(investigator)).toBe(403);
    expect(await statusOf(overReceiver)).toBe(403);
    expect(await statusOf(overSender)).toBe(403);
    await at('2026-03-05T05:59:59Z', async () => {
      expect(await overdue(overReceiver)).toEqual([]);
      expect(await statusOf(overReceiver)).toBe(403);
    });
    await at('2026-03-05T06:00:00Z', async () => {
      expect(await overdue(overReceiver)).toEqual([offer.id]);
      expect(await overdue(overSender)).toEqual([offer.id]);
      expect(await overdue(byReceiver)).toEqual([offer.id]);
      expect((await tracker.as(overReceiver).get<TransferView>(`/transfers/${offer.id}`)).body).toMatchObject({
        isOverdue: true,
        may: { answer: true, revoke: false },
      });
      expect(await statusOf(overSender)).toBe(403);
      expect(await statusOf(overReceiver)).toBe(200);
      expect(await overdue(overReceiver)).toEqual([]);
    });
  });

  it('is accepted once among concurrent answers', async () => {
    const { sender, receiver, bySender, byReceiver } = await twoSides(false);
    const offer = await offerOf(given, await triaged(sender), receiver, bySender);

    const answers = await atOnce(8, (index) =>
      index % 2 === 0 ? answered(byReceiver, offer, 'acceptance') : answered(bySender, offer, 'revoke'),
    );
    const blind = await tracker.as(byReceiver).put(`/transfers/${offer.id}/acceptance`, {});

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
    expect(answers.find(({ status }) => status === 412)?.body).toMatchObject({ sent: 1, current: 2 });
    expect(blind.status).toBe(428);
  });

  it('cannot be an acceptance after the agreement has ended, and can be a refusal', async () => {
    const { sender, receiver, bySender, byReceiver } = await twoSides(false);
    const offer = await offerOf(given, await triaged(sender), receiver, bySender);

    await tracker.sql(`UPDATE app.agency_memberships SET ended_on = '2026-03-02' WHERE agency_id = $1`, [receiver.id]);

    expect(await answered(byReceiver, offer, 'acceptance')).toMatchObject({
      status: 409,
      body: { type: '/problems/no-agreement' },
    });
    expect((await answered(byReceiver, offer, 'refusal')).status).toBe(200);
  });

  it('is limited to task force supervisors when the complaint is sealed, and cannot be an acceptance', async () => {
    const { sender, receiver, bySender, byReceiver, overSender, overReceiver } = await twoSides(true);
    const complaint = await triaged(sender);
    const offer = await offerOf(given, complaint, receiver, bySender, { answerBy: '2026-03-02' });

    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [complaint.id]);

    for (const by of [bySender, byReceiver]) {
      expect((await tracker.as(by).get(`/transfers/${offer.id}`)).status).toBe(404);
      expect((await tracker.as(by).get<TransferPage>('/transfers')).body.items).toEqual([]);
      expect((await answered(by, offer, 'acceptance')).status).toBe(404);
    }
    await at('2026-03-04T12:00:00Z', async () => {
      expect((await answered(overReceiver, offer, 'acceptance')).status).toBe(403);
      expect((await answered(overSender, offer, 'revoke')).status).toBe(200);
    });
  });

  it('is visible to supervisors of the receiving task force only when the new complaint is sealed', async () => {
    const { sender, receiver, bySender, byReceiver, overReceiver } = await twoSides(true);
    const offer = await offerOf(given, await triaged(sender), receiver, bySender);
    const { body } = await answered(byReceiver, offer, 'acceptance');

    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [body.becameComplaintId]);

    expect((await tracker.as(byReceiver).get(`/transfers/${offer.id}`)).status).toBe(404);
    expect((await tracker.as(overReceiver).get(`/transfers/${offer.id}`)).status).toBe(200);
    expect((await tracker.as(bySender).get(`/transfers/${offer.id}`)).status).toBe(200);
  });

  it('is checked against the session by the database itself', async () => {
    const { sender, receiver, bySender } = await twoSides(true);
    const offer = await offerOf(given, await triaged(sender), receiver, bySender);
    const { appUrl } = tracker.database;

    const fault = await asApp(appUrl, bySender, (client) =>
      client.query(`SELECT * FROM oversight.answer_transfer($1, 'accepted', NULL, gen_random_uuid(), now())`, [
        offer.id,
      ]),
    );
    const theirs = await given.complaint({ taskForceId: sender.taskForceId });
    const others = await asApp(appUrl, bySender, (client) =>
      client.query(
        `INSERT INTO app.transfers
         SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'complaint_id', $2::uuid))).*
           FROM app.transfers t WHERE t.id = $1`,
        [offer.id, theirs.id],
      ),
    );
    const forged = await asApp(appUrl, bySender, (client) =>
      client.query(`UPDATE app.transfers SET state = 'accepted' WHERE id = $1`, [offer.id]),
    );

    expect(fault).toMatchObject({ code: '42501' });
    expect(forged).toMatchObject({ code: '42501' });
    expect(others).toMatchObject({ code: '42501' });
  });
});

describe('GET /transfers', () => {
  it('lists by direction, state and complaint, in pages, with two statements, each side its own', async () => {
    const { sender, receiver, bySender, byReceiver } = await twoSides(true);
    const stranger = await given.account({
      agency: await given.agency({ taskForceId: sender.taskForceId }),
      role: 'supervisor',
    });
    const offers: Made<TransferView>[] = [];
    for (const kind of ['transfer', 'referral', 'referral'] as const) {
      offers.unshift(await offerOf(given, await triaged(sender), receiver, bySender, { kind }));
    }
    await answered(byReceiver, offers[0] ?? { id: '' }, 'refusal');
    const idsFor = async (by: GivenAccount, query: string): Promise<string[]> => {
      const { body } = await tracker.expectQueries(2, () => tracker.as(by).get<TransferPage>(`/transfers?${query}`));
      return body.items.map(({ id }) => id);
    };
    const ids = offers.map(({ id }) => id);

    expect(await idsFor(bySender, '')).toEqual(ids);
    expect(await idsFor(byReceiver, 'direction=in')).toEqual(ids);
    expect(await idsFor(byReceiver, 'direction=out')).toEqual([]);
    expect(await idsFor(bySender, 'direction=out&state=offered')).toEqual(ids.slice(1));
    expect(await idsFor(bySender, `complaintId=${offers[1]?.complaintId ?? ''}`)).toEqual([ids[1]]);
    expect(await idsFor(bySender, 'overdue=false&limit=2')).toEqual(ids.slice(0, 2));
    expect(await idsFor(stranger, '')).toEqual([]);
    const first = await tracker.as(bySender).get<TransferPage>('/transfers?limit=2');
    const rest = await tracker
      .as(bySender)
      .get<TransferPage>(`/transfers?limit=2&cursor=${first.body.nextCursor ?? ''}`);
    expect(rest.body).toMatchObject({ items: [{ id: ids[2] }], nextCursor: null });
    const there = await tracker.as(stranger).get(`/transfers/${ids[0] ?? ''}`);
    expect(comparableContent(there)).toEqual(
      comparableContent(await tracker.as(stranger).get(`/transfers/${newId()}`)),
    );
  });
});

describe('GET /receiving-agencies', () => {
  it('lists agencies with an agreement, of any task force, by name, in pages', async () => {
    const { id: taskForceId, code } = await given.taskForce();
    const [second, first] = [await given.agency({ taskForceId }), await given.agency({ taskForceId })];
    await given.unsign((await given.agency({ taskForceId })).id);
    for (const [name, { id }] of [
      ['Beatrice', second],
      ['Alliance', first],
    ] as const) {
      await tracker.sql('UPDATE app.agencies SET name = $1 WHERE id = $2', [`${name} ${taskForceId}`, id]);
    }
    const asking = tracker.as(await given.account());
    const path = `/receiving-agencies?taskForceId=${taskForceId}&limit=1`;

    const one = await asking.get<ReceiverPage>(path);
    const two = await asking.get<ReceiverPage>(`${path}&cursor=${one.body.nextCursor ?? ''}`);
    const all = await asking.get<ReceiverPage>('/receiving-agencies?limit=200');

    const taskForce = { id: taskForceId, code, name: `${code} Task Force` };
    expect(one.body.items).toEqual([
      { id: first.id, taskForceId, taskForce, name: `Alliance ${taskForceId}`, state: 'NE' },
    ]);
    expect(two.body).toMatchObject({ items: [{ id: second.id }], nextCursor: null });
    expect(all.body.items.map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, second.id]));
  });

  it('filters by a part of the name, in any case', async () => {
    const { id: taskForceId } = await given.taskForce();
    for (const name of ['Omaha Police', 'Lincoln Police', 'Sarpy Sheriff']) await given.agency({ taskForceId, name });
    const asking = tracker.as(await given.account());
    const found = async (q: string): Promise<string[]> => {
      const { body } = await asking.get<ReceiverPage>(`/receiving-agencies?taskForceId=${taskForceId}&q=${q}`);
      return body.items.map(({ name }) => name);
    };

    expect(await found('POLICE')).toEqual(['Lincoln Police', 'Omaha Police']);
    expect(await found('maha+p')).toEqual(['Omaha Police']);
    expect(await found('%25')).toEqual([]);
  });
});

/** Returns the disclosures by kind: they have one time, since the clock stands still. */
async function disclosedOf(by: GivenAccount, { id }: GivenComplaint): Promise<string[][]> {
  const { body } = await tracker.as(by).get<DisclosurePage>(`/disclosures?complaintId=${id}`);
  return body.items.map(({ kind: what, basis, recipient }) => [what, basis, recipient]).sort();
}

async function overdue(by: GivenAccount): Promise<string[]> {
  const { body } = await tracker.as(by).get<TransferPage>('/transfers?overdue=true');
  return body.items.map(({ id }) => id);
}

async function asApp(url: string, by: GivenAccount, work: (client: pg.Client) => Promise<unknown>): Promise<unknown> {
  const app = new pg.Client({ connectionString: url });
  await app.connect();
  try {
    await app.query('BEGIN');
    await app.query(`SELECT auth.begin_request($1, false, 'a request', '127.0.0.1')`, [hashOf(by.token)]);
    await app.query(`SELECT audit.begin_change('transfer.accepted', NULL, NULL, 'a request')`);
    return await work(app);
  } catch (fault) {
    return fault;
  } finally {
    await app.end();
  }
}

async function at(instant: string, work: () => Promise<void>): Promise<void> {
  const clock = tracker.app.get(Clock);
  const now = clock.now.bind(clock);
  clock.now = () => new Date(instant);
  try {
    await work();
  } finally {
    clock.now = now;
  }
  expect(clock.now()).toEqual(stoppedAt);
}
