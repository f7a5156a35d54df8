/** Fields of a child's identity, by their encrypted columns. */
export const identityColumns = [
  'given_name',
  'family_name',
  'born_on',
  'address',
  'phone',
  'email',
  'school',
  'guardian',
] as const;
export type IdentityColumn = (typeof identityColumns)[number];

/** The same fields, as named in requests and responses. */
export const identityFields = [
  'givenName',
  'familyName',
  'bornOn',
  'address',
  'phone',
  'email',
  'school',
  'guardian',
] as const;
export type IdentityField = (typeof identityFields)[number];

export const columnByField: Readonly<Record<IdentityField, IdentityColumn>> = {
  givenName: 'given_name',
  familyName: 'family_name',
  bornOn: 'born_on',
  address: 'address',
  phone: 'phone',
  email: 'email',
  school: 'school',
  guardian: 'guardian',
};

/** Purpose of revealing an identity. The reason gives the details. */
export const identityPurposes = [
  'interview',
  'safeguarding',
  'guardian_notification',
  'victim_services',
  'identification',
  'legal_process',
  'prosecution',
  'correction',
] as const;
export type IdentityPurpose = (typeof identityPurposes)[number];

/**
 * Purpose of a scan for names: before the text is recorded, before it leaves the task force, or for its correction.
 */
export const scanPurposes = ['recording', 'disclosure', 'correction'] as const;
export type ScanPurpose = (typeof scanPurposes)[number];

/** Kind of search token: a whole value for a search, a single name for a scan of a text. */
export const tokenKinds = [
  'name',
  'family_name',
  'born_on',
  'phone',
  'email',
  'name_in_text',
  'family_name_in_text',
] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** Kind of match of a name in a text: adjacent given and family name, or a family name alone. */
export type MentionMatch = 'full_name' | 'family_name';

/** Seconds after which a client must hide a revealed identity. */
export const maskAfterSeconds = 60;
