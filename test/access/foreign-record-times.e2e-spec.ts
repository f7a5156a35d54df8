import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { newId } from '../../src/platform/ids/ids.js';
import { figure } from '../support/figures.js';
import { missingIds } from '../support/fixtures.js';
import { Given } from '../support/given.js';
import { validRequests } from '../support/requests.js';
import { isOfRequest, recordStatements } from '../support/statements.js';
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
  it.each(['GET', 'PUT'])('is refused for %s by the same statements as a missing one', async (method) => {
    const { sender, suspect, body } = await senderAndSuspect(method);
    const record = recordStatements(tracker.app.get(DataSource));
    const statementsFor = async (id: string): Promise<string[]> => {
      const statements = await record(async () => {
        const { status } = await sender.send(method, `/suspects/${id}`, body, { 'if-match': '"v1"' });
        expect(status).toBe(404);
      });
      return statements.filter(isOfRequest).map(({ text }) => text);
    };
    await statementsFor(newId());

    const missing = await statementsFor(newId());
    expect(missing).not.toEqual([]);
    expect(await statementsFor(suspect.id)).toEqual(missing);
  });

  it.each(isLong ? ['GET', 'PUT'] : ['GET'])('is refused for %s as fast as a missing one', async (method) => {
    const { sender, suspect, body } = await senderAndSuspect(method);
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
    figure('foreign and missing', {
      method,
      pairs: timedPairs,
      'foreign, median ms': foreign.toFixed(2),
      'missing, median ms': missing.toFixed(2),
      'apart, ms': Math.abs(foreign - missing).toFixed(2),
    });
    // Both run the same statements, as the test above shows. This limit only finds work beside them.
    expect(Math.max(foreign, missing) / Math.min(foreign, missing)).toBeLessThan(10);
  });
});

async function senderAndSuspect(method: string) {
  const sender = tracker.as(await given.account({ role: 'investigator', agency: await given.agency() }));
  const suspect = await given.suspect();
  const route = 'PUT /api/v1/suspects/:id';
  const body = method === 'PUT' ? await validRequests[route]?.body?.(missingIds(), null, tracker) : undefined;
  return { sender, suspect, body };
}

function medianOf(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
