import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { SearchView } from '../../src/intelligence/search/search.view.js';
import { Given, type GivenComplaint } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const putOn = (by: GivenAccount, { id, etag }: Pick<GivenComplaint, 'id' | 'etag'>, annotations: unknown) =>
  tracker.as(by).put<ComplaintView>(`/complaints/${id}/annotations`, { annotations }, { 'if-match': etag });

describe('the annotations of a complaint', () => {
  it('are recorded at intake with any type, and are empty if omitted', async () => {
    const by = await given.account();

    const annotated = await given.complaint({ by, type: 'enticement', annotations: ['sextortion', 'generative_ai'] });
    const plain = await given.complaint({ by });

    expect(annotated).toMatchObject({ type: 'enticement', annotations: ['sextortion', 'generative_ai'] });
    expect(plain).toMatchObject({ annotations: [], may: { correctAnnotations: true } });
  });

  it('are corrected by accounts that work the complaint, with their trail', async () => {
    const received = await given.complaint({ annotations: ['viral'] });
    const { id, by } = received;

    const corrected = await putOn(by, received, ['infant', 'sadistic_online_exploitation']);
    const stale = await putOn(by, received, ['viral']);
    const removed = await putOn(by, { id, etag: corrected.etag }, null);

    expect(corrected).toMatchObject({
      status: 200,
      body: { annotations: ['infant', 'sadistic_online_exploitation'] },
    });
    expect(stale.status).toBe(412);
    expect(removed.body).toMatchObject({ annotations: [] });
    expect((await tracker.trailOf(id)).slice(1)).toMatchObject([
      { action: 'complaint.annotations-corrected', was: { annotations: ['viral'] } },
      { action: 'complaint.annotations-corrected', became: { annotations: null } },
    ]);
  });

  it.each([[['764']], [['viral', 'viral']], [[]], ['Viral'], [undefined]])(
    'are rejected as %j',
    async (annotations) => {
      const received = await given.complaint({});

      expect(await putOn(received.by, received, annotations)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '#/annotations' }] },
      });
    },
  );

  it('filter the list and the search, by one of several', async () => {
    const by = await given.account({ role: 'supervisor' });
    const narrative = 'The quokkaword was written.';
    const infant = await given.complaint({ by, narrative, annotations: ['infant', 'viral'] });
    const spam = await given.complaint({ by, narrative, annotations: ['spam'] });
    await given.complaint({ by, narrative });
    const client = tracker.as(by);

    const list = await client.get<ComplaintPage>('/complaints?annotation=infant,spam');
    const found = await client.post<SearchView>('/search', {
      text: 'quokkaword',
      filters: { annotation: ['viral', 'sextortion'] },
    });

    expect(list.body.items.map(({ id }) => id)).toEqual([spam.id, infant.id]);
    expect(list.body.count).toBe(2);
    expect(JSON.stringify(found.body)).toContain(infant.id);
    expect(JSON.stringify(found.body)).not.toContain(spam.id);
  });
});
