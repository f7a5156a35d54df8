import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import type { OperationReportView, TotalsView } from '../../src/reporting/reports/report.view.js';
import type { SuspectPage, SuspectView } from '../../src/casework/suspects/suspect.view.js';
import { atOnce, type Answer } from '../support/client.js';
import { Given, madeBy, type Made } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

type Suspect = Made<SuspectView>;

const reason = 'The same account, and the examination of both telephones.';

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

function put(
  { id, etag, by: recorder }: Suspect,
  act: string,
  body: object,
  by: GivenAccount = recorder,
): Promise<Answer<SuspectView>> {
  return tracker.as(by).change<SuspectView>(`/suspects/${id}/${act}`, body, { 'if-match': etag });
}

function after(suspect: Suspect, act: string, body: object): Promise<Suspect> {
  return given.changed(suspect, `/suspects/${suspect.id}/${act}`, body);
}

async function producers(count: number): Promise<readonly [Suspect, Suspect, ...Suspect[]]> {
  const { id: taskForceId } = await given.taskForce();
  const by = await given.account({ taskForceId, role: 'supervisor' });
  const suspects: Suspect[] = [];
  for (let suspect = 0; suspect < count; suspect += 1) {
    suspects.push(await given.suspect({ complaint: await given.complaint({ by }), offenderClass: 'producer' }));
  }
  const [one, other, ...more] = suspects;
  if (!one || !other) throw new Error('Two suspects at least');
  return [one, other, ...more];
}

async function counted(by: GivenAccount): Promise<number> {
  const { body } = await tracker.as(by).get<TotalsView>('/reports/totals?from=2026-01-01&until=2027-01-01');
  return body.figures.offendersIdentifiedHandsOnOrProduction.recorded;
}

