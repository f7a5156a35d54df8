import { describe, expect, it } from '@jest/globals';
import { requireAccessible, requireFuture, requireNotFuture } from './input-checks.js';
import { InvalidInput } from './problems.js';

const errorsOf = (check: () => unknown): unknown => {
  try {
    check();
  } catch (error) {
    if (error instanceof InvalidInput) return error.members.errors;
    throw error;
  }
  return [];
};

describe('requireNotFuture', () => {
  it('accepts today and the present instant', () => {
    expect(
      errorsOf(() => {
        requireNotFuture('/heldOn', '2018-05-14', '2018-05-14');
      }),
    ).toEqual([]);
    expect(
      errorsOf(() => {
        requireNotFuture('/checkedAt', new Date(5), new Date(5));
      }),
    ).toEqual([]);
  });

  it.each([
    ['a later day', '2018-05-15', '2018-05-14'],
    ['a later instant', new Date(6), new Date(5)],
  ])('rejects %s at its field', (_, value, now) => {
    expect(
      errorsOf(() => {
        requireNotFuture('/heldOn', value, now);
      }),
    ).toEqual([{ pointer: '#/heldOn', detail: 'must not be in the future' }]);
  });
});

describe('requireFuture', () => {
  it.each([
    ['2018-05-13', [{ pointer: '#/reviewOn', detail: 'must be in the future' }]],
    ['2018-05-14', [{ pointer: '#/reviewOn', detail: 'must be in the future' }]],
    ['2018-05-15', []],
  ])('on 14 May finds for %s: %j', (day, errors) => {
    expect(
      errorsOf(() => {
        requireFuture('/reviewOn', day, '2018-05-14');
      }),
    ).toEqual(errors);
  });
});

describe('requireAccessible', () => {
  it('returns the record', () => {
    expect(requireAccessible({ id: 'a' }, '/suspectId')).toEqual({ id: 'a' });
  });

  it.each([[null], [undefined]])('rejects %s at its field', (record) => {
    expect(errorsOf(() => requireAccessible(record, '/suspectId'))).toEqual([
      { pointer: '#/suspectId', detail: 'does not exist or is not accessible' },
    ]);
  });
});
