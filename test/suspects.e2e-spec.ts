import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../src/platform/http/ids.js';
import type { SuspectPage, SuspectView } from '../src/suspects/suspects.contract.js';
import { atOnce, tellingOf } from './support/client.js';
import { Given, type GivenComplaint } from './support/given.js';
import { startTracker, type Tracker } from './support/tracker.js';

const known = {
  givenName: 'Alex',
  familyName: 'Sample',
  bornOn: '1979-11-02',
  offenderClass: 'unknown',
  juvenile: false,
  identifiedOn: '2026-03-01',
} as const;

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('POST /suspects', () => {
  it('records a suspect for one’s own agency, and names nobody in the trail', async () => {
    const { id: complaintId, taskForceId, agencyId, by } = await given.complaint();

    const response = await tracker.as(by).post<SuspectView>('/suspects', { complaintId, ...known });

    const { id } = response.body;
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/suspects/${id}` });
    expect(response.body).toMatchObject({ ...known, complaintId, taskForceId, agencyId, version: 1, arrests: [] });
    const [, ...entries] = await tracker.trailOf(complaintId);
    expect(entries).toMatchObject([{ action: 'suspect.recorded', subject: id, accountId: by.accountId }]);
    expect(JSON.stringify(entries)).not.toMatch(/Alex|Sample|1979/);
  });

  it('takes one of whom little is known, identified before the complaint came, from the seat of the task force', async () => {
    const { id: complaintId, taskForceId, agencyId } = await given.complaint();
    const supervisor = await given.account({ taskForceId, role: 'supervisor' });
    const suspect = { complaintId, offenderClass: 'both', juvenile: false, identifiedOn: '2020-01-01' };

    const response = await tracker.as(supervisor).post<SuspectView>('/suspects', suspect);

    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({ ...suspect, agencyId, givenName: null, familyName: null, bornOn: null });
  });

  it.each([
    ['identified tomorrow', { identifiedOn: '2026-03-03' }, 'identifiedOn'],
    ['born on the day of identification', { bornOn: '2026-03-01' }, 'bornOn'],
    ['a day that is none', { bornOn: '1979-02-30' }, 'bornOn'],
    ['a class nobody knows', { offenderClass: 'bad' }, 'offenderClass'],
    ['a text for a statement', { juvenile: 'false' }, 'juvenile'],
    ['a picture', { givenName: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg' }, 'givenName'],
    ['a field nobody knows', { photo: 'x' }, 'photo'],
  ])('refuses %s by the name of the field', async (_, over, field) => {
    const { id: complaintId, by } = await given.complaint();

    const response = await tracker.as(by).post('/suspects', { complaintId, ...known, ...over });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
    expect(await tracker.trailOf(complaintId)).toHaveLength(1);
  });

  it('knows what day it is where the task force is', async () => {
    const { id: taskForceId } = await given.taskForce({ zone: 'Pacific/Auckland' });
    const complaint = await given.complaint({ taskForceId });

    const suspect = await given.suspect({ complaint, identifiedOn: '2026-03-03' });

    expect(suspect.identifiedOn).toBe('2026-03-03');
  });

  it('tells a complaint one cannot see in nothing from a missing one', async () => {
    const complaint = await given.complaint();
    const { neighbour, foreigner } = await strangersTo(complaint);

    const answers = [
      await neighbour.post('/suspects', { ...known, complaintId: complaint.id }),
      await foreigner.post('/suspects', { ...known, complaintId: complaint.id }),
      await foreigner.post('/suspects', { ...known, complaintId: newId() }),
    ].map(tellingOf);

    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/complaintId"') });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('is put down to any agency of the task force, and to no other', async () => {
    const complaint = await given.complaint();
    const partner = await given.agency({ taskForceId: complaint.taskForceId });
    const body = { ...known, complaintId: complaint.id };

    const accepted = await given.suspect({ complaint, agencyId: partner.id });
    const answers = [
      await tracker.as(complaint.by).post('/suspects', { ...body, agencyId: (await given.agency()).id }),
      await tracker.as(complaint.by).post('/suspects', { ...body, agencyId: newId() }),
    ].map(tellingOf);

    expect(accepted.agencyId).toBe(partner.id);
    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/agencyId"') });
    expect(answers[1]).toEqual(answers[0]);
  });

  it('is for whoever may work the complaint, and says so', async () => {
    const { complaint, colleague } = await assigned();
    const { id: complaintId, by } = complaint;

    const refused = await tracker.as(colleague).post('/suspects', { ...known, complaintId });
    const { id, may } = await given.suspect({ complaint });
    const seen = await tracker.as(colleague).get<SuspectView>(`/suspects/${id}`);
    const put = await tracker.as(colleague).put(`/suspects/${id}`, known, { 'if-match': seen.etag });

    expect([refused.status, put.status]).toEqual([403, 403]);
    expect(may).toEqual({ correct: true, arrest: true });
    expect(seen.body.may).toEqual({ correct: false, arrest: false });
    expect((await tracker.as(by).get<SuspectView>(`/suspects/${id}`)).body.version).toBe(1);
  });
});

describe('GET /suspects', () => {
  it('lists by complaint and class, in pages, by one statement, a juvenile without a name', async () => {
    const complaint = await given.complaint();
    const { id: complaintId, by } = complaint;
    const older = await given.suspect({ complaint, ...known, offenderClass: 'both', identifiedOn: '2026-02-01' });
    const child = await given.suspect({ complaint, ...known, offenderClass: 'both', juvenile: true });
    await given.suspect({ complaint, ...known, offenderClass: 'producer' });
    await given.suspect({ complaint: await given.complaint({ by }), ...known, offenderClass: 'both' });
    const path = `/suspects?complaintId=${complaintId}&offenderClass=both&limit=1`;

    const first = await tracker.expectQueries(1, () => tracker.as(by).get<SuspectPage>(path));
    const second = await tracker.as(by).get<SuspectPage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);

    expect(child.givenName).toBe('Alex');
    expect(first.body.items).toMatchObject([{ id: child.id, givenName: null, familyName: null }]);
    expect(second.body).toMatchObject({ items: [{ id: older.id, givenName: 'Alex' }], nextCursor: null });
  });

  it('shows a stranger nothing, not even that there is something', async () => {
    const complaint = await given.complaint();
    const { id } = await given.suspect({ complaint });

    for (const stranger of Object.values(await strangersTo(complaint))) {
      const there = await stranger.get(`/suspects/${id}`);
      const missing = await stranger.get(`/suspects/${newId()}`);
      const list = await stranger.get<SuspectPage>(`/suspects?complaintId=${complaint.id}`);

      expect(there.status).toBe(404);
      expect(tellingOf(there)).toEqual(tellingOf(missing));
      expect(list.body.items).toEqual([]);
    }
  });
});

describe('PUT /suspects/:id', () => {
  it('corrects what is known, with its reason in the trail', async () => {
    const complaint = await given.complaint();
    const { id, etag, by } = await given.suspect({ complaint, ...known });
    const correction = { ...known, familyName: null, offenderClass: 'producer' };
    const body = { ...correction, reason: 'Forensic examination' };

    const response = await tracker.as(by).put(`/suspects/${id}`, body, { 'if-match': etag });

    expect(response).toMatchObject({ status: 200, etag: '"v2"', body: { ...correction, version: 2 } });
    expect((await tracker.trailOf(complaint.id)).at(-1)).toMatchObject({
      action: 'suspect.corrected',
      reason: 'Forensic examination',
      was: { offender_class: 'unknown' },
      became: { offender_class: 'producer' },
    });
  });

  it('is told whole: what is not known is said to be', async () => {
    const { id, etag, by } = await given.suspect();
    const partly = { ...known, bornOn: undefined };

    const response = await tracker.as(by).put(`/suspects/${id}`, partly, { 'if-match': etag });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/bornOn' }] } });
  });

  it('of four at once on one version one wins, and none without a version', async () => {
    const { id, etag, by } = await given.suspect();

    const answers = await atOnce(4, (index) =>
      tracker.as(by).put(`/suspects/${id}`, { ...known, givenName: `Name ${index}` }, { 'if-match': etag }),
    );
    const blind = await tracker.as(by).put(`/suspects/${id}`, known);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect(blind.status).toBe(428);
  });

  it('and an arrest recorded at the same time do not stop each other', async () => {
    const suspect = await given.suspect();
    const { id, etag, by } = suspect;

    const answers = await atOnce(12, (index) =>
      index % 2 === 0
        ? given.arrest({ suspect }).then(() => 201)
        : tracker
            .as(by)
            .put(`/suspects/${id}`, known, { 'if-match': etag })
            .then(({ status }) => status),
    );

    expect(answers.sort()).toEqual([200, ...Array<number>(6).fill(201), ...Array<number>(5).fill(412)]);
  });
});

/** Somebody of another agency of the same task force, and somebody of another task force. */
async function strangersTo({ taskForceId }: GivenComplaint) {
  return {
    neighbour: tracker.as(await given.account({ agency: await given.agency({ taskForceId }) })),
    foreigner: tracker.as(await given.account({ role: 'supervisor', seat: 'task_force' })),
  };
}

/** A complaint that is one investigator's, and another of the same agency. */
async function assigned() {
  const complaint = await given.complaint({ state: 'triaged' });
  const { id, etag, agencyId, taskForceId, by } = complaint;
  const supervisor = await given.account({ taskForceId, role: 'supervisor' });
  const assignment = { agencyId, investigatorId: by.accountId };
  await tracker.as(supervisor).put(`/complaints/${id}/assignment`, assignment, { 'if-match': etag });
  return { complaint, colleague: await given.account({ agency: { id: agencyId, taskForceId, name: '' } }) };
}
