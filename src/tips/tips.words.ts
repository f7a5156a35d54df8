/** What became of a tip that was imported. */
export const tipOutcomes = ['created', 'unchanged', 'new_version', 'refused'] as const;
export type TipOutcome = (typeof tipOutcomes)[number];

/** The parts of a tip in which one version differs from the one before. */
export const tipParts = [
  'incident',
  'provider',
  'escalation',
  'annotations',
  'narrative',
  'persons',
  'identifiers',
  'files',
  'sealed',
] as const;
export type TipPart = (typeof tipParts)[number];

/** What a newer version says otherwise than the complaint: it stays as it is, until a person takes something over. */
export const tipDifferences = ['type', 'incidentAt', 'submittedOn', 'narrative', 'files'] as const;
export type TipDifference = (typeof tipDifferences)[number];

/** How a tip stands, as the reporting centre is told. */
export const reportedStatuses = ['received', 'under_investigation', 'closed'] as const;
export type ReportedStatus = (typeof reportedStatuses)[number];
