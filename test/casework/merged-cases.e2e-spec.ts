import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { ForensicExamView } from '../../src/casework/investigations/forensic-exam.view.js';
import type { InvestigationView } from '../../src/casework/investigations/investigation.view.js';
import type { LegalProcessView } from '../../src/casework/investigations/legal-process.view.js';
import type { ProsecutionReferralView } from '../../src/casework/prosecutions/prosecution-referral.view.js';
import type { ProsecutionView } from '../../src/casework/prosecutions/prosecution.view.js';
import type { ArrestView } from '../../src/casework/suspects/arrest.view.js';
import type { SuspectView } from '../../src/casework/suspects/suspect.view.js';
import { Given, type GivenAccount, type GivenComplaint, type Made } from '../support/given.js';
import { aWarrant } from './investigate-fixtures.js';
import { aCharge, aProsecution, aReferral } from './people-fixtures.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const reason = 'Another tip names the same account.';
const closing = { code: 'unable_to_identify_suspect', narrative: 'The provider kept no address.' };
const back = { returnedOn: '2026-03-02', outcome: 'returned_without' };

/** Creates an assigned complaint, a merge target that may be another agency's, and the task force's supervisor. */
async function twoOfOneMatter() {
  const complaint = await given.complaint({ state: 'assigned' });
  const { taskForceId } = complaint;
  const agency = await given.agency({ taskForceId });
  const kept = await given.complaint({ agencyId: agency.id, state: 'assigned' });
  return { complaint, kept, agency, head: await given.account({ taskForceId, role: 'supervisor' }) };
}

async function merge(head: GivenAccount, { id }: GivenComplaint, into: GivenComplaint): Promise<void> {
  const client = tracker.as(head);
  const { etag } = await client.get(`/complaints/${id}`);
  const merged = await client.put(`/complaints/${id}/merge`, { into: into.id, reason }, { 'if-match': etag });
  expect(merged.status).toBe(200);
}

const warrantFor = ({ id: complaintId, by }: GivenComplaint): Promise<Made<LegalProcessView>> =>
  given.made(by, '/legal-processes', { ...aWarrant, complaintId });

