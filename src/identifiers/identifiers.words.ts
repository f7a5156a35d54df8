/** What a person, a device or a file is known by (domain: deconfliction, importer contract). */
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

/** What a handle or an account is without is nothing: whose it is. */
export const kindsOfPlatforms = ['handle', 'account'] as const satisfies readonly IdentifierKind[];

/** In what part somebody, or something of theirs, stands in a tip. Unknown where the source did not say. */
export const reportedRoles = ['suspect', 'victim', 'reporter', 'recipient', 'unknown'] as const;
export type ReportedRole = (typeof reportedRoles)[number];

/** By what a file's hash was made. */
export const hashAlgorithms = ['md5', 'sha1', 'sha256', 'sha512', 'photodna'] as const;
export type HashAlgorithm = (typeof hashAlgorithms)[number];

/** How many digits each has in hexadecimal. No two have as many, so that a hash without a name still has one. */
export const hashDigits = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
  photodna: 288,
} as const satisfies Record<HashAlgorithm, number>;

/** How the industry classes material: A of a child before puberty, B during; 1 a sexual act, 2 lascivious exhibition. */
export const classifications = ['A1', 'A2', 'B1', 'B2'] as const;
export type Classification = (typeof classifications)[number];

/**
 * Whether a file may be opened without a warrant: only what the provider looked at, or what everybody could see
 * (United States v. Wilson, 13 F.4th 961). What nobody said is no.
 */
export const reviewGates = ['open', 'warrant_needed'] as const;
export type ReviewGate = (typeof reviewGates)[number];

/**
 * What two complaints have in common (domain: deconfliction). `same_contact` is a person or thing that stands in another part here
 * than there: a victim here who is a suspect there.
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

/** How much what two complaints have in common says. */
export const matchStrengths = ['strong', 'fair', 'weak'] as const;
export type MatchStrength = (typeof matchStrengths)[number];

/** Why a value was not matched: it stands in too many complaints, or somebody excluded it. */
export const setAsideReasons = ['too_common', 'excluded'] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

/** A value in more complaints of the task force than this says nothing of any of them, and is looked for on demand. */
export const mostComplaintsOfAMatch = 20;
