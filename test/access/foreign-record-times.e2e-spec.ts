import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import { figure } from '../support/figures.js';
import { missingIds } from '../support/fixtures.js';
import { Given } from '../support/given.js';
import { validRequests } from '../support/requests.js';
import { isLong } from '../support/times.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const timedPairs = 300;

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('a record of another task force', () => {
  it.each(isLong ? ['GET', 'PUT'] : ['GET'])('is refused for %s as fast as a missing one', async (method) => {
    const sender = tracker.as(await given.account({ role: 'investigator', agency: await given.agency() }));
    const suspect = await given.suspect();
    const route = 'PUT /api/v1/suspects/:id';
    const body = method === 'PUT' ? await validRequests[route]?.body?.(missingIds(), null, tracker) : undefined;
    const timed = async (id: string): Promise<number> => {
      const began = performance.now();
      const { status } = await sender.send(method, `/suspects/${id}`, body, { 'if-match': '"v1"' });
      expect(status).toBe(404);
      return performance.now() - began;
    };
    const times: Record<'foreign' | 'missing', number[]> = { foreign: [], missing: [] };

    for (let pair = 0; pair < timedPairs; pair += 1) {
      const inTurn = pair % 2 === 0 ? (['foreign', 'missing'] as const) : (['missing', 'foreign'] as const);
      for (const of of inTurn) times[of].push(await timed(of === 'foreign' ? suspect.id : newId()));
    }

    const [foreign, missing] = [medianOf(times.foreign), medianOf(times.missing)];
    const apart = Math.abs(foreign - missing);
    figure('foreign and missing', {
      method,
      pairs: timedPairs,
      'foreign, median ms': foreign.toFixed(2),
      'missing, median ms': missing.toFixed(2),
      'apart, ms': apart.toFixed(2),
    });
    // A slow machine takes longer for both.
    expect(apart).toBeLessThan(Math.max(3, missing / 2));
  });
});

function medianOf(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
