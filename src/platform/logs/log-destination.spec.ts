import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../test/support/until.js';
import { LogDestination } from './log-destination.js';
import { TrackerLog } from './tracker-log.js';

describe('a log', () => {
  it('does not throw when it refuses a line, nor when a line cannot be formed', () => {
    const hostile = {
      get requestId(): string {
        throw new Error('It cannot be read');
      },
    };
    const destinations = [
      new LogDestination('/dev/full'),
      {
        write: () => {
          throw new Error('ENOSPC: no space left on device, write');
        },
      },
    ];

    for (const destination of destinations) {
      const log = new TrackerLog('verbose', destination, 'include');
      for (const level of ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const) {
        for (const line of ['A line.', hostile, new Error('An error.')]) {
          expect(() => {
            log[level](line);
          }).not.toThrow();
        }
      }
    }
  });
});

/** Named pipes are not on Windows. */
const describeWithPipes = process.platform === 'win32' ? describe.skip : describe;

describeWithPipes('a log in a pipe', () => {
  const { O_RDONLY, O_WRONLY, O_NONBLOCK } = constants;
  const line = `${'x'.repeat(999)}\n`;
  const lateMs = 20_000;
  let folder: string;
  let pipe: string;
  let reader: number;
  let destination: LogDestination;
  let lost: number[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracker-pipe-'));
    pipe = join(folder, 'log');
    execFileSync('mkfifo', [pipe]);
    reader = openSync(pipe, O_RDONLY | O_NONBLOCK);
    destination = new LogDestination(openSync(pipe, O_WRONLY | O_NONBLOCK), 100_000);
    lost = [];
    destination.onLoss((count) => {
      lost.push(count);
    });
  });
  afterEach(() => {
    closeSync(reader);
    rmSync(folder, { recursive: true });
  });

  /** Returns the time it took, in ms. A log that waited for this process would wait until another one reads. */
  function writeLines(count: number): number {
    const lateReader = spawn(process.execPath, [
      ...['-e', `setTimeout(() => fs.createReadStream(process.argv[1]).resume(), ${lateMs})`, pipe],
    ]);
    const began = performance.now();
    for (let written = 0; written < count; written += 1) destination.write(line);
    lateReader.kill();
    return performance.now() - began;
  }

  /** Reads until this many lines were read or lost, which takes some retries of the log. Returns how many were read. */
  async function readLines(count: number): Promise<number> {
    const buffer = Buffer.alloc(65_536);
    let bytes = 0;
    await until(() => {
      try {
        bytes += readSync(reader, buffer);
      } catch (fault) {
        if (!(fault instanceof Error && 'code' in fault && fault.code === 'EAGAIN')) throw fault;
      }
      return bytes / line.length + lost.reduce((sum, n) => sum + n, 0) >= count;
    });
    return bytes / line.length;
  }

  it('does not wait for a reader that stalls, and loses no line that it can hold', async () => {
    const took = writeLines(150);

    expect(took).toBeLessThan(lateMs);
    expect(await readLines(150)).toBe(150);
    expect(lost).toEqual([]);
  });

  it('counts the lines beyond what it holds', async () => {
    writeLines(300);
    const read = await readLines(300);

    expect(read).toBeGreaterThanOrEqual(150);
    expect(lost).toEqual([300 - read]);
  });

  it('holds the lines while the pipe has no reader', async () => {
    closeSync(reader);
    writeLines(10);
    reader = openSync(pipe, O_RDONLY | O_NONBLOCK);

    expect(await readLines(10)).toBe(10);
  });
});
