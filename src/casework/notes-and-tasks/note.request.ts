import { IsId, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Note about a complaint. It cannot be changed later. */
export class WriteNote {
  /**
   * Text of the note. A text that appears to contain an encoded picture or other file is rejected.
   * @example Called the school; the counsellor calls back on Monday.
   */
  @Text({ max: 20_000, multiline: true }) readonly text!: string;
  /** Earlier note of the complaint that it corrects, if any. */
  @Omittable() @Nullable() @IsId() readonly corrects?: string | null;
}

/** Page of the notes to read. */
export class NotesQuery extends PageQuery {}
