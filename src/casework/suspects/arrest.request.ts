import { IsIn } from 'class-validator';
import { IsId, IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { arrestKinds, juvenileHandlings, type ArrestKind, type JuvenileHandling } from './suspects.enums.js';

/** Arrest of a suspect. The complaint may already be closed. */
export class RecordArrest {
  /** Suspect. The caller must be allowed to work on its complaint. */
  @IsId() readonly suspectId!: string;
  /**
   * Day of the arrest in the task force's time zone, not before the receipt of the complaint.
   * @example 2018-05-21
   */
  @IsDay() readonly arrestedOn!: string;
  /** @example taken_into_custody */
  @IsIn(arrestKinds) readonly kind!: ArrestKind;
  /**
   * Agency that made the arrest. If omitted, it is your own, or the complaint's if you are at a task force's seat. At
   * an agency's seat you can name your own agency or one that owns or works the complaint.
   */
  @Omittable() @IsId() readonly agencyId?: string;
  /**
   * Handling of an arrestee under 18: within the department, or referred to a court or agency. Required under 18, and
   * not permitted from 18 on.
   */
  @Omittable() @Nullable() @IsIn(juvenileHandlings) readonly juvenileHandling?: JuvenileHandling | null;
}

/** Correction of an arrest: all its fields, and the reason. */
export class CorrectArrest {
  /** @example 2018-05-22 */
  @IsDay() readonly arrestedOn!: string;
  /** @example on_view */
  @IsIn(arrestKinds) readonly kind!: ArrestKind;
  /**
   * Agency that made the arrest. At an agency's seat you can name your own agency, the recorded one, or one that owns
   * or works the complaint.
   */
  @IsId() readonly agencyId!: string;
  /**
   * Handling of an arrestee under 18: within the department, or referred to a court or agency. Required under 18, and
   * not permitted from 18 on; none if omitted.
   */
  @Omittable() @Nullable() @IsIn(juvenileHandlings) readonly juvenileHandling?: JuvenileHandling | null;
  /**
   * Reason of the correction, because arrests are published numbers.
   * @example The booking sheet says the day after.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list, latest first. */
export class ArrestsQuery extends PageQuery {
  /** Only arrests of this suspect. */
  @Omittable() @IsId() readonly suspectId?: string;
  /** Only arrests of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
}
