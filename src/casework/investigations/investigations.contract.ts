import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { ComplaintState } from '../complaints/complaints.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import { Ids, IsDay, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { InvestigationClosure } from './investigation-parts.entity.js';
import type { Investigation } from './investigation.entity.js';
import { investigationPolicy } from './investigations.policy.js';
import {
  investigationOutcomes,
  investigationStates,
  type InvestigationOutcome,
  type InvestigationState,
} from './investigations.enums.js';

/** Maximum number of complaints linked by one request, and held by one investigation. */
export const maxComplaintsPerLink = 50;
export const maxComplaints = 200;

/** An investigation of one or more complaints. Each assigned complaint moves to under investigation. */
export class OpenInvestigation {
  /** Complaints that the caller may work. Each is assigned, or under investigation and in no investigation. */
  @Ids(maxComplaintsPerLink, 1) readonly complaintIds!: string[];
  /**
   * The lead agency. Default: the caller's agency, or from a task force's seat the agency that works the first
   * complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
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
  @IsUUID() readonly complaintId!: string;
  /**
   * The evidence for it; recorded in the audit trail.
   * @example The account belongs to somebody else.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** The end of an investigation. Each of its complaints is closed by its own disposition. */
export class CloseInvestigation {
  /**
   * The outcome, as it is counted.
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
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** Only the investigation of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** Actions the reader may take on this investigation. */
export class InvestigationMay {
  /** Whether the reader may rename it, link and unlink complaints, and close it. */
  readonly work!: boolean;
  /** Whether the reader may reopen it. */
  readonly reopen!: boolean;
}

/** A complaint of an investigation. */
export class InvestigatedComplaintView {
  /** @format uuid */
  readonly id!: string;
  /** @example NE-000417 */
  readonly reference!: string;
  readonly state!: ComplaintState;
}

/** Numbers of records of an investigation, for the complaints the reader sees. Voided records do not count. */
export class InvestigationCounts {
  /** Complaints of the investigation. */
  readonly complaints!: number;
  /** Legal process for its complaints. */
  readonly legalProcesses!: number;
  /** Outstanding legal process. */
  readonly legalProcessesOutstanding!: number;
  /** Forensic examinations for its complaints. */
  readonly forensicExams!: number;
}

/** A closure of an investigation, with its reopening, if any. */
export class InvestigationClosureView {
  readonly outcome!: InvestigationOutcome;
  /** @format date */
  readonly closedOn!: string;
  /** The work done, and the reason for closing. */
  readonly narrative!: string;
  /**
   * The account that closed it.
   * @format uuid
   */
  readonly closedBy!: string;
  /**
   * The instant the closure was recorded.
   * @format date-time
   */
  readonly closedAt!: string;
  /**
   * The account that reopened it; null if not reopened.
   * @format uuid
   */
  readonly reopenedBy!: string | null;
  /**
   * The instant of reopening.
   * @format date-time
   */
  readonly reopenedAt!: string | null;
  /** The reason for reopening. */
  readonly reopenReason!: string | null;
}

/** An investigation in a list. */
export class InvestigationSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * Reference for people.
   * @example NE-I-000012
   */
  readonly reference!: string;
  readonly title!: string;
  /**
   * The lead agency.
   * @format uuid
   */
  readonly agencyId!: string;
  /** Whether it is open or closed. */
  readonly state!: InvestigationState;
  /** @format date */
  readonly openedOn!: string;
  /**
   * The day it ended; null while open.
   * @format date
   */
  readonly closedOn!: string | null;
  /** The outcome; null while open. */
  readonly outcome!: InvestigationOutcome | null;
}

/** An investigation, with the complaints that the reader sees. */
export class InvestigationView extends InvestigationSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The account that opened it.
   * @format uuid
   */
  readonly openedBy!: string;
  /** The complaints that the reader sees, in order of receipt. */
  readonly complaints!: InvestigatedComplaintView[];
  /** All its closures, in order. */
  readonly closures!: InvestigationClosureView[];
  readonly counts!: InvestigationCounts;
  readonly may!: InvestigationMay;
}

/** A page of investigations. */
export class InvestigationPage {
  readonly items!: InvestigationSummary[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export interface InvestigationRecord {
  readonly investigation: Investigation;
  readonly complaints: readonly Complaint[];
  readonly closures: readonly InvestigationClosure[];
  readonly counts: Omit<InvestigationCounts, 'complaints'>;
}

export function toInvestigationSummary(investigation: Investigation): InvestigationSummary {
  const { id, version, reference, title, agencyId, isOpen, openedOn, closedOn, outcome } = investigation;
  return { id, version, reference, title, agencyId, state: isOpen ? 'open' : 'closed', openedOn, closedOn, outcome };
}

export function toInvestigationView(record: InvestigationRecord, actor: Actor): InvestigationView {
  const { investigation, complaints, closures, counts } = record;
  const { taskForceId, openedBy, isOpen } = investigation;
  const work = mayUse(actor, 'investigations:work') && investigationPolicy.work(actor, complaints);
  return {
    ...toInvestigationSummary(investigation),
    taskForceId,
    openedBy,
    complaints: complaints.map(({ id, reference, state }) => ({ id, reference, state })),
    closures: closures.map(toInvestigationClosureView),
    counts: { complaints: complaints.length, ...counts },
    may: { work: work && isOpen, reopen: work && !isOpen },
  };
}

function toInvestigationClosureView(closure: InvestigationClosure): InvestigationClosureView {
  const { outcome, closedOn, narrative, closedBy, closedAt, reopenedBy, reopenedAt, reopenReason } = closure;
  const reopened = { reopenedBy, reopenedAt: reopenedAt?.toISOString() ?? null, reopenReason };
  return { outcome, closedOn, narrative, closedBy, closedAt: closedAt.toISOString(), ...reopened };
}
