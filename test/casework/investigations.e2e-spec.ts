import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { InvestigationPage, InvestigationView } from '../../src/casework/investigations/investigation.view.js';
import type { LegalProcessView } from '../../src/casework/investigations/legal-process.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { atOnce, comparableContent, type Client } from '../support/client.js';
import {
  Given,
  madeBy,
  type ComplaintOver,
  type GivenAccount,
  type GivenComplaint,
  type Made,
} from '../support/given.js';
import { aWarrant } from './investigate-fixtures.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const opening = { title: 'Uploads from one household', openedOn: '2026-03-01' };
const closing = { outcome: 'unable_to_identify_suspect', closedOn: '2026-03-02', narrative: 'No lead is left.' };

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const assigned = (overrides: ComplaintOver = {}): Promise<GivenComplaint> =>
  given.complaint({ ...overrides, state: 'assigned' });

/** Creates an investigation of these complaints, or of a new one. */
async function investigation(by?: GivenAccount, ...complaints: GivenComplaint[]): Promise<Made<InvestigationView>> {
  const [first = await assigned(by ? { by } : {}), ...others] = complaints;
  const complaintIds = [first, ...others].map(({ id }) => id);
  return given.made(by ?? first.by, '/investigations', { ...opening, complaintIds });
}

const complaintAt = async (client: Client, id: string): Promise<ComplaintView> =>
  (await client.get<ComplaintView>(`/complaints/${id}`)).body;

/** Creates a supervisor of a task force with two agencies and an assigned complaint of each. */
async function twoAgencies() {
  const mine = await assigned();
  const { taskForceId } = mine;
  const other = await given.agency({ taskForceId });
  const theirs = await assigned({ agencyId: other.id });
  const head = await given.account({ taskForceId, role: 'supervisor' });
  return { mine, theirs, head, taskForceId };
}

