import type { Role } from '../../platform/actor/actor.js';
import type { TrailOutcome } from './trail.enums.js';

/** Entry of the audit trail: a written record, an audited read, a sign-in or sign-out, or a refusal. */
export class TrailEntryView {
  /** Number of the entry in the order of all entries. */
  readonly seq!: number;
  /** Time at which the action began. */
  readonly actedAt!: string;
  /** Account that acted; null for the tracker itself and for a person who was not signed in. */
  readonly accountId!: string | null;
  /**
   * Name of the person who acted.
   * @example Dana Reyes
   */
  readonly accountName!: string | null;
  /** Role of the account at that time. */
  readonly role!: Role | null;
  /**
   * Name of the action. For a refusal, it is the required permission.
   * @example complaint.assigned
   */
  readonly action!: string;
  /**
   * Sentence that describes the action.
   * @example Dana Reyes, supervisor at Omaha Police Department, assigned the complaint.
   */
  readonly sentence!: string;
  readonly outcome!: TrailOutcome;
  /**
   * Record of the action, if there is exactly one.
   * @format uuid
   */
  readonly subject!: string | null;
  /**
   * Kind of the written record; null if there is none.
   * @example assignment
   */
  readonly record!: string | null;
  /** Id of the written record. */
  readonly recordId!: string | null;
  /**
   * Names of the written fields. Readers of the complaint find the values in its own trail.
   * @example ["state", "working agency"]
   */
  readonly fields!: string[];
  /** Number of records that an audited read showed; null for other entries. */
  readonly recordCount!: number | null;
  /** Reason, if one was given. Administrators do not receive it, because it may describe a case. */
  readonly reason!: string | null;
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

/** Page of trail entries, newest first. */
export class TrailEntryPage {
  readonly items!: TrailEntryView[];
  readonly nextCursor!: string | null;
}
