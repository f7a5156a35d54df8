import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import type { Export } from './export.entity.js';
import type { ExportedReport, ExportFormat, ExportState, Handling } from './exports.enums.js';

/** Export and its outcome. */
export class ExportView {
  readonly id!: string;
  readonly report!: ExportedReport;
  readonly format!: ExportFormat;
  readonly handling!: Handling;
  readonly purpose!: string;
  /** State: `complete` once all of it was made and counted, `failed` if it was aborted or took too long. */
  readonly state!: ExportState;
  /** Number of rows; null unless the export is complete. */
  readonly rows!: number | null;
  /** Size in bytes; null unless the export is complete. */
  readonly bytes!: number | null;
  /**
   * SHA-256 that identifies the file; null unless the export is complete.
   * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
   */
  readonly sha256!: string | null;
  /**
   * Account that made it.
   * @format uuid
   */
  readonly createdBy!: string;
  readonly createdByPerson!: PersonView;
  /** Time of its beginning. */
  readonly startedAt!: string;
  /** Time of completion or failure; null if neither was recorded. */
  readonly endedAt!: string | null;
}

/** Page of exports. */
export class ExportPage {
  readonly items!: ExportView[];
  readonly nextCursor!: string | null;
}

export function toExportView(made: Export, now: Date): ExportView {
  const { id, report, format, handling, purpose, rows, bytes, createdBy } = made;
  const outcome = { state: made.stateAt(now), rows, bytes, sha256: made.sha256?.toString('hex') ?? null };
  const times = { startedAt: made.startedAt.toISOString(), endedAt: made.endedAt?.toISOString() ?? null };
  const author = { createdBy, createdByPerson: namePerson(createdBy) };
  return { id, report, format, handling, purpose, ...outcome, ...author, ...times };
}
