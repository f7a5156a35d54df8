import { describe, expect, it } from '@jest/globals';
import { UploadSlots, type UploadTurn } from './upload-slots.js';

const never = new AbortController().signal;
const settle = (): Promise<void> => new Promise(setImmediate);

/** Creates slots by a clock that the test sets, and senders by name: the first letter is the task force. */
function slotsByClock() {
  const clock = { ms: 0 };
  const turns = new Map<string, UploadTurn>();
  const slots = new UploadSlots({ pauseOf: () => () => Promise.resolve() }, () => clock.ms);
  const send = (isSmall: boolean, names: readonly string[]): void => {
    for (const accountId of names) {
      const sender = { accountId, taskForceId: accountId.slice(0, 1) };
      slots.take(sender, never, isSmall).then(
        (turn) => turns.set(accountId, turn),
        // A file that still waits when the test ends is refused later.
        () => undefined,
      );
    }
  };
  const turnOf = (name: string): UploadTurn => {
    const turn = turns.get(name);
    if (!turn) throw new Error(`${name} has no slot`);
    return turn;
  };
  return {
    clock,
    turnOf,
    sendLong: (...names: string[]) => {
      send(false, names);
    },
    sendSmall: (...names: string[]) => {
      send(true, names);
    },
    /** Returns the senders that had a slot, in the order in which they got it. */
    granted: async (): Promise<string[]> => {
      await settle();
      return [...turns.keys()];
    },
    end: async (name: string): Promise<void> => {
      turnOf(name).end();
      turns.delete(name);
      await settle();
    },
  };
}

describe('slots of uploads', () => {
  it('read a small file while long files have every long slot and others wait for one', async () => {
    const { sendLong, sendSmall, granted } = slotsByClock();
    sendLong('a1', 'a2', 'b1', 'b2', 'c1');
    sendSmall('c2');

    expect(await granted()).toEqual(['a1', 'a2', 'b1', 'b2', 'c2']);
  });

  it('give the next long slot to the account with the least use, and not to the one that waited longest', async () => {
    const { sendLong, turnOf, granted, end } = slotsByClock();
    sendLong('c1');
    await granted();
    turnOf('c1').addUse(5000);
    await end('c1');
    sendLong('a1', 'a2', 'b1', 'b2', 'c1', 'd1');
    await granted();

    await end('a1');
    expect(await granted()).toEqual(['a2', 'b1', 'b2', 'd1']);
    await end('a2');
    expect(await granted()).toEqual(['b1', 'b2', 'd1', 'c1']);
  });

  it('pass from a long file to an account with less use after a slice of one second, and come back', async () => {
    const { clock, sendLong, turnOf, granted, end } = slotsByClock();
    sendLong('a1', 'a2', 'b1', 'b2', 'c1');
    await granted();
    turnOf('a1').addUse(1000);
    clock.ms = 1000;
    void turnOf('a1').pause(10);
    expect(await granted()).toEqual(['a1', 'a2', 'b1', 'b2']);

    clock.ms = 1001;
    let isBack = false;
    const paused = turnOf('a1')
      .pause(10)
      .then(() => (isBack = true));
    expect(await granted()).toEqual(['a1', 'a2', 'b1', 'b2', 'c1']);
    expect(isBack).toBe(false);
    await end('c1');
    await paused;
  });

  it('stay with a long file while only accounts with more use wait', async () => {
    const { clock, sendLong, turnOf, granted, end } = slotsByClock();
    sendLong('c1');
    await granted();
    turnOf('c1').addUse(5000);
    await end('c1');
    sendLong('a1', 'a2', 'b1', 'b2', 'c1');
    await granted();
    clock.ms = 1001;
    void turnOf('a1').pause(10);

    expect(await granted()).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  it('keep one short slot for accounts with less than two seconds of use', async () => {
    const { sendLong, sendSmall, turnOf, granted, end } = slotsByClock();
    for (const name of ['a1', 'b1']) {
      sendLong(name);
      await granted();
      turnOf(name).addUse(3000);
      await end(name);
    }
    sendSmall('a1', 'b1', 'c1');

    expect(await granted()).toEqual(['a1', 'c1']);
  });

  it('require a small file to move after a slice of one second, once another small file waits', async () => {
    const { clock, sendSmall, turnOf, granted } = slotsByClock();
    sendSmall('a1', 'b1');
    await granted();
    clock.ms = 1001;
    expect(turnOf('a1').mustMove()).toBe(false);

    sendSmall('c1');
    expect(await granted()).toEqual(['a1', 'b1']);
    clock.ms = 1000;
    expect(turnOf('a1').mustMove()).toBe(false);
    clock.ms = 1001;
    expect(turnOf('a1').mustMove()).toBe(true);
    await turnOf('a1').move();
    expect(await granted()).toEqual(['a1', 'b1', 'c1']);
    expect(turnOf('a1').isShort).toBe(false);
  });

  it('are long alone for an account whose small files took more than a slice, until that use has faded', async () => {
    const { clock, sendSmall, sendLong, turnOf, granted, end } = slotsByClock();
    sendSmall('a1');
    await granted();
    turnOf('a1').addUse(1001);
    await end('a1');
    sendLong('b1', 'b2', 'c1', 'c2');
    await granted();

    sendSmall('a1');
    expect(await granted()).toEqual(['b1', 'b2', 'c1', 'c2']);
    await end('b1');
    expect(await granted()).toContain('a1');
    expect(turnOf('a1').isShort).toBe(false);
    await end('a1');

    clock.ms = 60_000;
    sendSmall('a1');
    await granted();
    expect(turnOf('a1').isShort).toBe(true);
  });
});
