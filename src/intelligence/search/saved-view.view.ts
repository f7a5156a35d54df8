import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { SavedView } from './saved-view.entity.js';
import { savedViewPolicy } from './saved-views.policy.js';
import type { ComplaintFilters } from '../../casework/complaints/complaint.request.js';
import type { ViewAudience } from './search.enums.js';

/** Actions that the reader may take. */
export class SavedViewMay {
  /** Whether the reader may change or delete it. */
  readonly update!: boolean;
}

/** A saved search or list. */
export class SavedViewView {
  readonly id!: string;
  readonly version!: number;
  readonly name!: string;
  readonly text!: string | null;
  readonly filters!: ComplaintFilters;
  /**
   * Path of the list that a view without a text opens; null for a view with a text, which is a search.
   * @example /api/v1/complaints?queue=to_assign&priority=1,2
   */
  readonly path!: string | null;
  readonly sharedWith!: ViewAudience;
  /**
   * The account that saved it.
   * @format uuid
   */
  readonly savedBy!: string;
  readonly savedByPerson!: PersonView;
  /** Time at which it was first saved. */
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
  readonly nextCursor!: string | null;
}

export interface ViewCount {
  readonly count: number;
  readonly isComplete: boolean;
}

export function toSavedViewView(view: SavedView, actor: Actor): SavedViewView {
  const { id, version, name, text, currentFilters: filters, sharedWith, savedBy, savedAt } = view;
  const may = { update: savedViewPolicy.update(actor, view) };
  return {
    id,
    version,
    name,
    text,
    filters,
    sharedWith,
    savedBy,
    savedByPerson: namePerson(savedBy),
    savedAt: savedAt.toISOString(),
    path: text === null ? toListPath(filters) : null,
    may,
  };
}

export function toViewCountView({ count, isComplete }: ViewCount): ViewCountView {
  return { count, isComplete };
}

function toListPath(filters: ComplaintFilters): string {
  const parameters = Object.entries(filters).flatMap(([name, value]: [string, unknown]) => {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return value === undefined ? [] : [`${name}=${values.map((one) => encodeURIComponent(String(one))).join(',')}`];
  });
  return `/api/v1/complaints${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`;
}
