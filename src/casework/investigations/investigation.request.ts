import { IsIn } from 'class-validator';
import { IsId, Ids, IsDay, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  investigationOutcomes,
  investigationStates,
  type InvestigationOutcome,
  type InvestigationState,
} from './investigations.enums.js';

/** Maximum number of complaints linked by one request, and held by one investigation. */
export const maxComplaintsPerLink = 50;

/** An investigation of one or more complaints. Each assigned complaint moves to under investigation. */
export class OpenInvestigation {
  /** Complaints that the caller may work. Each is assigned, or under investigation and in no investigation. */
  @Ids(maxComplaintsPerLink, 1) readonly complaintIds!: string[];
  /**
   * The lead agency. Default: the caller's agency, or from a task force's seat the agency that works the first
   * complaint.
   */
  @Omittable() @IsId() readonly agencyId?: string;
  /**
   * Title of the investigation.
   * @example Uploads from one household
   */
  @Text({ max: 200 }) readonly title!: string;
  /**
   * The day it was opened, in the task force's time zone, not before its first complaint was received.
   * @example 2018-05-14
   */
  @IsDay() readonly openedOn!: string;
}

/** The title of an investigation. */
export class NameInvestigation {
  /** @example Uploads from two households */
  @Text({ max: 200 }) readonly title!: string;
}

/** More complaints of the same matter. */
export class LinkComplaints {
  /**
   * Complaints that the caller may work. Each is assigned, or under investigation and in no investigation. A linked
   * complaint that was closed, reopened and assigned again resumes.
   */
  @Ids(maxComplaintsPerLink, 1) readonly complaintIds!: string[];
}

/** A complaint that belongs to a different matter. */
export class UnlinkComplaint {
  /** A complaint that the caller may work. It stays under investigation and can join another investigation. */
  @IsId() readonly complaintId!: string;
  /**
   * The evidence for it; recorded in the audit trail.
   * @example The account belongs to somebody else.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** The end of an investigation. Each of its complaints is closed by its own disposition. */
export class CloseInvestigation {
  /**
   * Outcome with which it was closed, as statistics count it.
   * @example convicted_plea
   */
  @IsIn(investigationOutcomes) readonly outcome!: InvestigationOutcome;
  /**
   * The day it ended, in the task force's time zone.
   * @example 2018-11-30
   */
  @IsDay() readonly closedOn!: string;
  /**
   * The work done, and the reason for closing.
   * @example Two households were searched; one resident pleaded guilty.
   */
  @Text({ max: 20_000, multiline: true }) readonly narrative!: string;
}

/** The reason for reopening an investigation. */
export class ReopenInvestigation {
  /**
   * The reason; recorded in the audit trail.
   * @example Another device of the same person was found.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list of investigations, latest opened first. */
export class InvestigationsQuery extends PageQuery {
  /** Only open or only closed investigations. */
  @Omittable() @IsIn(investigationStates) readonly state?: InvestigationState;
  /** Only investigations that this agency leads. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** Only the investigation of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
}
