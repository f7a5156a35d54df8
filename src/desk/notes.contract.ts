import { IsUUID } from 'class-validator';
import { Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { PersonView } from '../accounts/person.contract.js';

/** A note about a complaint. It stays as it is written. */
export class WriteNote {
  /**
   * Text of the note. One that looks like it carries a picture or another file is refused.
   * @example Called the school; the counsellor calls back on Monday.
   */
  @Text({ max: 20_000, multiline: true }) readonly text!: string;
  /** The earlier note of this complaint that it puts right, if it does. */
  @Omittable() @Nullable() @IsUUID() readonly corrects?: string | null;
}

/** How many notes of a complaint, and from where on. */
export class NotesQuery extends PageQuery {}

/** A note about a complaint. */
export class NoteView {
  /** @format uuid */
  readonly id!: string;
  /**
   * The complaint it is about.
   * @format uuid
   */
  readonly complaintId!: string;
  /** What was noted. */
  readonly text!: string;
  /** Who wrote it. */
  readonly author!: PersonView;
  /**
   * When it was written.
   * @format date-time
   */
  readonly writtenAt!: string;
  /**
   * The earlier note that it puts right.
   * @format uuid
   */
  readonly corrects!: string | null;
  /** The later notes that put this one right, in their order; none while nothing was wrong. */
  readonly correctedBy!: string[];
}

/** A part of the notes of a complaint, newest first. */
export class NotePage {
  readonly items!: NoteView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A note as it is read: with who wrote it, and what was corrected later. */
export interface NoteRecord {
  readonly id: string;
  readonly complaintId: string;
  readonly text: string;
  readonly corrects: string | null;
  readonly correctedBy: readonly string[];
  readonly author: PersonView;
  readonly writtenAt: Date;
}

export function viewOf({ writtenAt, correctedBy, ...note }: NoteRecord): NoteView {
  return { ...note, writtenAt: writtenAt.toISOString(), correctedBy: [...correctedBy] };
}
