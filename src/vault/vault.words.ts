/** What may be held of who a child is, by the columns it is sealed in. */
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

/** The same as requests and answers call them. */
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

export const columnOf: Readonly<Record<IdentityField, IdentityColumn>> = {
  givenName: 'given_name',
  familyName: 'family_name',
  bornOn: 'born_on',
  address: 'address',
  phone: 'phone',
  email: 'email',
  school: 'school',
  guardian: 'guardian',
};

/** What an identity may be looked at for. The words that go with it say the rest. */
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

/** The purposes of a scan for names: before the text is recorded, before it leaves the task force, or because it has to be corrected. */
export const scanPurposes = ['recording', 'disclosure', 'correction'] as const;
export type ScanPurpose = (typeof scanPurposes)[number];

/** What an identity is found by: whole values when it is searched, single names when a text is scanned. */
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

/** How a name in a text fits: given and family name beside each other, or a family name alone. */
export type MentionMatch = 'full_name' | 'family_name';

/** After so many seconds whoever shows an identity hides it again. */
export const maskedAfter = 60;
