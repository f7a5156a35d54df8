import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { OutageLog } from './outage-log.js';
import { TrackerLog } from './tracker-log.js';

let lines: Record<string, unknown>[];
let outages: OutageLog;
let now: number;

beforeEach(() => {
  now = 1000;
  lines = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  Logger.overrideLogger(new TrackerLog('warn', { write }));
  outages = new OutageLog(() => now);
});
afterEach(() => {
  outages.onApplicationShutdown();
});

/** Lets the time pass, with a check each second. */
function pass(ms: number): void {
  for (const end = now + ms; now < end; now += 20) if (now % 1000 === 0) outages.check();
}

/** Refuses fifty requests a second. */
function refuse(seconds: number): void {
  for (let count = 0; count < seconds * 50; count += 1) {
    outages.recordFailure({ sqlState: '57P03' }, new Error('away'), { method: 'GET', route: '/api/v1/complaints' });
    pass(20);
  }
}

describe('the log of an outage', () => {
  it('has a line at the beginning, one a minute with the count, and one at the end with the duration', () => {
    refuse(150);
    outages.recordSuccess();
    pass(10_000);

    const usual = { level: 'warn', context: 'Outage', since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) };
    expect(lines).toMatchObject([
      {
        ...usual,
        message: 'Requests are refused with 503.',
        sqlState: '57P03',
        method: 'GET',
        route: '/api/v1/complaints',
        error: 'Error',
        at: expect.any(Array),
      },
      { ...usual, message: 'Requests are still refused with 503.', sqlState: '57P03', seconds: 60 },
      { ...usual, message: 'Requests are still refused with 503.', sqlState: '57P03', seconds: 120 },
      { ...usual, message: 'Requests succeed again.', seconds: 150, refused: 7500 },
    ]);
    expect(lines[1]?.['refused']).toBeGreaterThan(2950);
    expect(lines[1]?.['refused']).toBeLessThan(3050);
  });

  it('is one outage while requests fail between others that succeed', () => {
    for (let second = 0; second < 30; second += 1) {
      refuse(1);
      outages.recordSuccess();
      pass(2000);
    }
    pass(10_000);

    expect(lines.map(({ message }) => message)).toEqual([
      'Requests are refused with 503.',
      'Requests are still refused with 503.',
      'Requests succeed again.',
    ]);
  });

  it('lasts until a request succeeds', () => {
    refuse(1);
    pass(30_000);
    expect(lines).toHaveLength(1);

    outages.recordSuccess();
    pass(1000);
    expect(lines[1]).toMatchObject({ message: 'Requests succeed again.', seconds: 31, refused: 50 });
  });

  it('begins with the third fault of one request within ten seconds, and counts all faults until its end', () => {
    const request = { method: 'POST', route: '/api/v1/complaints' };
    const fail = (isOfAll: boolean): boolean =>
      outages.recordFailure({ sqlState: '55P03' }, new Error('locked'), request, isOfAll);

    const kept = [fail(false), fail(false)];
    pass(10_000);
    kept.push(fail(false), fail(false));
    const counted = [fail(false), fail(false), fail(true)];
    outages.recordSuccess();
    pass(10_000);
    kept.push(fail(false));

    expect({ kept, counted }).toEqual({ kept: Array(5).fill(false), counted: Array(3).fill(true) });
    expect(lines).toMatchObject([
      { message: 'Requests are refused with 503.', sqlState: '55P03', route: request.route },
      { message: 'Requests succeed again.', refused: 3 },
    ]);
  });
});
