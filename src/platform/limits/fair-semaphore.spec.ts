import { describe, expect, it } from '@jest/globals';
import { TooManyRequests, Unavailable } from '../http/problems.js';
import { FairSemaphore, type Slot } from './fair-semaphore.js';
import { RecentUse } from './recent-use.js';

const bounds = {
  name: 'slots',
  maxPerAccount: 1,
  maxPerTaskForce: 2,
  max: 3,
  maxWaitMs: 60_000,
  maxWaitingPerAccount: 2,
};
const never = new AbortController().signal;

/** Creates a taker by name: the first letter is the task force, the whole name the account. */
const taker = (accountId: string) => ({ accountId, taskForceId: accountId.slice(0, 1) });

function takenBy(places: FairSemaphore, ...names: string[]) {
  const entered: string[] = [];
  const held = new Map<string, Slot>();
  for (const name of names) {
    places.acquire(taker(name), 15, never).then(
      (place) => {
        entered.push(name);
        held.set(name, place);
      },
      () => undefined,
    );
  }
  return {
    entered: async () => {
      await new Promise(setImmediate);
      return [...entered];
    },
    free: (name: string) => held.get(name)?.release(),
  };
}

describe('fairly shared slots', () => {
  it('are limited to one per account, two per task force and three in total', async () => {
    const { entered } = takenBy(new FairSemaphore(bounds), 'a1', 'a1', 'a2', 'a3', 'b1', 'b2');

    expect(await entered()).toEqual(['a1', 'a2', 'b1']);
  });

  it('go to the task force with the fewest, and there to the longest waiting account', async () => {
    const { entered, free } = takenBy(new FairSemaphore(bounds), 'a1', 'a2', 'b1', 'a3', 'b2', 'c1', 'c2');
    await entered();

    free('b1');
    expect((await entered()).slice(3)).toEqual(['b2']);
    free('a1');
    expect((await entered()).slice(4)).toEqual(['c1']);
    free('c1');
    free('c1');
    expect((await entered()).slice(5)).toEqual(['c2']);
  });

  it('accept at most two waiting requests per account', async () => {
    const places = new FairSemaphore(bounds);
    takenBy(places, 'a1', 'a1', 'a1');

    await expect(places.acquire(taker('a1'), 15, never)).rejects.toThrow(Unavailable);
    expect(places.load).toEqual({ taken: 1, waiting: 2 });
  });

  it('release a waiting request that was aborted or exceeds the maximum wait', async () => {
    const places = new FairSemaphore({ ...bounds, maxWaitMs: 5 });
    takenBy(places, 'a1');
    const leaving = new AbortController();
    const gone = places.acquire(taker('a1'), 15, leaving.signal);
    leaving.abort(new Error('has gone'));

    await expect(gone).rejects.toThrow('has gone');
    await expect(places.acquire(taker('a1'), 15, never)).rejects.toThrow(Unavailable);
    expect(places.load).toEqual({ taken: 1, waiting: 0 });
  });

  it('distinguish an account at its own limit from a full instance when nobody waits', () => {
    const places = new FairSemaphore(bounds);
    for (const name of ['a1', 'a2', 'b1']) places.acquireNow(taker(name), 15);

    expect(() => places.acquireNow(taker('a1'), 15)).toThrow(TooManyRequests);
    expect(() => places.acquireNow(taker('c1'), 15)).toThrow(Unavailable);
  });
});

describe('slots shared by recent use', () => {
  function stopped() {
    const time = { ms: 0 };
    return { time, use: new RecentUse(60_000, () => time.ms) };
  }

  it('go to the account with the least use, then to the task force with the least', async () => {
    const { use } = stopped();
    const { entered, free } = takenBy(new FairSemaphore({ ...bounds, max: 1 }, use), 'a1', 'b1', 'b2', 'c1');
    use.add('b1', 30_000);
    use.add('b', 30_000);
    await entered();

    for (const name of ['a1', 'c1', 'b2']) {
      free(name);
      await entered();
    }

    expect(await entered()).toEqual(['a1', 'c1', 'b2', 'b1']);
  });

  it('forget use by half in each half-life', async () => {
    const { time, use } = stopped();
    const { entered, free } = takenBy(new FairSemaphore({ ...bounds, max: 1 }, use), 'a1', 'b1', 'c1');
    use.add('b1', 8000);
    await entered();
    time.ms = 4 * 60_000;
    use.add('c1', 2500);
    free('a1');

    expect(use.of('b1')).toBe(500);
    expect(await entered()).toEqual(['a1', 'b1']);
  });

  it('keep a reserved one from accounts with more than two seconds of use', async () => {
    const { use } = stopped();
    use.add('a1', 30_000);
    use.add('b1', 30_000);
    const { entered } = takenBy(new FairSemaphore({ ...bounds, max: 2, reserved: 1 }, use), 'a1', 'b1', 'c1');

    expect(await entered()).toEqual(['a1', 'c1']);
  });

  it('are yielded to a waiting account with less use, and come back before other requests of their account', async () => {
    const { use } = stopped();
    const places = new FairSemaphore({ ...bounds, max: 1, maxYielded: 1 }, use);
    const slot = await places.acquire(taker('a1'), 15, never);
    const { entered, free } = takenBy(places, 'a1', 'b1');
    use.add('a1', 5000);
    let isBack = false;
    const yielding = slot.yield(never).then(() => (isBack = true));

    expect([await entered(), isBack]).toEqual([['b1'], false]);
    free('b1');
    await yielding;
    expect(await entered()).toEqual(['b1']);
    slot.release();
    expect(await entered()).toEqual(['b1', 'a1']);
  });

  it('are not yielded to an account with more use', async () => {
    const { use } = stopped();
    const places = new FairSemaphore({ ...bounds, max: 1, maxYielded: 1 }, use);
    const slot = await places.acquire(taker('a1'), 15, never);
    use.add('c1', 30_000);
    const { entered } = takenBy(places, 'c1');
    await slot.yield(never);

    expect(await entered()).toEqual([]);
    expect(slot.isWanted()).toBe(true);
  });

  it('are yielded by no more holders than may wait', async () => {
    const { use } = stopped();
    const places = new FairSemaphore({ ...bounds, max: 2, maxYielded: 1 }, use);
    const [first, second] = [
      await places.acquire(taker('a1'), 15, never),
      await places.acquire(taker('b1'), 15, never),
    ];
    for (const name of ['a1', 'b1']) use.add(name, 30_000);
    const { entered } = takenBy(places, 'c1', 'd1');
    void first.yield(never);
    void second.yield(never);

    expect(await entered()).toEqual(['c1']);
  });
});
