import { offenseBases } from '../complaints/complaints.enums.js';
import { postalCodes } from '../../organization/task-forces/postal-codes.enums.js';

/** Law of a charge: `US` for title 18, or the postal code of a State, the District of Columbia or a territory. */
export const chargeJurisdictions = ['US', ...postalCodes] as const;
export type ChargeJurisdiction = (typeof chargeJurisdictions)[number];

/** Offender class: produced abuse material, abused a child, both, neither, or unknown. */
export const offenderClasses = ['producer', 'contact_offender', 'both', 'non_contact', 'unknown'] as const;
export type OffenderClass = (typeof offenderClasses)[number];

/** Kind of arrest: on view without a warrant, by summons, or on a warrant or earlier report (NIBRS O, S, T). */
export const arrestKinds = ['on_view', 'summoned', 'taken_into_custody'] as const;
export type ArrestKind = (typeof arrestKinds)[number];
export const arrestKindLetters = {
  on_view: 'O',
  summoned: 'S',
  taken_into_custody: 'T',
} as const satisfies Record<ArrestKind, string>;
/** Kind of arrest (NIBRS data element 43): O on view, S summoned, T taken into custody. */
export type ArrestKindLetter = (typeof arrestKindLetters)[ArrestKind];

/** Source of the time at which the age of a suspect decides `juvenile`, the most reliable first. */
export const ageBases = [...offenseBases, 'identification'] as const;
export type AgeBasis = (typeof ageBases)[number];
/** Words for the time of each basis, after "was under 18". */
export const ageBasisLabels: Readonly<Record<AgeBasis, string>> = {
  upload: 'at the first upload in the tip',
  login: 'at the first login in the tip',
  incident_as_reported: 'at the incident time as reported',
  identification: 'on the day of the identification',
};

/** Handling of an arrestee under 18: within the department, or referred to a court or agency (NIBRS H, R). */
export const juvenileHandlings = ['handled_within_department', 'referred'] as const;
export type JuvenileHandling = (typeof juvenileHandlings)[number];
export const juvenileHandlingLetters = {
  handled_within_department: 'H',
  referred: 'R',
} as const satisfies Record<JuvenileHandling, string>;
/** Disposition of an arrestee under 18 (NIBRS data element 52): H handled within the department, R referred. */
export type JuvenileHandlingLetter = (typeof juvenileHandlingLetters)[JuvenileHandling];

/** Kind of other name. `other_name`: used besides the real one. */
export const aliasKinds = ['other_name', 'former_name', 'other_spelling', 'nickname'] as const;
export type AliasKind = (typeof aliasKinds)[number];

/** Reason why a suspect may be the searched person. `by_alias`: another name of the suspect is similar. */
export const similarityReasons = [
  'family_name_sounds_alike',
  'family_name_spelt_nearly',
  'given_name_alike',
  'born_on_that_day',
  'by_alias',
] as const;
export type SimilarityReason = (typeof similarityReasons)[number];
