import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { DecisionPage } from '../../src/casework/complaints/decision-list.view.js';
import type { ClosureProposalView, DispositionList } from '../../src/casework/complaints/decision.view.js';
import type { TriageProposalView } from '../../src/casework/triage/triage-proposal.view.js';
import { dispositionCodes } from '../../src/casework/complaints/complaints.enums.js';
import { newId } from '../../src/platform/ids/ids.js';
import { atOnce, type Answer, type Client } from '../support/client.js';
import { figure } from '../support/figures.js';
import { Given, type GivenComplaint } from '../support/given.js';
import { anOffer } from './transfer-fixtures.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';
import { times } from '../support/times.js';

const clock = new Date(stoppedAt);
let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker({ clock });
  given = new Given(tracker);
});
beforeEach(() => {
  clock.setTime(stoppedAt.getTime());
});
afterAll(() => tracker.close());

const day = 86_400_000;
const sort = { type: 'enticement', mode: 'reactive' };
const closing = { code: 'unable_to_identify_suspect', narrative: 'The provider kept no address.' };
const reason = 'Another tip names the same account.';

describe('screening a complaint', () => {
  it('sets the type, and counts earlier complaints with its number from other sources', async () => {
    const { agencyId, taskForceId } = await given.complaint({ externalReference: '4711' });
    await given.complaint({ agencyId, source: 'other_agency', externalReference: '4711' });
    const { complaint, client } = await received({ agencyId, source: 'ncmec_cybertip', externalReference: '4711' });

    const screened = await put(client, complaint, 'screening', { type: 'enticement', mode: 'reactive' });

    expect(screened.body).toMatchObject({ state: 'in_triage', type: 'enticement', mode: 'reactive', priority: null });
    const found = await tracker.sql('SELECT duplicates_found FROM app.screenings WHERE task_force_id = $1', [
      taskForceId,
    ]);
    expect(found).toEqual([{ duplicates_found: 2 }]);
  });

  it('proposes a priority by rules with reasons, beside the priority decided', async () => {
    const { complaint, client } = await received({ type: 'csam_possession', mode: 'reactive' });
    const asked = async () =>
      (await client.get<TriageProposalView>(`/complaints/${complaint.id}/triage-proposal`)).body;

    const plain = await asked();
    await given.victim({ complaint, safeguardingStatus: 'at_risk' });
    const urgent = await asked();
    const overridden = {
      type: 'csam_possession',
      mode: 'reactive',
      priority: 2,
      rationale: 'The child has moved away.',
    };
    await put(client, complaint, 'triage', overridden);

    const ofPriority = ({ reasons }: TriageProposalView) => reasons.filter(({ field }) => field === 'priority');
    expect(plain.priority).toBe(4);
    expect(ofPriority(plain)).toMatchObject([{ rule: 'all_else' }]);
    const says = 'A child is recorded as at risk, or its abuse as ongoing.';
    const params = { type: null, count: null, access: null, annotations: [] };
    const found = { rule: 'child_identified', effect: 'weaker', says: 'A child has been identified.' };
    expect(ofPriority(urgent)).toEqual([
      { field: 'priority', rule: 'child_at_risk_now', effect: 'supports', says, params },
      { field: 'priority', ...found, params },
    ]);
    expect(urgent.rationale).toBe(says);
    const kept = await tracker.sql(
      'SELECT priority, proposed_priority, proposed_for, rationale FROM app.triages WHERE complaint_id = $1',
      [complaint.id],
    );
    const proposed = { proposed_priority: 1, proposed_for: ['child_at_risk_now'] };
    expect(kept).toEqual([{ priority: 2, rationale: overridden.rationale, ...proposed }]);
  });

  it('proposes the recorded type and mode, whatever the source', async () => {
    const { complaint, client } = await received({ source: 'service_provider', type: 'traveler', mode: 'proactive' });

    const { body } = await client.get<TriageProposalView>(`/complaints/${complaint.id}/triage-proposal`);

    expect(body).toMatchObject({ type: 'traveler', mode: 'proactive', priority: 1 });
  });

  it('proposes the mode by the source, and keeps what was proposed beside what was decided', async () => {
    const { complaint, client } = await received({ source: 'service_provider', type: 'csam_possession' });

    const { body: proposed } = await client.get<TriageProposalView>(`/complaints/${complaint.id}/triage-proposal`);
    await put(client, complaint, 'triage', {
      type: 'traveler',
      mode: 'proactive',
      priority: 1,
      rationale: 'He drives.',
    });
    const { body: decisions } = await client.get<DecisionPage>(`/complaints/${complaint.id}/decisions`);

    expect(proposed).toMatchObject({ type: 'csam_possession', mode: 'reactive', priority: 4 });
    expect(proposed.reasons.map(({ field, rule }) => [field, rule])).toEqual([
      ['type', 'recorded_type'],
      ['mode', 'reporting_source'],
      ['priority', 'all_else'],
    ]);
    const decided = { type: 'traveler', mode: 'proactive', priority: 1 };
    const kept = { proposedType: 'csam_possession', proposedMode: 'reactive', proposedPriority: 1 };
    expect(decisions.items).toMatchObject([{ ...decided, ...kept, proposedFor: ['contact_with_a_child'] }]);
  });
});

