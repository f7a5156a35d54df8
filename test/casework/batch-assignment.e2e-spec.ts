import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { BatchOutcomes } from '../../src/casework/triage/batch-outcome.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { atOnce, type Answer, type Client } from '../support/client.js';
import { Given, type GivenAccount, type GivenAgency, type GivenComplaint } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const reason = 'Nearest to where the matters are.';
const path = '/complaints/assignments';

interface Desk {
  readonly agency: GivenAgency;
  readonly supervisor: GivenAccount;
  readonly investigator: GivenAccount;
  readonly client: Client;
}

async function desk(): Promise<Desk> {
  const agency = await given.agency();
  const supervisor = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
  const investigator = await given.account({ agency });
  return { agency, supervisor, investigator, client: tracker.as(supervisor) };
}

function assign(client: Client, body: object, headers = {}): Promise<Answer<BatchOutcomes>> {
  return client.send<BatchOutcomes>('PUT', path, body, headers);
}

const itemOf = ({ id, version }: Pick<GivenComplaint, 'id' | 'version'>) => ({ id, version });

async function triaged(agencyId: string, count: number): Promise<GivenComplaint[]> {
  const made: GivenComplaint[] = [];
  for (let n = 0; n < count; n += 1) made.push(await given.complaint({ agencyId, state: 'triaged' }));
  return made;
}

function entriesOf(id: string, action: string): Promise<Record<string, unknown>[]> {
  return tracker.sql(
    `SELECT source, outcome, reason FROM audit.entries WHERE (subject = $1 OR complaint_id = $1) AND action = $2
      ORDER BY source, outcome`,
    [id, action],
  );
}

async function assignmentsOf(ids: readonly string[]): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM app.assignments WHERE complaint_id = ANY ($1)',
    [ids],
  );
  return row?.n ?? 0;
}

