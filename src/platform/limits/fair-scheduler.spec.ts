import { describe, expect, it } from '@jest/globals';
import { FairScheduler } from './fair-scheduler.js';

function shared() {
  let now = 0;
  let waiting: { readonly at: number; readonly go: () => void }[] = [];
  const shares = new FairScheduler({
    now: () => now,
    wait: (ms) => new Promise<void>((go) => waiting.push({ at: now + ms, go })),
  });
  const settle = (): Promise<void> => new Promise(setImmediate);
  const pass = async (ms: number): Promise<void> => {
    for (const end = now + ms; now < end;) {
      now += 1;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { go } of due) go();
      await settle();
    }
  };
  const rest = (account: string, tookMs: number, signal?: AbortSignal) => {
    const state = { isOver: false };
    void shares
      .pauseOf(
        account,
        signal,
      )(tookMs)
      .then(() => {
        state.isOver = true;
      });
    return state;
  };
  return { shares, pass, rest, settle };
}

describe('work in time slices', () => {
  it('does not pause while no other account is served', async () => {
    const { rest, settle, shares } = shared();
    shares.registerRequest('hungry');
    const rested = rest('hungry', 400);
    await settle();

    expect(rested.isOver).toBe(true);
  });

  it('pauses exactly as long as another account is served', async () => {
    const { rest, pass, shares } = shared();
    const served = shares.registerRequest('other');
    const rested = rest('hungry', 110);
    await pass(300);
    expect(rested.isOver).toBe(false);
    expect(shares.pausedCount).toBe(1);

    served();
    // The other account's next request may be on its way.
    await pass(40);
    expect(rested.isOver).toBe(false);
    await pass(20);
    expect(rested.isOver).toBe(true);
  });

  it('continues after nine times its slice, even if others are still served', async () => {
    const { rest, pass, shares } = shared();
    shares.registerRequest('other');
    rest('hungry', 100);
    await pass(1100);
    const rested = rest('hungry', 20);
    await pass(170);
    expect(rested.isOver).toBe(false);
    await pass(20);
    expect(rested.isOver).toBe(true);
  });

  it('pauses for at most one second', async () => {
    const { rest, pass, shares } = shared();
    shares.registerRequest('other');
    const rested = rest('hungry', 5000);
    await pass(990);
    expect(rested.isOver).toBe(false);
    await pass(20);
    expect(rested.isOver).toBe(true);
  });

  it('does not pause while it is short', async () => {
    const { rest, settle, shares } = shared();
    shares.registerRequest('other');
    const rested = rest('hungry', 99);
    await settle();

    expect(rested.isOver).toBe(true);
  });

  it('counts as short again after a long interval', async () => {
    const { rest, pass, settle, shares } = shared();
    shares.registerRequest('other');
    rest('hungry', 150);
    await pass(10_000);
    shares.registerRequest('other');
    const rested = rest('hungry', 50);
    await settle();

    expect(rested.isOver).toBe(true);
  });

  it('does not pause for an account that used more time', async () => {
    const { rest, pass, shares } = shared();
    shares.registerRequest('hungry');
    shares.registerRequest('hungrier');
    rest('hungrier', 900);
    await pass(10);
    const rested = rest('hungry', 200);
    await pass(10);

    expect(rested.isOver).toBe(true);
  });

  it('alternates with other long work, the account with less time first', async () => {
    const { rest, pass, settle, shares } = shared();
    shares.registerRequest('one');
    shares.registerRequest('other');
    const one = rest('one', 300);
    await pass(10);
    expect(one.isOver).toBe(false);
    const other = rest('other', 200);
    await settle();
    expect(other.isOver).toBe(true);
    const further = rest('other', 200);
    await pass(10);

    expect(one.isOver).toBe(true);
    expect(further.isOver).toBe(false);
  });

  it('does not pause for a request that has run for five seconds', async () => {
    const { rest, pass, settle, shares } = shared();
    shares.registerRequest('watching');
    await pass(5000);
    const rested = rest('hungry', 400);
    await settle();

    expect(rested.isOver).toBe(true);
  });

  it('does not pause for requests of the same account', async () => {
    const { rest, settle, shares } = shared();
    shares.registerRequest('hungry');
    shares.registerRequest('hungry');
    const rested = rest('hungry', 400);
    await settle();

    expect(rested.isOver).toBe(true);
  });

  it('stops pausing when its request is aborted', async () => {
    const { rest, pass, shares } = shared();
    shares.registerRequest('other');
    const leaving = new AbortController();
    const rested = rest('hungry', 400, leaving.signal);
    await pass(20);
    expect(rested.isOver).toBe(false);
    leaving.abort();
    await pass(10);

    expect(rested.isOver).toBe(true);
  });
});
