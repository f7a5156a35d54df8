import { IsIn } from 'class-validator';
import { Ids, IsDay, Name, Omittable } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { operationMemberships, type OperationMembership } from './operations.enums.js';

/** Plan of an operation. */
export class ChangeOperation {
  /**
   * Name of the operation.
   * @example Operation Broken Heart
   */
  @Name(200) readonly name!: string;
  /**
   * First day of the operation.
   * @example 2018-03-01
   */
  @IsDay() readonly startsOn!: string;
  /**
   * Last day, inclusive. The window is at most 366 days long.
   * @example 2018-05-31
   */
  @IsDay() readonly endsOn!: string;
  /**
   * Counting rule: all records of the window, or only tagged records.
   * @example window
   */
  @IsIn(operationMemberships) readonly membership!: OperationMembership;
}

/** Operation to plan. */
export class PlanOperation extends ChangeOperation {
  /**
   * Participating task forces. Default: every current task force at the national seat, your own at a task force's seat.
   * A task force names only itself.
   */
  @Omittable() @Ids(200, 1) readonly taskForceIds?: string[];
}

/** Records to tag in an operation that counts tagged records. Records with a tag do not change. */
export class TagRecords {
  /**
   * Complaints to tag or untag, at most 500. The offenders of a tagged complaint count with it.
   * @example ["01890a5d-5a6b-7c3d-b2e4-1f2a3b4c5d6e"]
   */
  @Omittable() @Ids(500) readonly complaintIds?: string[];
  /** Arrests to tag or untag, at most 500. */
  @Omittable() @Ids(500) readonly arrestIds?: string[];
  /** Records of identified victims to tag or untag, at most 500. */
  @Omittable() @Ids(500) readonly victimIds?: string[];
  /** Presentations to tag or untag, at most 500. */
  @Omittable() @Ids(500) readonly presentationIds?: string[];
}

/** Page of operations, the latest first. */
export class OperationsQuery extends PageQuery {}