describe('a hold', () => {
  it('has a reason and a review date, and ends in the state before', async () => {
    const { complaint, client } = await received({ state: 'assigned' });
    const reviewOn = '2026-04-01';

    const held = await put(client, complaint, 'hold', { reason: 'The laboratory has it.', reviewOn });
    const triaged = await put(client, held, 'triage', { ...sort, priority: 1, rationale: 'A meeting is near.' });
    const closed = await put(client, held, 'disposition', closing);
    const resumed = await put(client, held, 'resume', { reason });

    expect(held.body).toMatchObject({ state: 'on_hold', returnsTo: 'assigned', allowedMoves: ['assigned'] });
    expect(held.body.may).toMatchObject({ hold: false, resume: true, close: false });
    for (const refused of [triaged, closed]) {
      expect(refused).toMatchObject({
        status: 409,
        body: { type: '/problems/invalid-transition', state: 'on_hold', allowed: ['assigned'] },
      });
    }
    expect(resumed.body).toMatchObject({ state: 'assigned', returnsTo: null });
    const kept = await tracker.sql(
      'SELECT review_on::text, ended_at IS NOT NULL AS ended FROM app.complaint_holds WHERE complaint_id = $1',
      [complaint.id],
    );
    expect(kept).toEqual([{ review_on: reviewOn, ended: true }]);
  });

  it('extends the due date', async () => {
    const { complaint, client } = await received({ state: 'assigned' });
    const due = Date.parse(complaint.dueAt ?? '');

    const held = await put(client, complaint, 'hold', { reason: 'The laboratory has it.', reviewOn: '2026-04-01' });
    clock.setTime(clock.getTime() + 10 * day);
    const resumed = await put(client, held, 'resume', { reason });
    const elsewhere = await put(client, resumed, 'assignment', { agencyId: complaint.agencyId });
    const urgent = await put(client, elsewhere, 'triage', { ...sort, priority: 2, rationale: 'A meeting is near.' });

    expect(held.body.dueAt).toBe(complaint.dueAt);
    expect(resumed.body.dueAt).toBe(new Date(due + 10 * day).toISOString());
    expect(elsewhere.body.dueAt).toBe(resumed.body.dueAt);
    expect(urgent.body.dueAt).toBe(new Date(clock.getTime() + day).toISOString());
  });

  it.each(['2026-03-02', '2020-01-01'])('rejects the review date %s, which is not in the future', async (reviewOn) => {
    const { complaint, client } = await received();

    const answer = await put(client, complaint, 'hold', { reason, reviewOn });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/reviewOn' }] } });
  });
});

