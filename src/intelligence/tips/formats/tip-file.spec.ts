import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultsOfTip } from '../../../../test/support/parsed-tips.js';
import { icacReport, jsonBytes, replacedAt } from '../../../../test/support/tips.js';

describe('a file in an unknown format', () => {
  it.each([
    ['another object', '{"a":1}'],
    ['an object whose prototype has the members of a report', '{"toSource":1}'],
    ['another element', '<html><body/></html>'],
  ])('is rejected: %s', (_, text) => {
    expect(faultsOfTip(Buffer.from(text))).toEqual([{ pointer: '#', detail: 'is not a report in a known format' }]);
  });

  it('is read or rejected with any value at any position', () => {
    const paths = pathsIn(icacReport());
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        faultsOfTip(jsonBytes(replacedAt(icacReport(), path, value)));
      }),
      { numRuns: 1000 },
    );
  });
});

/** Returns the path of each value below the root, in depth-first order. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const own = path.length === 0 ? [] : [path];
  if (typeof value !== 'object' || value === null) return own;
  return [...own, ...Object.entries(value).flatMap(([key, below]) => pathsIn(below, [...path, key]))];
}
