import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ForensicExamPage, ForensicExamView } from '../../src/casework/investigations/forensic-exam.view.js';
import type { InvestigationView } from '../../src/casework/investigations/investigation.view.js';
import type { LegalProcessView } from '../../src/casework/investigations/legal-process.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { atOnce, comparableContent, type Answer } from '../support/client.js';
import { Given, type GivenAccount, type GivenComplaint, type Made } from '../support/given.js';
import { aWarrant } from './investigate-fixtures.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const completion = {
  completedOn: '2026-03-02',
  result: 'evidence_found',
  devices: 12,
  bytes: Number.MAX_SAFE_INTEGER,
  byKind: { computers: 2, phones: 3, storageMedia: 7, otherDevices: 0 },
};

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function requested(complaint?: GivenComplaint, overrides: object = {}): Promise<Made<ForensicExamView>> {
  const { id: complaintId, by } = complaint ?? (await given.complaint());
  return given.made(by, '/forensic-exams', { complaintId, requestedOn: '2026-03-01', ...overrides });
}

function put(
  { id, etag, by }: Made<ForensicExamView>,
  act: string,
  body: object,
  as: GivenAccount = by,
): Promise<Answer<ForensicExamView>> {
  return tracker.as(as).change<ForensicExamView>(`/forensic-exams/${id}${act}`, body, { 'if-match': etag });
}

