import { describe, expect, it } from '@jest/globals';
import { parseCommand, InvalidArguments } from './import-arguments.js';

const rules = { mapping: {}, constants: [], translations: [], headRow: null };

describe('the import command line', () => {
  it('validates complaints without committing by default', () => {
    expect(parseCommand(['--file', 'tips.CSV'])).toEqual({
      ...{ file: 'tips.CSV', kind: 'complaints', format: 'csv', rules, tokenFile: null },
      ...{ isCommitted: false, withoutFaulty: false, leavesOutOther: false },
    });
  });

  it('states kind, format and columns', () => {
    const line = [
      '--file',
      'x.txt',
      '--format',
      'ndjson',
      '--kind',
      'suspects',
      '--map',
      'familyName=Name=of',
      '--commit',
    ];

    expect(parseCommand(line)).toMatchObject({
      ...{
        kind: 'suspects',
        format: 'ndjson',
        rules: { ...rules, mapping: { familyName: 'Name=of' } },
        isCommitted: true,
      },
    });
  });

  it('states constants, words of the file and the row of the head', () => {
    const words = ['--set', 'state=Nebraska', '--translate', 'type:OE=Online Enticement', '--head-row', '3'];

    expect(parseCommand(['--file', 'tips.csv', ...words]).rules).toEqual({
      ...{ mapping: {}, headRow: 3, constants: [{ field: 'state', value: 'Nebraska' }] },
      translations: [{ field: 'type', cell: 'OE', value: 'Online Enticement' }],
    });
  });

  it.each([
    [[]],
    [['--file', 'tips.pdf']],
    [['--file', 'tips.csv', '--kind', 'victims']],
    [['--file', 'tips.csv', '--token', 'x']],
    [['--file', 'tips.csv', '--head-row', '0']],
    [['--file', 'tips.csv', '--set', 'state=Atlantis']],
    [['--file', 'tips.csv', '--translate', 'type:OE=nothing known']],
    [['--file', 'tips.csv', '--map', 'familyName=Name']],
    [['--file', 'tips.csv', '--kind', 'suspects', '--map', 'narrative=Name']],
  ])('%j is rejected', (line) => {
    expect(() => parseCommand(line)).toThrow(InvalidArguments);
  });
});
