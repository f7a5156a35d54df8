import { describe, expect, it } from '@jest/globals';
import { LinkUnchanged, NotLinked, NotPrimaryRecord } from '../records/primary-records.js';
import { InvalidInput, Voided } from '../../platform/http/problems.js';
import { sortSteps, SafeguardingStep } from './safeguarding-step.entity.js';
import { formatPseudonym, VictimIdentified, type VictimFacts } from './victim-identified.entity.js';
import { DuplicateVictim } from './victims-identified.errors.js';
import type { SafeguardingStatus } from './victims-identified.enums.js';

const today = '2018-05-14';
const facts: VictimFacts = { abuseTiming: 'recent', productionVictim: false, identifiedOn: today };

function victim(overrides: Partial<VictimIdentified> = {}): VictimIdentified {
  const found = {
    id: 'v',
    complaintId: 'c',
    sameChildAs: null,
    voidedAt: null,
    safeguardingStatus: 'identified',
    ...facts,
  };
  return Object.assign(new VictimIdentified(), found, overrides);
}

function step(status: SafeguardingStatus, happenedOn: string, notedAt = 0, id = 's'): SafeguardingStep {
  return Object.assign(new SafeguardingStep(), { id, status, happenedOn, notedAt: new Date(notedAt), voidedAt: null });
}

function refusalOf(act: () => void): unknown {
  try {
    act();
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors : fault;
  }
}

describe('an identified victim', () => {
  it('is rejected with a future identification', () => {
    const found = victim();

    expect(
      refusalOf(() => {
        found.describe(facts, '2018-05-13');
      }),
    ).toEqual([{ pointer: '#/identifiedOn', detail: 'must not be in the future' }]);
    expect(
      refusalOf(() => {
        found.describe({ ...facts, abuseTiming: 'historical' }, today);
      }),
    ).toBeNull();
    expect(found.abuseTiming).toBe('historical');
  });

  it('is rejected with an identification after a later step', () => {
    const since = [step('located', '2018-05-13')];

    expect(
      refusalOf(() => {
        victim().describe(facts, today, since);
      }),
    ).toEqual([{ pointer: '#/identifiedOn', detail: 'must not be after a step that was taken for the child' }]);
    expect(
      refusalOf(() => {
        victim().describe({ ...facts, identifiedOn: '2018-05-13' }, today, since);
      }),
    ).toBeNull();
  });

  it('accepts a step from the day of identification to today', () => {
    const found = victim({ identifiedOn: '2018-05-10' });

    expect(
      refusalOf(() => {
        found.requireStepOn('2018-05-09', today);
      }),
    ).toEqual([{ pointer: '#/happenedOn', detail: 'must not be before the child was identified' }]);
    expect(
      refusalOf(() => {
        found.requireStepOn('2018-05-10', today);
      }),
    ).toBeNull();
    expect(
      refusalOf(() => {
        found.requireStepOn(today, today);
      }),
    ).toBeNull();
    expect(
      refusalOf(() => {
        found.requireStepOn('2018-05-15', today);
      }),
    ).toEqual([{ pointer: '#/happenedOn', detail: 'must not be in the future' }]);
  });

  it('has the status of the last step, and may be at risk again', () => {
    const found = victim();

    found.updateSafeguardingStatus([]);
    expect(found.safeguardingStatus).toBe('identified');
    found.updateSafeguardingStatus([step('safe_verified', '2018-05-13'), step('at_risk', today)]);
    expect(found.safeguardingStatus).toBe('at_risk');
  });

  it('has the status of the steps not voided, and identified without any', () => {
    const found = victim();
    const voided = Object.assign(step('at_risk', today), { voidedAt: new Date(0) });

    found.updateSafeguardingStatus([step('safe_verified', '2018-05-13'), voided]);
    expect(found.safeguardingStatus).toBe('safe_verified');
    found.updateSafeguardingStatus([voided]);
    expect(found.safeguardingStatus).toBe('identified');
  });

  it('has a numbered pseudonym', () => {
    expect(formatPseudonym(1)).toBe('MV1');
    expect(formatPseudonym(12)).toBe('MV12');
  });

  it('rejects changes once it is voided', () => {
    const gone = victim({ voidedAt: new Date(), sameChildAs: 'first' });
    const other = victim({ id: 'f', complaintId: 'd' });

    for (const act of [
      () => {
        gone.describe(facts, today);
      },
      () => {
        gone.requireStepOn(today, today);
      },
      () => {
        gone.linkTo(other);
      },
      () => {
        gone.unlink();
      },
    ]) {
      expect(act).toThrow(Voided);
    }
  });
});

describe('a child recorded before', () => {
  it('is linked to a primary record of another complaint, and unlinked again', () => {
    const found = victim();

    found.linkTo(victim({ id: 'first', complaintId: 'd' }));
    expect(found.sameChildAs).toBe('first');
    expect(() => {
      found.linkTo(victim({ id: 'first', complaintId: 'd' }));
    }).toThrow(LinkUnchanged);
    found.unlink();
    expect(found.sameChildAs).toBeNull();
    expect(() => {
      found.unlink();
    }).toThrow(NotLinked);
  });

  it('is not linked within its complaint, to a linked or voided record, or to itself', () => {
    const found = victim();

    expect(() => {
      found.linkTo(victim({ id: 'w' }));
    }).toThrow(DuplicateVictim);
    expect(() => {
      found.linkTo(victim({ id: 'w', complaintId: 'd', sameChildAs: 'x' }));
    }).toThrow(NotPrimaryRecord);
    expect(
      refusalOf(() => {
        found.linkTo(found);
      }),
    ).toEqual([{ pointer: '#/victimId', detail: 'must not be the record itself' }]);
    expect(
      refusalOf(() => {
        found.linkTo(victim({ id: 'w', complaintId: 'd', voidedAt: new Date() }));
      }),
    ).toEqual([{ pointer: '#/victimId', detail: 'was voided' }]);
    expect(found.sameChildAs).toBeNull();
  });
});

describe('safeguarding steps', () => {
  it('are in order of their days, and within a day in order of recording', () => {
    const steps = [
      step('at_risk', '2018-05-14', 3, 'd'),
      step('located', '2018-05-13', 9, 'b'),
      step('safe_verified', '2018-05-14', 2, 'c'),
      step('identified', '2018-05-12', 9, 'a'),
      step('guardian_notified', '2018-05-14', 3, 'e'),
    ];

    expect(sortSteps(steps).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
