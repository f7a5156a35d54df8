import type { IdentifierKind, MatchKind, MatchStrength, ReportedRole } from './identifiers.words.js';

/**
 * How much a value says that stands in two complaints and nowhere else. An address without an instant says little: providers give
 * one to many, and to others an hour later (domain: importer contract).
 */
const weightOfKind: Readonly<Record<IdentifierKind, number>> = {
  account: 0.95,
  device: 0.95,
  email: 0.9,
  phone: 0.9,
  handle: 0.85,
  vehicle: 0.8,
  hash: 0.7,
  url: 0.5,
  ip: 0.25,
  other: 0.4,
};
const weightOfAddressAtOnce = 0.6;
const weightOfAddressAndPortAtOnce = 0.9;
/** Within this one subscriber usually keeps an address. */
const secondsOfALease = 86_400;
const leastOfStrong = 0.75;
const leastOfFair = 0.4;

/** A value two complaints have in common, as far as its weight goes. */
export interface InCommon {
  readonly kind: IdentifierKind;
  /** In how many other complaints it stands. */
  readonly complaintsWithIt: number;
  readonly secondsApart: number | null;
  readonly isSamePort: boolean | null;
}

/** How much a value says, from 0 to 1: the more complaints it stands in, the less it says of any of them. */
export function weightOf({ kind, complaintsWithIt, secondsApart, isSamePort }: InCommon): number {
  const isAtOnce = secondsApart !== null && secondsApart <= secondsOfALease;
  const addressWeight = isAtOnce
    ? isSamePort === true
      ? weightOfAddressAndPortAtOnce
      : weightOfAddressAtOnce
    : weightOfKind.ip;
  return (kind === 'ip' ? addressWeight : weightOfKind[kind]) / Math.sqrt(Math.max(1, complaintsWithIt));
}

/** How much several say together: each leaves less room for chance. */
export function strengthOf(weights: readonly number[]): MatchStrength {
  const sure = togetherOf(weights);
  return sure >= leastOfStrong ? 'strong' : sure >= leastOfFair ? 'fair' : 'weak';
}

/** How sure several make it together, from 0 to 1. */
export function togetherOf(weights: readonly number[]): number {
  return 1 - weights.reduce((chance, weight) => chance * (1 - weight), 1);
}

/** What it means that a value stands in two complaints, in those parts. */
export function meaningOf(
  kind: IdentifierKind,
  roles: readonly ReportedRole[],
  theirRoles: readonly ReportedRole[],
): MatchKind {
  const isInBoth = (role: ReportedRole): boolean => roles.includes(role) && theirRoles.includes(role);
  if (isInBoth('victim')) return 'same_victim';
  if (kind === 'ip') return 'same_ip';
  if (kind === 'hash') return 'same_hash';
  if (kind === 'handle') return 'same_handle';
  const maySubject = (all: readonly ReportedRole[]): boolean => all.includes('suspect') || all.includes('unknown');
  return maySubject(roles) && maySubject(theirRoles) ? 'same_subject' : 'same_contact';
}
