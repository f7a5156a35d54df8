import { IsIn } from 'class-validator';
import { Name, Nullable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { ComplaintFilters } from '../../casework/complaints/complaint.request.js';
import { viewAudiences, type ViewAudience } from './search.enums.js';

/** A search or a list to save. */
export class SaveView {
  /**
   * Name of the view.
   * @example Sextortion since January
   */
  @Name(100) readonly name!: string;
  /**
   * The search text; null for the list of complaints that match the filters.
   * @example sextortion
   */
  @Nullable() @Text({ max: 2000, multiline: true }) readonly text!: string | null;
  /**
   * Filters of the list of complaints, with `queue`. With a text, only filters that the search also has are accepted.
   * @example {"source": "ncmec_cybertip", "receivedFrom": "2018-01-01"}
   */
  @Part(() => ComplaintFilters) readonly filters!: ComplaintFilters;
  @IsIn(viewAudiences) readonly sharedWith!: ViewAudience;
}

/** A page request for the views that the reader sees, latest first. */
export class SavedViewsQuery extends PageQuery {}