describe('a merge', () => {
  it('links the complaint to the kept one, keeps its record and id, stops counting it, and can be undone', async () => {
    const { complaint, client } = await received({ state: 'triaged' });
    const { agencyId, taskForceId } = complaint;
    const kept = await given.complaint({ agencyId });
    const suspect = await given.suspect({ complaint });

    const merged = await put(client, complaint, 'merge', { into: kept.id, reason });
    const added = await tracker.as(complaint.by).post('/suspects', {
      complaintId: complaint.id,
      offenderClass: 'unknown',
      juvenile: false,
      identifiedOn: '2026-03-01',
    });
    const counted = await documentedIn(client, taskForceId);
    const read = await client.get<ComplaintView>(`/complaints/${complaint.id}`);
    const undone = await put(client, merged, 'unmerge', { reason: 'Two accounts after all.' });

    expect(merged.body).toMatchObject({ state: 'merged', mergedInto: kept.id, returnsTo: 'triaged' });
    expect(added).toMatchObject({ status: 409, body: { type: '/problems/complaint-merged', mergedInto: kept.id } });
    expect(counted).toBe(1);
    expect(read).toMatchObject({ status: 200, body: { mergedInto: kept.id } });
    expect((await client.get(`/suspects/${suspect.id}`)).status).toBe(200);
    expect(undone.body).toMatchObject({ state: 'triaged', mergedInto: null });
    expect(await documentedIn(client, taskForceId)).toBe(2);
  });

  it('accepts only another visible complaint of the task force that is not merged', async () => {
    const { complaint, client } = await received();
    const { agencyId } = complaint;
    const [kept, gone] = [await given.complaint({ agencyId }), await given.complaint({ agencyId })];
    await put(client, gone, 'merge', { into: kept.id, reason });

    const answers = [];
    for (const into of [complaint.id, newId(), (await given.complaint()).id]) {
      answers.push(await put(client, complaint, 'merge', { into, reason }));
    }
    const chained = await put(client, complaint, 'merge', { into: gone.id, reason });

    for (const answer of answers)
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/into' }] } });
    expect(chained).toMatchObject({ status: 409, body: { type: '/problems/complaint-merged', mergedInto: kept.id } });
  });

  it('rejects a closed or offered target for an open complaint', async () => {
    const { complaint, client } = await received();
    const { agencyId, taskForceId } = complaint;
    const closed = await given.complaint({ agencyId, state: 'closed' });
    const offered = await given.complaint({ agencyId });
    const receiver = await given.agency({ taskForceId });
    const offer = { complaintId: offered.id, agencyId: receiver.id, kind: 'transfer' };
    expect(await client.post('/transfers', { ...offer, ...anOffer })).toMatchObject({ status: 201 });

    const refused = [
      await put(client, complaint, 'merge', { into: closed.id, reason }),
      await put(client, complaint, 'merge', { into: offered.id, reason }),
    ];
    await put(client, closed, 'reopen', { reason });
    const merged = await put(client, complaint, 'merge', { into: closed.id, reason });

    expect(refused).toMatchObject([
      { status: 409, body: { type: '/problems/merge-target-not-open', state: 'closed' } },
      { status: 409, body: { type: '/problems/merge-target-not-open', state: 'transfer_pending' } },
    ]);
    expect(merged.body).toMatchObject({ state: 'merged', mergedInto: closed.id });
  });

  it('succeeds once for two complaints merged into each other concurrently', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { complaint: one, client } = await received();
      const other = await given.complaint({ agencyId: one.agencyId });

      const answers = await Promise.all([
        put(client, one, 'merge', { into: other.id, reason }),
        put(client, other, 'merge', { into: one.id, reason }),
      ]);

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });
});

