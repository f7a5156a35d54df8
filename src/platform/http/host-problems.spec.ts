import { describe, expect, it } from '@jest/globals';
import { findHostFault } from './host-problems.js';

const failed = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${code}: /var/lib/secret`), { code, syscall });

describe('an exhausted host', () => {
  it.each([
    ['EMFILE', 'connect'],
    ['EMFILE', 'open'],
    ['ENOSPC', 'write'],
    ['EDQUOT', 'write'],
    ['ENOMEM', 'spawn'],
  ])('is recognized by %s of %s, also behind another error', (code, syscall) => {
    expect(findHostFault(failed(code, syscall))).toEqual({ code });
    expect(findHostFault(new Error('outer', { cause: failed(code, syscall) }))).toEqual({ code });
    expect(findHostFault(new AggregateError([failed(code, syscall)]))).toEqual({ code });
  });

  it.each([failed('ENOENT', 'open'), failed('EACCES', 'open'), new Error('plain'), 'text', null])(
    'is not what %s reports',
    (error) => {
      expect(findHostFault(error)).toBeNull();
    },
  );
});
