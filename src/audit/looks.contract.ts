import { IsUUID } from 'class-validator';
import type { Role } from '../platform/access/actor.js';
import { PageQuery } from '../platform/http/paging.js';

/** At which record. */
export class LooksQuery extends PageQuery {
  /** A complaint, with the people in it and its trail; or one suspect, arrest or identified victim. */
  @IsUUID() readonly record!: string;
}

/** Somebody looked at the record once. */
export class LookView {
  /** The entry's number in the trail. */
  readonly seq!: number;
  /**
   * When, on the clock of the database.
   * @format date-time
   */
  readonly at!: string;
  /**
   * The account that looked.
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
   * Through what: the name of the act.
   * @example suspect.read
   */
  readonly action!: string;
  /**
   * Who did what, in words.
   * @example Dana Reyes, investigator at Omaha Police Department, read a suspect.
   */
  readonly sentence!: string;
  /** How many records the same answer showed, this one among them. */
  readonly recordCount!: number;
  /**
   * How often this account has looked at the record in all.
   * @example 3
   */
  readonly times!: number;
  /**
   * From where.
   * @example 192.0.2.17
   */
  readonly address!: string | null;
  /**
   * The request it came in, by what the answer's x-request-id said.
   * @example 9f1c2b7d4e6a80c35d17f2a94be0c613
   */
  readonly request!: string | null;
}

/** A part of the looks at a record, newest first. */
export class LookPage {
  readonly items!: LookView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}
