import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportView } from '../../src/intelligence/import/import.view.js';
import { ImportProgress } from '../../src/intelligence/import/progress.service.js';
import { LongReads } from '../../src/platform/limits/long-reads.js';
import { Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let desk: GivenAccount;
let id: string;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

beforeEach(async () => {
  agency = await given.agency();
  desk = await given.account({ agency, role: 'supervisor' });
  ({ id } = await given.made<ImportView>(desk, '/imports', { kind: 'complaints' }));
  await tracker.sql(`UPDATE app.import_batches SET state = 'receiving' WHERE id = $1`, [id]);
});

interface Watch {
  readonly status: number;
  /** Returns the next event, null after the last, and `broken` after an interruption. */
  next(): Promise<string | null>;
  leave(): Promise<void>;
}

async function watchBy({ token }: GivenAccount, path = `/imports/${id}/progress`): Promise<Watch> {
  const response = await fetch(`${tracker.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  return {
    status: response.status,
    next: () =>
      reader.read().then(
        ({ value }) => (value === undefined ? null : Buffer.from(value).toString()),
        () => 'broken',
      ),
    leave: () => reader.cancel(),
  };
}

const load = () => tracker.app.get(ImportProgress).load;

describe('the progress of an import', () => {
  it('is polled once for all subscribers, and not after the last has left', async () => {
    const other = await given.account({ agency });
    const watches = [await watchBy(desk), await watchBy(desk), await watchBy(other)];
    for (const watch of watches) expect(await watch.next()).toContain('"receiving"');
    await until(() => load().polls > 0, load);

    expect(load()).toEqual({ watches: 3, polls: 1 });
    await tracker.sql(`UPDATE app.import_batches SET rows = 7 WHERE id = $1`, [id]);
    for (const watch of watches) expect(await watch.next()).toContain('"rows":7');

    for (const watch of watches) await watch.leave();
    await until(() => load().watches === 0 && load().polls === 0, load);
  });

  it('is reported to the end, which closes each stream', async () => {
    const watches = [await watchBy(desk), await watchBy(desk)];
    for (const watch of watches) await watch.next();

    await tracker.sql(`UPDATE app.import_batches SET state = 'checked' WHERE id = $1`, [id]);

    for (const watch of watches) {
      expect(await watch.next()).toContain('"checked"');
      expect(await watch.next()).toBeNull();
    }
  });

  it('allows five streams per account, and others stay available', async () => {
    const watches: Watch[] = [];
    for (let n = 0; n < 5; n += 1) watches.push(await watchBy(desk));

    const sixth = await tracker.as(desk).get(`/imports/${id}/progress`);
    const other = await watchBy(await given.account({ agency }));

    expect([sixth.status, sixth.headers['retry-after'], sixth.body['type']]).toEqual([
      429,
      '15',
      '/problems/too-many-requests',
    ]);
    expect(other.status).toBe(200);
    for (const watch of [...watches, other]) await watch.leave();
  });

  it('ends for an expired session, while other streams continue', async () => {
    const other = await given.account({ agency });
    const [ended, going] = [await watchBy(desk), await watchBy(other)];
    for (const watch of [ended, going]) await watch.next();

    await tracker.sql(`UPDATE auth.sessions SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      desk.sessionId,
    ]);

    expect(await ended.next()).toBe('broken');
    await tracker.sql(`UPDATE app.import_batches SET rows = 9 WHERE id = $1`, [id]);
    expect(await going.next()).toContain('"rows":9');
    await going.leave();
  });

  it('is not streamed for HEAD, which has no body', async () => {
    const { status } = await tracker.as(desk).send('HEAD', `/imports/${id}/progress`, undefined);

    expect(status).toBe(200);
    await until(() => load().watches === 0 && load().polls === 0, load);
  });
});

describe('the faults of an import', () => {
  it('return 503 with its problem when the account has no free stream', async () => {
    await tracker.sql(
      `INSERT INTO staging.import_faults (batch_id, row, "column", detail, is_warning)
       SELECT $1, n, 'narrative', repeat('is too long ', 100), false FROM generate_series(1, 20000) n`,
      [id],
    );
    const path = `/imports/${id}/faults`;
    const reading = await watchBy(desk, path);
    expect(await reading.next()).toContain('row,column,fault,severity');
    const waiting = [watchBy(desk, path), watchBy(desk, path)];
    await until(
      () => tracker.app.get(LongReads).load.waiting === 2,
      () => tracker.app.get(LongReads).load,
    );

    const refused = await tracker.as(desk).get(path);

    expect([refused.status, refused.headers['content-type'], refused.headers['retry-after']]).toEqual([
      503,
      'application/problem+json',
      '15',
    ]);
    expect((await tracker.as(await given.account({ agency })).get(path)).status).toBe(200);
    await reading.leave();
    await Promise.all(waiting.map(async (watch) => (await watch).leave()));
  });
});
