import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InvestigationView } from '../../src/casework/investigations/investigation.view.js';
import type { LegalProcessPage, LegalProcessView } from '../../src/casework/investigations/legal-process.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { atOnce, comparableContent, type Answer } from '../support/client.js';
import { Given, type GivenAccount, type GivenComplaint, type Made } from '../support/given.js';
import { aWarrant } from './investigate-fixtures.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function issued(complaint?: GivenComplaint, overrides: object = {}): Promise<Made<LegalProcessView>> {
  const { id: complaintId, by } = complaint ?? (await given.complaint());
  return given.made(by, '/legal-processes', { ...aWarrant, complaintId, ...overrides });
}

function put(
  { id, etag, by }: Made<LegalProcessView>,
  act: string,
  body: object,
  as: GivenAccount = by,
): Promise<Answer<LegalProcessView>> {
  return tracker.as(as).change<LegalProcessView>(`/legal-processes/${id}/${act}`, body, { 'if-match': etag });
}

async function served(complaint?: GivenComplaint): Promise<Made<LegalProcessView>> {
  const process = await issued(complaint);
  return given.changed(process, `/legal-processes/${process.id}/service`, { servedOn: '2026-03-02' });
}

const back = { returnedOn: '2026-03-02', outcome: 'returned_with_data', itemsReceived: 12 };

