import type { EventKind } from './change-feed.enums.js';

/** Change event: a record was written, or is no longer visible to the reader. It has ids only. */
export class EventView {
  /** Time of the change. Events are in the order in which they were stored, so this time can go back. */
  readonly changedAt!: string;
  /**
   * Kind of record.
   * @example presentation
   */
  readonly kind!: EventKind;
  /** Record that changed. Its kind is in `kind`. */
  readonly recordId!: string;
  /** Id of the complaint to which the record belongs, or of the complaint itself; null for other records. */
  readonly complaintId!: string | null;
  /**
   * Name of the action; null if the record is gone.
   * @example presentation.recorded
   */
  readonly action!: string | null;
  /**
   * Whether the reader can no longer see the complaint and its records. A copy of them must be deleted.
   * @example false
   */
  readonly isGone!: boolean;
}

/** Page of change events. Each follows what was committed a second before it. It may be empty although more events exist. */
export class EventPage {
  readonly items!: EventView[];
  /**
   * Value of `after` for the next request. It is never null.
   * @example WyJLZFhXTGo3UCIsIjQxNyIsIjAiLCJiM2x1Y0tpQVZ5RTUiXQ
   */
  readonly nextCursor!: string;
  /** Whether there are no more changes yet. The program waits before the next request. */
  readonly isCaughtUp!: boolean;
}

export interface ChangeRow {
  readonly at: string;
  readonly kind: EventKind;
  readonly record_id: string;
  readonly complaint_id: string | null;
  readonly action: string | null;
  readonly is_gone: boolean;
}

export function toEventView(change: ChangeRow): EventView {
  const { at, kind, record_id: recordId, complaint_id: complaintId, action, is_gone: isGone } = change;
  return { changedAt: new Date(at).toISOString(), kind, recordId, complaintId, action, isGone };
}
