import type { DraftKind } from '../records/draft-header.decorator.js';

/** Record that a draft is about. */
export class DraftSubject {
  readonly id!: string;
  /** Reference of the complaint; null for a performance report. */
  readonly reference!: string | null;
}

/** Draft without its text. */
export class DraftSummary {
  readonly id!: string;
  readonly version!: number;
  readonly kind!: DraftKind;
  /** Complaint that it is about; null for a new complaint and for a performance report. */
  readonly complaintId!: string | null;
  /** Complaint or performance report that it is about; null for a new complaint. */
  readonly subject!: DraftSubject | null;
  /** Time of the last save. */
  readonly savedAt!: string;
  /** Time after which it is deleted, unless it is saved again. */
  readonly expiresAt!: string;
}

/** Draft with its text. */
export class DraftView extends DraftSummary {
  readonly body!: Readonly<Record<string, unknown>>;
}

/** Every draft of the account, latest save first. */
export class DraftList {
  readonly items!: DraftSummary[];
}

/** Row of a draft with the reference of its complaint. */
export interface DraftRow {
  readonly id: string;
  readonly taskForceId: string;
  readonly version: number;
  readonly kind: DraftKind;
  readonly complaintId: string | null;
  readonly reportId: string | null;
  readonly reference: string | null;
  readonly savedAt: Date;
  readonly expiresAt: Date;
}

export function toDraftSummary(draft: DraftRow): DraftSummary {
  const { id, version, kind, complaintId, reportId, reference, savedAt, expiresAt } = draft;
  const subjectId = complaintId ?? reportId;
  return {
    id,
    version,
    kind,
    complaintId,
    subject: subjectId === null ? null : { id: subjectId, reference },
    savedAt: savedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
