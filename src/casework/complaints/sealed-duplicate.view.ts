/** Complaint with the same source number as a sealed complaint. */
export class SealedDuplicateView {
  /** Complaint that was received after the other was sealed. */
  readonly complaintId!: string;
  /**
   * Number of the later complaint.
   * @example NE-000124
   */
  readonly reference!: string;
  /** Complaint that was sealed before the other was received. */
  readonly sealedComplaintId!: string;
  /**
   * Number of the sealed complaint.
   * @example NE-000123
   */
  readonly sealedReference!: string;
  /**
   * Number that both have at their source.
   * @example 107324881
   */
  readonly externalReference!: string;
  /** Time at which the complaint was received. */
  readonly receivedAt!: string;
}

/** Page of the list. */
export class SealedDuplicatePage {
  readonly items!: SealedDuplicateView[];
  readonly nextCursor!: string | null;
}