describe('POST /legal-processes', () => {
  it('records legal process for a complaint, and keeps court and place out of the trail', async () => {
    const { id: complaintId, taskForceId, agencyId, by } = await given.complaint();

    const response = await tracker.as(by).post<LegalProcessView>('/legal-processes', { ...aWarrant, complaintId });

    const { id } = response.body;
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/legal-processes/${id}` });
    expect(response.body).toMatchObject({
      ...aWarrant,
      complaintId,
      taskForceId,
      agencyId,
      investigationId: null,
      state: 'issued',
      servedOn: null,
      outcome: null,
      recordedBy: by.accountId,
      may: { correct: true, serve: true, end: true, void: true },
    });
    const [, ...entries] = await tracker.trailOf(complaintId);
    expect(entries).toMatchObject([{ action: 'legal-process.issued', subject: id, accountId: by.accountId }]);
    expect(JSON.stringify(entries)).not.toMatch(/Douglas|2231|residence/);
  });

  it('is linked to the open investigation of its complaint, and to no closed one', async () => {
    const complaint = await given.complaint({ state: 'assigned' });
    const opening = { complaintIds: [complaint.id], title: 'One household', openedOn: '2026-03-01' };
    const of = await given.made<InvestigationView>(complaint.by, '/investigations', opening);
    const closing = { outcome: 'opened_in_error', closedOn: '2026-03-02', narrative: 'Another matter.' };

    const process = await issued(complaint);
    await put(process, 'withdraw', { reason: 'Not needed.' });
    await given.changed(of, `/investigations/${of.id}/closure`, closing);
    const late = await tracker.as(complaint.by).post('/legal-processes', { ...aWarrant, complaintId: complaint.id });

    expect(process.investigationId).toBe(of.id);
    expect(late).toMatchObject({ status: 409, body: { type: '/problems/investigation-closed' } });
  });

  it('rejects a closed complaint', async () => {
    const { id: complaintId, by } = await given.complaint({ state: 'closed' });

    const answer = await tracker.as(by).post('/legal-processes', { ...aWarrant, complaintId });

    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/complaint-closed' } });
  });

  it.each([
    ['issued before the complaint', { issuedOn: '2026-02-28' }, 'issuedOn'],
    ['issued in the future', { issuedOn: '2026-03-03' }, 'issuedOn'],
    ['that expires before its issue', { expiresOn: '2026-02-28' }, 'expiresOn'],
    ['of an unknown kind', { kind: 'preservation_2703f' }, 'kind'],
    ['without a target', { directedTo: '' }, 'directedTo'],
    ['without a court', { authority: undefined }, 'authority'],
    ['with an unknown field', { servedOn: '2026-03-02' }, 'servedOn'],
  ])('rejects one %s', async (_, overrides, field) => {
    const { id: complaintId, by } = await given.complaint();

    const answer = await tracker.as(by).post('/legal-processes', { ...aWarrant, complaintId, ...overrides });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('returns identical errors for missing and foreign complaints', async () => {
    const { by, taskForceId } = await given.complaint();
    const [neighbours, foreign] = [await given.complaint({ taskForceId }), await given.complaint()];

    const answers = await Promise.all(
      [neighbours.id, foreign.id, newId()].map((complaintId) =>
        tracker.as(by).post('/legal-processes', { ...aWarrant, complaintId }),
      ),
    );

    expect(answers[0]).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/complaintId' }] } });
    const [told, ...others] = answers.map(comparableContent);
    for (const other of others) expect(other).toEqual(told);
  });
});

describe('PUT /legal-processes/:id', () => {
  it('records service and the return', async () => {
    const process = await issued();

    const service = await put(process, 'service', { servedOn: '2026-03-02' });
    const answer = await put({ ...process, etag: service.etag }, 'return', back);

    expect(service).toMatchObject({ status: 200, etag: '"v2"', body: { state: 'served', servedOn: '2026-03-02' } });
    expect(service.body.may).toEqual({ correct: true, serve: false, end: true, void: true });
    expect(answer).toMatchObject({ status: 200, etag: '"v3"', body: { state: 'ended', ...back } });
    expect(answer.body.may).toEqual({ correct: true, serve: false, end: false, void: true });
    expect((await tracker.trailOf(process.complaintId)).at(-1)).toMatchObject({
      action: 'legal-process.returned',
      reason: 'returned_with_data',
      became: { outcome: 'returned_with_data', items_received: 12 },
    });
  });

  it('rejects service after expiry, and reports the expiry', async () => {
    const process = await issued(undefined, { expiresOn: '2026-03-01' });

    const answer = await put(process, 'service', { servedOn: '2026-03-02' });
    const expired = await put(process, 'return', { returnedOn: '2026-03-02', outcome: 'expired' });

    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/order-expired', expiresOn: '2026-03-01' } });
    expect(expired).toMatchObject({ status: 200, body: { outcome: 'expired', servedOn: null } });
  });

  it('rejects a return before service, a second service and a second end', async () => {
    const process = await issued();
    const early = await put(process, 'return', back);
    const once = await served();
    const twice = await put(once, 'service', { servedOn: '2026-03-02' });
    const ended = await given.changed(once, `/legal-processes/${once.id}/return`, back);
    const again = [await put(ended, 'return', back), await put(ended, 'withdraw', { reason: 'No.' })];

    expect(early).toMatchObject({ status: 409, body: { type: '/problems/not-served' } });
    expect(twice).toMatchObject({ status: 409, body: { type: '/problems/already-served' } });
    for (const answer of again)
      expect(answer).toMatchObject({ status: 409, body: { type: '/problems/process-ended' } });
  });

  it.each([
    ['service', { servedOn: '2026-02-28' }, 'servedOn'],
    ['service', { servedOn: '2026-03-03' }, 'servedOn'],
    ['return', { ...back, outcome: 'quashed', itemsReceived: 3 }, 'itemsReceived'],
    ['return', { returnedOn: '2026-03-03', outcome: 'quashed' }, 'returnedOn'],
    ['return', { returnedOn: '2026-03-02', outcome: 'expired' }, 'outcome'],
    ['return', { returnedOn: '2026-03-02', outcome: 'withdrawn' }, 'outcome'],
    ['return', { ...back, itemsReceived: -1 }, 'itemsReceived'],
    ['withdraw', { reason: '' }, 'reason'],
  ])('rejects %s with %j', async (act, body, field) => {
    const answer = await put(await issued(), act, body);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('stays readable once voided, with its reason, and rejects changes', async () => {
    const process = await served();

    const voided = await put(process, 'void', { reason: 'Recorded for the wrong complaint.' });
    const changed = await put({ ...process, etag: voided.etag }, 'return', back);

    expect(voided).toMatchObject({
      status: 200,
      body: { voidReason: 'Recorded for the wrong complaint.', state: 'served' },
    });
    expect(voided.body.may).toEqual({ correct: false, serve: false, end: false, void: false });
    expect(changed).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
  });

  it('allows one of several concurrent updates', async () => {
    const process = await issued();

    const answers = await atOnce(6, (index) =>
      index % 2 === 0
        ? put(process, 'service', { servedOn: '2026-03-02' })
        : put(process, 'withdraw', { reason: 'Not needed.' }),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
  });
});

describe('a correction of legal process', () => {
  const corrected = ({ id, etag, by, agencyId }: Made<LegalProcessView>, overrides: object = {}) => {
    const correction = { ...aWarrant, agencyId, reason: 'The number was mistyped.', ...overrides };
    return tracker.as(by).put<LegalProcessView>(`/legal-processes/${id}`, correction, { 'if-match': etag });
  };

  it('requires a reason, and is allowed after service', async () => {
    const process = await served();

    const answer = await corrected(process, { number: null, kind: 'search_warrant_device', expiresOn: null });
    const stale = await corrected(process);

    expect(answer).toMatchObject({
      status: 200,
      etag: '"v3"',
      body: { number: null, kind: 'search_warrant_device', expiresOn: null, state: 'served', may: { correct: true } },
    });
    expect(stale.status).toBe(412);
    const reason = 'The number was mistyped.';
    const entry = { action: 'legal-process.corrected', subject: process.id, reason };
    expect((await tracker.trailOf(process.complaintId)).at(-1)).toMatchObject(entry);
  });

  it.each([
    ['issued after it was served', { issuedOn: '2026-03-02' }, 'issuedOn'],
    ['issued before the complaint', { issuedOn: '2026-02-28' }, 'issuedOn'],
    ['issued after it expired', { issuedOn: '2026-03-01', expiresOn: '2026-02-28' }, 'expiresOn'],
    ['without a reason', { reason: undefined }, 'reason'],
    ['without an expiry field', { expiresOn: undefined }, 'expiresOn'],
    ['of a missing agency', { agencyId: newId() }, 'agencyId'],
  ])('rejects one %s', async (_, overrides, field) => {
    const process = await issued();
    const was = await given.changed(process, `/legal-processes/${process.id}/service`, { servedOn: '2026-03-01' });

    expect(await corrected(was, overrides)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: `#/${field}` }] },
    });
  });

  it('keeps a search warrant while an examination uses it, and rejects changes after voiding', async () => {
    const process = await served();
    const { id: legalProcessId, complaintId, by } = process;
    await given.made(by, '/forensic-exams', { complaintId, legalProcessId, requestedOn: '2026-03-02' });

    const changed = await corrected(process, { kind: 'subpoena' });
    const gone = await given.changed(process, `/legal-processes/${process.id}/void`, { reason: 'Entered twice.' });

    expect(changed).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/kind' }] } });
    expect(await corrected(gone)).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
  });
});

