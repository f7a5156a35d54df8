import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { bindBuilt, type StatementPart } from './built-statements.js';

const tx = new DataSource({ type: 'postgres' }).manager;

function bind(
  parts: readonly StatementPart[],
  parameters: Readonly<Record<string, unknown>>,
  text: string,
): [sql: string, values: unknown[]] {
  return bindBuilt(tx, parts, parameters, () => text);
}

describe('bindBuilt', () => {
  it('numbers the parameters by their first place in the text, and leaves out others', () => {
    const parameters = { state: 'closed', agency: 'A', unused: 1 };

    expect(bind(['numbers'], parameters, 'a = :agency AND s = :state OR b = :agency AND n::integer = 1')).toEqual([
      'a = $1 AND s = $2 OR b = $1 AND n::integer = 1',
      ['A', 'closed'],
    ]);
  });

  it('builds a statement once for the same parts, and takes the values of each request', () => {
    bind(['once', ['a', 1]], { state: 'closed' }, 'first = :state');

    expect(bind(['once', ['a', 1]], { state: 'received' }, 'second = :state')).toEqual(['first = $1', ['received']]);
  });

  it.each<[StatementPart[], StatementPart[]]>([
    [
      ['groups', ['a', 'b'], []],
      ['groups', ['a'], ['b']],
    ],
    [
      ['types', 1],
      ['types', '1'],
    ],
    [
      ['limit', 50],
      ['limit', 51],
    ],
    [
      ['texts', 'a","b'],
      ['texts', 'a', 'b'],
    ],
  ])('builds another statement for other parts: %j and %j', (one, other) => {
    bind(one, {}, 'first');

    expect(bind(other, {}, 'second')).toEqual(['second', []]);
  });
});
