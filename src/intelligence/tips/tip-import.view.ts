import type { TipDifference, TipOutcome, TipPart } from './tips.enums.js';

/** An error in a tip: location and description, without the value. */
export class TipFaultView {
  /**
   * Place in the tip; `#` is the whole tip.
   * @example #/reportId
   */
  readonly pointer!: string;
  /**
   * Description of the error.
   * @example is missing: the number of the report
   */
  readonly detail!: string;
}

/** Contact details for a tip that another agency of the task force has. */
export class TipHolderView {
  /**
   * Name of the agency.
   * @example Omaha Police Department
   */
  readonly agency!: string;
  /**
   * Its telephone number.
   * @example +1 402 555 0100
   */
  readonly phone!: string | null;
  /**
   * Its email address.
   * @example icac@example.gov
   */
  readonly email!: string | null;
}

/** The result of importing a tip. */
export class TipOutcomeView {
  /** Position in the archive, from 1. The entries of an inner archive count after it. */
  readonly position!: number;
  /** Whether it became a complaint, became a new version, was rejected, or is unchanged: one of its versions is the same. */
  readonly outcome!: TipOutcome;
  /**
   * The report number; null if unreadable.
   * @example 107324881
   */
  readonly reportId!: string | null;
  readonly complaintId!: string | null;
  /**
   * Number of the complaint, for people.
   * @example NE-000417
   */
  readonly reference!: string | null;
  /** The tip's version: the new one, or the one that is the same. */
  readonly versionId!: string | null;
  /** Number of that version; 1 is the first. A file that was received before has the number of its own version. */
  readonly version!: number | null;
  /** Parts that differ from the previous version. */
  readonly changed!: TipPart[];
  /** Fields that differ from the complaint. The complaint is unchanged until a person adopts them. */
  readonly differs!: TipDifference[];
  /**
   * Code of the reason for rejection.
   * @example utf-16
   */
  readonly refusedAs!: string | null;
  /**
   * Contradictions between the recorded State and the places of the tip, and places that are not known.
   * @example ["The complaint is recorded in Nebraska, and the tip names Colorado. Confirm the State in the triage."]
   */
  readonly warnings!: string[];
  readonly errors!: TipFaultView[];
  readonly holder!: TipHolderView | null;
}

/** The results of importing a file. */
export class TipImportView {
  readonly items!: TipOutcomeView[];
  /** Number of archive entries that are not reports and were not opened. */
  readonly leftClosed!: number;
}
