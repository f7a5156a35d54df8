import { type PersonView } from '../../organization/accounts/person.view.js';
import type { TimelineKind } from '../records/timeline-kinds.js';
import { kindOf, formatSentence, type TimelineRow } from './timeline.js';

/** Event of a complaint. */
export class TimelineEventView {
  /** Time of the event. If only the day is known, the start of that day. */
  readonly occurredAt!: string;
  /** Day of the event, in the task force's time zone. */
  readonly occurredOn!: string;
  /** Whether only the day is known, not the time. */
  readonly isDayOnly!: boolean;
  /** Account that acted or recorded the event; null if unknown. */
  readonly person!: PersonView | null;
  /**
   * Sentence of the event, without names of suspects and children.
   * @example Triaged as enticement, reactive, tier 2, by Dana Reyes.
   */
  readonly sentence!: string;
  readonly kind!: TimelineKind;
  /** Record of the event. */
  readonly recordId!: string;
}

/** Page of a complaint's timeline. */
export class TimelinePage {
  readonly items!: TimelineEventView[];
  readonly nextCursor!: string | null;
}

export function toTimelineEventView(row: TimelineRow): TimelineEventView {
  const { at, happened_on: on, is_day_only: isDayOnly, who: id, name, role, agency, record_id: recordId } = row;
  const who = id === null ? null : { id, name, role, agency };
  return {
    occurredAt: at.toISOString(),
    occurredOn: on,
    isDayOnly,
    person: who,
    sentence: formatSentence(row),
    kind: kindOf(row),
    recordId,
  };
}
