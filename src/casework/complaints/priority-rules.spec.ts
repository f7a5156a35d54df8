import { describe, expect, it } from '@jest/globals';
import { complaintTypes } from './complaints.enums.js';
import { priorityRules, proposePriority, type PriorityFacts } from './priority-rules.js';

const nothing: PriorityFacts = { type: null, hasChildAtRisk: false, hasVictim: false, hasSuspect: false };

describe('the priority rules', () => {
  it.each([
    [nothing, 4, ['all_else']],
    [{ ...nothing, type: 'csam_possession' }, 4, ['all_else']],
    [{ ...nothing, type: 'csam_distribution' }, 3, ['active_offender']],
    [{ ...nothing, type: 'csam_possession', hasSuspect: true }, 3, ['known_suspect']],
    [{ ...nothing, type: 'sextortion', hasVictim: true }, 2, ['child_identified', 'child_within_reach']],
    [{ ...nothing, type: 'traveler', hasSuspect: true }, 1, ['contact_with_a_child']],
    [{ ...nothing, type: 'csam_possession', hasChildAtRisk: true, hasVictim: true }, 1, ['child_at_risk_now']],
  ] as const)('propose for %j tier %i, by %j', (facts, priority, because) => {
    expect(proposePriority(facts)).toEqual({ priority, reasons: because });
  });

  it('propose tier 1 for a child at risk, whatever the type', () => {
    for (const type of complaintTypes) {
      expect(proposePriority({ ...nothing, type, hasChildAtRisk: true }).priority).toBe(1);
    }
  });

  it('are in the order of their tiers', () => {
    const tiers = priorityRules.map(({ tier }) => tier);

    expect(tiers).toEqual([...tiers].sort());
  });
});
