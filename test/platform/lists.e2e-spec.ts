import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { createFixtures, type Fixtures } from '../support/fixtures.js';
import { validRequests } from '../support/requests.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let place: Fixtures;
let readers: GivenAccount[];

beforeAll(async () => {
  tracker = await sharedTracker();
  const given = new Given(tracker);
  const agency = await given.agency();
  place = await createFixtures(given, agency);
  const { taskForceId } = agency;
  readers = [
    await given.account({ agency, role: 'supervisor' }),
    await given.account({ taskForceId, seat: 'task_force', role: 'supervisor' }),
    await given.account({ seat: 'national', role: 'auditor' }),
    await given.account({ agency, role: 'admin' }),
  ];
});
afterAll(() => tracker.close());

interface Listed {
  readonly items?: readonly unknown[];
  readonly nextCursor?: string | null;
}

/** Number of statements of a list that needs more than two, whatever its length. */
const statements: Readonly<Record<string, number>> = {
  // Its value, the complaints that share it, a page of them, and the facts of their proposals.
  '/api/v1/bundles/:id/complaints': 4,
};

describe('a list', () => {
  it('takes at most two statements, for every route and from every seat', async () => {
    const lists = new Set<string>();
    const dear = new Set<string>();

    for (const { method, path: route } of tracker.routes.filter(({ method }) => method === 'GET')) {
      const right = validRequests[`${method} ${route}`] ?? {};
      const path = `${tracker.url}${right.path?.(place) ?? route.replace(':id', right.of ? place[right.of] : '')}`;
      for (const reader of readers) {
        const asked = async () => tracker.as(reader).send<Listed | null>('GET', path, undefined);
        const { status, body } = await asked();
        if (status !== 200 || body?.items === undefined || body.nextCursor === undefined) continue;
        lists.add(route);
        await tracker
          .expectQueries(statements[route] ?? 2, asked)
          .catch((fault: unknown) => dear.add(`${route}: ${(fault as Error).message}`));
      }
    }

    expect([...dear]).toEqual([]);
    expect(lists.size).toBeGreaterThan(20);
  });
});
