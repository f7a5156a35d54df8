import { IsIn } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { Nullable, Part, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { SavedView } from './saved-view.entity.js';
import { savedViewPolicy } from './saved-views.policy.js';
import { SearchFilters } from './search.contract.js';
import { viewAudiences, type ViewAudience } from './search.words.js';

/** A search to keep. */
export class KeepView {
  /**
   * What it is called by.
   * @example Sextortion since January
   */
  @Text({ max: 100 }) readonly name!: string;
  /**
   * What it looks for; null for all complaints that the filters leave.
   * @example sextortion
   */
  @Nullable() @Text({ max: 2000, multiline: true }) readonly text!: string | null;
  @Part(() => SearchFilters) readonly filters!: SearchFilters;
  /** Who sees it, besides oneself. */
  @IsIn(viewAudiences) readonly sharedWith!: ViewAudience;
}

/** A page of the views that the reader sees, the latest first. */
export class SavedViewsQuery extends PageQuery {}

/** What the reader may do to this view. */
export class SavedViewMay {
  /** Say anew what it looks for, or end it. */
  readonly keep!: boolean;
}

/** A search that somebody keeps. */
export class SavedViewView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  readonly name!: string;
  readonly text!: string | null;
  readonly filters!: SearchFilters;
  readonly sharedWith!: ViewAudience;
  /**
   * Whose it is.
   * @format uuid
   */
  readonly savedBy!: string;
  /**
   * When it was saved first.
   * @format date-time
   */
  readonly savedAt!: string;
  readonly may!: SavedViewMay;
}

/** Number of complaints that a view finds at this moment, at the seat of the reader. */
export class ViewCountView {
  /** The number of complaints. */
  readonly count!: number;
  /** Whether everything was counted; otherwise there are at least so many. */
  readonly isComplete!: boolean;
}

/** A part of the views one sees. */
export class SavedViewPage {
  readonly items!: SavedViewView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** Result of running a view. */
export interface ViewCount {
  readonly count: number;
  readonly isComplete: boolean;
}

export function savedViewOf(view: SavedView, actor: Actor): SavedViewView {
  const { id, version, name, text, filters, sharedWith, savedBy, savedAt } = view;
  const may = { keep: savedViewPolicy.keep(actor, view) };
  return { id, version, name, text, filters, sharedWith, savedBy, savedAt: savedAt.toISOString(), may };
}

export function countViewOf({ count, isComplete }: ViewCount): ViewCountView {
  return { count, isComplete };
}
