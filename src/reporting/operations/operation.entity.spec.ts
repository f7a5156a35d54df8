import { describe, expect, it } from '@jest/globals';
import { Operation } from './operation.entity.js';
import { operationPolicy } from './operations.policy.js';
import type { OperationMembership } from './operations.enums.js';

function planOperation(startsOn: string, endsOn: string, membership: OperationMembership = 'window'): Operation {
  const operation = new Operation();
  operation.plan({ name: 'Operation Broken Heart', startsOn, endsOn, membership });
  return operation;
}

describe('the window of an operation', () => {
  it.each([
    ['2018-03-01', '2018-03-01'],
    ['2018-03-01', '2018-05-31'],
    ['2018-01-01', '2019-01-01'],
    ['2020-01-01', '2020-12-31'],
  ])('may run from %s to %s', (startsOn, endsOn) => {
    expect(planOperation(startsOn, endsOn)).toMatchObject({ startsOn, endsOn });
  });

  it.each([
    ['2018-03-01', '2018-02-28'],
    ['2018-01-01', '2019-01-02'],
    ['2020-01-01', '2021-01-01'],
  ])('may not run from %s to %s', (startsOn, endsOn) => {
    expect(() => planOperation(startsOn, endsOn)).toThrow(
      expect.objectContaining({ members: { errors: [expect.objectContaining({ pointer: '#/endsOn' })] } }),
    );
  });

  it('stays unchanged when a new one is rejected', () => {
    const operation = planOperation('2018-03-01', '2018-05-31');
    const wrong = { name: 'Wrong', startsOn: '2018-06-01', endsOn: '2018-05-31', membership: 'tagged' } as const;

    expect(() => {
      operation.plan(wrong);
    }).toThrow();
    expect(operation).toMatchObject({ name: 'Operation Broken Heart', startsOn: '2018-03-01', membership: 'window' });
  });
});

describe('an operation', () => {
  it('accepts tags only when it counts tagged records', () => {
    expect(() => {
      planOperation('2018-03-01', '2018-05-31', 'tagged').requireTags();
    }).not.toThrow();
    expect(() => {
      planOperation('2018-03-01', '2018-05-31', 'window').requireTags();
    }).toThrow(expect.objectContaining({ type: 'tagging-not-allowed', status: 409 }));
  });

  it('is managed from its own seat, and tagged where its records are visible', () => {
    const [national, own] = [{ taskForceId: null }, { taskForceId: 'tf' }];
    const at = { accountId: 'a', sessionId: 's', role: 'supervisor', scopes: null, isSteppedUp: true } as const;
    const nation = { ...at, seat: { level: 'national' } } as const;
    const head = { ...at, seat: { level: 'task_force', taskForceId: 'tf' } } as const;
    const other = { ...at, seat: { level: 'task_force', taskForceId: 'else' } } as const;
    const desk = { ...at, seat: { level: 'agency', taskForceId: 'tf', agencyId: 'desk' } } as const;

    expect([nation, head, other, desk].map((actor) => operationPolicy.run(actor, national))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([nation, head, other, desk].map((actor) => operationPolicy.run(actor, own))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect([nation, head, desk].map((actor) => operationPolicy.tag(actor))).toEqual([false, true, true]);
  });
});
