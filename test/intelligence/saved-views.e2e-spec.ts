import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SaveView } from '../../src/intelligence/search/saved-view.request.js';
import type { SavedViewPage, SavedViewView, ViewCountView } from '../../src/intelligence/search/saved-view.view.js';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import { Given, type GivenAccount, type Made } from '../support/given.js';
import { nextNumber } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const terms = (overrides: Partial<SaveView> = {}): SaveView => ({
  name: 'The owl',
  text: `owl.${nextNumber()}@example.com`,
  filters: {},
  sharedWith: 'nobody',
  ...overrides,
});
const keep = (by: GivenAccount, overrides: Partial<SaveView> = {}): Promise<Made<SavedViewView>> =>
  given.made(by, '/saved-views', terms(overrides));

async function listed(by: GivenAccount): Promise<SavedViewPage['items']> {
  const answer = await tracker.as(by).get<SavedViewPage>('/saved-views');
  expect(answer.status).toBe(200);
  return answer.body.items;
}

async function countOf(by: GivenAccount, id: string): Promise<ViewCountView> {
  const answer = await tracker.as(by).get<ViewCountView>(`/saved-views/${id}/count`);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function fill(
  { taskForceId, agencyId, accountId }: GivenAccount,
  count: number,
  sharedWith = 'nobody',
): Promise<void> {
  await tracker.sql(
    `INSERT INTO app.saved_views (id, task_force_id, agency_id, saved_by, saved_at, shared_with, name, filters, version)
     SELECT gen_random_uuid(), $1, $2, $3, now(), $4, 'Filled', '{}', 1 FROM generate_series(1, $5::int)`,
    [taskForceId, agencyId, accountId, sharedWith, count],
  );
}

describe('a saved view', () => {
  it('is visible to the accounts it is shared with only', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const by = await given.account({ agency });
    const colleague = await given.account({ agency });
    const head = await given.account({ taskForceId });
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
    const stranger = await given.account();
    const own = await keep(by);
    const ours = await keep(by, { sharedWith: 'agency' });
    const everyones = await keep(by, { sharedWith: 'task_force' });

    const seen = async (who: GivenAccount) => (await listed(who)).map(({ id }) => id);
    expect(await seen(by)).toEqual(expect.arrayContaining([own.id, ours.id, everyones.id]));
    expect((await seen(colleague)).sort()).toEqual([ours.id, everyones.id].sort());
    expect(await seen(head)).toEqual([everyones.id]);
    expect(await seen(neighbour)).toEqual([everyones.id]);
    expect(await seen(stranger)).toEqual([]);
    for (const who of [colleague, stranger]) {
      expect(await tracker.as(who).get(`/saved-views/${own.id}`)).toMatchObject({ status: 404 });
    }
  });

  it('counts its results at the moment of reading, at the seat of the reader', async () => {
    const complaint = await given.complaint({ state: 'triaged' });
    const { taskForceId, agencyId, by } = complaint;
    const neighbour = await given.agency({ taskForceId });
    await given.complaint({ agencyId: neighbour.id });
    const head = await given.account({ taskForceId, role: 'supervisor' });
    await keep(head, { text: 'meeting game', sharedWith: 'task_force' });
    await keep(head, { name: 'All', text: null, sharedWith: 'task_force' });
    await keep(head, {
      name: 'New',
      text: null,
      filters: { state: ['received'], agencyId: neighbour.id },
      sharedWith: 'task_force',
    });

    const counts = async (who: GivenAccount) => {
      const named: [string, number][] = [];
      for (const { id, name } of await listed(who)) named.push([name, (await countOf(who, id)).count]);
      return named.sort();
    };
    expect(await counts(head)).toEqual([
      ['All', 2],
      ['New', 1],
      ['The owl', 2],
    ]);
    expect(await counts(by)).toEqual([
      ['All', 1],
      ['New', 0],
      ['The owl', 1],
    ]);
    await given.complaint({ agencyId });
    expect(await counts(by)).toEqual([
      ['All', 2],
      ['New', 0],
      ['The owl', 2],
    ]);
  });

  it('without a text opens as the list of its queue and filters, for each reader at their own seat', async () => {
    const agency = await given.agency();
    const { id: agencyId, taskForceId } = agency;
    const mine = await given.account({ agency });
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const triaged = await given.complaint({ agencyId, state: 'triaged' });
    const received = await given.complaint({ agencyId, source: 'other_agency' });
    const change = { 'if-match': (await tracker.as(head).get(`/complaints/${triaged.id}`)).etag };
    const assignment = { agencyId, investigatorId: mine.accountId };
    expect(await tracker.as(head).put(`/complaints/${triaged.id}/assignment`, assignment, change)).toMatchObject({
      status: 200,
    });
    const filters = {
      state: ['received', 'assigned'],
      investigatorId: 'none',
      priority: [1, 2],
      receivedFrom: '2026-01-01',
    };

    const list = await keep(head, { text: null, filters: filters as SaveView['filters'] });
    const { path } = await keep(head, { text: null, filters: { source: 'other_agency', state: 'received' as never } });
    const queue = await keep(mine, { text: null, filters: { queue: 'mine' }, sharedWith: 'task_force' });
    const everything = await keep(head, { text: null });
    const words = await keep(head);

    expect(list).toMatchObject({
      filters,
      path: '/api/v1/complaints?state=received,assigned&priority=1,2&receivedFrom=2026-01-01&investigatorId=none',
    });
    expect([queue.path, everything.path, words.path]).toEqual([
      '/api/v1/complaints?queue=mine',
      '/api/v1/complaints',
      null,
    ]);
    const opened = async (by: GivenAccount, from: string | null) => {
      const answer = await tracker.as(by).get<ComplaintPage>(String(from).slice('/api/v1'.length));
      expect(answer.status).toBe(200);
      return answer.body.items.map(({ id }) => id);
    };
    expect(await opened(head, path)).toEqual([received.id]);
    expect(await opened(head, list.path)).toEqual([]);
    expect(await opened(mine, queue.path)).toEqual([triaged.id]);
    expect(await opened(head, queue.path)).toEqual([]);
    expect(await countOf(mine, queue.id)).toEqual({ count: 1, isComplete: true });
    expect(await countOf(head, queue.id)).toEqual({ count: 0, isComplete: true });
    expect(await countOf(head, list.id)).toEqual({ count: 0, isComplete: true });
    expect(await countOf(head, everything.id)).toEqual({ count: 2, isComplete: true });
  });

  it('of version 0.1.0, with a single state, opens and counts as one with a list of states', async () => {
    const { by } = await given.complaint();
    const { id } = await keep(by, { text: null });
    await tracker.sql(`UPDATE app.saved_views SET filters = '{"state": "received"}' WHERE id = $1`, [id]);

    expect(await tracker.as(by).get(`/saved-views/${id}`)).toMatchObject({
      body: { filters: { state: ['received'] }, path: '/api/v1/complaints?state=received' },
    });
    expect(await countOf(by, id)).toEqual({ count: 1, isComplete: true });
  });

  it('of a former agency is no longer changed for that agency by its author, who can withdraw it', async () => {
    const former = await given.agency();
    const by = await given.account({ agency: await given.agency({ taskForceId: former.taskForceId }) });
    const { id, etag } = await keep(by, { sharedWith: 'agency' });
    await tracker.sql('UPDATE app.saved_views SET agency_id = $2 WHERE id = $1', [id, former.id]);
    const put = (changes: Partial<SaveView>) =>
      tracker.as(by).put(`/saved-views/${id}`, terms(changes), { 'if-match': etag });

    expect(await put({ sharedWith: 'agency' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/sharedWith' }] },
    });
    expect(await put({ sharedWith: 'nobody' })).toMatchObject({ status: 200 });
  });

  it('is changed and deleted by its owner only, with If-Match', async () => {
    const agency = await given.agency();
    const by = await given.account({ agency });
    const colleague = await given.account({ agency, role: 'supervisor' });
    const { id, etag, text } = await keep(by, { sharedWith: 'agency' });

    const foreign = await tracker.as(colleague).put(`/saved-views/${id}`, terms(), { 'if-match': etag });
    const bare = await tracker.as(by).put(`/saved-views/${id}`, terms());
    const changed = await tracker
      .as(by)
      .put<SavedViewView>(`/saved-views/${id}`, terms({ text: null, filters: { type: 'sextortion' } }), {
        'if-match': etag,
      });
    const stale = await tracker.as(by).put(`/saved-views/${id}`, terms(), { 'if-match': etag });
    expect([foreign.status, bare.status, changed.status, stale.status]).toEqual([403, 428, 200, 412]);
    expect(changed.body).toMatchObject({
      version: 2,
      text: null,
      filters: { type: 'sextortion' },
      may: { update: true },
    });

    const ended = await tracker.as(by).delete(`/saved-views/${id}`, undefined, { 'if-match': changed.etag });
    expect(ended.status).toBe(204);
    expect(await tracker.as(by).get(`/saved-views/${id}`)).toMatchObject({ status: 404 });
    expect(await listed(by)).toEqual([]);
    const [left] = await tracker.sql('SELECT name, text, filters FROM app.saved_views WHERE id = $1', [id]);
    expect(left).toEqual({ name: '', text: null, filters: {} });
    const trail = await tracker.sql('SELECT * FROM audit.entries WHERE row_id = $1 ORDER BY seq', [id]);
    expect(trail.map(({ action }) => action)).toEqual(['view.saved', 'view.changed', 'view.ended']);
    expect(JSON.stringify(trail)).not.toContain(text);
  });

  it('is not run by a list, and one count is one search in the trail and in the limit', async () => {
    const by = await given.account();
    const complaint = await given.complaint({ by });
    const suspect = await given.suspect({ complaint, givenName: 'Quillon', familyName: 'Zarembinski' });
    const { id } = await keep(by, { text: 'Quillon Zarembinski', sharedWith: 'task_force' });
    const searches = () =>
      tracker.sql(`SELECT records FROM audit.entries WHERE account_id = $1 AND action = 'record.searched'`, [
        by.accountId,
      ]);

    await listed(by);
    expect(await searches()).toEqual([]);

    expect(await countOf(by, id)).toEqual({ count: 1, isComplete: true });
    const answer = await tracker.as(by).post('/search', { text: 'Quillon Zarembinski' });
    expect(answer.status).toBe(200);
    const [counted, searched] = await searches();
    expect(counted).toEqual(searched);
    expect(JSON.stringify(counted)).toContain(suspect.id);
    const { body } = await tracker.anonymous().get<{ paths: Record<string, Record<string, object>> }>('/openapi.json');
    const run = { 'x-permission': 'search:run' };
    expect(body.paths['/api/v1/saved-views/{id}/count']?.['get']).toMatchObject(run);
    expect(body.paths['/api/v1/search']?.['post']).toMatchObject(run);
  });

  it('is limited to 50 per account and 500 shared per task force, also under concurrency', async () => {
    const agency = await given.agency();
    const by = await given.account({ agency });
    const colleague = await given.account({ agency });
    await fill(by, 48);

    const answers = await Promise.all(Array.from({ length: 5 }, () => tracker.as(by).post('/saved-views', terms())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ type: '/problems/limit-reached' });

    for (let n = 0; n < 10; n += 1) await fill(await given.account({ agency }), 49, 'task_force');
    await fill(colleague, 10, 'task_force');
    expect(await tracker.as(colleague).post('/saved-views', terms({ sharedWith: 'task_force' }))).toMatchObject({
      status: 409,
    });
    const own = await keep(colleague);
    const shared = terms({ sharedWith: 'task_force' });
    expect(await tracker.as(colleague).put(`/saved-views/${own.id}`, shared, { 'if-match': own.etag })).toMatchObject({
      status: 409,
    });
  });

  it('of a task force account cannot be shared with an agency', async () => {
    const head = await given.account({ seat: 'task_force' });

    const answer = await tracker.as(head).post('/saved-views', terms({ sharedWith: 'agency' }));

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/sharedWith' }] } });
  });

  it.each([
    [{ name: '' }, '#/name'],
    [{ text: undefined }, '#/text'],
    [{ filters: { state: 'gone' } }, '#/filters/state'],
    [{ filters: [] }, '#/filters'],
    [{ text: null, filters: { priority: [9] } }, '#/filters/priority'],
    [{ text: null, filters: { queue: 'waiting' } }, '#/filters/queue'],
    [{ text: 'owl', filters: { queue: 'mine' } }, '#/filters/queue'],
    [{ sharedWith: 'everybody' }, '#/sharedWith'],
    [{ text: 'data:image/png;base64,iVBORw0KGgo=' }, '#/text'],
  ])('is rejected at the faulty field: %j', async (overrides, pointer) => {
    const answer = await tracker.as(await given.account()).post('/saved-views', { ...terms(), ...overrides });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});
