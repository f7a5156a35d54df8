import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const march = { startsOn: '2026-03-01', endsOn: '2026-03-03' };
const linked = /\[([^\]]+)\]\(([^)]+)\)/g;

describe('the press release of an operation', () => {
  it('suppresses small numbers of children and offenders, and otherwise matches the report', async () => {
    const agency = await given.agency();
    const [desk, head] = [
      await given.account({ agency, role: 'supervisor' }),
      await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }),
    ];
    const complaint = await given.complaint({ agencyId: agency.id, by: desk });
    const suspect = await given.suspect({ complaint, offenderClass: 'producer', identifiedOn: '2026-03-02' });
    await given.arrest({ suspect, arrestedOn: '2026-03-02' });
    for (let left = 2; left > 0; left -= 1) await given.victim({ complaint, identifiedOn: '2026-03-02' });
    const { id } = await given.operation({ by: head, ...march });

    const { status, text, headers } = await tracker.as(head).post(`/reports/operations/${id}/release`);

    expect([status, headers['content-type']]).toEqual([200, 'text/markdown; charset=utf-8']);
    const words = [...text.matchAll(linked)].map(([, shown]) => shown);
    expect(words).toEqual(['1', '1', 'fewer than five', 'fewer than five', 'no', 'no']);
    for (const [, , path] of text.matchAll(linked)) {
      expect((await tracker.as(head).send('GET', `${tracker.url}${path}`, undefined)).status).toBe(200);
    }
  });

  it('returns 404 for a task force that takes no part, as for a missing operation', async () => {
    const head = await given.account({ taskForceId: (await given.agency()).taskForceId, role: 'supervisor' });
    const { id } = await given.operation({ by: head, ...march });
    const { taskForceId } = await given.agency();
    const stranger = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));

    const covert = await stranger.post(`/reports/operations/${id}/release`);
    const missing = await stranger.post('/reports/operations/00000000-0000-7000-8000-000000000000/release');

    expect([covert.status, covert.text]).toEqual([404, missing.text]);
  });
});
