/**
 * How long a closed complaint is kept. The years of each, and the rule that gives a complaint its class, are functions of the
 * database: the purge asks them too.
 */
export const retentionClasses = [
  'informational',
  'unfounded',
  'closed_without_arrest',
  'arrest_or_prosecution',
  'child_identified',
  'permanent',
] as const;
export type RetentionClass = (typeof retentionClasses)[number];

/** What a court may order about a record: hide it, show it again, forget it. */
export const sealOrderKinds = ['seal', 'unseal', 'expunge'] as const;
export type SealOrderKind = (typeof sealOrderKinds)[number];

/** How long a mark can be taken back before anything is purged; the table holds whoever marks to it. */
export const daysBeforePurge = 30;