describe('a record of a merged complaint', () => {
  it('is updated, corrected, ended and voided as before, while new records are rejected', async () => {
    const { complaint, kept, head } = await twoOfOneMatter();
    const { id: complaintId, by, agencyId } = complaint;
    const suspect = await given.suspect({ complaint });
    const { id: suspectId } = suspect;
    const [arrest, wrong] = [await given.arrest({ suspect }), await given.arrest({ suspect })];
    const victim = await given.victim({ complaint });
    const other = await given.victim({ complaint });
    const warrant = await warrantFor(complaint);
    const made = <View>(path: string, body: object): Promise<Made<View>> => given.made<View>(by, path, body);
    const exam = await made<ForensicExamView>('/forensic-exams', { complaintId, requestedOn: '2026-03-01' });
    const charge = await made<{ id: string }>('/charges', { arrestId: arrest.id, ...aCharge });
    const alias = await made<{ id: string }>('/suspect-aliases', { suspectId, kind: 'nickname', wholeName: 'Owl' });
    const handle = await made<{ id: string }>('/identifiers', {
      complaintId,
      suspectId,
      role: 'suspect',
      kind: 'email',
      raw: 'o@example.com',
    });
    const referral = await made<ProsecutionReferralView>('/prosecution-referrals', { suspectId, ...aReferral });
    const prosecution = await made<ProsecutionView>('/prosecutions', { suspectId, ...aProsecution });
    await merge(head, complaint, kept);

    const acts: [Made<unknown>, string, object][] = [
      [warrant, `/legal-processes/${warrant.id}/service`, { servedOn: '2026-03-02' }],
      [exam, `/forensic-exams/${exam.id}/void`, { reason }],
      [charge, `/charges/${charge.id}`, { ...aCharge, counts: 2, reason }],
      [wrong, `/arrests/${wrong.id}/void`, { reason }],
      [arrest, `/arrests/${arrest.id}`, { arrestedOn: '2026-03-02', kind: 'summoned', agencyId, reason }],
      [alias, `/suspect-aliases/${alias.id}/void`, { reason }],
      [handle, `/identifiers/${handle.id}/void`, { reason }],
      [
        suspect,
        `/suspects/${suspectId}`,
        {
          givenName: null,
          familyName: null,
          bornOn: null,
          offenderClass: 'both',
          juvenile: false,
          identifiedOn: '2026-03-01',
        },
      ],
      [referral, `/prosecution-referrals/${referral.id}/decision`, { decision: 'accepted', decidedOn: '2026-03-02' }],
      [prosecution, `/prosecutions/${prosecution.id}/outcome`, { outcome: 'dismissed', disposedOn: '2026-03-02' }],
      [victim, `/victims-identified/${victim.id}/safeguarding`, { status: 'safe_verified' }],
      [other, `/victims-identified/${other.id}/void`, { reason }],
    ];
    const begun = [
      ['/legal-processes', { ...aWarrant, complaintId }],
      ['/forensic-exams', { complaintId, requestedOn: '2026-03-01' }],
      ['/arrests', { suspectId, arrestedOn: '2026-03-02', kind: 'summoned' }],
      ['/charges', { arrestId: arrest.id, ...aCharge }],
      ['/prosecution-referrals', { suspectId, ...aReferral }],
    ] as const;

    const client = tracker.as(by);
    const ended = [];
    for (const [{ etag }, path, body] of acts)
      ended.push([path, (await client.change(path, body, { 'if-match': etag })).status]);
    const refused = [];
    for (const [path, body] of begun) refused.push(await client.post(path, body));

    expect(ended).toEqual(acts.map(([, path]) => [path, 200]));
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 409, body: { type: '/problems/complaint-merged', mergedInto: kept.id } });
    }
    const read = await client.get<SuspectView>(`/suspects/${suspectId}`);
    const caught = await client.get<ArrestView>(`/arrests/${arrest.id}`);
    expect(read.body.may).toEqual({ correct: true, arrest: false, link: true, unlink: false, void: true });
    expect(caught.body.may).toEqual({ correct: true, charge: false, void: true });
  });

  it('blocks closure of the kept complaint, also for accounts that cannot see it', async () => {
    const { complaint, kept, agency, head } = await twoOfOneMatter();
    const warrant = await warrantFor(complaint);
    const first = await given.complaint({ by: complaint.by, state: 'assigned' });
    const another = await warrantFor(first);
    await merge(head, first, complaint);
    await merge(head, complaint, kept);
    const closer = await given.account({ agency, role: 'supervisor' });
    const close = () =>
      tracker.as(closer).put<ComplaintView>(`/complaints/${kept.id}/disposition`, closing, { 'if-match': kept.etag });

    const early = await close();
    for (const process of [warrant, another]) {
      await given.changed(process, `/legal-processes/${process.id}/withdraw`, { reason });
    }
    const late = await close();

    expect(early).toMatchObject({
      status: 409,
      body: { type: '/problems/open-matters', open: [{ kind: 'legal_process', count: 2 }] },
    });
    expect(late).toMatchObject({ status: 200, body: { state: 'closed' } });
  });

  it('blocks closure of the kept complaint’s investigation, counted once each', async () => {
    const { complaint, kept, head } = await twoOfOneMatter();
    const opening = { complaintIds: [kept.id], title: 'One household', openedOn: '2026-03-01' };
    const investigation = await given.made<InvestigationView>(head, '/investigations', opening);
    const [merged, own] = [await warrantFor(complaint), await warrantFor(kept)];
    await merge(head, complaint, kept);
    const end = { outcome: 'opened_in_error', closedOn: '2026-03-02', narrative: 'Another matter.' };
    const close = () =>
      tracker
        .as(kept.by)
        .put<InvestigationView>(`/investigations/${investigation.id}/closure`, end, { 'if-match': investigation.etag });

    const early = await close();
    await given.changed(own, `/legal-processes/${own.id}/withdraw`, { reason });
    const still = await close();
    const served = await given.changed(merged, `/legal-processes/${merged.id}/service`, { servedOn: '2026-03-02' });
    await given.changed(served, `/legal-processes/${merged.id}/return`, back);

    expect(early).toMatchObject({ status: 409, body: { type: '/problems/process-outstanding', outstanding: 2 } });
    expect(still).toMatchObject({ status: 409, body: { outstanding: 1 } });
    expect((await close()).status).toBe(200);
  });
});
