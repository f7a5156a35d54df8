import { IsId, Integer, IsDay, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Facts of a training. */
export class CorrectTraining {
  /**
   * Last day of the training session.
   * @example 2018-04-20
   */
  @IsDay() readonly endedOn!: string;
  /**
   * Topic of the training.
   * @example Undercover chat investigations
   */
  @Text({ max: 200 }) readonly title!: string;
  /**
   * Number of trainees from law enforcement.
   * @example 24
   */
  @Integer(0, 1_000_000) readonly trainedLawEnforcement!: number;
  /**
   * Number of prosecutors trained.
   * @example 6
   */
  @Integer(0, 1_000_000) readonly trainedProsecutors!: number;
  /**
   * Number of other trainees.
   * @example 3
   */
  @Integer(0, 1_000_000) readonly trainedOther!: number;
}

/** Training session that has ended. */
export class RecordTraining extends CorrectTraining {
  /** Agency that gave it. Default: your agency. Required if your account belongs to a task force itself. */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** Filters of the list of trainings, the latest first. */
export class TrainingsQuery extends PageQuery {
  /** Agency that gave the trainings. */
  @Omittable() @IsId() readonly agencyId?: string;
}
