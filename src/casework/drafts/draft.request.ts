import { IsIn } from 'class-validator';
import { IsId, JsonObject, Nullable, Omittable } from '../../platform/validation/input.js';
import { draftKinds, type DraftKind } from '../records/draft-header.decorator.js';

/** Maximum size of a draft's body, as JSON in UTF-8. A request of the API has the same maximum. */
export const maxDraftBytes = 65_536;

/** Draft to save: the unfinished request, as its author typed it. */
export class SaveDraft {
  /** Kind of the request that the draft becomes. It cannot be changed later. */
  @IsIn(draftKinds) readonly kind!: DraftKind;
  /**
   * Complaint of a `note`, `triage` or `closure`, or performance report of `report_answers`; null for a `complaint`. It
   * cannot be changed later.
   */
  @Omittable() @Nullable() @IsId() readonly subjectId?: string | null;
  /**
   * Fields of the unfinished request. They are stored as they are, and not checked. A text that appears to contain an
   * encoded picture or other file is rejected.
   * @example {"narrative": "The caller says that"}
   */
  @JsonObject(maxDraftBytes) readonly body!: Readonly<Record<string, unknown>>;
}
