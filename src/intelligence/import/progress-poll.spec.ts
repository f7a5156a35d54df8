import { describe, expect, it } from '@jest/globals';
import { NotSignedIn } from '../../platform/http/problems.js';
import type { ImportView } from './import.view.js';
import { ProgressPoll, type ImportReader } from './progress-poll.js';

const bounds = { everyMs: 0, maxStillPolls: 5, maxPolls: 50 };

function growing(): { readonly read: ImportReader; readonly asked: () => number } {
  let rows = 0;
  const read = (): Promise<ImportView> => Promise.resolve({ state: 'receiving', rows: (rows += 1) } as ImportView);
  return { read, asked: () => rows };
}

const still: ImportReader = () => Promise.resolve({ state: 'committing', rows: 7 } as ImportView);

async function all(changes: AsyncIterable<string>): Promise<number> {
  let count = 0;
  for await (const change of changes) if (change !== '') count += 1;
  return count;
}

describe('the poll of an import', () => {
  it('reads once per round for all its watchers, under the session of each in turn', async () => {
    const [one, other] = [growing(), growing()];
    const poll = new ProgressPoll(bounds, () => undefined);
    const watches = [one, other].map(({ read }) => poll.join(read, ''));

    await Promise.all(watches.map((watch) => all(watch.changes())));

    expect(one.asked() + other.asked()).toBe(50);
    expect(Math.min(one.asked(), other.asked())).toBeGreaterThan(20);
  });

  it('ends when nothing changes, as after its session ended', async () => {
    let count = Promise.resolve(0);
    await new Promise<void>((ended) => {
      count = all(new ProgressPoll(bounds, ended).join(still, '').changes());
    });

    expect(await count).toBe(1);
  });

  it('ends with its last watcher', async () => {
    const { read, asked } = growing();
    const ended = new Promise<void>((resolve) => {
      const poll = new ProgressPoll(bounds, resolve);
      poll.leave(poll.join(read, ''));
    });

    await ended;
    expect(asked()).toBeLessThan(2);
  });

  it('drops a watcher whose session ended, and continues for the others', async () => {
    const { read } = growing();
    const poll = new ProgressPoll(bounds, () => undefined);
    const out = poll.join(() => Promise.reject(new NotSignedIn()), '');
    const other = poll.join(read, '');

    await expect(all(out.changes())).rejects.toThrow(NotSignedIn);
    expect(await all(other.changes())).toBeGreaterThan(1);
  });
});