describe('a complaint with outstanding legal process', () => {
  const closing = { code: 'insufficient_information', narrative: 'No lead is left.' };

  it('is not closed until the process is returned, withdrawn or voided', async () => {
    const complaint = await given.complaint({ state: 'assigned' });
    const { id, etag, taskForceId } = complaint;
    const head = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));
    const processes = [await served(complaint), await issued(complaint), await issued(complaint)] as const;
    const close = () => head.put(`/complaints/${id}/disposition`, closing, { 'if-match': etag });

    const counted: unknown[] = [];
    const acts = [
      () => put(processes[0], 'return', back),
      () => put(processes[1], 'withdraw', { reason: 'Not needed.' }),
      () => put(processes[2], 'void', { reason: 'Recorded twice.' }),
    ];
    for (const end of acts) {
      const { status, body } = await close();
      counted.push({ status, type: body['type'], open: body['open'] });
      await end();
    }

    expect(counted).toEqual(
      [3, 2, 1].map((count) => ({
        status: 409,
        type: '/problems/open-matters',
        open: [{ kind: 'legal_process', count }],
      })),
    );
    expect((await close()).status).toBe(200);
  });

  it('rejects either its closure or a process that is issued concurrently', async () => {
    const rounds = 6;
    for (let round = 0; round < rounds; round += 1) {
      const { id, etag, by, taskForceId } = await given.complaint({ state: 'assigned' });
      const head = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));

      const [closed, order] = await Promise.all([
        head.put(`/complaints/${id}/disposition`, closing, { 'if-match': etag }),
        tracker.as(by).post('/legal-processes', { ...aWarrant, complaintId: id }),
      ]);

      expect([closed.status, order.status]).toEqual(closed.status === 200 ? [200, 409] : [409, 201]);
    }
  });
});

