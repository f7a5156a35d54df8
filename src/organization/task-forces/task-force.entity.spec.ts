import { describe, expect, it } from '@jest/globals';
import { TaskForce } from './task-force.entity.js';

describe('a task force', () => {
  it('keeps its code, State and time zone in every update', () => {
    const fixedFields = { code: 'NE', state: 'NE', zone: 'America/Chicago' };
    const taskForce = Object.assign(new TaskForce(), fixedFields);
    const particulars = {
      name: 'Nebraska',
      coverage: 'statewide',
      contactPhone: null,
      contactEmail: 'icac@example.gov',
      verified: true,
    } as const;

    taskForce.update({ ...particulars, ...{ code: 'IA', state: 'IA', zone: 'America/Denver' } });

    expect(taskForce).toEqual(Object.assign(new TaskForce(), fixedFields, particulars));
  });
});
