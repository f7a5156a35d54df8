/** Content of an export: a report, or the `records` that were counted. */
export const exportedReports = [
  'totals',
  'operation',
  'timeliness',
  'backlog',
  'disclosures',
  'performance_report',
  'records',
] as const;
export type ExportedReport = (typeof exportedReports)[number];

/** File formats of exports. */
export const exportFormats = ['csv', 'xlsx', 'json', 'pdf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Permitted recipients of a file: the unit alone, law enforcement, or the public. */
export const handlings = ['unit_only', 'law_enforcement_sensitive', 'public_release'] as const;
export type Handling = (typeof handlings)[number];

/** Marking at the head of a file and of each of its pages. */
export const handlingMarkings = {
  unit_only: 'UNIT ONLY. Law enforcement sensitive: not to leave the unit that made it.',
  law_enforcement_sensitive: 'LAW ENFORCEMENT SENSITIVE. Not for release to the public.',
  public_release: 'FOR PUBLIC RELEASE.',
} as const satisfies Record<Handling, string>;

/** State of an export. One that never ended counts as failed. */
export const exportStates = ['started', 'complete', 'failed'] as const;
export type ExportState = (typeof exportStates)[number];

export const maxExportMs = 600_000;
