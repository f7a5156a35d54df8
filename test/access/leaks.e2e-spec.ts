import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { Answer } from '../support/client.js';
import { aTip, Given } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { times } from '../support/times.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const seatCount = 61;
const requestCount = times('LEAK_REQUESTS', { api: 2500, long: 10_000 });
const atATime = 24;

interface Desk {
  readonly account: GivenAccount;
  readonly agency: GivenAgency;
  /** Complaints that the seat sees, and those of its task force that it cannot see. */
  readonly own: string[];
  readonly hidden: string[];
  readonly seen: Set<string>;
}

let tracker: Tracker;
let given: Given;
let desks: Desk[];

beforeAll(async () => {
  // The pool has fewer connections than concurrent seats, so each connection serves one seat after another.
  tracker = await startTracker({ config: { DATABASE_POOL: '5' } });
  given = new Given(tracker);
  desks = await Promise.all(Array.from({ length: seatCount }, (_, index) => deskOf(index)));
});
afterAll(() => tracker.close());

/** Creates a seat. Every third is an agency with a hidden neighbour; the others are task forces. */
async function deskOf(index: number): Promise<Desk> {
  const agency = await given.agency();
  const { taskForceId } = agency;
  const neighbour = await given.agency({ taskForceId });
  const isAtAgency = index % 3 === 0;
  const seat = isAtAgency ? { agency } : { taskForceId };
  const account = await given.account({ role: 'supervisor', ...seat });
  const [own, hidden]: [string[], string[]] = [[], []];
  for (const owner of [agency, neighbour]) {
    const { id } = await given.complaint({ agencyId: owner.id });
    (owner === neighbour && isAtAgency ? hidden : own).push(id);
  }
  return { account, agency, own, hidden, seen: new Set() };
}

interface Act {
  readonly statuses: readonly number[];
  readonly send: (desk: Desk, other: Desk, pick: Pick) => Promise<Answer<unknown>>;
}
type Pick = <T>(from: readonly T[]) => T;

const triage = { type: 'enticement', mode: 'reactive', priority: 3, rationale: 'A meeting was proposed.' };
const found = { offenderClass: 'unknown', juvenile: false, identifiedOn: '2026-03-01' };
const as = ({ account }: Desk) => tracker.as(account);

const acts: Readonly<Record<string, Act>> = {
  list: { statuses: [200], send: listed },
  more: { statuses: [200], send: listed },
  'list of another’s agency': {
    statuses: [200],
    send: (desk, other) => as(desk).get(`/complaints?agencyId=${other.agency.id}`),
  },
  suspects: { statuses: [200], send: (desk) => as(desk).get('/suspects') },
  agencies: { statuses: [200], send: (desk) => as(desk).get('/agencies') },
  totals: { statuses: [200], send: (desk) => as(desk).get('/reports/totals?from=2026-01-01&until=2027-01-01') },
  open: { statuses: [200], send: (desk, _, pick) => as(desk).get(`/complaints/${pick(desk.own)}`) },
  trail: { statuses: [200], send: (desk, _, pick) => as(desk).get(`/complaints/${pick(desk.own)}/trail`) },
  me: { statuses: [200], send: own },
  log: { statuses: [201], send: logged },
  record: {
    statuses: [201],
    send: (desk, _, pick) => as(desk).post('/suspects', { complaintId: pick(desk.own), ...found }),
  },
  'a foreign id': { statuses: [404], send: (desk, other, pick) => as(desk).get(`/complaints/${pick(other.own)}`) },
  'a neighbour’s id': {
    statuses: [404],
    send: (desk, other, pick) => as(desk).get(`/complaints/${pick([...desk.hidden, ...other.own])}`),
  },
  'an unknown id': { statuses: [404], send: (desk) => as(desk).get(`/complaints/${newId()}`) },
  'no id': { statuses: [404], send: (desk) => as(desk).get('/complaints/none') },
  'a foreign agency': {
    statuses: [422],
    send: (desk, other) => as(desk).post('/complaints', { ...aTip, agencyId: other.agency.id }),
  },
  'a foreign complaint': {
    statuses: [422],
    send: (desk, other, pick) => as(desk).post('/suspects', { complaintId: pick(other.own), ...found }),
  },
  'a broken constraint': {
    statuses: [422],
    send: (desk, other, pick) =>
      as(desk).post('/suspects', { complaintId: pick(desk.own), agencyId: other.agency.id, ...found }),
  },
  'a stale version': {
    statuses: [412],
    send: (desk, _, pick) => as(desk).put(`/complaints/${pick(desk.own)}/triage`, triage, { 'if-match': '"v99999"' }),
  },
  change: { statuses: [200, 412], send: changed },
  'the role’s refusal': { statuses: [403], send: (desk) => as(desk).post('/agencies', {}) },
  'no body': { statuses: [422], send: (desk) => as(desk).post('/complaints', {}) },
  'given up': { statuses: [0, 200], send: (desk) => givenUp(desk, 'GET') },
  'given up while writing': { statuses: [0, 201], send: (desk) => givenUp(desk, 'POST') },
};

