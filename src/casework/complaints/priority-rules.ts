import { complaintAnnotationLabels, type ComplaintAnnotation } from './annotations.enums.js';
import { childAccessLabels, type ChildAccess, type ComplaintType, type Priority } from './complaints.enums.js';

export interface PriorityFacts {
  readonly type: ComplaintType | null;
  /** Whether a child of the complaint is recorded as at risk, or its abuse as ongoing. */
  readonly hasChildAtRisk: boolean;
  readonly hasVictim: boolean;
  readonly hasSuspect: boolean;
  /** Whether the provider stated an immediate risk to a child. */
  readonly isEscalated: boolean;
  /** Access to a child as a person chose it, or else as the tip states it. */
  readonly childAccess: ChildAccess | null;
  /** Whether a person found a statement of hands-on abuse. No free text is read for it. */
  readonly hasHandsOnStatement: boolean;
  readonly namesConvictedOffender: boolean;
  /** Number of earlier reports about the reported person, as the tip states them. */
  readonly priorReports: number;
  /** Whether NCMEC classed the tip as informational. */
  readonly isInformational: boolean;
  /** Annotations of the tip, of its files that are neither viral nor a meme, and those that a person added. */
  readonly annotations: readonly ComplaintAnnotation[];
  /** Number of reported files, without supplemental, viral and meme files. */
  readonly files: number;
  /** Number of those that the industry classifies as A1 or A2. */
  readonly prepubescentFiles: number;
  /** Whether each reported file is viral or a meme. False without files. */
  readonly isAllViral: boolean;
}

/** Values of a reason's sentence, for a sentence in another language. A value that a rule does not have is null or empty. */
export interface ReasonParams {
  readonly type: ComplaintType | null;
  readonly count: number | null;
  readonly access: ChildAccess | null;
  readonly annotations: readonly ComplaintAnnotation[];
}

export const noParams: ReasonParams = { type: null, count: null, access: null, annotations: [] };

interface PriorityRule {
  readonly name: string;
  readonly tier: Priority;
  /** Condition of the rule, as a supervisor reads it. */
  readonly says: string | ((params: ReasonParams) => string);
  readonly holds: (facts: PriorityFacts) => boolean;
  readonly params?: (facts: PriorityFacts) => Partial<ReasonParams>;
}

/** Number of files from which a tip counts as high-volume. The ICAC scale states no number; this one is our choice. */
export const manyFiles = 10;

/** Annotations of a child who is coerced now. */
const coercion: readonly ComplaintAnnotation[] = ['sadistic_online_exploitation', 'sextortion'];

/** Annotations that aggravate what the complaint reports. */
const aggravation: readonly ComplaintAnnotation[] = [
  'potential_aggravating_factors',
  'instrumental_use',
  'infant',
  'physical_harm',
  'violence_gore',
  'bestiality',
  'live_streaming',
];

const isOneOf =
  (...types: readonly ComplaintType[]) =>
  ({ type }: PriorityFacts): boolean =>
    type !== null && types.includes(type);

function selectAnnotations(
  { annotations }: Pick<PriorityFacts, 'annotations'>,
  selected: readonly ComplaintAnnotation[],
): readonly ComplaintAnnotation[] {
  return selected.filter((annotation) => annotations.includes(annotation));
}

function listAnnotations({ annotations }: ReasonParams): string {
  return annotations.map((annotation) => complaintAnnotationLabels[annotation]).join(', ');
}