describe('GET /legal-processes', () => {
  it('lists by complaint, kind and state, in pages, with one statement, and without the target', async () => {
    const complaint = await given.complaint();
    const { id: complaintId, by } = complaint;
    const older = await issued(complaint);
    const newer = await issued(complaint, { issuedOn: '2026-03-02' });
    await issued(complaint, { kind: 'subpoena' });
    await served(complaint);
    const path = `/legal-processes?complaintId=${complaintId}&kind=${aWarrant.kind}&state=issued&limit=1`;

    const first = await tracker.expectQueries(1, () => tracker.as(by).get<LegalProcessPage>(path));
    const second = await tracker.as(by).get<LegalProcessPage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);

    expect(first.body.items.map(({ id }) => id)).toEqual([newer.id]);
    expect(second.body).toMatchObject({ items: [{ id: older.id }], nextCursor: null });
    expect(first.text).not.toMatch(/residence|Douglas/);
  });

  it('writes each read of one to the trail, with its complaint', async () => {
    const { id, complaintId, by } = await issued();

    await tracker.as(by).get(`/legal-processes/${id}`);

    const [look] = await tracker.sql(
      `SELECT account_id, records, complaint_id FROM audit.entries WHERE action = 'legal-process.read'
        AND records @> ARRAY[$1::uuid]`,
      [id],
    );
    expect(look).toMatchObject({ account_id: by.accountId, complaint_id: complaintId });
    expect((look as { records: string[] }).records.sort()).toEqual([complaintId, id].sort());
  });

  it('returns 404 and empty lists to seats without access', async () => {
    const process = await issued();
    const { taskForceId, complaintId, id } = process;
    const strangers = [
      await given.account({ agency: await given.agency({ taskForceId }) }),
      await given.account({ role: 'supervisor', seat: 'task_force' }),
    ];

    for (const account of strangers) {
      const stranger = tracker.as(account);
      const there = await stranger.get(`/legal-processes/${id}`);
      const missing = await stranger.get(`/legal-processes/${newId()}`);
      const list = await stranger.get<LegalProcessPage>(`/legal-processes?complaintId=${complaintId}`);
      const acts = await Promise.all([
        put(process, 'service', { servedOn: '2026-03-02' }, account),
        put(process, 'void', { reason: 'No.' }, account),
      ]);

      expect(there.status).toBe(404);
      expect(comparableContent(there)).toEqual(comparableContent(missing));
      expect(list.body.items).toEqual([]);
      expect(acts.map(({ status }) => status)).toEqual([404, 404]);
    }
  });

  it('reports to a colleague that only the complaint’s investigator may update it', async () => {
    const complaint = await given.complaint({ state: 'triaged' });
    const { agencyId, taskForceId, by } = complaint;
    await given.moved(complaint, [['assignment', { agencyId, investigatorId: by.accountId }]]);
    const colleague = await given.account({ agency: { id: agencyId, taskForceId, name: '' } });
    const process = await issued(complaint);

    const seen = await tracker.as(colleague).get<LegalProcessView>(`/legal-processes/${process.id}`);
    const refused = await put(process, 'service', { servedOn: '2026-03-02' }, colleague);

    expect(seen.body.may).toEqual({ correct: false, serve: false, end: false, void: false });
    expect(refused.status).toBe(403);
  });
});