describe('closure', () => {
  it('is proposed by the investigator and decided by another person', async () => {
    const { complaint, client } = await received({ state: 'triaged' });
    const { agencyId, taskForceId } = complaint;
    const worker = await given.account({ taskForceId, role: 'supervisor' });
    const { accountId: investigatorId } = worker;
    const assigned = await put(client, complaint, 'assignment', { agencyId, investigatorId });
    const mine = tracker.as(worker);

    const proposed = await put(mine, assigned, 'closure-proposal', closing);
    const own = await put(mine, proposed, 'disposition', closing);
    const waiting = await client.get<ClosureProposalView>(`/complaints/${complaint.id}/closure-proposal`);
    const returned = await put(client, proposed, 'closure-proposal/rejection', { reason: 'Ask the provider again.' });
    const nothing = await put(client, returned, 'closure-proposal/rejection', { reason });
    const again = await put(mine, returned, 'closure-proposal', closing);
    const closed = await put(client, again, 'disposition', closing);

    expect(own).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    expect(waiting.body).toMatchObject({ ...closing, proposedBy: investigatorId });
    expect(nothing).toMatchObject({ status: 409, body: { type: '/problems/no-proposal' } });
    expect(closed.body).toMatchObject({ state: 'closed', disposition: closing.code });
    const kept = await tracker.sql('SELECT proposed_by FROM app.dispositions WHERE complaint_id = $1', [complaint.id]);
    expect(kept).toEqual([{ proposed_by: investigatorId }]);
    const outcomes = await tracker.sql<{ outcome: string }>(
      'SELECT outcome FROM app.closure_proposals WHERE complaint_id = $1 ORDER BY outcome',
      [complaint.id],
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'returned']);
  });

  it('with another disposition than proposed is recorded as not following the proposal', async () => {
    const { complaint, client } = await received({ state: 'triaged' });

    const proposed = await put(tracker.as(complaint.by), complaint, 'closure-proposal', closing);
    const closed = await put(client, proposed, 'disposition', { ...closing, code: 'duplicate' });

    expect(closed.body).toMatchObject({ state: 'closed', disposition: 'duplicate' });
    const kept = await tracker.sql(
      `SELECT d.proposed_by, p.outcome FROM app.dispositions d JOIN app.closure_proposals p USING (complaint_id)
        WHERE complaint_id = $1`,
      [complaint.id],
    );
    expect(kept).toEqual([{ proposed_by: null, outcome: 'not_followed' }]);
  });

  it('proposals are withdrawn when the complaint is offered for transfer', async () => {
    const { complaint, supervisor, client } = await received({ state: 'triaged' });
    const { id: complaintId, taskForceId } = complaint;
    const { id: agencyId } = await given.agency({ taskForceId });
    const receiver = tracker.as(
      await given.account({ agency: { id: agencyId, taskForceId, name: '' }, role: 'supervisor' }),
    );

    await put(tracker.as(complaint.by), complaint, 'closure-proposal', closing);
    const offer = await client.post('/transfers', { complaintId, agencyId, kind: 'transfer', ...anOffer });
    const id = String(offer.body['id']);
    const declined = await receiver.put(`/transfers/${id}/refusal`, { reason }, { 'if-match': offer.etag });
    const waiting = await client.get(`/complaints/${complaintId}/closure-proposal`);

    expect([offer.status, declined.status, waiting.status]).toEqual([201, 200, 404]);
    const kept = await tracker.sql('SELECT outcome, decided_by FROM app.closure_proposals WHERE complaint_id = $1', [
      complaintId,
    ]);
    expect(kept).toEqual([{ outcome: 'withdrawn', decided_by: supervisor.accountId }]);
  });

  it('is not decided by the supervisor who proposed it', async () => {
    const { complaint, client } = await received({ state: 'triaged' });

    const proposed = await put(client, complaint, 'closure-proposal', closing);
    const own = await put(client, proposed, 'disposition', closing);
    const withdrawn = await put(client, proposed, 'closure-proposal/rejection', { reason: 'Too early.' });

    expect(own).toMatchObject({ status: 409, body: { type: '/problems/own-proposal' } });
    expect((await put(client, withdrawn, 'disposition', closing)).status).toBe(200);
  });

  it('proposals are rejected by a supervisor of the owner only, and withdrawn by their author', async () => {
    const { complaint, client } = await received({ state: 'triaged' });
    const colleague = await given.account({
      agency: { id: complaint.agencyId, taskForceId: complaint.taskForceId, name: '' },
    });
    const working = await given.agency({ taskForceId: complaint.taskForceId });
    const partner = await given.account({ agency: working, role: 'supervisor' });
    const assigned = await put(client, complaint, 'assignment', { agencyId: working.id });
    const own = tracker.as(complaint.by);

    const proposed = await put(own, assigned, 'closure-proposal', closing);
    const refused = [];
    for (const account of [colleague, partner]) {
      refused.push(await put(tracker.as(account), proposed, 'closure-proposal/rejection', { reason }));
    }
    const taken = await put(own, proposed, 'closure-proposal/rejection', { reason });
    const again = await put(own, taken, 'closure-proposal', closing);
    const returned = await put(client, again, 'closure-proposal/rejection', { reason });

    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    }
    expect([taken.status, returned.status]).toEqual([200, 200]);
    const kept = await tracker.sql(
      'SELECT outcome FROM app.closure_proposals WHERE complaint_id = $1 ORDER BY outcome',
      [complaint.id],
    );
    expect(kept).toEqual([{ outcome: 'returned' }, { outcome: 'withdrawn' }]);
  });

  it('is not decided by a former investigator of the complaint, until it is reopened', async () => {
    const { complaint, client } = await received({ state: 'triaged' });
    const { agencyId, taskForceId } = complaint;
    const worker = await given.account({ taskForceId, role: 'supervisor' });
    const mine = tracker.as(worker);
    const assigned = await put(client, complaint, 'assignment', { agencyId, investigatorId: worker.accountId });

    const rid = await put(mine, assigned, 'assignment', { agencyId });
    const own = await put(mine, rid, 'disposition', closing);
    const closed = await put(client, rid, 'disposition', closing);
    const reopened = await put(client, closed, 'reopen', { reason });
    const later = await put(mine, reopened, 'disposition', closing);

    expect(rid.body).toMatchObject({ state: 'assigned', investigatorId: null });
    expect(own).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    expect([closed.status, later.status]).toEqual([200, 200]);
  });

  it('starts a new cycle when reopened', async () => {
    const { complaint, client } = await received({ state: 'closed' });

    const reopened = await put(client, complaint, 'reopen', { reason });
    const triaged = await put(client, reopened, 'triage', {
      type: 'traveler',
      mode: 'reactive',
      priority: 1,
      rationale: reason,
    });

    expect(reopened.body).toMatchObject({ state: 'reopened', cycle: 2, disposition: null, dueAt: null });
    expect(triaged.body).toMatchObject({ state: 'triaged', cycle: 2 });
  });

  it('is counted by its disposition', async () => {
    const { client } = await received();

    const { body } = await client.get<DispositionList>('/dispositions');

    expect(body.items.map(({ code }) => code)).toEqual(dispositionCodes);
    const letters = body.items.filter(({ clearance }) => clearance !== null).map(({ clearance }) => clearance);
    expect(letters).toEqual(['A', 'B', 'B', 'C', 'D', 'E']);
    const [federal] = body.items.filter(({ code }) => code === 'referred_federal');
    expect(federal).toMatchObject({ isInvestigated: false, isReferred: true, isProsecuted: false });
  });
});

