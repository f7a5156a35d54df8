import type { IdentifierKind, MatchKind, MatchStrength, ReportedRole } from './identifiers.words.js';

/**
 * Weight of a value in exactly two complaints. An address without a time is weak, because providers assign one to many
 * users and reassign it within hours (domain: importer contract).
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
/** Period for which a subscriber usually has the same address. */
const secondsOfALease = 86_400;
const leastOfStrong = 0.75;
const leastOfFair = 0.4;

/** Shared value, with the fields that decide its weight. */
export interface InCommon {
  readonly kind: IdentifierKind;
  readonly complaintsWithIt: number;
  readonly secondsApart: number | null;
  readonly isSamePort: boolean | null;
}

/** Returns the weight of a value from 0 to 1. It decreases with the number of complaints that contain the value. */
export function weightOf({ kind, complaintsWithIt, secondsApart, isSamePort }: InCommon): number {
  const isAtOnce = secondsApart !== null && secondsApart <= secondsOfALease;
  const addressWeight = isAtOnce
    ? isSamePort === true
      ? weightOfAddressAndPortAtOnce
      : weightOfAddressAtOnce
    : weightOfKind.ip;
  return (kind === 'ip' ? addressWeight : weightOfKind[kind]) / Math.sqrt(Math.max(1, complaintsWithIt));
}

/** Returns the strength of several weights together. Each reduces the probability of coincidence. */
export function strengthOf(weights: readonly number[]): MatchStrength {
  const sure = togetherOf(weights);
  return sure >= leastOfStrong ? 'strong' : sure >= leastOfFair ? 'fair' : 'weak';
}

/** Returns the combined certainty of several weights, from 0 to 1. */
export function togetherOf(weights: readonly number[]): number {
  return 1 - weights.reduce((chance, weight) => chance * (1 - weight), 1);
}

/** Returns the meaning of a value that two complaints share, given the roles of its owners. */
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
