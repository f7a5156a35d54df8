import { IsIn } from 'class-validator';
import {
  complaintSources,
  complaintStates,
  complaintTypes,
  type ComplaintSource,
  type ComplaintState,
  type ComplaintType,
} from '../../casework/complaints/complaints.enums.js';
import { IsId, IsDay, ListFrom, Omittable, Part, Text } from '../../platform/validation/input.js';
import { PageAsked } from '../../platform/http/paging.js';
import { complaintAnnotations, type ComplaintAnnotation } from '../../casework/complaints/annotations.enums.js';

/** Filters of a search within the caller's seat. Default: all complaints. */
export class SearchFilters {
  /** Only complaints in one of these states. */
  @Omittable() @ListFrom(complaintStates) readonly state?: readonly ComplaintState[];
  /** Only complaints of this type. */
  @Omittable() @IsIn(complaintTypes) readonly type?: ComplaintType;
  /** Only complaints from this source. */
  @Omittable() @IsIn(complaintSources) readonly source?: ComplaintSource;
  /** Only complaints with one of these annotations. */
  @Omittable() @ListFrom(complaintAnnotations) readonly annotation?: readonly ComplaintAnnotation[];
  /** Only complaints that this agency owns. */
  @Omittable() @IsId() readonly agencyId?: string;
  /**
   * Only complaints received on this day or later.
   * @example 2018-01-01
   */
  @Omittable() @IsDay() readonly receivedFrom?: string;
  /**
   * Only complaints received before this day.
   * @example 2019-01-01
   */
  @Omittable() @IsDay() readonly receivedUntil?: string;
}

/** A search for an address, number, name, reference or narrative text. */
export class AskSearch extends PageAsked {
  /**
   * The search text. In narratives, quoted words must be adjacent, and a word after a minus must be absent.
   * @example night.owl@example.com
   */
  @Text({ max: 2000, multiline: true }) readonly text!: string;
  @Omittable() @Part(() => SearchFilters) readonly filters?: SearchFilters;
}
