import { IsIn } from 'class-validator';
import {
  complaintSources,
  complaintStates,
  type ComplaintSource,
  type ComplaintState,
} from '../../../casework/complaints/complaints.enums.js';
import { IsId, Omittable, IntegerText } from '../../../platform/validation/input.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Dimensions } from '../dimensions.decorator.js';
import { TargetHours } from './target-hours.decorator.js';
import { ages, concerns, type Age, type WaitingConcern } from './backlog-ages.js';

/** Way to break the backlog down, besides state and age. */
export const backlogDimensions = ['taskForce', 'agency', 'priority', 'source', 'state'] as const;

export type BacklogDimension = (typeof backlogDimensions)[number];

/** Scope and dimensions of the backlog. */
export class BacklogQuery {
  /** Dimensions that break the numbers down into rows: up to three, separated by commas. Without it, there are no rows. */
  @Omittable() @Dimensions(backlogDimensions, 'agency,state') readonly by?: readonly BacklogDimension[];
  /** Task force of the complaints. */
  @Omittable() @IsId() readonly taskForceId?: string;
  /** Agency of the complaints. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** `taskForce` gives an agency the numbers of its whole task force. They cannot be broken down by agency. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
  /** Target hours of tiers 1 to 4, separated by commas, in place of the usual ones. */
  @Omittable() @TargetHours() readonly targetHours?: readonly number[];
}

/** Filters of the list of open complaints, the earliest received first. */
export class WaitingComplaintsQuery extends PageQuery {
  /** Agency of the complaints. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** Tier of the complaints. */
  @Omittable() @IntegerText(1, 4) readonly priority?: number;
  /** Source of the complaints. */
  @Omittable() @IsIn(complaintSources) readonly source?: ComplaintSource;
  /** State of the complaints. */
  @Omittable() @IsIn(complaintStates) readonly state?: ComplaintState;
  /** Age of the complaints in days. */
  @Omittable() @IsIn(ages) readonly age?: Age;
  /** Concern about the complaints. */
  @Omittable() @IsIn(concerns) readonly concern?: WaitingConcern;
  /** Target hours of tiers 1 to 4, separated by commas, in place of the usual ones. */
  @Omittable() @TargetHours() readonly targetHours?: readonly number[];
}
