import type { TrailAct, TrailChange } from '../../audit/trail/trail.js';

/** Change of one field of one record. */
export class TrailChangeView {
  /**
   * Kind of record: the complaint itself, or one that belongs to it.
   * @example complaint
   */
  readonly record!: string;
  /** Record whose field changed. Its kind is in `record`. */
  readonly recordId!: string;
  /**
   * Name of the field in the record.
   * @example priority
   */
  readonly field!: string;
  /**
   * Value before; null if it was empty or is withheld.
   * @example 3
   */
  readonly before!: string | null;
  /**
   * Value after; null if it is empty or withheld.
   * @example 2
   */
  readonly after!: string | null;
  /**
   * Whether the values are withheld because they identify a person. The trail then records only that the field was
   * written.
   */
  readonly isWithheld!: boolean;
}

/** One action on a complaint. */
export class TrailActView {
  /** Time of the action. */
  readonly actedAt!: string;
  /** Account that acted; null for the tracker itself. */
  readonly accountId!: string | null;
  /**
   * Name of the action.
   * @example complaint.triaged
   */
  readonly action!: string;
  /**
   * The action as a sentence.
   * @example Dana Reyes triaged the complaint.
   */
  readonly sentence!: string;
  /** Reason, if one was given. */
  readonly reason!: string | null;
  readonly changes!: TrailChangeView[];
}

/** Page of a complaint's trail, oldest first. */
export class TrailPage {
  readonly items!: TrailActView[];
  readonly nextCursor!: string | null;
}

export function toTrailActView({ at, accountId, action, sentence, reason, changes }: TrailAct): TrailActView {
  return { actedAt: at.toISOString(), accountId, action, sentence, reason, changes: changes.map(toTrailChangeView) };
}

function toTrailChangeView({ record, recordId, field, was, became, isWithheld }: TrailChange): TrailChangeView {
  return { record, recordId, field, before: was, after: became, isWithheld };
}