describe('POST /forensic-exams', () => {
  it('records a request under a warrant, by any agency of the task force for the task force', async () => {
    const complaint = await given.complaint();
    const { id: complaintId, taskForceId } = complaint;
    const by = await given.account({ taskForceId, role: 'supervisor' });
    const laboratory = await given.agency({ taskForceId });
    const warrant = await given.made<LegalProcessView>(by, '/legal-processes', { ...aWarrant, complaintId });
    const request = {
      agencyId: laboratory.id,
      legalProcessId: warrant.id,
      requestedOn: '2026-03-01',
      beganOn: '2026-03-02',
    };

    const response = await tracker.as(by).post<ForensicExamView>('/forensic-exams', { complaintId, ...request });

    const { id } = response.body;
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/forensic-exams/${id}` });
    expect(response.body).toMatchObject({
      ...request,
      complaintId,
      taskForceId,
      investigationId: null,
      completedOn: null,
      result: null,
      devices: null,
      bytes: null,
      byKind: null,
      may: { record: true, void: true },
    });
    expect((await tracker.trailOf(complaintId)).at(-1)).toMatchObject({
      action: 'forensic-exam.requested',
      subject: id,
    });
  });

  it('is linked to the investigation of its complaint, also to one opened later', async () => {
    const complaint = await given.complaint({ state: 'assigned' });
    const { by } = complaint;
    const before = await requested(complaint);
    const opening = { complaintIds: [complaint.id], title: 'One household', openedOn: '2026-03-01' };
    const { id } = await given.made<InvestigationView>(by, '/investigations', opening);
    const after = await requested(complaint);

    const list = await tracker.as(by).get<ForensicExamPage>(`/forensic-exams?investigationId=${id}`);
    const investigation = await tracker.as(by).get<InvestigationView>(`/investigations/${id}`);

    expect(list.body.items.map((exam) => exam.id).sort()).toEqual([before.id, after.id].sort());
    expect(investigation.body.counts.forensicExams).toBe(2);
  });

  it('is allowed after the complaint is closed', async () => {
    const exam = await requested(await given.complaint({ state: 'closed' }));

    expect((await put(exam, '/completion', completion)).status).toBe(200);
  });

  it('accepts only a visible, active search warrant', async () => {
    const complaint = await given.complaint();
    const { id: complaintId, by, taskForceId } = complaint;
    const process = (overrides: object, of = complaint): Promise<Made<LegalProcessView>> =>
      given.made(of.by, '/legal-processes', { ...aWarrant, complaintId: of.id, ...overrides });
    const withdrawn = await process({});
    await given.changed(withdrawn, `/legal-processes/${withdrawn.id}/withdraw`, { reason: 'Not needed.' });
    const ask = (legalProcessId: string) =>
      tracker.as(by).post('/forensic-exams', { complaintId, requestedOn: '2026-03-01', legalProcessId });

    const unfit = [await ask((await process({ kind: 'subpoena' })).id), await ask(withdrawn.id)];
    const unseen = [
      await ask((await process({}, await given.complaint({ taskForceId }))).id),
      await ask((await process({}, await given.complaint())).id),
      await ask(newId()),
    ];

    for (const answer of [...unfit, ...unseen]) {
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/legalProcessId' }] } });
    }
    const [told, ...others] = unseen.map(comparableContent);
    for (const other of others) expect(other).toEqual(told);
    expect(unfit[0]?.text).not.toBe(unseen[0]?.text);
  });

  it.each([
    ['before the complaint', { requestedOn: '2026-02-28' }, 'requestedOn'],
    ['tomorrow', { requestedOn: '2026-03-03' }, 'requestedOn'],
    ['and begun before', { requestedOn: '2026-03-02', beganOn: '2026-03-01' }, 'beganOn'],
    ['with an unknown field', { devices: 3 }, 'devices'],
  ])('rejects one requested %s', async (_, overrides, field) => {
    const { id: complaintId, by } = await given.complaint();
    const request = { complaintId, requestedOn: '2026-03-01', ...overrides };

    const answer = await tracker.as(by).post('/forensic-exams', request);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('returns identical errors for missing and foreign complaints and laboratories', async () => {
    const { id: complaintId, by } = await given.complaint();
    const foreign = await given.complaint();
    const ask = (overrides: object) =>
      tracker.as(by).post('/forensic-exams', { complaintId, requestedOn: '2026-03-01', ...overrides });

    const complaints = [await ask({ complaintId: foreign.id }), await ask({ complaintId: newId() })] as const;
    const agencies = [await ask({ agencyId: foreign.agencyId }), await ask({ agencyId: newId() })] as const;

    expect(complaints[0]).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/complaintId' }] } });
    expect(agencies[0]).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/agencyId' }] } });
    expect(comparableContent(complaints[1])).toEqual(comparableContent(complaints[0]));
    expect(comparableContent(agencies[1])).toEqual(comparableContent(agencies[0]));
  });
});

describe('PUT /forensic-exams/:id/completion', () => {
  it('records the bytes examined and the result, and corrects them when repeated', async () => {
    const exam = await requested();

    const complete = await put(exam, '/completion', completion);
    const correction = {
      ...completion,
      byKind: undefined,
      devices: 13,
      result: 'none_found',
      reason: 'One more card.',
    };
    const corrected = await put({ ...exam, etag: complete.etag }, '/completion', correction);

    expect(complete).toMatchObject({ status: 200, etag: '"v2"', body: completion });
    expect(complete.body.bytes).toBe(9_007_199_254_740_991);
    expect(corrected).toMatchObject({
      status: 200,
      etag: '"v3"',
      body: { devices: 13, result: 'none_found', byKind: null },
    });
    expect((await tracker.trailOf(exam.complaintId)).at(-1)).toMatchObject({
      action: 'forensic-exam.completed',
      reason: 'One more card.',
      was: { devices: 12, result: 'evidence_found' },
      became: { devices: 13, result: 'none_found' },
    });
  });

  it.each([
    ['before the request', { completedOn: '2026-02-28' }, 'completedOn'],
    ['tomorrow', { completedOn: '2026-03-03' }, 'completedOn'],
    ['without a device', { devices: 0 }, 'devices'],
    ['of half a device', { devices: 1.5 }, 'devices'],
    ['of too many bytes', { bytes: 2 ** 53 }, 'bytes'],
    ['of bytes as a text', { bytes: '100' }, 'bytes'],
    ['of a negative number of bytes', { bytes: -1 }, 'bytes'],
    ['of kinds with a wrong sum', { devices: 11 }, 'byKind'],
    ['of kinds that are null', { byKind: null }, 'byKind'],
    ['without one of the kinds', { byKind: { computers: 12 } }, 'byKind/phones'],
    ['with an unknown result', { result: 'maybe' }, 'result'],
  ])('rejects one %s', async (_, overrides, field) => {
    const answer = await put(await requested(), '/completion', { ...completion, ...overrides });

    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ pointer: `#/${field}` })]),
    });
  });

  it('allows one of several concurrent updates', async () => {
    const exam = await requested();

    const answers = await atOnce(6, (index) => put(exam, '/completion', { ...completion, bytes: index }));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
  });
});

