import { IsIn } from 'class-validator';
import { Nullable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { SearchFilters } from './search.request.js';
import { viewAudiences, type ViewAudience } from './search.enums.js';

/** A search to save. */
export class SaveView {
  /**
   * Name of the view.
   * @example Sextortion since January
   */
  @Text({ max: 100 }) readonly name!: string;
  /**
   * The search text; null for all complaints that match the filters.
   * @example sextortion
   */
  @Nullable() @Text({ max: 2000, multiline: true }) readonly text!: string | null;
  @Part(() => SearchFilters) readonly filters!: SearchFilters;
  /** The audience, besides the author. */
  @IsIn(viewAudiences) readonly sharedWith!: ViewAudience;
}

/** A page request for the views that the reader sees, latest first. */
export class SavedViewsQuery extends PageQuery {}
