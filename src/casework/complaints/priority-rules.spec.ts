import { describe, expect, it } from '@jest/globals';
import { nothingKnown } from '../../../test/casework/priority-facts.js';
import { complaintTypes } from './complaints.enums.js';
import {
  manyFiles,
  priorityRules,
  proposePriority,
  selectSupporting,
  type PriorityFacts,
  type PriorityRuleName,
} from './priority-rules.js';

/** Facts for which a rule holds alone. */
const factsOf: Readonly<Record<PriorityRuleName, Partial<PriorityFacts>>> = {
  child_at_risk_now: { hasChildAtRisk: true },
  hands_on_statement: { hasHandsOnStatement: true },
  escalated_by_provider: { isEscalated: true },
  contact_with_a_child: { type: 'traveler' },
  child_identified: { hasVictim: true },
  access_to_child: { childAccess: 'teacher' },
  child_within_reach: { type: 'enticement' },
  child_coerced: { annotations: ['sadistic_online_exploitation'] },
  known_suspect: { hasSuspect: true },
  convicted_offender: { namesConvictedOffender: true },
  prior_reports: { priorReports: 1 },
  aggravated: { annotations: ['instrumental_use'] },
  prepubescent_child: { prepubescentFiles: 1 },
  many_files: { files: manyFiles },
  active_offender: { type: 'csam_distribution' },
  known_viral: { isAllViral: true },
  informational: { isInformational: true },
  all_else: {},
};

function proposed(facts: Partial<PriorityFacts>) {
  const { priority, reasons } = proposePriority({ ...nothingKnown, ...facts });
  return { priority, reasons: reasons.map(({ rule, effect }) => `${rule} ${effect}`) };
}

function saysOf(facts: Partial<PriorityFacts>): string | undefined {
  return proposePriority({ ...nothingKnown, ...facts }).reasons[0]?.says;
}

describe('a priority rule', () => {
  it.each(priorityRules.map(({ name, tier }) => [name, tier] as const))('%s alone proposes tier %i', (name, tier) => {
    expect(proposed(factsOf[name])).toEqual({ priority: tier, reasons: [`${name} supports`] });
  });

  it.each(priorityRules.map(({ name }) => name))('%s does not hold without its facts', (name) => {
    const others = Object.keys(factsOf).filter((other) => other !== name);
    for (const other of others as PriorityRuleName[]) {
      expect(proposed(factsOf[other]).reasons).toEqual([`${other} supports`]);
    }
  });

  it.each([
    [{ priorReports: 1 }, 'The tip names 1 prior report about the reported person.'],
    [{ priorReports: 3 }, 'The tip names 3 prior reports about the reported person.'],
    [{ prepubescentFiles: 2 }, '2 reported files of class A1 or A2: a prepubescent child.'],
    [{ files: 12 }, 'The tip reports 12 files.'],
    [{ childAccess: 'coach' }, 'The reported person has access to a child: coach.'],
    [{ annotations: ['violence_gore', 'infant'] }, 'It is annotated as aggravated: infant, violence or gore.'],
    [{ annotations: ['sextortion'] }, 'It is annotated as coercion of a child: sextortion.'],
  ] as const)('says the facts of %j: %s', (facts, says) => {
    expect(saysOf(facts)).toBe(says);
  });

  it('has no reason in a person who was found to have no access', () => {
    expect(proposed({ childAccess: 'none' })).toEqual({ priority: 4, reasons: ['all_else supports'] });
  });

  it.each(['csam_possession', 'csam_receipt'] as const)('has no reason in %s alone', (type) => {
    expect(proposed({ type })).toEqual({ priority: 4, reasons: ['all_else supports'] });
  });

  it('of the number of files holds from ten files on', () => {
    expect([manyFiles, proposed({ files: 9 }).priority, proposed({ files: 10 }).priority]).toEqual([10, 4, 3]);
  });
});

describe('the priority rules', () => {
  it('are in the order of their tiers', () => {
    const tiers = priorityRules.map(({ tier }) => tier);

    expect(tiers).toEqual([...tiers].sort());
  });

  it('propose tier 1 for a child at risk, whatever the type', () => {
    for (const type of complaintTypes) {
      expect(proposePriority({ ...nothingKnown, type, hasChildAtRisk: true }).priority).toBe(1);
    }
  });

  it('that support the same tier are all reasons, in the order of the table', () => {
    const facts = { type: 'sextortion', hasVictim: true, childAccess: 'household' } as const;

    expect(proposed(facts)).toEqual({
      priority: 2,
      reasons: ['child_identified supports', 'access_to_child supports', 'child_within_reach supports'],
    });
  });

  it('of a less urgent tier are weaker reasons, and support nothing', () => {
    const facts = { ...nothingKnown, hasHandsOnStatement: true, hasVictim: true, priorReports: 2 };

    expect(proposed(facts)).toEqual({
      priority: 1,
      reasons: ['hands_on_statement supports', 'child_identified weaker', 'prior_reports weaker'],
    });
    expect(selectSupporting(proposePriority(facts))).toEqual(['hands_on_statement']);
  });

  it.each([
    ['escalated_by_provider', 1],
    ['access_to_child', 2],
  ] as const)('let %s overrule a viral file, and give both reasons', (rule, tier) => {
    expect(proposed({ ...factsOf[rule], isAllViral: true })).toEqual({
      priority: tier,
      reasons: [`${rule} supports`, 'known_viral overruled'],
    });
  });

  it.each(['known_suspect', 'prior_reports', 'many_files', 'active_offender'] as const)(
    'let a viral file overrule %s, and give both reasons',
    (rule) => {
      expect(proposed({ ...factsOf[rule], isAllViral: true })).toEqual({
        priority: 4,
        reasons: ['known_viral supports', `${rule} overruled`],
      });
    },
  );

  it('keep the weaker reasons apart from the overruled one', () => {
    expect(proposed({ isEscalated: true, hasSuspect: true, isInformational: true })).toEqual({
      priority: 1,
      reasons: ['escalated_by_provider supports', 'informational overruled', 'known_suspect weaker'],
    });
  });

  it('give both reasons of a tip that is viral and informational', () => {
    expect(proposed({ isAllViral: true, isInformational: true })).toEqual({
      priority: 4,
      reasons: ['known_viral supports', 'informational supports'],
    });
  });
});
