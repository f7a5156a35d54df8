import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../../platform/http/problems.js';
import { optionalField, requiredField, textParser } from './field.js';
import { mapColumns, requireColumns, requireFields } from './column-mapping.js';

const fields = {
  name: requiredField(textParser({ max: 10 }), 'called'),
  bornOn: optionalField(textParser({ max: 10 }), 'dateOfBirth'),
};

const rules = { mapping: {}, constants: [], headRow: 3 };

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
  it.each(['name', ' Name ', 'CALLED', 'ｎａｍｅ', "N'ame", 'Na’me'])(
    'are recognized in any notation: %s',
    (column) => {
      expect(mapColumns([column, 'Date of birth'], fields, {}).fields).toEqual(['name', 'bornOn']);
    },
  );

  it('follow the mapping, which replaces the default column of a field', () => {
    const { fields: found, unknown } = mapColumns(['name', 'Who'], fields, { name: 'who' });

    expect(found).toEqual([null, 'name']);
    expect(unknown).toEqual(['name']);
  });

  it.each([
    [
      ['bornOn'],
      '# has no column for name in row 3, which was read as the head: map a column, give a constant, or name the row of the head',
    ],
    [['name', 'called'], '# has two columns for name'],
    [['name', 'Colour'], '# has unknown columns at 2: map them, or leave them out'],
  ])('%j are rejected', (columns, fault) => {
    expect(faultOf(() => requireColumns(columns, fields, { ...rules, leavesOutOther: false }))).toBe(fault);
  });

  it('may omit a required field that has a constant', () => {
    const constants = [{ field: 'name' }];

    expect(requireColumns(['bornOn'], fields, { ...rules, leavesOutOther: false, constants })).toEqual(['bornOn']);
  });

  it('without a field can be ignored', () => {
    const read = requireColumns(['Colour', 'name'], fields, { ...rules, leavesOutOther: true });

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
