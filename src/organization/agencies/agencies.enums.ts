/**
 * Kind of agency. `state_bureau`: a State bureau of investigation. `probation_parole`: a probation or parole office.
 */
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

/** Level of government of an agency. */
export const agencyLevels = ['local', 'county', 'state', 'tribal', 'federal', 'military'] as const;
export type AgencyLevel = (typeof agencyLevels)[number];

/** Kind of membership in a task force. Only lead and affiliate agencies follow the program's standards. */
export const membershipKinds = ['lead', 'affiliate', 'non_member'] as const;
export type MembershipKind = (typeof membershipKinds)[number];
