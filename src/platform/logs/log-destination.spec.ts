import { describe, expect, it } from '@jest/globals';
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