describe('PUT /forensic-exams/:id', () => {
  it('replaces the whole request, with its reason in the trail', async () => {
    const exam = await requested();
    const { agencyId } = exam;
    const correction = { agencyId, legalProcessId: null, requestedOn: '2026-03-01', beganOn: '2026-03-02' };

    const corrected = await put(exam, '', { ...correction, reason: 'The log says so.' });
    const partly = await put({ ...exam, etag: corrected.etag }, '', { ...correction, beganOn: undefined });

    expect(corrected).toMatchObject({ status: 200, etag: '"v2"', body: correction });
    expect(partly).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/beganOn' }] } });
    expect((await tracker.trailOf(exam.complaintId)).at(-1)).toMatchObject({
      action: 'forensic-exam.corrected',
      reason: 'The log says so.',
      became: { began_on: '2026-03-02' },
    });
  });

  it('keeps its warrant after that was withdrawn', async () => {
    const complaint = await given.complaint();
    const order = { ...aWarrant, complaintId: complaint.id };
    const warrant = await given.made<LegalProcessView>(complaint.by, '/legal-processes', order);
    const exam = await requested(complaint, { legalProcessId: warrant.id });
    await given.changed(warrant, `/legal-processes/${warrant.id}/withdraw`, { reason: 'Not needed.' });
    const { agencyId, legalProcessId } = exam;

    const answer = await put(exam, '', { agencyId, legalProcessId, requestedOn: '2026-03-02', beganOn: null });

    expect(answer).toMatchObject({ status: 200, body: { legalProcessId: warrant.id, requestedOn: '2026-03-02' } });
  });

  it('keeps a voided one readable with its reason, uncounted, and rejects changes', async () => {
    const complaint = await given.complaint({ state: 'assigned' });
    const opening = { complaintIds: [complaint.id], title: 'One household', openedOn: '2026-03-01' };
    const { id } = await given.made<InvestigationView>(complaint.by, '/investigations', opening);
    const exam = await requested(complaint);

    const voided = await put(exam, '/void', { reason: 'Recorded twice.' });
    const etag = voided.etag;
    const refused = [
      await put({ ...exam, etag }, '/void', { reason: 'Again.' }),
      await put({ ...exam, etag }, '/completion', completion),
    ];
    const investigation = await tracker.as(complaint.by).get<InvestigationView>(`/investigations/${id}`);

    expect(voided).toMatchObject({
      status: 200,
      body: { voidReason: 'Recorded twice.', may: { record: false, void: false } },
    });
    for (const answer of refused) expect(answer).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
    expect(investigation.body.counts.forensicExams).toBe(0);
  });
});

describe('GET /forensic-exams', () => {
  it('lists by complaint and laboratory, in pages, with one statement', async () => {
    const complaint = await given.complaint();
    const { id: complaintId, agencyId, by, taskForceId } = complaint;
    const older = await requested(complaint);
    const newer = await requested(complaint, { requestedOn: '2026-03-02' });
    const head = await given.account({ taskForceId, role: 'supervisor' });
    await requested({ ...complaint, by: head }, { agencyId: (await given.agency({ taskForceId })).id });
    await requested(await given.complaint({ by }));
    const path = `/forensic-exams?complaintId=${complaintId}&agencyId=${agencyId}&limit=1`;

    const first = await tracker.expectQueries(1, () => tracker.as(by).get<ForensicExamPage>(path));
    const second = await tracker.as(by).get<ForensicExamPage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);

    expect(first.body.items.map(({ id }) => id)).toEqual([newer.id]);
    expect(second.body).toMatchObject({ items: [{ id: older.id }], nextCursor: null });
  });

  it('hides all from seats without access, and lets only the complaint’s investigator update', async () => {
    const complaint = await given.complaint({ state: 'triaged' });
    const { agencyId, taskForceId, by } = complaint;
    await given.moved(complaint, [['assignment', { agencyId, investigatorId: by.accountId }]]);
    const exam = await requested(complaint);
    const stranger = await given.account({ agency: await given.agency({ taskForceId }) });
    const foreigner = await given.account({ role: 'supervisor', seat: 'task_force' });
    const colleague = await given.account({ agency: { id: agencyId, taskForceId, name: '' } });

    for (const account of [stranger, foreigner]) {
      const there = await tracker.as(account).get(`/forensic-exams/${exam.id}`);
      const missing = await tracker.as(account).get(`/forensic-exams/${newId()}`);
      expect(there.status).toBe(404);
      expect(comparableContent(there)).toEqual(comparableContent(missing));
      expect((await put(exam, '/completion', completion, account)).status).toBe(404);
    }
    const seen = await tracker.as(colleague).get<ForensicExamView>(`/forensic-exams/${exam.id}`);
    expect(seen.body.may).toEqual({ record: false, void: false });
    expect((await put(exam, '/completion', completion, colleague)).status).toBe(403);
  });
});
