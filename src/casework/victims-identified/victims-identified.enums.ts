/** Time of the abuse, as known at the identification. `historical`: in the past. `ongoing`: still happening. */
export const abuseTimings = ['recent', 'ongoing', 'historical', 'unknown'] as const;
export type AbuseTiming = (typeof abuseTimings)[number];

/**
 * Safeguarding status of a child. Any can follow any other: a safe child can be at risk again. `safe_verified`:
 * somebody checked. `cps_referred`: reported to child protective services.
 */
export const safeguardingStatuses = [
  'identified',
  'located',
  'safe_verified',
  'cps_referred',
  'forensic_interview_scheduled',
  'forensic_interview_done',
  'services_offered',
  'guardian_notified',
  'at_risk',
] as const;
export type SafeguardingStatus = (typeof safeguardingStatuses)[number];
export const safeguardingLabels: Readonly<Record<SafeguardingStatus, string>> = {
  identified: 'identified',
  located: 'located',
  safe_verified: 'verified safe',
  cps_referred: 'referred to child protective services',
  forensic_interview_scheduled: 'forensic interview scheduled',
  forensic_interview_done: 'forensic interview done',
  services_offered: 'services offered',
  guardian_notified: 'guardian notified',
  at_risk: 'at risk',
};

/** Relationships of a child to a suspect, with the NIBRS code of each: `child` is the suspect's own child. */
export const nibrsRelationshipCodes = {
  spouse: 'SE',
  common_law_spouse: 'CS',
  parent: 'PA',
  sibling: 'SB',
  child: 'CH',
  grandparent: 'GP',
  grandchild: 'GC',
  in_law: 'IL',
  stepparent: 'SP',
  stepchild: 'SC',
  stepsibling: 'SS',
  other_family: 'OF',
  acquaintance: 'AQ',
  friend: 'FR',
  neighbor: 'NE',
  babysittee: 'BE',
  boyfriend_girlfriend: 'BG',
  child_of_boyfriend_girlfriend: 'CF',
  cohabitant: 'CO',
  former_spouse: 'XS',
  former_relationship: 'XR',
  foster_child: 'FC',
  foster_parent: 'FP',
  employee: 'EE',
  employer: 'ER',
  otherwise_known: 'OK',
  unknown: 'RU',
  stranger: 'ST',
  was_offender: 'VO',
} as const;
/**
 * Relationship of the child to the offender (NIBRS data element 35). `babysittee`: looked after by the offender.
 * `cohabitant`: not in a relationship with the offender. `former_relationship`: ex-boyfriend or ex-girlfriend.
 * `foster_child`: of the offender. `otherwise_known`: known in another way. `was_offender`: each was offender and victim.
 */
export type VictimRelationshipKind = keyof typeof nibrsRelationshipCodes;
export const victimRelationshipKinds = Object.keys(nibrsRelationshipCodes) as readonly VictimRelationshipKind[];
