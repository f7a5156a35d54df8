/** What can be exported: the reports there are, and the records that are counted in them. */
export const exportedReports = [
  'totals',
  'operation',
  'timeliness',
  'backlog',
  'disclosures',
  'return',
  'records',
] as const;
export type ExportedReport = (typeof exportedReports)[number];

/** As what kind of file. */
export const exportFormats = ['csv', 'xlsx', 'json', 'pdf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Whom a file may reach. All but the first leave the unit. */
export const handlings = ['unit_only', 'law_enforcement_sensitive', 'public_release'] as const;
export type Handling = (typeof handlings)[number];

/** What stands at the head of a file, and of each of its pages. */
export const handlingMarkings = {
  unit_only: 'UNIT ONLY. Law enforcement sensitive: not to leave the unit that made it.',
  law_enforcement_sensitive: 'LAW ENFORCEMENT SENSITIVE. Not for release to the public.',
  public_release: 'FOR PUBLIC RELEASE.',
} as const satisfies Record<Handling, string>;

/** A file that was begun is complete or has failed in the end; one that was never ended has failed too. */
export const exportStates = ['begun', 'complete', 'failed'] as const;
export type ExportState = (typeof exportStates)[number];

/** So long the sending of a file may take. */
export const longestExportMs = 600_000;
