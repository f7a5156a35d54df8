import { IsIn } from 'class-validator';
import { Omittable } from '../../platform/http/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { PersonView } from '../../accounts/person.contract.js';
import { kindOf, sentenceOf, type TimelineRow } from './timeline.js';
import { timelineOrders, type TimelineKind, type TimelineOrder } from './timeline.words.js';

/** How much of a complaint's timeline, and from which end. */
export class TimelineQuery extends PageQuery {
  /**
   * From the first event on, or from the last one back; `oldest` if left out.
   * @example newest
   */
  @Omittable() @IsIn(timelineOrders) readonly order: TimelineOrder = 'oldest';
}

/** Something that happened to a complaint. */
export class TimelineEventView {
  /**
   * When it happened. What is known by its day alone begins that day.
   * @format date-time
   */
  readonly at!: string;
  /**
   * The day it was, where the task force is.
   * @format date
   */
  readonly on!: string;
  /** Its day is known, and not its hour. */
  readonly isDayOnly!: boolean;
  /** Who did it, or recorded it; null where nobody is known to have. */
  readonly who!: PersonView | null;
  /**
   * What happened, in a sentence. Suspects and children are not named.
   * @example Triaged as enticement, reactive, tier 2, by Dana Reyes.
   */
  readonly what!: string;
  /** What kind of event it is. */
  readonly kind!: TimelineKind;
  /**
   * The record it is told from.
   * @format uuid
   */
  readonly recordId!: string;
}

/** A part of a complaint's timeline. */
export class TimelinePage {
  readonly items!: TimelineEventView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function eventViewOf(row: TimelineRow): TimelineEventView {
  const { at, happened_on: on, is_day_only: isDayOnly, who: id, name, role, agency, record_id: recordId } = row;
  const who = id === null ? null : { id, name, role, agency };
  return { at: at.toISOString(), on, isDayOnly, who, what: sentenceOf(row), kind: kindOf(row), recordId };
}
