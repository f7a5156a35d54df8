import type { MatchStrength } from '../complaints/complaints.enums.js';
import type { IdentifierKind, MatchKind, ReportedRole } from './identifiers.enums.js';

/**
 * Weight of a value in exactly two complaints. An address without a time is weak, because providers assign one to many
 * users and reassign it within hours. Another value is weak too: a telephone number without its area is in use in each.
 */
const kindWeights: Readonly<Record<IdentifierKind, number>> = {
  account: 0.95,
  device: 0.95,
  email: 0.9,
  phone: 0.9,
  handle: 0.85,
  vehicle: 0.8,
  hash: 0.7,
  url: 0.5,
  ip: 0.25,
  other: 0.3,
};
const simultaneousAddressWeight = 0.6;
const simultaneousAddressAndPortWeight = 0.9;
/** Period for which a subscriber usually has the same address. */
const maxLeaseSeconds = 86_400;
const minStrongWeight = 0.75;
const minFairWeight = 0.4;

export interface SharedIdentifier {
  readonly kind: IdentifierKind;
  readonly complaintsWithIt: number;
  readonly secondsApart: number | null;
  readonly isSamePort: boolean | null;
}

/** Returns the weight of a value from 0 to 1. It decreases with the number of complaints that contain the value. */
export function weightOf({ kind, complaintsWithIt, secondsApart, isSamePort }: SharedIdentifier): number {
  const isSimultaneous = secondsApart !== null && secondsApart <= maxLeaseSeconds;
  const addressWeight = isSimultaneous
    ? isSamePort === true
      ? simultaneousAddressAndPortWeight
      : simultaneousAddressWeight
    : kindWeights.ip;
  return (kind === 'ip' ? addressWeight : kindWeights[kind]) / Math.sqrt(Math.max(1, complaintsWithIt));
}

/** Returns the strength of several weights together. Each reduces the probability of coincidence. */
export function strengthOf(weights: readonly number[]): MatchStrength {
  const combined = combineWeights(weights);
  return combined >= minStrongWeight ? 'strong' : combined >= minFairWeight ? 'fair' : 'weak';
}

/** Returns the combined certainty of several weights, from 0 to 1. */
export function combineWeights(weights: readonly number[]): number {
  return 1 - weights.reduce((product, weight) => product * (1 - weight), 1);
}

/** Returns the meaning of a value that two complaints share, given the roles of its owners. */
export function classifyMatch(
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
