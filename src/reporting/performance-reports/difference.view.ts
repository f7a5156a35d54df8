import type { Precision } from '../reports/reports.enums.js';
import type { CountKey } from './definitions/index.js';
import { type FacetView } from './performance-report-item.view.js';
import type { DifferenceKind } from './performance-reports.enums.js';

/** Record as it counts: measure, day, properties and number. */
export class CountedRecordView {
  readonly measure!: CountKey;
  /** Record that was counted, such as the complaint or the arrest. */
  readonly recordId!: string;
  /** Complaint of the record, or the complaint that is counted. */
  readonly complaintId!: string | null;
  /** Agency to which the record counts. */
  readonly agencyId!: string | null;
  /**
   * Day that places the record in the period.
   * @format date
   */
  readonly day!: string;
  readonly facets!: FacetView[];
  /** Number that the record counts. */
  readonly n!: number;
  /** Precision of a historical total; null for a record of the tracker. */
  readonly historical!: Precision | null;
  /**
   * Checksum (SHA-256) of measure, record, day, properties, number and precision, to prove that they did not change.
   * @example 3b0f2c5d7e9a1b4c6d8e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e
   */
  readonly sha256!: string;
}

/** Page of the records that a performance report was counted from. */
export class CountedRecordPage {
  readonly items!: CountedRecordView[];
  readonly nextCursor!: string | null;
}

/** Field that an action changed. The values of a person's fields are omitted. */
export class ActChangeView {
  /**
   * Name of the field.
   * @example arrested_on
   */
  readonly field!: string;
  /** Value before the action, as text; null if the field was empty. */
  readonly before!: string | null;
  /** Value after the action, as text; null if the field is empty. */
  readonly after!: string | null;
}

/** Action after the count that may explain the difference. */
export class ExplainingActView {
  /** Time of the action. */
  readonly actedAt!: string;
  /** Account that acted; null for a job. */
  readonly accountId!: string | null;
  /** Name of the person who acted. */
  readonly accountName!: string | null;
  /**
   * Action name in the trail.
   * @example arrest.corrected
   */
  readonly action!: string;
  /**
   * Action in words.
   * @example corrected the record of an arrest
   */
  readonly sentence!: string;
  /** Reason, if one was given. */
  readonly reason!: string | null;
  readonly changes!: ActChangeView[];
}

/** Record that counts differently than in the performance report. */
export class DifferenceView {
  readonly measure!: CountKey;
  /** Letters of the items that count it, or counted it. */
  readonly letters!: string[];
  /** Record that counts differently, such as the complaint or the arrest. */
  readonly recordId!: string;
  readonly complaintId!: string | null;
  /** Reference of the complaint; null if there is none, or if the reader cannot see it. */
  readonly reference!: string | null;
  /** Kinds of the difference. */
  readonly kinds!: DifferenceKind[];
  /** Count in the report; empty for an added record. */
  readonly reported!: CountedRecordView[];
  /** Count now; empty for a record that is gone. */
  readonly current!: CountedRecordView[];
  /** Actions with actor, time and reason, the earliest first. */
  readonly acts!: ExplainingActView[];
}

/** Number that a difference affects. */
export class MovedCountView {
  /**
   * Letter of its item.
   * @example (B)(ii)
   */
  readonly letter!: string;
  readonly measure!: CountKey;
  /** Number in the report. */
  readonly reported!: number;
  /** Number of a count now. */
  readonly current!: number;
}

/** Page of the differences between the performance report and a count now. */
export class DifferencesView {
  /** Affected numbers of the whole report. */
  readonly counts!: MovedCountView[];
  readonly items!: DifferenceView[];
  readonly nextCursor!: string | null;
}
