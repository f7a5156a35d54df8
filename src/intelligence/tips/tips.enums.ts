/** Result of importing a tip. `refused`: invalid, and not imported. */
export const tipOutcomes = ['created', 'unchanged', 'new_version', 'refused'] as const;
export type TipOutcome = (typeof tipOutcomes)[number];

/** Parts of a tip that are compared with the previous version. */
export const tipParts = [
  'incident',
  'provider',
  'escalation',
  'annotations',
  'narrative',
  'persons',
  'identifiers',
  'files',
  'withheld',
] as const;
export type TipPart = (typeof tipParts)[number];

/**
 * Fields of a newer version that are compared with the complaint. The complaint is unchanged until a person adopts
 * them.
 */
export const tipDifferences = [
  'type',
  'incidentAt',
  'reportedToNcmecAt',
  'ncmecClass',
  'annotations',
  'narrative',
  'files',
] as const;
export type TipDifference = (typeof tipDifferences)[number];

/** Status of a tip that is reported back to the CyberTipline. */
export const reportedStatuses = ['received', 'under_investigation', 'closed'] as const;
export type ReportedStatus = (typeof reportedStatuses)[number];
