import { describe, expect, it } from '@jest/globals';
import { parseCommand, InvalidArguments } from './import-arguments.js';

describe('the import command line', () => {
  it('validates complaints without committing by default', () => {
    expect(parseCommand(['--file', 'tips.CSV'])).toEqual({
      ...{ file: 'tips.CSV', kind: 'complaints', format: 'csv', mapping: {}, tokenFile: null },
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
      ...{ kind: 'suspects', format: 'ndjson', mapping: { familyName: 'Name=of' }, isCommitted: true },
    });
  });

  it.each([
    [[]],
    [['--file', 'tips.pdf']],
    [['--file', 'tips.csv', '--kind', 'victims']],
    [['--file', 'tips.csv', '--token', 'x']],
    [['--file', 'tips.csv', '--map', 'familyName=Name']],
    [['--file', 'tips.csv', '--kind', 'suspects', '--map', 'narrative=Name']],
  ])('%j is rejected', (line) => {
    expect(() => parseCommand(line)).toThrow(InvalidArguments);
  });
});
