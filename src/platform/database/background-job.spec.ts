import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MailFault } from '../mail/mail-fault.js';
import { TrackerLog } from '../logs/tracker-log.js';
import { BackgroundJob } from './background-job.js';

const text = 'The work failed.';
let lines: Record<string, unknown>[];
let now: number;
let job: BackgroundJob;

beforeEach(() => {
  lines = [];
  now = 1000;
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  Logger.overrideLogger(new TrackerLog('warn', { write }));
  job = new BackgroundJob('SpecJob', { track: (work) => work() }, () => now);
});

/** Runs the job once a second. */
async function run(seconds: number, isFailing: (second: number) => boolean): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await job.run(text, () =>
      isFailing(second)
        ? Promise.reject(Object.assign(new Error('gone'), { code: '57P01', severity: 'FATAL' }))
        : Promise.resolve(),
    );
    now += 1000;
  }
}

describe('a job that fails', () => {
  it('has the code of mail that was not sent', async () => {
    await job.run(text, () => Promise.reject(new MailFault('SMTP_550', true)));

    expect(lines).toMatchObject([{ message: text, code: 'SMTP_550', failures: 1 }]);
    expect(lines[0]).not.toHaveProperty('at');
  });

  it('has a line at the first failure, one a minute, and one when none has failed for a minute', async () => {
    await run(90, () => true);
    await run(200, () => false);

    const usual = { level: 'warn', context: 'SpecJob', since: expect.stringMatching(/^\d{4}-/) };
    expect(lines).toMatchObject([
      { ...usual, message: text, sqlState: '57P01', failures: 1 },
      { ...usual, message: text, sqlState: '57P01', failures: 61 },
      { ...usual, message: 'The job succeeds again.', failures: 90, seconds: 90 },
    ]);
  });

  it('has one line a minute when it alternates between failure and success', async () => {
    await run(300, (second) => second % 2 === 0);

    expect(lines.map(({ message, failures }) => [message, failures])).toEqual(
      [1, 31, 61, 91, 121].map((failures) => [text, failures]),
    );
  });

  it('has a line a minute at most when it fails again after its recovery', async () => {
    await run(200, (second) => second % 61 === 0);

    expect(lines.length).toBeLessThanOrEqual(4);
  });
});
