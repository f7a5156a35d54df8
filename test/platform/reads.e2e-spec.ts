import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles } from '../../src/platform/actor/actor.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { createFixtures, type Fixtures } from '../support/fixtures.js';
import { validRequests } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let place: Fixtures;
let readers: GivenAccount[];

beforeAll(async () => {
  tracker = await startTracker();
  const given = new Given(tracker);
  const agency = await given.agency();
  place = await createFixtures(given, agency);
  readers = [];
  for (const role of roles) {
    readers.push(await given.account({ role, agency }), await given.account({ role, seat: 'national' }));
  }
});
afterAll(() => tracker.close());

describe('a GET request', () => {
  it('changes no row, for any caller and from any site', async () => {
    const before = await rows();
    const statuses = new Set<number>();

    for (const { method, path: route } of tracker.routes.filter(({ method }) => method === 'GET')) {
      const right = validRequests[`${method} ${route}`] ?? {};
      const path = `${tracker.url}${right.path?.(place) ?? route.replace(':id', right.of ? place[right.of] : '')}`;
      for (const { token } of readers) {
        const cookie = { cookie: `localhost-session=${token}`, 'sec-fetch-site': 'cross-site' };
        statuses.add((await tracker.anonymous().send('GET', path, undefined, cookie)).status);
      }
    }

    expect([...statuses].every((status) => status < 500)).toBe(true);
    expect(statuses).toContain(200);
    expect(await rows()).toEqual(before);
  });
});

async function rows(): Promise<Record<string, string>> {
  const tables = await tracker.sql<{ name: string; held: string | null }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name,
            (xpath('/row/held/text()', query_to_xml(format(
              'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) AS held FROM %I.%I t', schemaname, tablename),
              false, true, '')))[1]::text AS held
       FROM pg_tables WHERE schemaname IN ('app', 'auth') AND tablename <> 'rates' ORDER BY 1`,
  );
  return Object.fromEntries(tables.map(({ name, held }) => [name, held ?? '']));
}