async function listed(desk: Desk): Promise<Answer<unknown>> {
  const answer = await as(desk).get<ComplaintPage>('/complaints?limit=20');
  if (answer.body.items.length < 1) throw new Error('A seat with complaints saw none');
  return answer;
}

async function own(desk: Desk): Promise<Answer<unknown>> {
  const answer = await as(desk).get('/accounts/me');
  if (answer.body['id'] !== desk.account.accountId) throw new Error('Somebody was taken for somebody else');
  return answer;
}

async function logged(desk: Desk): Promise<Answer<unknown>> {
  const answer = await as(desk).post<{ id: string }>('/complaints', { ...aTip, agencyId: desk.agency.id });
  if (desk.own.length < 10) desk.own.push(answer.body.id);
  return answer;
}

async function changed(desk: Desk, _: Desk, pick: Pick): Promise<Answer<unknown>> {
  const id = pick(desk.own);
  const { etag } = await as(desk).get(`/complaints/${id}`);
  return as(desk).put(`/complaints/${id}/triage`, triage, { 'if-match': etag });
}

/** Sends a request and aborts it, in turn once it is sent and after four milliseconds, which may be during the answer. */
async function givenUp({ account, agency }: Desk, method: 'GET' | 'POST'): Promise<Answer<unknown>> {
  const none = { status: 0, headers: {}, body: null, text: '', etag: '' };
  const headers = { authorization: `Bearer ${account.token}`, 'content-type': 'application/json' };
  const body = method === 'POST' ? JSON.stringify({ ...aTip, agencyId: agency.id }) : null;
  givenUpCount += 1;
  if (givenUpCount % 2 === 0) return abortedOnceSent(headers, method, body).then(() => none);
  try {
    const signal = AbortSignal.timeout(4);
    const response = await fetch(`${tracker.url}/api/v1/complaints`, { method, headers, signal, body });
    return { ...none, status: response.status, text: await response.text() };
  } catch {
    return none;
  }
}

let givenUpCount = 0;

async function abortedOnceSent(headers: Record<string, string>, method: string, body: string | null): Promise<void> {
  const sending = request(`${tracker.url}/api/v1/complaints`, { method, headers });
  // The abort is the only fault of the connection.
  sending.on('error', () => undefined).end(body ?? undefined);
  await once(sending, 'finish');
  sending.destroy();
}

describe(`${requestCount} interleaved requests of ${seatCount} seats`, () => {
  it('return only the rows of each seat', async () => {
    const seed = Date.now() % 1_000_000;
    const pick = picker(seed);
    const names = Object.keys(acts);
    const odd: string[] = [];
    const came: Record<string, number> = {};
    let left = requestCount;
    const worker = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const desk = pick(desks);
        const name = pick(names);
        const other = pick(desks.filter((one) => one !== desk));
        const act = acts[name] as Act;
        const answer = await act.send(desk, other, pick);
        if (!act.statuses.includes(answer.status)) odd.push(`${name}: ${answer.status} ${answer.text.slice(0, 200)}`);
        came[answer.status] = (came[answer.status] ?? 0) + 1;
        for (const [id] of answer.text.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)) desk.seen.add(id);
      }
    };

    await Promise.all(Array.from({ length: atATime }, worker));

    expect({ seed, odd }).toEqual({ seed, odd: [] });
    expect({ seed, leaks: await leaks() }).toEqual({ seed, leaks: [] });
    expect(await entriesOfStrangers()).toEqual([]);
    // The requests include errors of each kind and aborted ones.
    for (const status of [0, 200, 201, 403, 404, 412, 422])
      expect(came[status] ?? 0).toBeGreaterThan(requestCount / 200);
  });
});

async function leaks(): Promise<string[]> {
  const rows = await tracker.sql<{ id: string; task_force_id: string; agency_id: string | null }>(
    `SELECT id, task_force_id, agency_id FROM app.complaints
     UNION ALL SELECT s.id, s.task_force_id, c.agency_id FROM app.suspects s JOIN app.complaints c ON c.id = s.complaint_id
     UNION ALL SELECT id, task_force_id, NULL FROM app.agencies UNION ALL SELECT id, task_force_id, NULL FROM app.accounts
     UNION ALL SELECT id, task_force_id, NULL FROM app.agency_memberships UNION ALL SELECT id, id, NULL FROM app.task_forces
     UNION ALL SELECT id, task_force_id, NULL FROM app.triages UNION ALL SELECT id, task_force_id, NULL FROM app.complaint_moves`,
  );
  const owners = new Map(rows.map((row) => [row.id, row]));
  return desks.flatMap(({ account, seen }) =>
    [...seen].filter((id) => {
      const owner = owners.get(id);
      if (!owner || owner.task_force_id !== account.taskForceId) return true;
      return account.agencyId !== null && owner.agency_id !== null && owner.agency_id !== account.agencyId;
    }),
  );
}

function entriesOfStrangers(): Promise<unknown[]> {
  return tracker.sql(
    `SELECT e.* FROM audit.entries e JOIN app.accounts a ON a.id = e.account_id
      WHERE e.task_force_id IS DISTINCT FROM a.task_force_id`,
  );
}

function picker(seed: number): Pick {
  let state = seed;
  return (from) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const part = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return from[Math.floor(part * from.length)] as (typeof from)[number];
  };
}
