import { describe, expect, it } from '@jest/globals';
import { parseCellReference, parseRange } from './cell-position.js';

describe('a cell reference', () => {
  it.each([
    ['A1', 1, 0],
    ['Z9', 9, 25],
    ['AA10', 10, 26],
    ['AZ10', 10, 51],
    ['$GR$2', 2, 199],
    ['XFD1048576', 1_048_576, 16_383],
  ])('is %s', (reference, row, column) => {
    expect(parseCellReference(reference)).toEqual({ row, column });
  });

  it.each(['XFE1', 'A1048577', 'A0', 'A', '1', 'a1', 'A1B', 'A-1', 'AAAA1', 'A1\n', ''])('is not %j', (reference) => {
    expect(parseCellReference(reference)).toBeNull();
  });

  it('is in a range of two corners or of one cell', () => {
    expect(parseRange('B2:C4')).toEqual({ from: { row: 2, column: 1 }, to: { row: 4, column: 2 } });
    expect(parseRange('B2')).toEqual({ from: { row: 2, column: 1 }, to: { row: 2, column: 1 } });
    expect(parseRange('B2:')).toBeNull();
  });
});
