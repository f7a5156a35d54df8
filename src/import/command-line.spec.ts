import { describe, expect, it } from '@jest/globals';
import { commandIn, NotUnderstood } from './command-line.js';

describe('the line of a command', () => {
  it('enters nothing and takes tips, unless it says otherwise', () => {
    expect(commandIn(['--file', 'tips.CSV'])).toEqual({
      ...{ file: 'tips.CSV', kind: 'complaints', format: 'csv', mapping: {}, tokenFile: null },
      ...{ isCommitted: false, withoutFaulty: false, leavesOutOther: false },
    });
  });

  it('says which records, of what form, out of which columns', () => {
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

    expect(commandIn(line)).toMatchObject({
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
  ])('%j is not understood', (line) => {
    expect(() => commandIn(line)).toThrow(NotUnderstood);
  });
});
