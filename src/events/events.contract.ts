import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Omittable, Whole } from '../platform/http/input.js';
import { cursorPattern } from '../platform/http/paging.js';
import type { EventKind } from './events.words.js';

/** From where on to follow what changes, and how much at once. */
export class EventsQuery {
  @Omittable()
  @Whole(1, 200)
  @ApiProperty({ description: 'How many at most.', default: 50 })
  readonly limit: number = 50;

  @Omittable()
  @Matches(cursorPattern, { message: 'is not a cursor of this feed' })
  @ApiProperty({
    description:
      'The nextCursor of the answer before; `now` for the cursor of this moment and nothing that is past. From the beginning, if left out.',
    type: 'string',
    maxLength: 200,
    pattern: cursorPattern.source,
  })
  readonly after?: string;
}

/** That a record was written, or is the reader's no more: which, and never what it says. */
export class EventView {
  /**
   * When: the instant that its transaction began. What commits later stands later, so that it may step back.
   * @format date-time
   */
  readonly at!: string;
  /**
   * What kind of record.
   * @example presentation
   */
  readonly kind!: EventKind;
  /**
   * The record.
   * @format uuid
   */
  readonly recordId!: string;
  /**
   * The complaint that it hangs on, or that it is; null where it hangs on none.
   * @format uuid
   */
  readonly complaintId!: string | null;
  /**
   * The name of the act; null where the record is gone.
   * @example presentation.recorded
   */
  readonly action!: string | null;
  /**
   * The complaint, with all that hangs on it, is the reader's to see no more. Why is not told: drop it.
   * @example false
   */
  readonly isGone!: boolean;
}

/** A part of what changed, in the order in which it was committed. It may be empty where there is more. */
export class EventPage {
  readonly items!: EventView[];
  /**
   * Hand it back as `after` for what comes next: there is always a next.
   * @example WyJLZFhXTGo3UCIsIjQxNyIsIjAiLCJiM2x1Y0tpQVZ5RTUiXQ
   */
  readonly nextCursor!: string;
  /** There was no more when this was answered: wait before asking again. */
  readonly isCaughtUp!: boolean;
}

/** A change as the database tells it. */
export interface ToldChange {
  readonly at: string;
  readonly kind: EventKind;
  readonly record_id: string;
  readonly complaint_id: string | null;
  readonly action: string | null;
  readonly is_gone: boolean;
}

export function viewOf(change: ToldChange): EventView {
  const { at, kind, record_id: recordId, complaint_id: complaintId, action, is_gone: isGone } = change;
  return { at: new Date(at).toISOString(), kind, recordId, complaintId, action, isGone };
}
