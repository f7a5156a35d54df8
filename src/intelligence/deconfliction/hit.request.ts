import { IsIn } from 'class-validator';
import { IsId, Omittable, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { hitAnswers, type HitAnswer } from './deconfliction.enums.js';

/** This unit's answer to a hit. */
export class AnswerHit {
  /**
   * No conflict; or the two cases are coordinated, merged, or one is transferred to the other unit.
   * @example coordinate
   */
  @IsIn(hitAnswers) readonly answer!: HitAnswer;
}

/** Filters of the list of hits, latest first. */
export class HitsQuery extends PageQuery {
  /** Only hits of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only hits that this unit has answered (true), or only the others (false). */
  @Omittable() @BooleanText() readonly answered?: boolean;
}
