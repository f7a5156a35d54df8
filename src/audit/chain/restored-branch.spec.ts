import { describe, expect, it } from '@jest/globals';
import type { HeadSignature } from './head-signatures.js';
import { findGivenUp } from './restored-branch.js';

const chain = '0198c3f0-0000-7000-8000-000000000001';

/** Returns the positions that are given up: `+7` is a signature of link 7 that fits, and `-7` one that does not. */
function givenUpOf(...signed: readonly string[]): number[] {
  const signatures = signed.map((one): HeadSignature => {
    const [hash = '', position] = [one[0], Number(one.slice(1))];
    return { chain, position, hash, signedAt: '', keyId: '', signature: '' };
  });
  return findGivenUp(chain, signatures, ({ hash }) => hash === '+').map(({ position }) => position);
}

describe('the signatures that a restore gives up', () => {
  it.each<[string, readonly string[], readonly number[]]>([
    ['are none if all fit', ['+1', '+2'], []],
    ['are those at the end', ['+1', '-5', '-3'], [3, 5]],
    ['are all if the chain was restored to before the first', ['-1', '-2'], [1, 2]],
    ['are those before the signer ran on the restored trail', ['+1', '-3', '-5', '+4', '+7'], [3, 5]],
  ])('%s', (_what, signed, givenUp) => {
    expect(givenUpOf(...signed)).toEqual(givenUp);
  });

  it.each<[string, readonly string[]]>([
    ['of a link before one that fits', ['+1', '+5', '-3']],
    ['of two branches with one that fits between them', ['+1', '-3', '+2', '-5']],
  ])('are refused if one is %s', (_what, signed) => {
    expect(() => givenUpOf(...signed)).toThrow('That is no restore');
  });
});
