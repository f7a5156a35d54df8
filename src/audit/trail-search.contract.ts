import { IsIn, IsUUID, Matches } from 'class-validator';
import type { Role } from '../platform/access/actor.js';
import { IsInstant, Omittable } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { outcomes, type TrailOutcome } from './trail.words.js';

/** What to look for in the trail. What is left out does not matter; what is named has to hold together. */
export class TrailSearchQuery extends PageQuery {
  /** Only what this account did. */
  @Omittable() @IsUUID() readonly account?: string;
  /**
   * Only acts of this name, such as `complaint.assigned` or `session.opened`; of a refusal it is the permission.
   * @example complaint.assigned
   */
  @Omittable()
  @Matches(/^[a-z][a-z.:-]{2,59}$/, { message: 'must be the name of an act, such as complaint.assigned' })
  readonly action?: string;
  /** Only what was done to this record or saw it: anything with an id, an account and an agency too. */
  @Omittable() @IsUUID() readonly record?: string;
  /**
   * Only from this instant on.
   * @example 2026-03-01T00:00:00-06:00
   */
  @Omittable() @IsInstant() readonly from?: string;
  /**
   * Only before this instant.
   * @example 2026-04-01T00:00:00-05:00
   */
  @Omittable() @IsInstant() readonly until?: string;
  /**
   * Only what was done, or only what was refused.
   * @example refused
   */
  @Omittable() @IsIn(outcomes) readonly outcome?: TrailOutcome;
}

/** One entry of the trail: a record that an act wrote, a look, a way in or out, or a refusal. */
export class TrailEntryView {
  /** Its number: among all entries, in the order they were made. */
  readonly seq!: number;
  /**
   * When, on the clock of the database: the instant the transaction began.
   * @format date-time
   */
  readonly at!: string;
  /**
   * The account that did it; null for the tracker itself, and for who was not signed in.
   * @format uuid
   */
  readonly accountId!: string | null;
  /**
   * Whose account it is.
   * @example Dana Reyes
   */
  readonly accountName!: string | null;
  /** What the account was then. */
  readonly role!: Role | null;
  /**
   * The name of the act; of a refusal, the permission that was asked for.
   * @example complaint.assigned
   */
  readonly action!: string;
  /**
   * Who did what, in words.
   * @example Dana Reyes, supervisor at Omaha Police Department, assigned the complaint.
   */
  readonly sentence!: string;
  readonly outcome!: TrailOutcome;
  /**
   * What the act was about, where that is one record.
   * @format uuid
   */
  readonly subject!: string | null;
  /**
   * What kind of record it wrote; null where it wrote none.
   * @example assignment
   */
  readonly record!: string | null;
  /**
   * The record that it wrote.
   * @format uuid
   */
  readonly recordId!: string | null;
  /**
   * The fields that it wrote, by name. What they hold is told by the complaint's own trail, to whoever may read the complaint.
   * @example ["state", "working agency"]
   */
  readonly fields!: string[];
  /** Of a look: how many records it saw; null where it was none. */
  readonly recordCount!: number | null;
  /** Why, where a reason was given. Administrators do not get it: it may speak of a case. */
  readonly reason!: string | null;
  /**
   * From where it came.
   * @example 192.0.2.17
   */
  readonly address!: string | null;
  /**
   * The request it came in, by what the answer's x-request-id said.
   * @example 9f1c2b7d4e6a80c35d17f2a94be0c613
   */
  readonly request!: string | null;
}

/** A part of what was found in the trail, newest first. */
export class TrailEntryPage {
  readonly items!: TrailEntryView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}