describe('a status change', () => {
  it('is recorded with the old and the new status, author, time and reason', async () => {
    const { complaint, client, supervisor } = await received({ state: 'triaged' });

    const held = await put(client, complaint, 'hold', { reason, reviewOn: '2026-04-01' });
    await put(client, held, 'resume', { reason: 'It is back.' });

    const moves = await tracker.sql(
      `SELECT from_state, to_state, action, reason, moved_by, moved_at, cycle FROM app.complaint_moves
        WHERE complaint_id = $1 AND moved_by = $2 ORDER BY action`,
      [complaint.id, supervisor.accountId],
    );
    const by = { moved_by: supervisor.accountId, moved_at: stoppedAt, cycle: 1 };
    expect(moves).toEqual([
      { from_state: 'triaged', to_state: 'on_hold', action: 'complaint.held', reason, ...by },
      { from_state: 'on_hold', to_state: 'triaged', action: 'complaint.resumed', reason: 'It is back.', ...by },
    ]);
  });

  it('succeeds once for two concurrent requests, and returns both versions to the other', async () => {
    const rounds = times('WRITER_ROUNDS', { api: 10, long: 500 });
    let refused = 0;
    let complaint = (await received({ state: 'triaged' })).complaint;
    const supervisors = [
      await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' }),
      await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' }),
    ];

    for (let round = 0; round < rounds; round += 1) {
      const answers = await atOnce(2, (index) =>
        put(tracker.as(supervisors[index] ?? complaint.by), complaint, 'triage', {
          type: 'traveler',
          mode: 'reactive',
          priority: 1 + index,
          rationale: `Round ${round}, writer ${index}`,
        }),
      );
      const won = answers.findIndex(({ status }) => status === 200);
      const lost = answers[1 - won];
      const { version: sent } = complaint;

      expect(lost).toMatchObject({ status: 412, body: { type: '/problems/stale-version', sent, current: sent + 1 } });
      expect(answers[won]?.body).toMatchObject({ version: sent + 1, priority: 1 + won });
      refused += 1;
      complaint = { ...complaint, ...(answers[won]?.body as ComplaintView), etag: answers[won]?.etag ?? '' };
    }

    const kept = await tracker.sql('SELECT count(*)::int AS n FROM app.triages WHERE complaint_id = $1', [
      complaint.id,
    ]);
    expect(kept).toEqual([{ n: rounds + 1 }]);
    figure('two writers on one record', { rounds, refused, lost: 0 });
  });
});

async function received(overrides: Parameters<Given['complaint']>[0] = {}) {
  const complaint = await given.complaint(overrides);
  const supervisor = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
  return { complaint, supervisor, client: tracker.as(supervisor) };
}

async function documentedIn(client: Client, taskForceId: string): Promise<number> {
  const { body } = await client.get<{ figures: { complaintsDocumented: { total: number } } }>(
    `/reports/totals?from=2026-01-01&until=2027-01-01&taskForceId=${taskForceId}`,
  );
  return body.figures.complaintsDocumented.total;
}

function put(
  client: Client,
  of: Pick<GivenComplaint, 'id' | 'etag'> | Answer<ComplaintView>,
  act: string,
  body: object,
): Promise<Answer<ComplaintView>> {
  const id = 'body' in of ? of.body.id : of.id;
  return client.change<ComplaintView>(`/complaints/${id}/${act}`, body, { 'if-match': of.etag });
}
