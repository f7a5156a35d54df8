import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aTip, Given } from './support/given.js';
import { serverLog } from './support/server-log.js';
import { startTracker, type Tracker } from './support/tracker.js';

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

function failed(): Error {
  const error = new Error('Expected: 201\nReceived: 500');
  serverLog.explain(error);
  return error;
}

describe('a failed assertion', () => {
  it('includes the server log: request, message, SQLSTATE, statement and place', async () => {
    const complaint = await given.complaint();
    await tracker.sql('ALTER TABLE app.suspects RENAME TO elsewhere');

    const suspect = given.suspect({ complaint });

    await expect(suspect).rejects.toThrow('201 was expected and 500 came');
    await tracker.sql('ALTER TABLE app.elsewhere RENAME TO suspects');
    const { message, stack = '' } = failed();
    expect(message).toMatch(/^Expected: 201\nReceived: 500\n\nThe tracker logged:\n\| POST \/api\/v1\/suspects 500\n/);
    expect(message).toContain('| QueryFailedError: relation "app.suspects" does not exist\n|   SQLSTATE 42P01\n');
    expect(message).toMatch(/\| {3}statement INSERT INTO "app"\."suspects"/);
    expect(message).toMatch(/\| {3,}at .*suspects\.service/);
    expect(stack).toContain(message);
    // Lines without a bar are the stack of the assertion itself.
    expect(stack.split('\n').find((line) => line.trim().startsWith('at '))).toMatch(/server-log\.e2e-spec/);
  });

  it('omits the log of earlier tests and of client errors', async () => {
    const { by } = await given.complaint();

    await tracker.as(by).post('/complaints', { ...aTip, source: 'nobody' });

    expect(failed().message).toBe('Expected: 201\nReceived: 500');
  });
});
