/** Whose staff the owner of an account is (CJIS IA-4): the agency's, a contractor's, or somebody else's. */
export const affiliations = ['agency', 'contractor', 'other'] as const;
export type Affiliation = (typeof affiliations)[number];

/** Whether an account stays, or ends by itself. */
export type AccountKind = 'permanent' | 'temporary';

/** What a yearly review comes to, for each account. */
export const recertificationDecisions = ['confirmed', 'disabled'] as const;
export type RecertificationDecision = (typeof recertificationDecisions)[number];

/** A temporary account ends at the latest so long after it was made (CJIS AC-2(2)). */
export const temporaryHours = 72;

/** Acts of one account on another that its owner and the supervisors of its seat are told. */
export const accountActs = [
  'created',
  'role_changed',
  'seat_changed',
  'disabled',
  'enabled',
  'approved',
  'link_issued',
  'reset_requested',
  'reset_approved',
] as const;
export type AccountAct = (typeof accountActs)[number];
