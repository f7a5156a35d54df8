import { describe, expect, it } from '@jest/globals';
import type { Actor, Role, Seat } from '../../platform/actor/actor.js';
import { importPolicy } from './import.policy.js';
import { importKinds } from './import.enums.js';

const seats: readonly Seat[] = [
  { level: 'agency', taskForceId: 't', agencyId: 'a' },
  { level: 'task_force', taskForceId: 't' },
  { level: 'national' },
];
const actor = (role: Role, seat: Seat): Actor => ({
  ...{ accountId: 'a', sessionId: 's', role, seat, scopes: null, isSteppedUp: false },
});
const mayBegin = (role: Role): string[] =>
  importKinds.flatMap((kind) =>
    seats.filter((seat) => importPolicy.begin(actor(role, seat), kind)).map(({ level }) => `${kind} at ${level}`),
  );

describe('the permission to import', () => {
  it.each(['investigator', 'supervisor'] as const)('covers cases for an %s of an agency or a task force', (role) => {
    const cases = [
      'complaints',
      'suspects',
      'arrests',
      'prosecutions',
      'victims_identified',
      'trainings',
      'presentations',
    ];
    expect(mayBegin(role)).toEqual(cases.flatMap((kind) => [`${kind} at agency`, `${kind} at task_force`]));
  });

  it('covers agencies for administrators above them', () => {
    expect(mayBegin('admin')).toEqual(['agencies at task_force', 'agencies at national']);
  });

  it('excludes auditors', () => {
    expect(mayBegin('auditor')).toEqual([]);
  });
});
