import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { ComplaintSummary, ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { TimelinePage } from '../../src/casework/timeline/timeline.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { comparableContent, type Answer, type Client } from '../support/client.js';
import { aTip, Given, type GivenAccount, type GivenComplaint } from '../support/given.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const nothing = {
  screen: false,
  triage: false,
  assign: false,
  hold: false,
  resume: false,
  merge: false,
  unmerge: false,
  offer: false,
  proposeClosure: false,
  close: false,
  reopen: false,
  work: false,
  correctSubmission: false,
  correctNcmecClass: false,
  correctAnnotations: false,
};

describe('logging a complaint', () => {
  it('accepts an incident of an adult survivor, and rejects a receipt of the wrong century', async () => {
    const by = await given.account();
    const log = (times: object): Promise<Answer<ComplaintView>> =>
      tracker.as(by).post<ComplaintView>('/complaints', { ...aTip, ...times });

    const old = await log({ incidentAt: '1962-07-04T12:00:00-05:00' });
    const older = await log({ incidentAt: '1899-07-04T12:00:00-05:00' });
    const mistyped = await log({ receivedAt: '1918-03-01T09:30:00-06:00' });

    expect(old).toMatchObject({ status: 201, body: { incidentAt: '1962-07-04T17:00:00.000Z' } });
    expect(older).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/incidentAt' }] } });
    expect(mistyped).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            pointer: '#/receivedAt',
            detail: 'must not be before 1970: enter the year with the right century',
          },
        ],
      },
    });
  });

  it('assigns the next reference of its task force, a location, and a trail entry', async () => {
    const { id: taskForceId, code } = await given.taskForce();
    const agency = await given.agency({ taskForceId });
    const investigator = await given.account({ agency });
    const tip = {
      source: 'ncmec_cybertip',
      externalReference: '107324881',
      type: 'enticement',
      mode: 'reactive',
      receivedAt: '2026-02-12T09:30:00-06:00',
      incidentAt: '2026-02-11T22:04:10Z',
      jurisdiction: { state: 'NE', county: 'Douglas', city: null },
      narrative: 'An adult asked a 13-year-old for a meeting.\r\nIn a game chat.  ',
    };

    const answer = await tracker.as(investigator).post<ComplaintView>('/complaints', tip);

    const { id } = answer.body;
    expect(answer).toMatchObject({ status: 201, etag: '"v1"', headers: { location: `/api/v1/complaints/${id}` } });
    expect(answer.body).toEqual({
      id,
      version: 1,
      reference: `${code}-000001`,
      state: 'received',
      priority: null,
      source: 'ncmec_cybertip',
      type: 'enticement',
      mode: 'reactive',
      receivedAt: '2026-02-12T15:30:00.000Z',
      receivedOn: '2026-02-12',
      dueAt: null,
      agencyId: investigator.agencyId,
      agency: { id: investigator.agencyId, name: agency.name },
      workingAgencyId: null,
      workingAgency: null,
      investigatorId: null,
      investigator: null,
      disposition: null,
      mergedInto: null,
      mergedIntoComplaint: null,
      taskForceId,
      taskForce: { id: taskForceId, code, name: `${code} Task Force` },
      externalReference: '107324881',
      agencyCaseNumber: null,
      isReceivedDayOnly: false,
      isIncidentDayOnly: false,
      incidentAt: '2026-02-11T22:04:10.000Z',
      firstUse: null,
      firstUseAt: null,
      jurisdiction: { state: 'NE', county: 'Douglas', city: null },
      narrative: 'An adult asked a 13-year-old for a meeting.\nIn a game chat.',
      cycle: 1,
      stateSince: stoppedAt.toISOString(),
      returnsTo: null,
      allowedMoves: ['in_triage', 'triaged', 'closed', 'on_hold', 'transfer_pending', 'merged'],
      transferredTo: null,
      reportedToNcmecAt: null,
      preservedUntil: '2027-02-12',
      isExpunged: false,
      isPreservationAssumed: true,
      ncmecClass: null,
      annotations: [],
      isSealed: false,
      loggedAt: stoppedAt.toISOString(),
      may: {
        ...nothing,
        proposeClosure: true,
        work: true,
        correctSubmission: true,
        correctNcmecClass: true,
        correctAnnotations: true,
      },
      matches: { items: [], setAside: [], isComplete: true },
    });
    const { accountId, sessionId, role } = investigator;
    const requestId = answer.headers['x-request-id'];
    const [entry, ...more] = await tracker.trailOf(id);
    expect(entry).toMatchObject({ action: 'complaint.received', subject: id, accountId, sessionId, role, requestId });
    expect(more).toEqual([]);
  });

  it('continues after the millionth reference', async () => {
    const { agencyId, taskForceId } = await given.complaint();
    await tracker.sql(`SELECT setval(format('numbers.%I', $1::uuid)::regclass, 999998)`, [taskForceId]);

    const references = [];
    for (let count = 0; count < 3; count += 1) references.push((await given.complaint({ agencyId })).reference);

    expect(references.map((reference) => reference.split('-').at(-1))).toEqual(['999999', '1000000', '1000001']);
  });

  it('leaves the words of the tip out of the trail', async () => {
    const { id } = await given.complaint({ narrative: 'a marked narrative', externalReference: 'a marked number' });

    expect(JSON.stringify(await tracker.trailOf(id))).not.toMatch(/a marked/);
  });

  it.each([
    ['America/Chicago', '2026-01-15T05:59:59.999Z', '2026-01-14'],
    ['America/Chicago', '2026-01-15T06:00:00Z', '2026-01-15'],
    ['America/Chicago', '2025-07-01T04:59:59.999Z', '2025-06-30'],
    ['America/Chicago', '2025-07-01T00:00:00-05:00', '2025-07-01'],
    ['Pacific/Guam', '2025-12-31T13:59:59.999Z', '2025-12-31'],
    ['Pacific/Guam', '2025-12-31T14:00:00Z', '2026-01-01'],
    ['Pacific/Honolulu', '2026-01-01T09:59:59.999Z', '2025-12-31'],
  ])('in %s at %s files it under %s', async (zone, receivedAt, day) => {
    const { id: taskForceId } = await given.taskForce({ zone });

    expect(await given.complaint({ taskForceId, receivedAt })).toMatchObject({ receivedOn: day });
  });

  it('counts for the agency named by the task force seat, which must be its own', async () => {
    const agency = await given.agency();
    const supervisor = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
    const foreign = await given.agency();

    expect(await supervisor.post('/complaints', { ...aTip, agencyId: agency.id })).toMatchObject({ status: 201 });
    const answers = [];
    for (const agencyId of [foreign.id, newId()]) {
      answers.push(comparableContent(await supervisor.post('/complaints', { ...aTip, agencyId })));
    }
    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/agencyId"') });
    expect(answers[1]).toEqual(answers[0]);
  });

  it.each(['NE', 'DC', 'PR', 'GU', 'VI', 'AS', 'MP'] as const)('takes the State or territory %s', async (state) => {
    const complaint = await given.complaint({ jurisdiction: { state } });

    expect(complaint.jurisdiction).toMatchObject({ state });
  });

  it.each(['XX', 'ne', 'US', 'AE', 'Nebraska', ''])('refuses %j as a State, and says which it takes', async (state) => {
    const account = await given.account();

    const answer = await tracker.as(account).post('/complaints', { ...aTip, jurisdiction: { state } });

    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            pointer: '#/jurisdiction/state',
            detail:
              'must be the two-letter postal code of a State, the District of Columbia or a territory, in capitals',
          },
        ],
      },
    });
  });
});

