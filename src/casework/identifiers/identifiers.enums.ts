/**
 * Kind of identifier of a person, device or file. `handle`: a user name. `ip`: an internet address. `url`: a web
 * address. `hash`: a short code that identifies a file.
 */
export const identifierKinds = [
  'email',
  'phone',
  'handle',
  'account',
  'ip',
  'device',
  'url',
  'hash',
  'vehicle',
  'other',
] as const;
export type IdentifierKind = (typeof identifierKinds)[number];
export const identifierKindLabels: Readonly<Record<IdentifierKind, string>> = {
  email: 'email address',
  phone: 'phone number',
  handle: 'handle',
  account: 'account',
  ip: 'IP address',
  device: 'device identifier',
  url: 'web address',
  hash: 'file hash',
  vehicle: 'vehicle',
  other: 'other identifier',
};

export const kindsWithPlatform = ['handle', 'account'] as const satisfies readonly IdentifierKind[];

/** Role of a person, or of the owner of an identifier, in a tip. `unknown` if the source gives none. */
export const reportedRoles = ['suspect', 'victim', 'reporter', 'recipient', 'unknown'] as const;
export type ReportedRole = (typeof reportedRoles)[number];

/** Method by which a file's hash was calculated. A hash is a short code that identifies the file. */
export const hashAlgorithms = ['md5', 'sha1', 'sha256', 'sha512', 'photodna'] as const;
export type HashAlgorithm = (typeof hashAlgorithms)[number];

/** Hexadecimal digits of each algorithm. All differ, so the length identifies an unnamed algorithm. */
export const hashDigits = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
  photodna: 288,
} as const satisfies Record<HashAlgorithm, number>;

/**
 * Industry classification of material. A: prepubescent child; B: pubescent child. 1: sexual act; 2: lascivious
 * exhibition.
 */
export const classifications = ['A1', 'A2', 'B1', 'B2'] as const;
export type Classification = (typeof classifications)[number];

/** Part of a file in its report: the reported content itself, or other content of the account that supplements it. */
export const fileRelevances = ['reported', 'supplemental'] as const;
export type FileRelevance = (typeof fileRelevances)[number];

/**
 * Whether a file may be opened without a warrant. It may (`open`) if the provider viewed it or it was public (United
 * States v. Wilson, 13 F.4th 961). Unknown counts as no.
 */
export const reviewGates = ['open', 'warrant_needed'] as const;
export type ReviewGate = (typeof reviewGates)[number];

/**
 * Meaning of a value that two complaints share. `same_contact`: its owner has different roles, such as victim in one
 * and suspect in the other.
 */
export const matchKinds = [
  'same_subject',
  'same_victim',
  'same_ip',
  'same_hash',
  'same_handle',
  'same_contact',
] as const;
export type MatchKind = (typeof matchKinds)[number];

/** Reasons for which a value was not matched: too many complaints contain it, or it was excluded. */
export const setAsideReasons = ['too_common', 'excluded'] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

/**
 * Maximum number of the task force's complaints with a matched value. A more common value is not informative; a look-up
 * finds it.
 */
export const maxComplaintsPerIdentifier = 20;
