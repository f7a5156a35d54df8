import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseView } from '../src/casework/cases/case.view.js';
import type { ComplaintPage } from '../src/casework/complaints/complaint-line.view.js';
import type { ComplaintView } from '../src/casework/complaints/complaint.view.js';
import { aTip, Given, type GivenAccount, type GivenComplaint } from './support/given.js';
import { sharedTracker, type Tracker } from './support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('names beside the ids of complaints', () => {
  it('stand in the list, the record and the case, in one more statement for the page', async () => {
    const { complaint, investigator, supervisor, owner, worker } = await assigned();
    const names = {
      agency: { id: owner.id, name: owner.name },
      workingAgency: { id: worker.id, name: worker.name },
      investigator: {
        id: investigator.accountId,
        name: investigator.name,
        role: 'investigator',
        agency: worker.name,
      },
      mergedIntoComplaint: null,
    };

    const list = await tracker.expectQueries(1, () => tracker.as(supervisor).get<ComplaintPage>('/complaints'));
    const one = await tracker.expectQueries(1, () =>
      tracker.as(supervisor).get<ComplaintView>(`/complaints/${complaint.id}`),
    );
    const opened = await tracker.expectQueries(5, () =>
      tracker.as(supervisor).get<CaseView>(`/complaints/${complaint.id}/case`),
    );

    expect(list.body.items).toEqual([expect.objectContaining({ id: complaint.id, ...names })]);
    expect(one.body).toMatchObject({ ...names, taskForce: { id: owner.taskForceId, code: complaint.taskForce.code } });
    expect(opened.body.complaint).toEqual(one.body);
  });

  it('stand in the answer to a change, and in the replay of one', async () => {
    const { agencyId, by } = await given.complaint();
    const complaint = { ...aTip, agencyId };
    const headers = { 'idempotency-key': 'named-once' };

    const first = await tracker.as(by).post<ComplaintView>('/complaints', complaint, headers);
    const again = await tracker.as(by).post<ComplaintView>('/complaints', complaint, headers);

    expect(first.body.agency).toMatchObject({ id: agencyId });
    expect(first.body.agency.name).toMatch(/^Agency/);
    expect(again).toMatchObject({ headers: { 'idempotency-replayed': 'true' }, body: { agency: first.body.agency } });
  });

  it('name an investigator to colleagues of another agency, whose account they cannot read', async () => {
    const { investigator, worker, complaint } = await assigned();
    const colleague = await given.account({ agency: worker });

    const { body } = await tracker.as(colleague).get<ComplaintView>(`/complaints/${complaint.id}`);

    expect(body.investigator).toMatchObject({ name: investigator.name });
    expect(await tracker.as(colleague).get(`/accounts/${investigator.accountId}`)).toMatchObject({ status: 403 });
  });

  it('name the complaint into which another was merged', async () => {
    const target = await given.complaint();
    const { agencyId, taskForceId } = target;
    const supervisor = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));
    const source = await given.complaint({ agencyId });

    const merge = { into: target.id, reason: 'The same tip arrived twice.' };
    const merged = await supervisor.put<ComplaintView>(`/complaints/${source.id}/merge`, merge, {
      'if-match': source.etag,
    });

    expect(merged.body).toMatchObject({ mergedIntoComplaint: { id: target.id, reference: target.reference } });
  });
});

interface Assigned {
  readonly complaint: GivenComplaint;
  readonly investigator: GivenAccount;
  readonly supervisor: GivenAccount;
  readonly owner: { readonly id: string; readonly taskForceId: string; readonly name: string };
  readonly worker: { readonly id: string; readonly taskForceId: string; readonly name: string };
}

/** Returns a complaint of one agency that an investigator of another agency works. */
async function assigned(): Promise<Assigned> {
  const owner = await given.agency();
  const { taskForceId } = owner;
  const worker = await given.agency({ taskForceId });
  const investigator = await given.account({ agency: worker });
  const supervisor = await given.account({ taskForceId, role: 'supervisor' });
  const complaint = await given.complaint({ agencyId: owner.id, by: supervisor, state: 'triaged' });
  await tracker
    .as(supervisor)
    .put(
      `/complaints/${complaint.id}/assignment`,
      { agencyId: worker.id, investigatorId: investigator.accountId },
      { 'if-match': complaint.etag },
    );
  return { complaint, investigator, supervisor, owner, worker };
}