describe('POST /investigations', () => {
  it('opens one for several complaints, numbers it, and sets each to under investigation', async () => {
    const first = await assigned();
    const { by, agencyId, taskForceId } = first;
    const second = await assigned({ by });

    const response = await tracker
      .as(by)
      .post<InvestigationView>('/investigations', { ...opening, complaintIds: [first.id, second.id, first.id] });

    const { id, reference } = response.body;
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/investigations/${id}` });
    expect(response.body).toMatchObject({
      ...opening,
      agencyId,
      taskForceId,
      state: 'open',
      closedOn: null,
      outcome: null,
      openedBy: by.accountId,
      counts: { complaints: 2, legalProcesses: 0, legalProcessesOutstanding: 0, forensicExams: 0 },
      may: { work: true, reopen: false },
    });
    expect(response.body.complaints).toEqual(
      [first, second].map(({ id: of, reference: known }) => ({
        id: of,
        reference: known,
        state: 'under_investigation',
      })),
    );
    expect(reference).toMatch(/^TT-[A-Z]+-I-000001$/);
    expect((await investigation(by)).reference).toBe(reference.replace('000001', '000002'));
    const [moved] = await tracker.sql(
      `SELECT from_state, to_state, action FROM app.complaint_moves WHERE complaint_id = $1 AND from_state = 'assigned'`,
      [second.id],
    );
    expect(moved).toEqual({ from_state: 'assigned', to_state: 'under_investigation', action: 'investigation.opened' });
    const entries = await tracker.trailOf(first.id);
    expect(entries.at(-1)).toMatchObject({ action: 'investigation.opened', subject: id, accountId: by.accountId });
  });

  it('includes complaints of several agencies, and shows each agency only its own', async () => {
    const { mine, theirs, head } = await twoAgencies();

    const { id, agencyId, counts } = await investigation(head, mine, theirs);
    const [ours, others] = [tracker.as(mine.by), tracker.as(theirs.by)];
    const seen = await Promise.all(
      [ours, others].map((client) => client.get<InvestigationView>(`/investigations/${id}`)),
    );

    expect({ agencyId, complaints: counts.complaints }).toEqual({ agencyId: mine.agencyId, complaints: 2 });
    expect(seen.map(({ body }) => body.complaints.map((complaint) => complaint.id))).toEqual([[mine.id], [theirs.id]]);
    expect(seen.map(({ body }) => body.counts.complaints)).toEqual([1, 1]);
    expect(seen[1]?.body.may).toEqual({ work: true, reopen: false });
  });

  it('accepts any lead agency from the task force seat, and only its own from an agency seat', async () => {
    const { mine, theirs, head } = await twoAgencies();
    const { agencyId } = theirs;
    const foreign = (await given.agency()).id;
    const body = { ...opening, complaintIds: [mine.id] };

    const answers = [
      await tracker.as(mine.by).post('/investigations', { ...body, agencyId }),
      await tracker.as(mine.by).post('/investigations', { ...body, agencyId: foreign }),
      await tracker.as(mine.by).post('/investigations', { ...body, agencyId: newId() }),
      await tracker.as(head).post('/investigations', { ...body, agencyId: foreign }),
      await tracker.as(head).post('/investigations', { ...body, agencyId: newId() }),
    ];
    const led = await tracker.as(head).post<InvestigationView>('/investigations', { ...body, agencyId });

    for (const answer of answers)
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/agencyId' }] } });
    const told = answers.map(comparableContent);
    expect(told[2]).toEqual(told[1]);
    expect(told[4]).toEqual(told[3]);
    expect(led.body).toMatchObject({ agencyId, counts: { complaints: 1 } });
    expect(await tracker.as(theirs.by).get<InvestigationView>(`/investigations/${led.body.id}`)).toMatchObject({
      status: 200,
      body: { complaints: [], counts: { complaints: 0 }, may: { work: false } },
    });
  });

  it.each([
    ['no complaint', { complaintIds: [] }, 'complaintIds'],
    ['too many complaints', { complaintIds: Array.from({ length: 51 }, () => newId()) }, 'complaintIds'],
    ['an invalid complaint id', { complaintIds: ['1'] }, 'complaintIds'],
    ['a future date', { openedOn: '2026-03-03' }, 'openedOn'],
    ['a date before the complaint', { openedOn: '2026-02-28' }, 'openedOn'],
    ['no title', { title: ' ' }, 'title'],
    ['an image', { title: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg' }, 'title'],
  ])('rejects %s by field name and changes no complaint', async (_, overrides, field) => {
    const { id, by } = await assigned();

    const response = await tracker.as(by).post('/investigations', { ...opening, complaintIds: [id], ...overrides });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
    expect((await complaintAt(tracker.as(by), id)).state).toBe('assigned');
  });

  it('rejects a complaint without an assignment, and changes none of the others', async () => {
    const ready = await assigned();
    const { by } = ready;
    const early = await given.complaint({ by });

    const response = await tracker.as(by).post('/investigations', { ...opening, complaintIds: [ready.id, early.id] });

    expect(response).toMatchObject({ status: 409, body: { type: '/problems/invalid-transition', state: 'received' } });
    expect((await complaintAt(tracker.as(by), ready.id)).state).toBe('assigned');
  });

  it('returns identical errors for missing and foreign complaints, with the index of each', async () => {
    const { id, by, taskForceId } = await assigned();
    const neighbours = await assigned({ taskForceId });
    const foreign = await assigned();

    const answers = await Promise.all(
      [neighbours.id, foreign.id, newId()].map((other) =>
        tracker.as(by).post('/investigations', { ...opening, complaintIds: [id, other] }),
      ),
    );

    expect(answers[0]).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/complaintIds/1' }] } });
    const [told, ...others] = answers.map(comparableContent);
    for (const other of others) expect(other).toEqual(told);
    expect((await complaintAt(tracker.as(by), id)).state).toBe('assigned');
  });

  it('requires the right to work every complaint', async () => {
    const { complaint, colleague } = await personal();

    const refused = await tracker.as(colleague).post('/investigations', { ...opening, complaintIds: [complaint.id] });
    const { id, may } = await investigation(complaint.by, complaint);
    const seen = await tracker.as(colleague).get<InvestigationView>(`/investigations/${id}`);
    const named = await tracker
      .as(colleague)
      .put(`/investigations/${id}`, { title: 'Mine' }, { 'if-match': seen.etag });

    expect([refused.status, named.status]).toEqual([403, 403]);
    expect([may.work, seen.body.may.work]).toEqual([true, false]);
  });
});

describe('POST /investigations/:id/complaints and /complaints/unlink', () => {
  it('links complaints of another agency, which sees the investigation from then on', async () => {
    const { mine, theirs, head } = await twoAgencies();
    const { id, etag } = await investigation(mine.by, mine);
    const before = await tracker.as(theirs.by).get(`/investigations/${id}`);

    const linked = await tracker
      .as(head)
      .post<InvestigationView>(`/investigations/${id}/complaints`, { complaintIds: [theirs.id] }, { 'if-match': etag });
    const after = await tracker.as(theirs.by).get<InvestigationView>(`/investigations/${id}`);

    expect([before.status, after.status]).toEqual([404, 200]);
    expect(linked).toMatchObject({ status: 200, etag: '"v2"', body: { counts: { complaints: 2 } } });
    expect((await complaintAt(tracker.as(head), theirs.id)).state).toBe('under_investigation');
  });

  it('rejects a complaint that is already linked, with its index, and links none of the others', async () => {
    const linked = await assigned();
    const { by } = linked;
    const free = await assigned({ by });
    const own = await investigation(by, linked);
    const other = await investigation(by);
    const body = { complaintIds: [free.id, linked.id] };

    const answers = [
      await tracker.as(by).post(`/investigations/${other.id}/complaints`, body, { 'if-match': other.etag }),
      await tracker.as(by).post(`/investigations/${own.id}/complaints`, body, { 'if-match': own.etag }),
      await tracker.as(by).post('/investigations', { ...opening, ...body }),
    ];

    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 409,
        body: { type: '/problems/already-linked', errors: [{ pointer: '#/complaintIds/1' }] },
      });
    }
    expect((await complaintAt(tracker.as(by), free.id)).state).toBe('assigned');
  });

  it('allows one of several concurrent links of one complaint to different investigations', async () => {
    const { by, ...complaint } = await assigned();
    const investigations = [];
    for (let one = 0; one < 4; one += 1) investigations.push(await investigation(by));

    const answers = await Promise.all(
      investigations.map(({ id, etag }) =>
        tracker.as(by).post(`/investigations/${id}/complaints`, { complaintIds: [complaint.id] }, { 'if-match': etag }),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('unlinks a complaint with its reason, and moves its legal process along', async () => {
    const first = await assigned();
    const { by } = first;
    const second = await assigned({ by });
    const process = await given.made<LegalProcessView>(by, '/legal-processes', { ...aWarrant, complaintId: second.id });
    const { id, etag, counts } = await investigation(by, first, second);
    const belonging = (): Promise<LegalProcessView> =>
      tracker
        .as(by)
        .get<LegalProcessView>(`/legal-processes/${process.id}`)
        .then(({ body }) => body);
    const during = await belonging();
    const reason = 'The account belongs to somebody else.';

    const unlinked = await tracker
      .as(by)
      .post<InvestigationView>(
        `/investigations/${id}/complaints/unlink`,
        { complaintId: second.id, reason },
        { 'if-match': etag },
      );

    expect([process.investigationId, during.investigationId, (await belonging()).investigationId]).toEqual([
      null,
      id,
      null,
    ]);
    expect(counts).toMatchObject({ complaints: 2, legalProcesses: 1, legalProcessesOutstanding: 1 });
    expect(unlinked).toMatchObject({ status: 200, etag: '"v2"', body: { complaints: [{ id: first.id }] } });
    expect(unlinked.body.counts).toEqual({
      complaints: 1,
      legalProcesses: 0,
      legalProcessesOutstanding: 0,
      forensicExams: 0,
    });
    expect((await complaintAt(tracker.as(by), second.id)).state).toBe('under_investigation');
    const [ended] = await tracker.sql(
      `SELECT ended_by, end_reason FROM app.investigation_complaints WHERE complaint_id = $1`,
      [second.id],
    );
    expect(ended).toEqual({ ended_by: by.accountId, end_reason: reason });
    expect((await investigation(by, second)).counts).toMatchObject({ complaints: 1, legalProcesses: 1 });
  });

  it('lets an agency unlink its own complaint from another agency’s investigation, which it then cannot see', async () => {
    const { mine, theirs, head } = await twoAgencies();
    const { id } = await investigation(head, mine, theirs);
    const client = tracker.as(theirs.by);
    const { etag } = await client.get(`/investigations/${id}`);
    const change = { complaintId: theirs.id, reason: 'Another offender.' };

    const answer = await client.post<InvestigationView>(`/investigations/${id}/complaints/unlink`, change, {
      'if-match': etag,
    });

    expect(answer).toMatchObject({ status: 200, etag: '"v2"', body: { complaints: [] } });
    expect((await client.get(`/investigations/${id}`)).status).toBe(404);
    expect((await tracker.as(head).get<InvestigationView>(`/investigations/${id}`)).body.complaints).toMatchObject([
      { id: mine.id },
    ]);
  });

  it('rejects unlinking a complaint that is not linked', async () => {
    const { id, etag, by } = await investigation();
    const free = await assigned({ by });
    const body = { complaintId: free.id, reason: 'A mistake.' };

    const answer = await tracker.as(by).post(`/investigations/${id}/complaints/unlink`, body, { 'if-match': etag });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/complaintId' }] } });
  });
});

describe('a reopened complaint', () => {
  it('is taken up by its former investigation once it is assigned again', async () => {
    const complaint = await assigned();
    const { by, agencyId, taskForceId } = complaint;
    const { id } = await investigation(by, complaint);
    const head = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));
    const acts = {
      disposition: { code: 'unable_to_identify_suspect', narrative: 'No lead is left.' },
      reopen: { reason: 'The provider answered after all.' },
      triage: { type: 'enticement', mode: 'reactive', priority: 2, rationale: 'There is a name now.' },
      assignment: { agencyId },
    };
    const path = `/complaints/${complaint.id}`;
    const takeUp = async () => {
      const client = tracker.as(by);
      const { etag } = await client.get(`/investigations/${id}`);
      const body = { complaintIds: [complaint.id] };
      return client.post<InvestigationView>(`/investigations/${id}/complaints`, body, { 'if-match': etag });
    };
    for (const [act, body] of Object.entries(acts)) {
      const { etag } = await head.get(path);
      madeBy(await head.change(`${path}/${act}`, body, { 'if-match': etag }), 200);
    }

    const taken = await takeUp();
    const again = await takeUp();

    expect(taken).toMatchObject({
      status: 200,
      body: { complaints: [{ id: complaint.id, state: 'under_investigation' }], counts: { complaints: 1 } },
    });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-linked' } });
    const links = await tracker.sql('SELECT ended_at FROM app.investigation_complaints WHERE complaint_id = $1', [
      complaint.id,
    ]);
    expect(links).toEqual([{ ended_at: null }]);
  });
});

describe('PUT /investigations/:id/closure and POST /investigations/:id/reopen', () => {
  it('closes with an outcome, and keeps it in the history after reopening', async () => {
    const complaint = await assigned();
    const { id, etag, by } = await investigation(complaint.by, complaint);
    const client = tracker.as(by);

    const closed = await client.put<InvestigationView>(`/investigations/${id}/closure`, closing, { 'if-match': etag });
    const put = (path: string, body: object) =>
      client.change(`/investigations/${id}${path}`, body, { 'if-match': closed.etag });
    const refused = [
      await put('', { title: 'Another' }),
      await put('/closure', closing),
      await put('/complaints', { complaintIds: [(await assigned({ by })).id] }),
      await put('/complaints/unlink', { complaintId: complaint.id, reason: 'A mistake.' }),
    ];
    const reopened = await put('/reopen', { reason: 'Another device was found.' });
    const again = await client.post(
      `/investigations/${id}/reopen`,
      { reason: 'Again.' },
      { 'if-match': reopened.etag },
    );

    const { outcome, closedOn } = closing;
    expect(closed).toMatchObject({ status: 200, etag: '"v2"', body: { state: 'closed', outcome, closedOn } });
    expect(closed.body.may).toEqual({ work: false, reopen: true });
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 409, body: { type: '/problems/investigation-closed' } });
    }
    expect(reopened).toMatchObject({ status: 200, body: { state: 'open', outcome: null, closedOn: null } });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/investigation-open' } });
    const [kept] = await tracker.sql(
      `SELECT narrative, closed_by, reopened_by, reopen_reason FROM app.investigation_closures WHERE investigation_id = $1`,
      [id],
    );
    expect(kept).toEqual({
      narrative: closing.narrative,
      closed_by: by.accountId,
      reopened_by: by.accountId,
      reopen_reason: 'Another device was found.',
    });
  });

  it('rejects closure while legal process is outstanding, and reports only the number if it is not visible', async () => {
    const { mine, theirs, head } = await twoAgencies();
    const { id } = await investigation(head, mine, theirs);
    const order = { ...aWarrant, complaintId: theirs.id };
    const process = await given.made<LegalProcessView>(theirs.by, '/legal-processes', order);
    const client = tracker.as(mine.by);
    const { etag, body } = await client.get<InvestigationView>(`/investigations/${id}`);
    const close = () => client.put(`/investigations/${id}/closure`, closing, { 'if-match': etag });

    const early = await close();
    await given.changed(process, `/legal-processes/${process.id}/withdraw`, { reason: 'Not needed.' });
    const late = await close();

    expect(body.counts.legalProcesses).toBe(0);
    expect(early).toMatchObject({ status: 409, body: { type: '/problems/process-outstanding', outstanding: 1 } });
    expect(late.status).toBe(200);
  });

  it.each([
    ['a date before its start', { closedOn: '2026-02-28' }, 'closedOn'],
    ['a future date', { closedOn: '2026-03-03' }, 'closedOn'],
    ['an outcome of tips', { outcome: 'duplicate' }, 'outcome'],
    ['no narrative', { narrative: '' }, 'narrative'],
  ])('rejects %s', async (_, overrides, field) => {
    const { id, etag, by } = await investigation();

    const answer = await tracker
      .as(by)
      .put(`/investigations/${id}/closure`, { ...closing, ...overrides }, { 'if-match': etag });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('allows one of several concurrent closures, and returns both versions to the others', async () => {
    const { id, etag, by } = await investigation();

    const answers = await atOnce(8, () =>
      tracker.as(by).put(`/investigations/${id}/closure`, closing, { 'if-match': etag }),
    );
    const [{ n: closures } = { n: 0 }] = await tracker.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM app.investigation_closures WHERE investigation_id = $1',
      [id],
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
    expect(answers.find(({ status }) => status === 412)?.body).toMatchObject({ sent: 1, current: 2 });
    expect(closures).toBe(1);
  });

  it('rejects either the closure or a legal process that is issued concurrently', async () => {
    const rounds = 6;
    for (let round = 0; round < rounds; round += 1) {
      const complaint = await assigned();
      const { id, etag, by } = await investigation(complaint.by, complaint);

      const [closed, issued] = await Promise.all([
        tracker.as(by).put(`/investigations/${id}/closure`, closing, { 'if-match': etag }),
        tracker.as(by).post('/legal-processes', { ...aWarrant, complaintId: complaint.id }),
      ]);

      expect([closed.status, issued.status].sort()).toEqual(closed.status === 200 ? [200, 409] : [201, 409]);
    }
  });
});

describe('GET /investigations', () => {
  it('lists by state, agency and complaint, in pages, with one statement', async () => {
    const complaint = await assigned();
    const { by, agencyId } = complaint;
    const older = await investigation(by, complaint);
    const newer = madeBy(
      await tracker.as(by).post<InvestigationView>('/investigations', {
        ...opening,
        openedOn: '2026-03-02',
        complaintIds: [(await assigned({ by })).id],
      }),
      201,
    ).body;
    const ended = await investigation(by);
    await given.changed(ended, `/investigations/${ended.id}/closure`, closing);
    const client = tracker.as(by);
    const path = `/investigations?state=open&agencyId=${agencyId}&limit=1`;
    const idsAt = async (query: string) =>
      (await client.get<InvestigationPage>(`/investigations?${query}`)).body.items.map(({ id }) => id);

    const first = await tracker.expectQueries(1, () => client.get<InvestigationPage>(path));
    const second = await client.get<InvestigationPage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);

    expect(first.body.items).toMatchObject([{ id: newer.id, state: 'open' }]);
    expect(second.body).toMatchObject({ items: [{ id: older.id }], nextCursor: null });
    expect(await idsAt('state=closed')).toEqual([ended.id]);
    expect(await idsAt(`complaintId=${complaint.id}`)).toEqual([older.id]);
    expect(await idsAt(`agencyId=${newId()}`)).toEqual([]);
  });

  it('reads one investigation with three statements', async () => {
    const { id, by } = await investigation();

    const { status } = await tracker.expectQueries(4, () => tracker.as(by).get(`/investigations/${id}`));

    expect(status).toBe(200);
  });

  it('returns 404 and empty lists to seats without access', async () => {
    const { id, taskForceId, etag } = await investigation();
    const strangers = [
      tracker.as(await given.account({ agency: await given.agency({ taskForceId }) })),
      tracker.as(await given.account({ role: 'supervisor', seat: 'task_force' })),
    ];

    for (const stranger of strangers) {
      const there = await stranger.get(`/investigations/${id}`);
      const missing = await stranger.get(`/investigations/${newId()}`);
      const list = await stranger.get<InvestigationPage>('/investigations');
      const closed = await stranger.put(`/investigations/${id}/closure`, closing, { 'if-match': etag });

      expect([there.status, closed.status]).toEqual([404, 404]);
      expect(comparableContent(there)).toEqual(comparableContent(missing));
      expect(list.body.items).toEqual([]);
    }
  });

  it('describes each act in the trail without titles, narratives and reasons', async () => {
    const complaint = await assigned();
    const { by } = complaint;
    const { id, etag } = await investigation(by, complaint);
    const body = { ...closing, narrative: 'Wilhelmina confessed.' };
    await tracker.as(by).put(`/investigations/${id}/closure`, body, { 'if-match': etag });

    const entries = await tracker.sql<{ action: string }>(
      `SELECT action, was, became FROM audit.entries WHERE subject = $1 ORDER BY seq`,
      [id],
    );

    expect(new Set(entries.map(({ action }) => action))).toEqual(
      new Set(['investigation.opened', 'investigation.closed']),
    );
    expect(JSON.stringify(entries)).not.toMatch(/Wilhelmina|household/);
  });
});

/** Creates a complaint assigned to one investigator, and a second investigator of the agency. */
async function personal() {
  const complaint = await given.complaint({ state: 'triaged' });
  const { agencyId, taskForceId, by } = complaint;
  const assignment = { agencyId, investigatorId: by.accountId };
  const own = await given.moved(complaint, [['assignment', assignment]]);
  return { complaint: own, colleague: await given.account({ agency: { id: agencyId, taskForceId, name: '' } }) };
}
