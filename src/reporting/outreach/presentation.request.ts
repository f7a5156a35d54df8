import { IsId, Integer, IsDay, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Facts of a presentation. */
export class CorrectPresentation {
  /**
   * Day of the presentation.
   * @example 2018-04-17
   */
  @IsDay() readonly heldOn!: string;
  /**
   * Topic of the presentation.
   * @example Staying safe in game chats
   */
  @Text({ max: 200 }) readonly title!: string;
  /**
   * Number of children and young people who attended.
   * @example 180
   */
  @Integer(0, 1_000_000) readonly attendeesYouth!: number;
  /**
   * Number of adults who attended.
   * @example 22
   */
  @Integer(0, 1_000_000) readonly attendeesAdult!: number;
}

/** Presentation to the public that has been held. */
export class RecordPresentation extends CorrectPresentation {
  /** Agency that held it. Default: your agency. Required if your account belongs to a task force itself. */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** Filters of the list of presentations, the latest first. */
export class PresentationsQuery extends PageQuery {
  /** Agency that held the presentations. */
  @Omittable() @IsId() readonly agencyId?: string;
}
