/** When the abuse was, as far as is known when the child is identified. */
export const abuseTimings = ['recent', 'ongoing', 'historical', 'unknown'] as const;
export type AbuseTiming = (typeof abuseTimings)[number];

/** What has been done for the child. It can go from any to any: a child once safe may be at risk again. */
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

/** What the child was to the suspect, each with the code that NIBRS has for it: `child` is the suspect's own child. */
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
  former_spouse: 'XS',
  employee: 'EE',
  employer: 'ER',
  otherwise_known: 'OK',
  unknown: 'RU',
  stranger: 'ST',
} as const;
/** The relationship of a victim to an offender, NIBRS data element 35. */
export type VictimRelationshipKind = keyof typeof nibrsRelationshipCodes;
export const victimRelationshipKinds = Object.keys(nibrsRelationshipCodes) as readonly VictimRelationshipKind[];
