import type { ComplaintType, Priority } from './complaints.enums.js';

export interface PriorityFacts {
  readonly type: ComplaintType | null;
  /** Whether a child of the complaint is recorded as at risk, or its abuse as ongoing. */
  readonly hasChildAtRisk: boolean;
  readonly hasVictim: boolean;
  readonly hasSuspect: boolean;
}

interface PriorityRule {
  readonly name: string;
  readonly tier: Priority;
  /** Condition of the rule, as a supervisor reads it. */
  readonly says: string;
  readonly holds: (facts: PriorityFacts) => boolean;
}

const isOneOf =
  (...types: readonly ComplaintType[]) =>
  ({ type }: PriorityFacts): boolean =>
    type !== null && types.includes(type);

/**
 * Priority rules, most urgent first (ICAC standards: priorities begin with the risk to a child). They propose; a
 * supervisor decides and gives the reason.
 */
export const priorityRules = [
  {
    name: 'child_at_risk_now',
    tier: 1,
    says: 'A child is recorded as at risk, or its abuse as ongoing.',
    holds: ({ hasChildAtRisk }) => hasChildAtRisk,
  },
  {
    name: 'contact_with_a_child',
    tier: 1,
    says: 'It is about contact abuse, trafficking or somebody on the way to a child.',
    holds: isOneOf('contact_abuse', 'child_sex_trafficking', 'traveler'),
  },
  {
    name: 'child_identified',
    tier: 2,
    says: 'A child has been identified.',
    holds: ({ hasVictim }) => hasVictim,
  },
  {
    name: 'child_within_reach',
    tier: 2,
    says: 'It is about somebody who reaches or records a child: enticement, sextortion, production, travel for abuse.',
    holds: isOneOf('enticement', 'sextortion', 'csam_manufacture', 'child_sex_tourism'),
  },
  {
    name: 'known_suspect',
    tier: 3,
    says: 'A suspect is known.',
    holds: ({ hasSuspect }) => hasSuspect,
  },
  {
    name: 'active_offender',
    tier: 3,
    says: 'It is about distribution or about obscene material sent to minors.',
    holds: isOneOf('csam_distribution', 'obscenity_directed_to_minors'),
  },
  {
    name: 'all_else',
    tier: 4,
    says: 'Nothing that is known speaks for more urgency.',
    holds: () => true,
  },
] as const satisfies readonly PriorityRule[];

/**
 * Name of a rule that proposes a priority. `child_within_reach`: enticement, sextortion, production or travel.
 * `active_offender`: distribution, or obscene material sent to minors. `all_else`: no other rule applies.
 */
export type PriorityRuleName = (typeof priorityRules)[number]['name'];

/** Most urgent tier that a rule supports, with every rule that supports it. */
export interface ProposedPriority {
  readonly priority: Priority;
  readonly reasons: readonly PriorityRuleName[];
}

export function proposePriority(facts: PriorityFacts): ProposedPriority {
  const applicableRules = priorityRules.filter(({ holds }) => holds(facts));
  const priority = applicableRules[0]?.tier ?? 4;
  return { priority, reasons: applicableRules.filter(({ tier }) => tier === priority).map(({ name }) => name) };
}
