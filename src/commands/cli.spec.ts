import { describe, expect, it } from '@jest/globals';
import { parseArguments } from './cli.js';

describe('parseArguments', () => {
  it.each([
    ['by npm run', ['node', 'scripts/run.mjs', 'dist/src/commands/tally.command.js', 'rebuild'], ['rebuild']],
    ['directly', ['node', 'dist/src/commands/tally.command.js', 'rebuild'], ['rebuild']],
    ['without arguments', ['node', 'dist/src/commands/tally.command.js'], []],
  ])('returns the arguments of a command that is run %s', (_way, argv, expected) => {
    expect(parseArguments(argv)).toEqual(expected);
  });
});
