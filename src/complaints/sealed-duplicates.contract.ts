import { PageQuery } from '../platform/http/paging.js';

/** The part of the list to read. */
export class SealedDuplicatesQuery extends PageQuery {}

/** A complaint whose tip number a sealed complaint has as well. */
export class SealedDuplicateView {
  /**
   * The complaint that was received after the other was sealed.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * Its reference.
   * @example NE-000124
   */
  readonly reference!: string;
  /**
   * The sealed complaint.
   * @format uuid
   */
  readonly sealedComplaintId!: string;
  /**
   * Its reference.
   * @example NE-000123
   */
  readonly sealedReference!: string;
  /**
   * The number that both have at their source.
   * @example 107324881
   */
  readonly externalReference!: string;
  /**
   * The instant at which the complaint was received.
   * @format date-time
   */
  readonly receivedAt!: string;
}

/** A part of the list. */
export class SealedDuplicatePage {
  readonly items!: SealedDuplicateView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}
