import { describe, expect, it } from '@jest/globals';
import { linksIn } from './binaries.js';

describe('the missing links of a Postgres package', () => {
  it('are created beside their targets', () => {
    const list = '[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]';

    expect(linksIn(list)).toEqual([{ file: 'lib/libpq.so.5', name: 'libpq.so.5.18' }]);
  });
});
