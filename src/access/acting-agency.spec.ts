import { describe, expect, it } from '@jest/globals';
import { resolveActingAgency } from './acting-agency.js';
import type { Actor } from '../platform/actor/actor.js';

const at = (pointer: string): unknown =>
  expect.objectContaining({ members: { errors: [expect.objectContaining({ pointer })] } });

describe('the agency of a new record', () => {
  const seated = (seat: Actor['seat']): Actor => ({
    accountId: 'a',
    sessionId: 's',
    role: 'investigator',
    seat,
    scopes: null,
    isSteppedUp: true,
  });
  const desk = seated({ level: 'agency', taskForceId: 'tf', agencyId: 'own' });
  const head = seated({ level: 'task_force', taskForceId: 'tf' });

  it('is the own agency of an account, or the one that a task force names', () => {
    expect(resolveActingAgency(desk, undefined)).toEqual({ taskForceId: 'tf', agencyId: 'own' });
    expect(resolveActingAgency(desk, 'OWN')).toEqual({ taskForceId: 'tf', agencyId: 'own' });
    expect(resolveActingAgency(head, 'any')).toEqual({ taskForceId: 'tf', agencyId: 'any' });
  });

  it('cannot be a neighbor, cannot be omitted by a task force, and is never the national seat', () => {
    expect(() => resolveActingAgency(desk, 'other')).toThrow(at('#/agencyId'));
    expect(() => resolveActingAgency(head, undefined)).toThrow(at('#/agencyId'));
    expect(() => resolveActingAgency(seated({ level: 'national' }), 'any')).toThrow(
      expect.objectContaining({ status: 403 }),
    );
  });
});