describe('reading a complaint', () => {
  it('returns identical 404s for missing and foreign records', async () => {
    const { id, agencyId, taskForceId } = await given.complaint();
    const stranger = tracker.as(await given.account());
    const neighbour = tracker.as(await given.account({ agency: await given.agency({ taskForceId }) }));
    const national = tracker.as(await given.account({ seat: 'national', role: 'supervisor' }));
    const missing = comparableContent(await stranger.get(`/complaints/${newId()}`));

    expect(missing).toMatchObject({ status: 404 });
    for (const client of [stranger, neighbour, national]) {
      expect(comparableContent(await client.get(`/complaints/${id}`))).toEqual(missing);
      expect(comparableContent(await client.get('/complaints/not-an-id'))).toEqual(missing);
    }
    const triage = { type: 'enticement', mode: 'reactive', priority: 1, rationale: 'why' };
    const outsider = tracker.as(await given.account({ role: 'supervisor' }));
    for (const some of [id, newId()]) {
      const answer = await outsider.put(`/complaints/${some}/triage`, triage, { 'if-match': '"v1"' });
      expect(comparableContent(answer)).toEqual(missing);
    }
    const own = await given.account({ agency: { id: agencyId, taskForceId, name: '' } });
    expect(await tracker.as(own).get(`/complaints/${id}`)).toMatchObject({
      status: 200,
      body: { id },
      etag: expect.stringMatching(/^"v1\./) as unknown,
    });
  });
});

describe('the time at which NCMEC received a provider’s report', () => {
  const putOn = (by: GivenAccount, { id, etag }: Pick<GivenComplaint, 'id' | 'etag'>, body: object) =>
    tracker.as(by).put<ComplaintView>(`/complaints/${id}/submission`, body, { 'if-match': etag });
  const tip = { source: 'ncmec_cybertip', receivedAt: '2026-02-12T09:30:00-06:00' } as const;
  const reportedToNcmecAt = '2026-02-10T18:00:00.000Z';

  it('is corrected by accounts that work the complaint, and starts the provider’s preservation', async () => {
    const received = await given.complaint(tip);
    const { id, by } = received;

    const known = await putOn(by, received, { reportedToNcmecAt });
    const stale = await putOn(by, received, { reportedToNcmecAt: '2026-02-11T18:00:00Z' });
    const unknown = await putOn(by, { id, etag: known.etag }, { reportedToNcmecAt: null });

    const assumed = { reportedToNcmecAt: null, preservedUntil: '2027-02-12', isPreservationAssumed: true };
    const counted = { reportedToNcmecAt, preservedUntil: '2027-02-10', isPreservationAssumed: false };
    expect(received).toMatchObject(assumed);
    expect(known).toMatchObject({ status: 200, etag: '"v2"', body: counted });
    expect(stale).toMatchObject({ status: 412, body: { sent: 1, current: 2 } });
    expect(unknown.body).toMatchObject(assumed);
    expect((await tracker.trailOf(id)).slice(1)).toMatchObject([
      {
        action: 'complaint.submission-corrected',
        was: { reported_to_ncmec_at: null },
        became: { reported_to_ncmec_at: expect.stringContaining('2026-02-10') as unknown },
      },
      { action: 'complaint.submission-corrected', became: { reported_to_ncmec_at: null } },
    ]);
  });

  it.each([
    ['90 days before the law of 7 May 2024', '2024-05-07T04:59:59Z', '2024-08-04'],
    ['a year since that day, in the time zone of the task force', '2024-05-07T05:00:00Z', '2025-05-07'],
  ])('makes the preservation last %s', async (_, at, preservedUntil) => {
    const by = await given.account();

    const complaint = await given.complaint({ by, ...tip, reportedToNcmecAt: at });
    const assumed = await given.complaint({ by, ...tip, receivedAt: at });

    expect(complaint).toMatchObject({ preservedUntil, isPreservationAssumed: false });
    expect(assumed).toMatchObject({ preservedUntil, isPreservationAssumed: true });
  });

  it('is in the timeline before the receipt, from which the months count', async () => {
    const { id, by } = await given.complaint({ ...tip, reportedToNcmecAt: '2025-12-31T18:00:00Z' });

    const { body } = await tracker.as(by).get<TimelinePage>(`/complaints/${id}/timeline?order=oldest`);
    const december = await tracker.as(by).get<ComplaintPage>('/complaints?receivedUntil=2026-01-01');
    const february = await tracker.as(by).get<ComplaintPage>('/complaints?receivedFrom=2026-02-01');

    expect(body.items.slice(0, 2)).toMatchObject([
      { kind: 'reported_to_ncmec', occurredOn: '2025-12-31', sentence: 'NCMEC received the report.' },
      { kind: 'received', occurredOn: '2026-02-12' },
    ]);
    expect(december.body.items).toEqual([]);
    expect(february.body.items).toMatchObject([{ id }]);
  });

  it('is rejected after the receipt, and from accounts that do not work the complaint', async () => {
    const received = await given.complaint(tip);
    const { agencyId, taskForceId, by } = received;
    const assigned = await given.moved(received, [
      ['triage', { type: 'enticement', mode: 'reactive', priority: 2, rationale: 'why' }],
      ['assignment', { agencyId, investigatorId: by.accountId }],
    ]);
    const colleague = await given.account({ agency: { id: agencyId, taskForceId, name: '' } });

    const answers = [];
    for (const body of [
      { reportedToNcmecAt: '2026-02-12T09:30:01-06:00' },
      { reportedToNcmecAt: '2026-02-10' },
      { reportedToNcmecAt: 'soon' },
      {},
    ]) {
      answers.push(await putOn(by, assigned, body));
    }
    const refused = await putOn(colleague, assigned, { reportedToNcmecAt });
    const sameTime = await putOn(by, assigned, { reportedToNcmecAt: tip.receivedAt });

    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/reportedToNcmecAt' }] } });
    }
    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    expect(sameTime.status).toBe(200);
  });

  it('sets no preservation deadline for sources other than the CyberTipline', async () => {
    const received = await given.complaint({ source: 'public_complaint' });

    const answer = await putOn(received.by, received, { reportedToNcmecAt });

    expect(answer.body).toMatchObject({ reportedToNcmecAt, preservedUntil: null, isPreservationAssumed: false });
  });
});