describe('a person recorded in several complaints', () => {
  it('is counted once, where the person was recorded first', async () => {
    const [first, again] = await producers(2);
    expect(await counted(first.by)).toBe(2);
    expect(again).toMatchObject({ samePersonAs: null, may: { link: true, unlink: false } });

    const linked = await after(again, 'same-person', { suspectId: first.id.toUpperCase(), reason });
    expect(linked).toMatchObject({ samePersonAs: first.id, version: 2, may: { unlink: true } });
    expect(await counted(first.by)).toBe(1);

    const unlinked = await after(linked, 'same-person/unlink', { reason: 'A cousin.' });
    expect(unlinked).toMatchObject({ samePersonAs: null, version: 3, may: { unlink: false } });
    expect(await counted(first.by)).toBe(2);
    expect(
      (await tracker.trailOf(again.complaintId)).slice(-2).map(({ action, reason: why }) => [action, why]),
    ).toEqual([
      ['suspect.linked', reason],
      ['suspect.unlinked', 'A cousin.'],
    ]);
  });

  it('is shown as linked in the list of suspects', async () => {
    const [first, again] = await producers(2);
    await after(again, 'same-person', { suspectId: first.id, reason });

    const { body } = await tracker.as(again.by).get<SuspectPage>(`/suspects?complaintId=${again.complaintId}`);

    expect(body.items).toMatchObject([{ samePersonAs: first.id }]);
  });

  it('is counted for an operation that tags the complaint of any of the records', async () => {
    const [first, again] = await producers(2);
    const { id } = await given.operation({ by: first.by, membership: 'tagged' });
    await tracker.as(first.by).post(`/operations/${id}/members`, { complaintIds: [again.complaintId] });
    const offenders = async (): Promise<number> => {
      const report = madeBy(await tracker.as(first.by).get<OperationReportView>(`/reports/operations/${id}`), 200);
      return report.body.figures.offendersIdentifiedHandsOnOrProduction.recorded;
    };
    expect(await offenders()).toBe(1);

    await after(again, 'same-person', { suspectId: first.id, reason });
    expect(await offenders()).toBe(1);
    await tracker.as(first.by).post(`/operations/${id}/members`, { complaintIds: [first.complaintId] });
    expect(await offenders()).toBe(1);
  });

  it('cannot be linked within one complaint, where one record must be voided', async () => {
    const [first] = await producers(2);
    const complaint = await given.complaint({ by: first.by });
    const [one, other] = [
      await given.suspect({ complaint, offenderClass: 'producer' }),
      await given.suspect({ complaint, offenderClass: 'producer' }),
    ];

    const twice = await put(other, 'same-person', { suspectId: one.id, reason });
    await after(one, 'same-person', { suspectId: first.id, reason });
    const throughAnother = await put(other, 'same-person', { suspectId: first.id, reason });

    for (const answer of [twice, throughAnother]) {
      expect(answer).toMatchObject({
        status: 409,
        body: { type: '/problems/duplicate-suspect', suspectId: one.id },
      });
    }
    expect((await put(other, 'void', { reason })).status).toBe(200);
    expect(await counted(first.by)).toBe(2);
  });

  it('is linked to a primary record only, and a primary record cannot be linked or voided', async () => {
    const [first, second, third] = await producers(3);
    if (!third) throw new Error('Three suspects');
    const linked = await after(second, 'same-person', { suspectId: first.id, reason });

    const refused = {
      'not-primary-record': await put(third, 'same-person', { suspectId: second.id, reason }),
      'link-unchanged': await put(linked, 'same-person', { suspectId: first.id, reason }),
      'is-primary-record': await put(first, 'same-person', { suspectId: third.id, reason }),
    };
    for (const [type, answer] of Object.entries(refused)) {
      expect(answer).toMatchObject({ status: 409, body: { type: `/problems/${type}` } });
    }
    expect(refused['not-primary-record'].body).toMatchObject({ firstId: first.id });
    expect(await put(first, 'void', { reason })).toMatchObject({
      status: 409,
      body: { type: '/problems/is-primary-record' },
    });
    const gone = await after(linked, 'void', { reason });
    expect(await put(gone, 'same-person/unlink', { reason })).toMatchObject({
      status: 409,
      body: { type: '/problems/voided' },
    });
    expect((await put(first, 'void', { reason })).status).toBe(200);
    expect(await counted(first.by)).toBe(1);
  });

  it('is counted once for readers who do not see all the records', async () => {
    const desk = await given.agency();
    const { taskForceId } = desk;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const own = await given.suspect({ complaint: await given.complaint({ agencyId: desk.id }) });
    const neighbours = await given.suspect({ complaint: await given.complaint({ taskForceId }) });
    const { status } = await put(neighbours, 'same-person', { suspectId: own.id, reason }, head);

    expect(status).toBe(200);
    expect(await put(own, 'void', { reason })).toMatchObject({
      status: 409,
      body: { type: '/problems/is-primary-record' },
    });
    const entered = await tracker.sql(
      `SELECT action, outcome, account_id AS "accountId" FROM audit.entries WHERE subject = $1 AND action = 'linked-records.disclosed'`,
      [own.id],
    );
    expect(entered).toEqual([{ action: 'linked-records.disclosed', outcome: 'refused', accountId: own.by.accountId }]);
  });

  it('cannot be linked to an invisible record, which is answered like a missing one', async () => {
    const own = await given.suspect();
    const foreign = await given.suspect();
    const neighbours = await given.suspect({ complaint: await given.complaint({ taskForceId: own.taskForceId }) });

    for (const suspectId of [foreign.id, neighbours.id, newId()]) {
      expect(await put(own, 'same-person', { suspectId, reason })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '#/suspectId', detail: 'does not exist or is not accessible' }] },
      });
    }
  });

  it('has the offender class of the primary record, and no link removes an offender from the count', async () => {
    const [first, again] = await producers(2);
    const facts = { givenName: null, familyName: null, bornOn: null, juvenile: false, identifiedOn: '2026-03-01' };
    const unclear = await given.changed(first, `/suspects/${first.id}`, { ...facts, offenderClass: 'unknown' });

    expect(await put(again, 'same-person', { suspectId: first.id, reason })).toMatchObject({
      status: 422,
      body: {
        errors: [{ pointer: '#/suspectId', detail: 'has another offender class: correct one of the two first' }],
      },
    });
    await given.changed(unclear, `/suspects/${first.id}`, { ...facts, offenderClass: 'producer' });
    const linked = await after(again, 'same-person', { suspectId: first.id, reason });

    const path = `/suspects/${again.id}`;
    const match = { 'if-match': linked.etag };
    expect(await tracker.as(again.by).put(path, { ...facts, offenderClass: 'both' }, match)).toMatchObject({
      status: 422,
      body: {
        errors: [{ pointer: '#/offenderClass', detail: 'must be corrected in the primary record of this person' }],
      },
    });
    expect((await tracker.as(again.by).put(path, { ...facts, offenderClass: 'producer' }, match)).status).toBe(200);
  });

  it('is linked in one direction when two are linked to each other concurrently', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = await producers(2);

      const answers = await atOnce(2, (index) => {
        const [from, to] = index === 0 ? [one, other] : [other, one];
        return put(from, 'same-person', { suspectId: to.id, reason });
      });

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await counted(one.by)).toBe(1);
    }
  });
});
