import { describe, expect, it } from '@jest/globals';
import { UsageError } from './cli.js';
import { parseInterval, runRounds } from './rounds.js';

/** Seconds between rounds. A timer never ends before its time, so a slow machine only takes longer. */
const interval = 0.05;
const describeFault = (fault: unknown): string => (fault as Error).message;

describe('the interval of --every', () => {
  it.each([
    ['1s', 1],
    ['90m', 5400],
    ['7d', 604_800],
  ])('of %s has %i seconds', (text, seconds) => {
    expect(parseInterval(text)).toBe(seconds);
  });

  it('is none without the option', () => {
    expect(parseInterval(undefined)).toBeNull();
  });

  it.each(['0s', '8d', '169h', '1', 'h', ''])('is not %j', (text) => {
    expect(() => parseInterval(text)).toThrow(UsageError);
  });
});

describe('rounds', () => {
  it('are one without an interval', async () => {
    let rounds = 0;

    await runRounds(() => Promise.resolve(void (rounds += 1)), null, describeFault);

    expect(rounds).toBe(1);
  });

  it('wait for the interval after each one', async () => {
    const times: number[] = [];
    const round = (): Promise<void> => {
      if (times.push(performance.now()) === 3) process.kill(process.pid, 'SIGTERM');
      return Promise.resolve();
    };

    await runRounds(round, interval, describeFault);

    expect(times).toHaveLength(3);
    for (const [index, time] of times.slice(1).entries())
      expect(time - (times[index] ?? time)).toBeGreaterThan(interval * 1000 - 2);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('end at %s after the one that is under way', async (signal) => {
    const done: string[] = [];
    const round = async (): Promise<void> => {
      process.kill(process.pid, signal);
      await new Promise((resolve) => setTimeout(resolve, 2 * interval * 1000));
      done.push('round');
    };

    await runRounds(round, interval, describeFault);

    expect(done).toEqual(['round']);
  });

  it('end at once at a signal between two of them', async () => {
    let rounds = 0;
    const hour = 3600;
    const ended = runRounds(() => Promise.resolve(void (rounds += 1)), hour, describeFault);
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), 10);

    await ended;

    expect(rounds).toBe(1);
  });

  it('end with the fault of the first one, and no other begins', async () => {
    let rounds = 0;
    const round = (): Promise<void> => {
      rounds += 1;
      return Promise.reject(new Error('The first round failed.'));
    };

    await expect(runRounds(round, interval, describeFault)).rejects.toThrow('The first round failed.');

    expect(rounds).toBe(1);
  });
});