describe('GET /complaints', () => {
  it('returns each complaint once, latest received first, with two statements per page', async () => {
    const { taskForceId, agencyId, reader } = await desk();
    const times = ['2026-01-03T00:00:00Z', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z'];
    for (const receivedAt of [...times, '2026-01-02T00:00:00.001Z', '2026-01-02T00:00:00Z', '2026-01-04T00:00:00Z']) {
      await given.complaint({ taskForceId, agencyId, receivedAt });
    }
    await given.complaint();

    const all = await reader.get<ComplaintPage>('/complaints?limit=200');
    const paged: ComplaintSummary[] = [];
    let cursor: string | null = '';
    let pages = 0;
    while (cursor !== null) {
      const path: string = `/complaints?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { body } = await tracker.expectQueries(2, () => reader.get<ComplaintPage>(path));
      paged.push(...body.items);
      cursor = body.nextCursor;
      pages += 1;
    }

    expect(all.body.nextCursor).toBeNull();
    expect(paged).toEqual(all.body.items);
    expect(pages).toBe(3);
    const order = paged.map(({ receivedAt, id }) => `${receivedAt} ${id}`);
    expect(order).toEqual(order.toSorted().reverse());
    expect(new Set(order).size).toBe(7);
  });

  it('filters by state, type, agency and investigator', async () => {
    const { taskForceId, agencyId, reader } = await desk();
    const { accountId } = await given.account({ agency: { id: agencyId, taskForceId, name: '' } });
    const other = await given.agency({ taskForceId });
    const closed = await given.complaint({ agencyId, state: 'closed' });
    const typed = await given.complaint({ agencyId, type: 'sextortion', mode: 'reactive' });
    const elsewhere = await given.complaint({ agencyId: other.id });
    const assigned = await given.complaint({ agencyId, state: 'triaged' });
    const assignment = { agencyId, investigatorId: accountId };
    await reader.put(`/complaints/${assigned.id}/assignment`, assignment, { 'if-match': assigned.etag });

    expect(await idsIn(reader, 'state=closed')).toEqual([closed.id]);
    expect(await idsIn(reader, 'type=sextortion')).toEqual([typed.id]);
    expect(await idsIn(reader, `agencyId=${other.id}`)).toEqual([elsewhere.id]);
    expect(await idsIn(reader, `investigatorId=${accountId}`)).toEqual([assigned.id]);
    expect(await idsIn(reader, `investigatorId=${accountId}&state=received`)).toEqual([]);
    expect(await idsIn(reader, '')).toHaveLength(4);
  });

  it('shows an agency the complaints it owns or works, and the national seat none', async () => {
    const { taskForceId, agencyId, reader } = await desk();
    const agency = await given.agency({ taskForceId });
    const own = await given.complaint({ agencyId: agency.id });
    await given.complaint({ agencyId });
    const worked = await given.complaint({ agencyId, state: 'triaged' });
    await reader.put(`/complaints/${worked.id}/assignment`, { agencyId: agency.id }, { 'if-match': worked.etag });

    expect(await idsIn(tracker.as(await given.account({ agency })), '')).toEqual([worked.id, own.id]);
    expect(await idsIn(tracker.as(await given.account({ seat: 'national' })), '')).toEqual([]);
  });

  it('merges owned and worked complaints in one order, each once, across pages', async () => {
    const { taskForceId, agencyId, reader } = await desk();
    const agency = await given.agency({ taskForceId });
    const own = tracker.as(await given.account({ agency }));
    const received: string[] = [];
    for (const [day, owner] of [agency.id, agencyId, agency.id, agencyId, agency.id].entries()) {
      const receivedAt = `2026-01-0${day + 1}T00:00:00Z`;
      const { id, etag } = await given.complaint({ agencyId: owner, receivedAt, state: 'triaged' });
      received.push(id);
      if (day > 2) continue;
      await reader.put(`/complaints/${id}/assignment`, { agencyId: agency.id }, { 'if-match': etag });
    }
    const theirs = [received[4], received[2], received[1], received[0]];

    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/complaints?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { body } = await tracker.expectQueries(2, () => own.get<ComplaintPage>(path));
      paged.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }

    expect(paged).toEqual(theirs);
    expect(await idsIn(own, 'state=assigned')).toEqual(theirs.slice(1));
    expect(await idsIn(own, 'state=triaged')).toEqual(theirs.slice(0, 1));
    expect(await idsIn(own, `agencyId=${agencyId}`)).toEqual([received[1]]);
  });

  it.each([
    ['limit=0', '#/limit'],
    ['limit=201', '#/limit'],
    ['limit=1e2', '#/limit'],
    ['limit=1&limit=2', '#/limit'],
    ['state=open', '#/state'],
    ['agencyId=1', '#/agencyId'],
    ['cursor=AAAA', '#/cursor'],
    ['order=narrative', '#/order'],
  ])('rejects ?%s', async (query, pointer) => {
    const { reader } = await desk();

    const answer = await reader.get(`/complaints?${query}`);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it('accepts a cursor only with the filter it was created for', async () => {
    const { agencyId, reader } = await desk();
    await given.complaint({ agencyId });
    await given.complaint({ agencyId });
    const { body } = await reader.get<ComplaintPage>('/complaints?limit=1');

    const answer = await reader.get(`/complaints?limit=1&state=received&cursor=${body.nextCursor ?? ''}`);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/cursor' }] } });
  });
});

/** Creates an agency and a supervisor of its task force. */
async function desk(): Promise<{ taskForceId: string; agencyId: string; reader: Client }> {
  const { id: agencyId, taskForceId } = await given.agency();
  return { taskForceId, agencyId, reader: tracker.as(await given.account({ taskForceId, role: 'supervisor' })) };
}

async function idsIn(reader: Client, filter: string): Promise<string[]> {
  const { body } = await reader.get<ComplaintPage>(`/complaints?${filter}`);
  return body.items.map(({ id }) => id);
}
