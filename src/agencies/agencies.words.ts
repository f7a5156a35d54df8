/** What an agency is. */
export const agencyKinds = [
  'local_police',
  'sheriff',
  'state_police',
  'state_bureau',
  'attorney_general',
  'district_attorney',
  'tribal',
  'federal',
  'military',
  'campus_police',
  'probation_parole',
  'prosecutor',
  'child_advocacy_center',
  'child_protective_services',
  'other',
] as const;
export type AgencyKind = (typeof agencyKinds)[number];

/** The level of government it belongs to. */
export const agencyLevels = ['local', 'county', 'state', 'tribal', 'federal', 'military'] as const;
export type AgencyLevel = (typeof agencyLevels)[number];

/** How it stands to its task force. Only leads and affiliates participate in the programme's standards. */
export const membershipKinds = ['lead', 'affiliate', 'non_member'] as const;
export type MembershipKind = (typeof membershipKinds)[number];
