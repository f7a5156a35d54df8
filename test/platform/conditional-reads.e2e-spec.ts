import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { roles } from '../../src/platform/actor/actor.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { createFixtures, type Fixtures } from '../support/fixtures.js';
import { validRequests } from '../support/requests.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const tagOfRead = /^"v[1-9]\d*\.[\w-]{22}"$/;

let tracker: Tracker;
let given: Given;
let place: Fixtures;
let readers: GivenAccount[];

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  const agency = await given.agency();
  place = await createFixtures(given, agency);
  readers = [];
  for (const role of roles) {
    readers.push(await given.account({ role, agency }), await given.account({ role, agency, seat: 'task_force' }));
    readers.push(await given.account({ role, seat: 'national' }));
  }
  // Only its author reads a draft.
  const author = await given.account({ role: 'supervisor', agency });
  readers.push(author);
  place = { ...place, draft: (await given.draft({ by: author })).id };
});
afterAll(() => tracker.close());

describe('a GET of a record with If-None-Match', () => {
  it('returns 304 without a body at every documented route, and 200 for any other tag', async () => {
    const answered = new Set<string>();

    for (const { method, path: route } of tracker.routes.filter((one) => one.method === 'GET')) {
      const right = validRequests[`${method} ${route}`] ?? {};
      const path = `${tracker.url}${right.path?.(place) ?? route.replace(':id', right.of ? place[right.of] : '')}`;
      for (const reader of readers) {
        const client = tracker.as(reader);
        const first = await client.get(path);
        if (first.status !== 200 || !first.etag.startsWith('"v')) continue;
        expect([route, first.etag]).toEqual([route, expect.stringMatching(tagOfRead) as unknown]);

        const known = await client.get(path, { 'if-none-match': `"v0.older", W/${first.etag}` });
        const other = await client.get(path, { 'if-none-match': '"v1"' });

        expect([route, known.status, known.text, known.etag]).toEqual([route, 304, '', first.etag]);
        expect(known.headers).not.toHaveProperty('content-type');
        expect([route, other.status, other.text]).toEqual([route, 200, first.text]);
        answered.add(route.replaceAll(/:(\w+)/g, '{$1}'));
        break;
      }
    }

    expect([...answered].sort()).toEqual(await documentedRoutes());
  });

  it('returns 200 when the same version has different content, as for another role', async () => {
    const complaint = await given.complaint();
    const investigator = tracker.as(complaint.by);
    const supervisor = tracker.as(await given.account({ role: 'supervisor', taskForceId: complaint.taskForceId }));
    const { etag } = await investigator.get<ComplaintView>(`/complaints/${complaint.id}`);

    const elsewhere = await supervisor.get<ComplaintView>(`/complaints/${complaint.id}`, { 'if-none-match': etag });

    expect([elsewhere.status, elsewhere.body.version]).toEqual([200, complaint.version]);
    expect(elsewhere.etag).not.toBe(etag);
  });

  it('writes the read to the trail, for 200 and 304', async () => {
    const { id, by } = await given.suspect();
    const { etag } = await tracker.as(by).get(`/suspects/${id}`);

    const known = await tracker.as(by).get(`/suspects/${id}`, { 'if-none-match': etag });

    expect(known.status).toBe(304);
    expect(await readsOf(id)).toBe(2);
  });

  it('returns a tag that an update accepts as If-Match by its version only', async () => {
    const complaint = await given.complaint();
    const supervisor = tracker.as(await given.account({ role: 'supervisor', taskForceId: complaint.taskForceId }));
    const { etag } = await tracker.as(complaint.by).get(`/complaints/${complaint.id}`);
    const triage = {
      type: 'traveler',
      mode: 'proactive',
      priority: 1,
      rationale: 'A child is on the way to a meeting.',
    };

    const changed = await supervisor.put(`/complaints/${complaint.id}/triage`, triage, { 'if-match': etag });
    const stale = await supervisor.put(`/complaints/${complaint.id}/triage`, triage, { 'if-match': etag });

    expect([changed.status, changed.etag]).toEqual([200, '"v2"']);
    expect(stale.status).toBe(412);
  });
});

async function documentedRoutes(): Promise<string[]> {
  const { paths } = JSON.parse(await readFile('docs/openapi.json', 'utf8')) as {
    paths: Record<string, { get?: { responses: Record<string, unknown> } }>;
  };
  const conditional = Object.entries(paths).filter(([, { get }]) => get && '304' in get.responses);
  return conditional.map(([path]) => path).sort();
}

async function readsOf(id: string): Promise<number> {
  const [row] = await tracker.sql<{ entries: string }>(
    `SELECT count(*) AS entries FROM audit.entries WHERE action = 'suspect.read' AND subject = $1`,
    [id],
  );
  return Number(row?.entries);
}
