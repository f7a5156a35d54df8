// The years of each class and the rule are database functions, because the purge uses them too.
/**
 * Retention class of a closed complaint: `informational` is kept for 2 years, `unfounded` 3, `closed_without_arrest` 7,
 * `arrest_or_prosecution` 25, `child_identified` 75, `permanent` for ever.
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

/**
 * Kind of court order. `seal`: hides the complaint from all but the supervisors of its task force. `unseal`: shows it
 * again. `expunge`: erases its persons.
 */
export const sealOrderKinds = ['seal', 'unseal', 'expunge'] as const;
export type SealOrderKind = (typeof sealOrderKinds)[number];

/** Days until a marked complaint may be purged, in which the mark can be withdrawn. The table enforces it. */
export const purgeDelayDays = 30;
