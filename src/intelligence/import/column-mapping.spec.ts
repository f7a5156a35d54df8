import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../../platform/http/problems.js';
import { optionalField, requiredField, textParser } from './field.js';
import { mapColumns, requireColumns, requireFields } from './column-mapping.js';

const fields = {
  name: requiredField(textParser({ max: 10 }), 'called'),
  bornOn: optionalField(textParser({ max: 10 }), 'dateOfBirth'),
};

function faultOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (fault) {
    if (fault instanceof InvalidInput)
      return fault.members.errors.map(({ pointer, detail }) => `${pointer} ${detail}`)[0];
    throw fault;
  }
  return undefined;
}

describe('the columns of a file', () => {
  it.each(['name', ' Name ', 'CALLED', 'ｎａｍｅ'])('are recognized in any notation: %s', (column) => {
    expect(mapColumns([column, 'Date of birth'], fields, {}).fields).toEqual(['name', 'bornOn']);
  });

  it('follow the mapping, which replaces the default column of a field', () => {
    const { fields: found, unknown } = mapColumns(['name', 'Who'], fields, { name: 'who' });

    expect(found).toEqual([null, 'name']);
    expect(unknown).toEqual(['name']);
  });

  it.each([
    [['bornOn'], '# has no column for name'],
    [['name', 'called'], '# has two columns for name'],
    [['name', 'Colour'], '# has unknown columns at 2: map them, or leave them out'],
  ])('%j are rejected', (columns, fault) => {
    expect(faultOf(() => requireColumns(columns, fields, { mapping: {}, leavesOutOther: false }))).toBe(fault);
  });

  it('without a field can be ignored', () => {
    const read = requireColumns(['Colour', 'name'], fields, { mapping: {}, leavesOutOther: true });

    expect(read).toEqual([null, 'name']);
  });
});

describe('a column mapping', () => {
  it('names fields of its kind, and each column once', () => {
    expect(
      faultOf(() => {
        requireFields({ name: 'Who' }, fields);
      }),
    ).toBeUndefined();
    expect(
      faultOf(() => {
        requireFields({ toString: 'Who' }, fields);
      }),
    ).toBe('#/mapping has an unknown field; the known fields are name, bornOn');
    expect(
      faultOf(() => {
        requireFields({ name: 'a b', bornOn: 'A_B' }, fields);
      }),
    ).toBe('#/mapping reads one column into two fields');
  });
});
