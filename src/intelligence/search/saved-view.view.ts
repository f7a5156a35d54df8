import type { Actor } from '../../platform/actor/actor.js';
import type { SavedView } from './saved-view.entity.js';
import { savedViewPolicy } from './saved-views.policy.js';
import { type SearchFilters } from './search.request.js';
import type { ViewAudience } from './search.enums.js';

/** Actions the reader may take on this view. */
export class SavedViewMay {
  /** Whether the reader may change or delete it. */
  readonly update!: boolean;
}

/** A saved search. */
export class SavedViewView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  readonly name!: string;
  readonly text!: string | null;
  readonly filters!: SearchFilters;
  readonly sharedWith!: ViewAudience;
  /**
   * The account that saved it.
   * @format uuid
   */
  readonly savedBy!: string;
  /**
   * The instant it was first saved.
   * @format date-time
   */
  readonly savedAt!: string;
  readonly may!: SavedViewMay;
}

/** Number of complaints that a view currently finds at the reader's seat. */
export class ViewCountView {
  /** Number of complaints. */
  readonly count!: number;
  /** Whether the count is complete. Otherwise it is a minimum. */
  readonly isComplete!: boolean;
}

/** A page of saved views. */
export class SavedViewPage {
  readonly items!: SavedViewView[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export interface ViewCount {
  readonly count: number;
  readonly isComplete: boolean;
}

export function toSavedViewView(view: SavedView, actor: Actor): SavedViewView {
  const { id, version, name, text, filters, sharedWith, savedBy, savedAt } = view;
  const may = { update: savedViewPolicy.update(actor, view) };
  return { id, version, name, text, filters, sharedWith, savedBy, savedAt: savedAt.toISOString(), may };
}

export function toViewCountView({ count, isComplete }: ViewCount): ViewCountView {
  return { count, isComplete };
}
