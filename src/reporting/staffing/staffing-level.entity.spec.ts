import { describe, expect, it } from '@jest/globals';
import { InvalidInput, Voided } from '../../platform/http/problems.js';
import { StaffingLevel, type StaffingFacts } from './staffing-level.entity.js';

const today = '2018-05-14';
const facts: StaffingFacts = {
  fromOn: '2018-05-14',
  untilOn: null,
  investigators: { fullTime: 6, partTime: 2 },
  prosecutors: { fullTime: 1, partTime: 3 },
  educationSpecialists: { fullTime: 0, partTime: 4 },
  forensicSpecialists: { fullTime: 5, partTime: 7 },
};

function level(overrides: Partial<StaffingFacts> = {}): StaffingLevel {
  const staffingLevel = Object.assign(new StaffingLevel(), { voidedAt: null });
  staffingLevel.update({ ...facts, ...overrides }, today);
  return staffingLevel;
}

function refusalOf(overrides: Partial<StaffingFacts>): unknown {
  try {
    level(overrides);
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors[0]?.pointer : fault;
  }
}

describe('a staffing level', () => {
  it('states each of the four roles by full and part time', () => {
    const { fromOn, untilOn, ...staff } = facts;

    expect(level()).toMatchObject({ fromOn, untilOn });
    expect(level().staff).toEqual(staff);
  });

  it('has begun, and lasts at least one day', () => {
    expect(refusalOf({ fromOn: '2018-05-15' })).toBe('#/fromOn');
    expect(refusalOf({ untilOn: '2018-05-14' })).toBe('#/untilOn');
    expect(refusalOf({ untilOn: '2018-05-15' })).toBeNull();
  });

  it('rejects changes once it is voided', () => {
    const voided = level();
    voided.voidedAt = new Date();

    expect(() => {
      voided.update(facts, today);
    }).toThrow(Voided);
  });
});
