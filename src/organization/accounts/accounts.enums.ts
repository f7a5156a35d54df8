/** Employers of account owners (CJIS IA-4): the agency, a contractor or another organization. */
export const affiliations = ['agency', 'contractor', 'other'] as const;
export type Affiliation = (typeof affiliations)[number];

/** Titles of account owners in a task force, as units say them. A title is a label and gives no permission. */
export const accountTitles = [
  'commander',
  'deputy_commander',
  'analyst',
  'forensic_examiner',
  'prosecutor',
  'victim_advocate',
  'education_specialist',
] as const;
export type AccountTitle = (typeof accountTitles)[number];

/** Kind of account: permanent or with an expiry. */
export type AccountKind = 'permanent' | 'temporary';

/** Decisions on an account in a yearly review. */
export const recertificationDecisions = ['confirmed', 'disabled'] as const;
export type RecertificationDecision = (typeof recertificationDecisions)[number];

/** Maximum lifetime of a temporary account (CJIS AC-2(2)). */
export const maxTemporaryHours = 72;

/** Actions on an account that its owner and the supervisors of its seat are notified of. */
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
