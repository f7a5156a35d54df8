import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../platform/http/problems.js';
import { may, needed, text } from './field.js';
import { mapColumns, requireColumns, requireFields } from './mapping.js';

const fields = { name: needed(text({ max: 10 }), 'called'), bornOn: may(text({ max: 10 }), 'dateOfBirth') };

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

describe('columns', () => {
  it.each(['name', ' Name ', 'CALLED', 'ｎａｍｅ'])('are found however they are written: %s', (column) => {
    expect(mapColumns([column, 'Date of birth'], fields, {}).fields).toEqual(['name', 'bornOn']);
  });

  it('are read as the mapping says, and the field is read out of no other one then', () => {
    const { fields: found, others } = mapColumns(['name', 'Who'], fields, { name: 'who' });

    expect(found).toEqual([null, 'name']);
    expect(others).toEqual(['name']);
  });

  it.each([
    [['bornOn'], '# has no column for name'],
    [['name', 'called'], '# has two columns for name'],
    [['name', 'Colour'], '# has unknown columns at 2: map them, or leave them out'],
  ])('%j are refused', (columns, fault) => {
    expect(faultOf(() => requireColumns(columns, fields, { mapping: {}, leavesOutOther: false }))).toBe(fault);
  });

  it('that are no field’s can be left out', () => {
    const read = requireColumns(['Colour', 'name'], fields, { mapping: {}, leavesOutOther: true });

    expect(read).toEqual([null, 'name']);
  });
});

describe('a mapping', () => {
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
