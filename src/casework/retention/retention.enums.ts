// The years of each class and the rule are database functions, because the purge uses them too.
/** Retention class of a closed complaint. It decides how many years a complaint is retained. */
export const retentionClasses = [
  'informational',
  'unfounded',
  'closed_without_arrest',
  'arrest_or_prosecution',
  'child_identified',
  'permanent',
] as const;
export type RetentionClass = (typeof retentionClasses)[number];

/** Kind of court order about a complaint. */
export const sealOrderKinds = ['seal', 'unseal', 'expunge'] as const;
export type SealOrderKind = (typeof sealOrderKinds)[number];

/** Days until a marked complaint may be purged, in which the mark can be withdrawn. The table enforces it. */
export const purgeDelayDays = 30;
