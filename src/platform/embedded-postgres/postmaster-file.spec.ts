import { describe, expect, it } from '@jest/globals';
import { parsePostmaster } from './postmaster-file.js';

describe('the PID file of Postgres', () => {
  it('states process, address and status', () => {
    const text = '4711\n/srv/data\n1764000000\n40581\n\n127.0.0.1\n  1234567    42\nready   \n';

    expect(parsePostmaster(text)).toEqual({ pid: 4711, port: 40581, status: 'ready' });
  });

  it('has the status starting while Postgres is writing it', () => {
    expect(parsePostmaster('4711\n/srv/data\n1764000000\n40581\n\n')).toEqual({
      pid: 4711,
      port: 40581,
      status: 'starting',
    });
  });

  it.each(['', '\n', '\0\0\0\0', '-4711\n/srv/data\n', 'no number\n'])('is ignored when it is %j', (text) => {
    expect(parsePostmaster(text)).toBeUndefined();
  });
});
