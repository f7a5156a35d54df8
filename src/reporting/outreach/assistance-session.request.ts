import { IsIn } from 'class-validator';
import { Integer, IsDay, IsId, Name, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { assistanceKinds, type AssistanceKind } from './outreach.enums.js';

/** Facts of an assistance session, complete. */
export class CorrectAssistanceSession {
  /**
   * Day of the session.
   * @example 2018-04-17
   */
  @IsDay() readonly heldOn!: string;
  /** Agency that received the help, if it is in the task force. */
  @Omittable() @Nullable() @IsId() readonly recipientAgencyId?: string | null;
  /**
   * Name of the agency that received the help, if it is not in the task force.
   * @example Pine County Sheriff
   */
  @Omittable() @Nullable() @Name(200) readonly recipientName?: string | null;
  /** @example forensic */
  @IsIn(assistanceKinds) readonly kind!: AssistanceKind;
  /**
   * Topic, without any detail of a case.
   * @example Unlocking a telephone
   */
  @Text({ max: 200 }) readonly topic!: string;
  /**
   * Duration in hours, rounded up.
   * @example 3
   */
  @Integer(1, 1000) readonly hours!: number;
}

/** Session of technical help for another agency. */
export class RecordAssistanceSession extends CorrectAssistanceSession {
  /** Agency that helped. Default: your agency. Required if your account belongs to a task force itself. */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** Filters of the list of assistance sessions, the latest first. */
export class AssistanceSessionsQuery extends PageQuery {
  /** Agency that helped. */
  @Omittable() @IsId() readonly agencyId?: string;
}
