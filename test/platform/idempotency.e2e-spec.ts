import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { Housekeeping } from '../../src/platform/database/housekeeping.js';
import { atOnce, type Answer, type Client } from '../support/client.js';
import { aTip, Given } from '../support/given.js';
import { nextNumber, type GivenAccount } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const key = { 'idempotency-key': 'e7f4a4c2-1' };

describe('a POST with an Idempotency-Key', () => {
  it('is answered with the current record when repeated, and marked as a repeat', async () => {
    const { investigator, client } = await desk();
    const first = await post(client, aTip, key);
    const { taskForceId, id } = first.body;
    const supervisor = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));
    const triage = { type: 'enticement', mode: 'reactive', priority: 3, rationale: 'A meeting was proposed.' };
    await supervisor.put(`/complaints/${id}/triage`, triage, { 'if-match': first.etag });

    const second = await post(client, aTip, key);

    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(second).toMatchObject({ status: 201, body: { id, state: 'triaged', version: 2 }, etag: '"v2"' });
    expect(second.headers).toMatchObject({ location: first.headers['location'], 'idempotency-replayed': 'true' });
    expect(await complaintsOf(investigator)).toBe(1);
  });

  it('is carried out once for ten concurrent requests', async () => {
    const { investigator, client } = await desk();

    const answers = await atOnce(10, () => post(client, aTip, key));

    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(201));
    expect(new Set(answers.map(({ text, etag, headers }) => `${text} ${etag} ${headers['location']}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    expect(await complaintsOf(investigator)).toBe(1);
    expect(await tracker.trailOf(answers[0]?.body.id ?? '')).toHaveLength(1);
  });

  it('is rejected with another body or path, and changes nothing', async () => {
    const { investigator, client } = await desk();
    await post(client, aTip, key);

    const otherBody = await post(client, { ...aTip, narrative: 'Something else.' }, key);
    const otherPath = await client.post('/presentations', aTip, key);

    for (const answer of [otherBody, otherPath]) {
      expect(answer).toMatchObject({
        status: 422,
        body: { type: '/problems/idempotency-key-reused', errors: [{ pointer: '#' }] },
      });
    }
    expect(await complaintsOf(investigator)).toBe(1);
    expect((await client.get('/presentations')).body).toMatchObject({ items: [] });
  });

  it('is separate from the same key of another account, and from another key', async () => {
    const { investigator, client } = await desk();
    const { taskForceId, agencyId } = investigator;
    const colleague = await given.account({
      agency: { id: agencyId ?? '', taskForceId: taskForceId ?? '', name: '' },
    });

    const made = [
      await post(client, aTip, key),
      await post(tracker.as(colleague), aTip, key),
      await post(client, aTip, { 'idempotency-key': 'another' }),
      await post(client, aTip, {}),
    ];

    expect(new Set(made.map(({ body }) => body.id)).size).toBe(4);
  });

  it('that failed leaves its key free for another attempt', async () => {
    const { investigator, client } = await desk();

    const refused = [
      await post(client, { ...aTip, receivedAt: '2030-01-01T00:00:00Z' }, key),
      await post(client, { ...aTip, narrative: '' }, key),
    ];
    const mended = await post(client, aTip, key);

    expect(refused.map(({ status }) => status)).toEqual([422, 422]);
    expect(mended.status).toBe(201);
    expect(mended.headers['idempotency-replayed']).toBeUndefined();
    expect(await complaintsOf(investigator)).toBe(1);
  });

  it('is forgotten after two days', async () => {
    const { investigator, client } = await desk();
    const first = await post(client, aTip, key);
    await tracker.sql(
      `UPDATE app.idempotency_keys SET claimed_at = now() - interval '49 hours' WHERE account_id = $1`,
      [investigator.accountId],
    );

    const later = await post(client, { ...aTip, narrative: 'Something else.' }, key);

    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(first.body.id);
  });

  it('is deleted once expired, for every account', async () => {
    const [one, other] = [await desk(), await desk()];
    await post(one.client, aTip, key);
    await post(other.client, aTip, key);
    const age = `UPDATE app.idempotency_keys SET claimed_at = now() - interval '49 hours' WHERE account_id = $1`;
    await tracker.sql(age, [one.investigator.accountId]);

    await tracker.app.get(Housekeeping).deleteExpired();

    const left = await tracker.sql('SELECT account_id FROM app.idempotency_keys WHERE account_id = ANY ($1)', [
      [one.investigator.accountId, other.investigator.accountId],
    ]);
    expect(left).toEqual([{ account_id: other.investigator.accountId }]);
  });

  it('stores no content of the request', async () => {
    const { investigator, client } = await desk();
    await post(client, { ...aTip, narrative: 'a marked narrative' }, key);

    const [kept] = await tracker.sql('SELECT k::text AS row FROM app.idempotency_keys k WHERE account_id = $1', [
      investigator.accountId,
    ]);

    expect(kept?.['row']).toContain(key['idempotency-key']);
    expect(kept?.['row']).not.toContain('marked');
  });

  it.each(['', 'two words', 'ü', 'x'.repeat(101)])('is refused when the key is %j', async (value) => {
    const { client } = await desk();

    const answer = await post(client, aTip, { 'idempotency-key': value });

    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/malformed-request' } });
  });
});

describe('a POST that changes a record', () => {
  it('reads no Idempotency-Key: its If-Match refuses a repeat', async () => {
    const suspect = await given.suspect({ complaint: await given.complaint() });
    const client = tracker.as(suspect.by);
    const headers = { ...key, 'if-match': suspect.etag };
    const send = (): Promise<Answer> =>
      client.post(`/suspects/${suspect.id}/void`, { reason: 'Recorded twice.' }, headers);

    const [first, again] = [await send(), await send()];
    const made = await post(client, aTip, key);

    expect(first).toMatchObject({ status: 200, body: { id: suspect.id } });
    expect(first.headers).not.toHaveProperty('location');
    expect(again).toMatchObject({ status: 412, body: { type: '/problems/stale-version' } });
    expect(made.status).toBe(201);
    expect(made.headers).not.toHaveProperty('idempotency-replayed');
  });
});

describe('an Idempotency-Key', () => {
  it('of a person is separate from those of their machine keys', async () => {
    const by = await given.account();
    const { token } = await given.machineKey({ by, scopes: ['complaints:receive'] });

    const first = await tracker.as(by).post<ComplaintView>('/complaints', aTip, key);
    const other = await tracker.as({ token }).post<ComplaintView>('/complaints', aTip, key);

    expect([first.status, other.status]).toEqual([201, 201]);
    expect(other.body.id).not.toBe(first.body.id);
    expect(other.headers).not.toHaveProperty('idempotency-replayed');
  });

  it('of a key that may not read complaints returns nothing about the later complaint', async () => {
    const by = await given.account();
    const { token } = await given.machineKey({ by, scopes: ['complaints:receive'] });
    const tip = { ...aTip, source: 'ncmec_cybertip', externalReference: `L10-${nextNumber()}` };
    const send = (headers = {}): Promise<Answer<ComplaintView>> =>
      tracker.as({ token }).post<ComplaintView>('/complaints', tip, headers);

    const first = await send(key);
    const supervisor = await given.account({ taskForceId: first.body.taskForceId, role: 'supervisor' });
    const triage = { type: 'enticement', mode: 'reactive', priority: 2, rationale: 'A meeting.' };
    const triaged = await tracker
      .as(supervisor)
      .put(`/complaints/${first.body.id}/triage`, triage, { 'if-match': '"v1"' });
    const [replayed, resent] = [await send(key), await send()];

    expect(triaged.status).toBe(200);
    expect(replayed.headers).toHaveProperty('idempotency-replayed');
    for (const { body, etag } of [replayed, resent]) {
      expect(body).toEqual(first.body);
      expect(etag).toBe(first.etag);
    }
    expect(first.body).toMatchObject({ state: 'received', priority: null });
  });
});

async function desk(): Promise<{ investigator: GivenAccount; client: Client }> {
  const investigator = await given.account();
  return { investigator, client: tracker.as(investigator) };
}

function post(client: Client, body: object, headers: Record<string, string>): Promise<Answer<ComplaintView>> {
  return client.post<ComplaintView>('/complaints', body, headers);
}

async function complaintsOf({ taskForceId }: GivenAccount): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM app.complaints WHERE task_force_id = $1',
    [taskForceId],
  );
  return row?.n ?? -1;
}