describe('the assignment of many complaints', () => {
  it('assigns each like a single assignment, with the same trail entries', async () => {
    const { agency, investigator, client } = await desk();
    const [one, other, single] = (await triaged(agency.id, 3)) as [GivenComplaint, GivenComplaint, GivenComplaint];
    const to = { agencyId: agency.id, investigatorId: investigator.accountId, reason };

    const { status, body } = await assign(client, { items: [itemOf(other), itemOf(one)], ...to });
    await client.put(`/complaints/${single.id}/assignment`, to, { 'if-match': single.etag });
    const { body: now } = await client.get<ComplaintView>(`/complaints/${one.id}`);
    const { body: alone } = await client.get<ComplaintView>(`/complaints/${single.id}`);

    expect(status).toBe(200);
    expect(body.items).toEqual(
      [other, one].map(({ id, reference, version }) => ({
        id,
        reference,
        outcome: 'done',
        problem: null,
        version: version + 1,
      })),
    );
    const { state, investigatorId, workingAgencyId, dueAt } = alone;
    expect(now).toMatchObject({ state, investigatorId, workingAgencyId, dueAt, version: one.version + 1 });
    expect(await entriesOf(one.id, 'complaint.assigned')).toEqual(await entriesOf(single.id, 'complaint.assigned'));
    expect(await entriesOf(other.id, 'complaint.assigned')).toEqual(await entriesOf(single.id, 'complaint.assigned'));
  });

  it('skips each that a single assignment would reject, with its problem, and assigns the others', async () => {
    const { agency, client, supervisor } = await desk();
    const [good, stale] = (await triaged(agency.id, 2)) as [GivenComplaint, GivenComplaint];
    const closed = await given.complaint({ agencyId: agency.id, state: 'closed' });
    const foreign = await given.complaint({ state: 'triaged' });
    const missing = newId();
    const items = [
      { id: stale.id, version: 1 },
      itemOf(foreign),
      { id: missing, version: 1 },
      itemOf(closed),
      itemOf(good),
    ];

    const { status, body } = await assign(client, { items, agencyId: agency.id, reason });

    expect(status).toBe(200);
    const [first, second, third, fourth, fifth] = body.items;
    expect(first).toMatchObject({ reference: stale.reference, outcome: 'skipped', version: stale.version });
    expect(first?.problem).toMatchObject({ type: '/problems/stale-version', status: 412, errors: [] });
    expect(fourth).toMatchObject({ reference: closed.reference, problem: { type: '/problems/invalid-transition' } });
    expect(fifth).toMatchObject({ id: good.id, outcome: 'done', problem: null });
    expect({ ...second, id: missing }).toEqual(third);
    expect(third).toMatchObject({ reference: null, version: null, problem: { type: '/problems/not-found' } });
    expect(await assignmentsOf([stale.id, foreign.id])).toBe(0);
    expect(await assignmentsOf([closed.id])).toBe(1);
    const refused = await tracker.sql(
      `SELECT subject, outcome, reason FROM audit.entries WHERE account_id = $1 AND outcome = 'refused' ORDER BY subject`,
      [supervisor.accountId],
    );
    expect(refused).toEqual(
      [foreign.id, missing].sort().map((subject) => ({ subject, outcome: 'refused', reason: 'not-found' })),
    );
  });

  it('skips a complaint whose investigator may not be assigned, with the pointer to the investigator', async () => {
    const { agency, investigator, client } = await desk();
    const [one] = await triaged(agency.id, 1);
    await tracker.sql(`UPDATE app.accounts SET trained_until = '2020-01-01' WHERE id = $1`, [investigator.accountId]);

    const { body } = await assign(client, {
      items: [itemOf(one as GivenComplaint)],
      agencyId: agency.id,
      investigatorId: investigator.accountId,
      reason,
    });

    expect(body.items).toMatchObject([
      {
        outcome: 'skipped',
        problem: { type: '/problems/invalid-input', status: 422, errors: [{ pointer: '#/investigatorId' }] },
        version: one?.version,
      },
    ]);
    expect(await assignmentsOf([one?.id ?? ''])).toBe(0);
  });

  it('records a disclosure for each complaint that goes to another agency', async () => {
    const { agency, client } = await desk();
    const other = await given.agency({ taskForceId: agency.taskForceId });
    const complaints = await triaged(agency.id, 2);

    const { body } = await assign(client, { items: complaints.map(itemOf), agencyId: other.id, reason });

    expect(body.items.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    const disclosed = await tracker.sql(`SELECT what FROM app.disclosures WHERE complaint_id = ANY ($1)`, [
      complaints.map(({ id }) => id),
    ]);
    expect(disclosed).toEqual([{ what: 'assignment' }, { what: 'assignment' }]);
  });

  it('writes nothing about a complaint that it skips, not even the disclosure', async () => {
    const { agency, client } = await desk();
    const other = await given.agency({ taskForceId: agency.taskForceId });
    const [one] = (await triaged(agency.id, 1)) as [GivenComplaint];
    const closed = await given.complaint({ agencyId: agency.id, state: 'closed' });
    const before = await entriesOf(closed.id, 'complaint.assigned');

    const { body } = await assign(client, { items: [itemOf(closed), itemOf(one)], agencyId: other.id, reason });

    expect(body.items.map(({ id, outcome }) => [id, outcome])).toEqual([
      [closed.id, 'skipped'],
      [one.id, 'done'],
    ]);
    const disclosed = await tracker.sql(
      'SELECT complaint_id AS id FROM app.disclosures WHERE complaint_id = ANY ($1)',
      [[closed.id, one.id]],
    );
    expect(disclosed).toEqual([{ id: one.id }]);
    expect(await entriesOf(closed.id, 'complaint.assigned')).toEqual(before);
  });

  it('returns the first response to a repeat with its Idempotency-Key, and rejects another body', async () => {
    const { agency, client } = await desk();
    const complaints = await triaged(agency.id, 2);
    const body = { items: complaints.map(itemOf), agencyId: agency.id, reason };
    const key = { 'idempotency-key': 'batch-1' };

    const answers = await atOnce(5, () => assign(client, body, key));
    const again = await assign(client, body, key);
    const changed = await assign(client, { ...body, reason: 'Another reason.' }, key);
    const without = await assign(client, body);

    expect(new Set([...answers, again].map(({ text }) => text)).size).toBe(1);
    expect(again.body.items.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true' });
    expect(changed).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } });
    expect(without.body.items.map(({ problem }) => problem?.type)).toEqual([
      '/problems/stale-version',
      '/problems/stale-version',
    ]);
    expect(await assignmentsOf(complaints.map(({ id }) => id))).toBe(2);
  });

  it('assigns each complaint once for concurrent batches in any order', async () => {
    const { agency, client } = await desk();
    const items = (await triaged(agency.id, 6)).map(itemOf);
    const orders = [items, items.toReversed(), items];
    let next = 0;

    const answers = await atOnce(3, () => {
      next += 1;
      return assign(client, { items: orders[next - 1], agencyId: agency.id, reason });
    });

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const done = answers.flatMap(({ body }) => body.items).filter(({ outcome }) => outcome === 'done');
    expect(done).toHaveLength(6);
    expect(await assignmentsOf(items.map(({ id }) => id))).toBe(6);
  });

  it('assigns 200 complaints at once, and rejects 201, none, and one named twice', async () => {
    const { agency, client } = await desk();
    const [one] = (await triaged(agency.id, 1)) as [GivenComplaint];
    const missing = (count: number) => Array.from({ length: count }, () => ({ id: newId(), version: 1 }));
    const send = (items: readonly object[]) => assign(client, { items, agencyId: agency.id, reason });

    const full = await send([...missing(199), itemOf(one)]);
    const [over, none, twice] = [
      await send(missing(201)),
      await send([]),
      await send([itemOf(one), { ...itemOf(one), id: one.id.toUpperCase() }]),
    ];

    expect(full.body.items).toHaveLength(200);
    expect(full.body.items.at(-1)).toMatchObject({ id: one.id, outcome: 'done' });
    expect(over).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/items' }] } });
    expect(none).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/items' }] } });
    expect(twice).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/items/1/id' }] } });
  });
});
