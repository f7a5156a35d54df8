import type { Role } from '../../platform/actor/actor.js';

/** Entry of the access log: one read of the record. */
export class AccessLogEntryView {
  /** Number of the entry in the audit trail. */
  readonly seq!: number;
  /** Time of the read. */
  readonly readAt!: string;
  /** Account that read the record; null if no account did. */
  readonly accountId!: string | null;
  /**
   * Name of the person who read the record.
   * @example Dana Reyes
   */
  readonly accountName!: string | null;
  /** Role of the account at the time of the read. */
  readonly role!: Role | null;
  /**
   * Name of the action.
   * @example suspect.read
   */
  readonly action!: string;
  /**
   * Sentence that describes the action.
   * @example Dana Reyes, investigator at Omaha Police Department, read the record of a suspect.
   */
  readonly sentence!: string;
  /** Number of records in the same response, including this one. */
  readonly recordCount!: number;
  /**
   * Total number of reads of the record by this account.
   * @example 3
   */
  readonly readsByAccount!: number;
  /**
   * Internet address (IP) of the reader's computer.
   * @example 192.0.2.17
   */
  readonly address!: string | null;
  /**
   * Id of the request, as in its x-request-id response header.
   * @example 9f1c2b7d4e6a80c35d17f2a94be0c613
   */
  readonly request!: string | null;
}

/** Page of the access log of a record, newest first. */
export class AccessLogPage {
  readonly items!: AccessLogEntryView[];
  readonly nextCursor!: string | null;
}
