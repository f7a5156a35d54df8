import type { Precision } from '../reports/reports.words.js';
import type { CountKey } from './definitions/index.js';
import { FacetView } from './return-items.contract.js';
import type { DifferenceKind } from './returns.words.js';

/** A record as it counts: in what, on which day, as what, and how many. */
export class CountedRecordView {
  readonly measure!: CountKey;
  /**
   * The record.
   * @format uuid
   */
  readonly recordId!: string;
  /**
   * The complaint it hangs on, or is.
   * @format uuid
   */
  readonly complaintId!: string | null;
  /**
   * The agency it counts for.
   * @format uuid
   */
  readonly agencyId!: string | null;
  /**
   * The day that places it.
   * @format date
   */
  readonly day!: string;
  readonly facets!: FacetView[];
  /** How many it is. */
  readonly n!: number;
  /** How sure it is, of a figure carried over from before the tracker; null for what is recorded. */
  readonly carried!: Precision | null;
  /**
   * Over the JSON array of measure, record, day, facets by name, number, and how sure it is: SHA-256 in hexadecimal digits.
   * @example 3b0f2c5d7e9a1b4c6d8e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e
   */
  readonly sha256!: string;
}

/** A part of the list of the records that a return was counted from. */
export class CountedRecordPage {
  readonly items!: CountedRecordView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A field that an act wrote. What tells of a person is not repeated. */
export class ActChangeView {
  /**
   * Which.
   * @example arrested_on
   */
  readonly field!: string;
  /** What it was; null where it was nothing. */
  readonly was!: string | null;
  /** What it became. */
  readonly became!: string | null;
}

/** Something that was done since the return was counted, and that may be why a record counts otherwise. */
export class ExplainingActView {
  /**
   * When.
   * @format date-time
   */
  readonly at!: string;
  /**
   * Who did it; null where it was a job.
   * @format uuid
   */
  readonly accountId!: string | null;
  /** What they are called. */
  readonly accountName!: string | null;
  /**
   * What they did, by its word in the trail.
   * @example arrest.corrected
   */
  readonly action!: string;
  /**
   * The same in words.
   * @example corrected an arrest
   */
  readonly words!: string;
  /** Why, where a reason was given. */
  readonly reason!: string | null;
  readonly changes!: ActChangeView[];
}

/** A record that counts otherwise than it did when the return was counted. */
export class DifferenceView {
  readonly measure!: CountKey;
  /** The items it is in, or was. */
  readonly letters!: string[];
  /**
   * The record.
   * @format uuid
   */
  readonly recordId!: string;
  /** @format uuid */
  readonly complaintId!: string | null;
  /** What people call the complaint by; null where it is none, or is not there for the reader. */
  readonly reference!: string | null;
  /** What is different: it came, it went, its day, what it is told apart by, its number. */
  readonly kinds!: DifferenceKind[];
  /** As it counted; empty for what came since. */
  readonly was!: CountedRecordView[];
  /** As it counts now; empty for what went. */
  readonly is!: CountedRecordView[];
  /** Who did what, when and why, the earliest first. */
  readonly acts!: ExplainingActView[];
}

/** A number that a difference touches. */
export class MovedCountView {
  /**
   * The item it stands under.
   * @example (B)(ii)
   */
  readonly letter!: string;
  readonly measure!: CountKey;
  /** As the return has it. */
  readonly was!: number;
  /** As it would come out now. */
  readonly is!: number;
}

/** A part of what counts otherwise than it did. */
export class DifferencesView {
  /** The numbers of the whole return that are touched. */
  readonly counts!: MovedCountView[];
  readonly items!: DifferenceView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}
