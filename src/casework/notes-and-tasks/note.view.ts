import { type PersonView } from '../../organization/accounts/person.view.js';

/** Note about a complaint. */
export class NoteView {
  readonly id!: string;
  readonly complaintId!: string;
  /** Text of the note. */
  readonly text!: string;
  readonly author!: PersonView;
  /** Time at which it was written. */
  readonly writtenAt!: string;
  /**
   * Earlier note that it corrects.
   * @format uuid
   */
  readonly corrects!: string | null;
  /** Later notes that correct this one, oldest first; empty if there are none. */
  readonly correctedBy!: string[];
}

/** Page of the notes about a complaint, newest first. */
export class NotePage {
  readonly items!: NoteView[];
  readonly nextCursor!: string | null;
}

/** Note with its author and its corrections. */
export interface NoteRecord {
  readonly id: string;
  readonly complaintId: string;
  readonly text: string;
  readonly corrects: string | null;
  readonly correctedBy: readonly string[];
  readonly author: PersonView;
  readonly writtenAt: Date;
}

export function toNoteView({ writtenAt, correctedBy, ...note }: NoteRecord): NoteView {
  return { ...note, writtenAt: writtenAt.toISOString(), correctedBy: [...correctedBy] };
}