/** Returns a number with its noun: `1 file`, `2 files`. */
function countOf({ count }: ReasonParams, noun: string): string {
  return `${count ?? 0} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * Rules for more urgency, most urgent first. "ICAC scale" is the national scale of the ICAC program standards: its
 * levels 1, 2 to 3, 4 to 6 and 7 to 8 are our tiers 1 to 4. The order within a tier is the order of the reasons.
 */
const raisingRules = [
  /** ICAC scale, level 1: a child at immediate risk of victimization. */
  {
    name: 'child_at_risk_now',
    tier: 1,
    says: 'A child is recorded as at risk, or its abuse as ongoing.',
    holds: ({ hasChildAtRisk }) => hasChildAtRisk,
  },
  /** ICAC scale, level 1; 34 U.S.C. 21114(8): leads that may identify or rescue a child. A person must find the words. */
  {
    name: 'hands_on_statement',
    tier: 1,
    says: 'A person found a statement of hands-on abuse.',
    holds: ({ hasHandsOnStatement }) => hasHandsOnStatement,
  },
  /** Provider schema (XSD), `escalateToHighPriority`: the reason of the provider for an immediate risk to a child. */
  {
    name: 'escalated_by_provider',
    tier: 1,
    says: 'The provider escalated the report: it states an immediate risk to a child.',
    holds: ({ isEscalated }) => isEscalated,
  },
  /** ICAC scale, level 1; 34 U.S.C. 21114(8). */
  {
    name: 'contact_with_a_child',
    tier: 1,
    says: 'It is about contact abuse, trafficking or somebody on the way to a child.',
    holds: isOneOf('contact_abuse', 'child_sex_trafficking', 'traveler'),
  },
  /** ICAC scale, level 2: a child vulnerable to victimization by a known offender. */
  {
    name: 'child_identified',
    tier: 2,
    says: 'A child has been identified.',
    holds: ({ hasVictim }) => hasVictim,
  },
  /** ICAC scale, level 2; Stanford 2024: access to a child separates tips that look alike. */
  {
    name: 'access_to_child',
    tier: 2,
    says: ({ access }) => `The reported person has access to a child: ${childAccessLabels[access ?? 'other']}.`,
    holds: ({ childAccess }) => childAccess !== null && childAccess !== 'none',
    params: ({ childAccess }) => ({ access: childAccess }),
  },
  /** ICAC scale, level 3: a suspect who aggressively solicits a child. */
  {
    name: 'child_within_reach',
    tier: 2,
    says: 'It is about somebody who reaches or records a child: enticement, sextortion, production, travel for abuse.',
    holds: isOneOf('enticement', 'sextortion', 'csam_manufacture', 'child_sex_tourism'),
  },
  /** Provider schema (XSD), `sadisticOnlineExploitation` and `sextortion`; alerts of the FBI and NCMEC on both. */
  {
    name: 'child_coerced',
    tier: 2,
    says: (params) => `It is annotated as coercion of a child: ${listAnnotations(params)}.`,
    holds: (facts) => selectAnnotations(facts, coercion).length > 0,
    params: (facts) => ({ annotations: selectAnnotations(facts, coercion) }),
  },
  /** 34 U.S.C. 21114(8): the seriousness of the conduct and the dangerousness of the suspect. */
  {
    name: 'known_suspect',
    tier: 3,
    says: 'A suspect is known.',
    holds: ({ hasSuspect }) => hasSuspect,
  },
  /** ICAC scale, level 5: repeat offenders. ICAC Data System, `convictedSexOffender`. */
  {
    name: 'convicted_offender',
    tier: 3,
    says: 'The tip states that the reported person is a convicted sex offender.',
    holds: ({ namesConvictedOffender }) => namesConvictedOffender,
  },
  /** ICAC scale, level 5: repeat offenders. Provider schema (XSD), `priorCTReports`. */
  {
    name: 'prior_reports',
    tier: 3,
    says: (params) => `The tip names ${countOf(params, 'prior report')} about the reported person.`,
    holds: ({ priorReports }) => priorReports > 0,
    params: ({ priorReports }) => ({ count: priorReports }),
  },
  /**
   * ICAC scale, level 5: sadistic images. Provider schema (XSD), file annotations; additions of 2026,
   * `potentialAggravatingFactors` and `instrumentalUse`.
   */
  {
    name: 'aggravated',
    tier: 3,
    says: (params) => `It is annotated as aggravated: ${listAnnotations(params)}.`,
    holds: (facts) => selectAnnotations(facts, aggravation).length > 0,
    params: (facts) => ({ annotations: selectAnnotations(facts, aggravation) }),
  },
  /** Provider schema (XSD), `industryClassification`: A1 and A2 show a prepubescent child. 34 U.S.C. 21114(8): seriousness. */
  {
    name: 'prepubescent_child',
    tier: 3,
    says: (params) => `${countOf(params, 'reported file')} of class A1 or A2: a prepubescent child.`,
    holds: ({ prepubescentFiles }) => prepubescentFiles > 0,
    params: ({ prepubescentFiles }) => ({ count: prepubescentFiles }),
  },
  /** ICAC scale, levels 5 and 6: high volume. */
  {
    name: 'many_files',
    tier: 3,
    says: (params) => `The tip reports ${countOf(params, 'file')}.`,
    holds: ({ files }) => files >= manyFiles,
    params: ({ files }) => ({ count: files }),
  },
  /** ICAC scale, level 4: traders of images. */
  {
    name: 'active_offender',
    tier: 3,
    says: 'It is about distribution or about obscene material sent to minors.',
    holds: isOneOf('csam_distribution', 'obscenity_directed_to_minors'),
  },
] as const satisfies readonly PriorityRule[];

/** Rules for less urgency. Each proposes tier 4, unless a rule of tier 1 or 2 holds. */
const loweringRules = [
  /** ICAC scale, level 7: known images. Provider schema (XSD), `viral` and `potentialMeme`; NCMEC 2024 on bundling. */
  {
    name: 'known_viral',
    tier: 4,
    says: 'Each reported file is marked as viral or as a meme.',
    holds: ({ isAllViral }) => isAllViral,
  },
  /** Additions of 2026, `informational`: NCMEC holds the tip not to be enough for an investigation. */
  {
    name: 'informational',
    tier: 4,
    says: 'NCMEC classed the tip as informational.',
    holds: ({ isInformational }) => isInformational,
  },
] as const satisfies readonly PriorityRule[];

/** Applies where no other rule does. */
const fallbackRule = {
  name: 'all_else',
  tier: 4,
  says: 'Nothing that is known speaks for more urgency.',
  holds: () => true,
} as const satisfies PriorityRule;

/**
 * Least urgent tier that no lowering rule overrules. A child at risk (tiers 1 and 2) weighs more than a viral file; a
 * viral file or an informational tip weighs more than a reason of tier 3. Stanford 2024: a viral file that many share for outrage hides the tips
 * with a child in danger.
 */
const leastProtectedTier = 2;

/**
 * Priority rules, most urgent first. They propose; a supervisor decides and gives the reason, on which the limited
 * liability for the priority depends (34 U.S.C. 21112(c)).
 */
export const priorityRules = [...raisingRules, ...loweringRules, fallbackRule] as const;

/**
 * Name of a rule that proposes a priority. `child_within_reach`: enticement, sextortion, production or travel.
 * `active_offender`: distribution, or obscene material sent to minors. `known_viral` and `informational` propose less
 * urgency. `all_else`: no other rule applies.
 */
export type PriorityRuleName = (typeof priorityRules)[number]['name'];

/**
 * Effect of a reason on the proposal. `supports`: the proposed value follows from it. `weaker`: it holds, and a
 * stronger one decides. `overruled`: it speaks against the proposed tier.
 */
export const reasonEffects = ['supports', 'weaker', 'overruled'] as const;
export type ReasonEffect = (typeof reasonEffects)[number];

export interface PriorityReason {
  readonly rule: PriorityRuleName;
  readonly effect: ReasonEffect;
  readonly says: string;
  readonly params: ReasonParams;
}

export interface ProposedPriority {
  readonly priority: Priority;
  /** Every rule that holds: those that support the tier, then the overruled ones, then the weaker ones. */
  readonly reasons: readonly PriorityReason[];
}

/** Proposes the most urgent tier that a rule supports, or tier 4 if a lowering rule overrules it. */
export function proposePriority(facts: PriorityFacts): ProposedPriority {
  const raising = raisingRules.filter(({ holds }) => holds(facts));
  const lowering = loweringRules.filter(({ holds }) => holds(facts));
  const raised = raising[0]?.tier ?? fallbackRule.tier;
  const isLowered = lowering.length > 0 && raised > leastProtectedTier;
  const priority = isLowered ? fallbackRule.tier : raised;
  const supporting = isLowered ? lowering : raising.filter(({ tier }) => tier === priority);
  const overruled = isLowered ? raising : lowering;
  const weaker = isLowered ? [] : raising.filter(({ tier }) => tier !== priority);
  const toReasons = (rules: readonly NamedRule[], effect: ReasonEffect): PriorityReason[] =>
    rules.map((rule) => toReason(rule, facts, effect));
  return {
    priority,
    reasons: [
      ...toReasons(supporting.length === 0 ? [fallbackRule] : supporting, 'supports'),
      ...toReasons(overruled, 'overruled'),
      ...toReasons(weaker, 'weaker'),
    ],
  };
}

/** Returns the names of the rules that support a proposed priority. */
export function selectSupporting({ reasons }: ProposedPriority): PriorityRuleName[] {
  return reasons.filter(({ effect }) => effect === 'supports').map(({ rule }) => rule);
}

type NamedRule = PriorityRule & { readonly name: PriorityRuleName };

function toReason(rule: NamedRule, facts: PriorityFacts, effect: ReasonEffect): PriorityReason {
  const params = { ...noParams, ...rule.params?.(facts) };
  const says = typeof rule.says === 'string' ? rule.says : rule.says(params);
  return { rule: rule.name, effect, says, params };
}
