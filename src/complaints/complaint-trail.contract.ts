import type { TrailAct, TrailChange } from '../audit/trail.js';
import { PageQuery } from '../platform/http/paging.js';

/** How much of a complaint's trail, and from where on. */
export class TrailQuery extends PageQuery {}

/** One field of one record that an act wrote. */
export class TrailChangeView {
  /**
   * What kind of record: the complaint itself, or one that hangs on it.
   * @example complaint
   */
  readonly record!: string;
  /**
   * The record.
   * @format uuid
   */
  readonly recordId!: string;
  /**
   * The field, as the record has it.
   * @example priority
   */
  readonly field!: string;
  /**
   * What it held before; null when it held nothing, or when that is withheld.
   * @example 3
   */
  readonly was!: string | null;
  /**
   * What it held afterwards; null when it held nothing, or when that is withheld.
   * @example 2
   */
  readonly became!: string | null;
  /** The trail says that the field was written, and not what: it tells of a person. */
  readonly isWithheld!: boolean;
}

/** What somebody did to a complaint, once. */
export class TrailActView {
  /**
   * When, on the clock of the database.
   * @format date-time
   */
  readonly at!: string;
  /**
   * The account that did it; null for the tracker itself.
   * @format uuid
   */
  readonly accountId!: string | null;
  /**
   * The name of the act.
   * @example complaint.triaged
   */
  readonly action!: string;
  /**
   * Who did what, in words.
   * @example Dana Reyes triaged the complaint.
   */
  readonly sentence!: string;
  /** Why, where a reason was given. */
  readonly reason!: string | null;
  /** What the act wrote, field by field. */
  readonly changes!: TrailChangeView[];
}

/** A part of a complaint's trail, oldest first. */
export class TrailPage {
  readonly items!: TrailActView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function actViewOf({ at, accountId, action, sentence, reason, changes }: TrailAct): TrailActView {
  return { at: at.toISOString(), accountId, action, sentence, reason, changes: changes.map(changeViewOf) };
}

function changeViewOf({ record, recordId, field, was, became, isWithheld }: TrailChange): TrailChangeView {
  return { record, recordId, field, was, became, isWithheld };
}
