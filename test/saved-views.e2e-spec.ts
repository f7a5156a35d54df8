import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KeepView, SavedViewPage, SavedViewView } from '../src/search/saved-views.contract.js';
import { Given, type GivenAccount, type Made } from './support/given.js';
import { nextNumber } from './support/people.js';
import { startTracker, type Tracker } from './support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const terms = (over: Partial<KeepView> = {}): KeepView => ({
  name: 'The owl',
  text: `owl.${nextNumber()}@example.com`,
  filters: {},
  sharedWith: 'nobody',
  ...over,
});
const keep = (by: GivenAccount, over: Partial<KeepView> = {}): Promise<Made<SavedViewView>> =>
  given.made(by, '/saved-views', terms(over));

async function listed(by: GivenAccount): Promise<SavedViewPage['items']> {
  const answer = await tracker.as(by).get<SavedViewPage>('/saved-views');
  expect(answer.status).toBe(200);
  return answer.body.items;
}

describe('a saved view', () => {
  it('is there for whom it is shared with, and for nobody else', async () => {
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

  it('counts what it finds this moment, at the seat of whoever reads it', async () => {
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
      filters: { state: 'received', agencyId: neighbour.id },
      sharedWith: 'task_force',
    });

    const counts = async (who: GivenAccount) => (await listed(who)).map(({ name, count }) => [name, count]).sort();
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

  it('is changed and ended by whoever saved it, in the version they read', async () => {
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
      may: { keep: true },
    });

    const ended = await tracker.as(by).delete(`/saved-views/${id}`, undefined, { 'if-match': changed.etag });
    expect(ended.status).toBe(204);
    expect(await tracker.as(by).get(`/saved-views/${id}`)).toMatchObject({ status: 404 });
    expect(await listed(by)).toEqual([]);
    const [left] = await tracker.sql('SELECT name, text, filters FROM app.saved_views WHERE id = $1', [id]);
    expect(left).toEqual({ name: '', text: null, filters: {} });
    const trail = await tracker.sql('SELECT * FROM audit.entries WHERE row_id = $1', [id]);
    expect(trail.map(({ action }) => action)).toEqual(['view.saved', 'view.changed', 'view.ended']);
    expect(JSON.stringify(trail)).not.toContain(text);
  });

  it('of the seat of a task force has no agency to be shared with', async () => {
    const head = await given.account({ seat: 'task_force' });

    const answer = await tracker.as(head).post('/saved-views', terms({ sharedWith: 'agency' }));

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/sharedWith' }] } });
  });

  it.each([
    [{ name: '' }, '#/name'],
    [{ text: undefined }, '#/text'],
    [{ filters: { state: 'gone' } }, '#/filters/state'],
    [{ filters: [] }, '#/filters'],
    [{ sharedWith: 'everybody' }, '#/sharedWith'],
    [{ text: 'data:image/png;base64,iVBORw0KGgo=' }, '#/text'],
  ])('that is not right is refused by where: %j', async (over, pointer) => {
    const answer = await tracker.as(await given.account()).post('/saved-views', { ...terms(), ...over });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});
