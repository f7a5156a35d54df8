import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { ComplaintState } from '../complaints/complaints.words.js';
import type { Actor } from '../platform/access/actor.js';
import { mayUse } from '../platform/access/permissions.js';
import { Ids, IsDay, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { InvestigationClosure } from './investigation-parts.entity.js';
import type { Investigation } from './investigation.entity.js';
import { investigationPolicy } from './investigations.policy.js';
import {
  investigationOutcomes,
  investigationStates,
  type InvestigationOutcome,
  type InvestigationState,
} from './investigations.words.js';

/** How many complaints are linked by one request, and how many an investigation holds. */
export const mostLinkedAtOnce = 50;
export const mostComplaints = 200;

/** An investigation of one or many complaints. Each that is assigned is under investigation from then on. */
export class OpenInvestigation {
  /** The complaints, which one may work: assigned, or under investigation and in no other. */
  @Ids(mostLinkedAtOnce, 1) readonly complaintIds!: string[];
  /** The agency that leads it: one's own if left out, or from the seat of a task force the one that works the first complaint. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /**
   * What it is called.
   * @example Uploads from one household
   */
  @Text({ max: 200 }) readonly title!: string;
  /**
   * The day it was opened, where the task force is: not before the first of its complaints was received.
   * @example 2018-05-14
   */
  @IsDay() readonly openedOn!: string;
}

/** What an investigation is to be called. */
export class NameInvestigation {
  /** @example Uploads from two households */
  @Text({ max: 200 }) readonly title!: string;
}

/** More complaints of the same matter. */
export class LinkComplaints {
  /**
   * The complaints, which one may work: assigned, or under investigation and in no other. One of its own that was closed, opened
   * again and assigned anew is taken up again.
   */
  @Ids(mostLinkedAtOnce, 1) readonly complaintIds!: string[];
}

/** A complaint that is not of the matter after all. */
export class UnlinkComplaint {
  /** The complaint, which one may work. It stays under investigation, and can become part of another. */
  @IsUUID() readonly complaintId!: string;
  /**
   * What shows that; it goes into the trail.
   * @example The account belongs to somebody else.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** How an investigation ended. Its complaints are closed each by its own disposition. */
export class CloseInvestigation {
  /**
   * How it ended, in one of the words that are counted.
   * @example convicted_plea
   */
  @IsIn(investigationOutcomes) readonly outcome!: InvestigationOutcome;
  /**
   * The day it ended, where the task force is.
   * @example 2018-11-30
   */
  @IsDay() readonly closedOn!: string;
  /**
   * What was done and why it ends here.
   * @example Two households were searched; one resident pleaded guilty.
   */
  @Text({ max: 20_000, multiline: true }) readonly narrative!: string;
}

/** Why a closed investigation goes on. */
export class ReopenInvestigation {
  /**
   * Why; it goes into the trail.
   * @example Another device of the same person was found.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which investigations to list, the latest opened first. */
export class InvestigationsQuery extends PageQuery {
  /** Only those that are open, or closed. */
  @Omittable() @IsIn(investigationStates) readonly state?: InvestigationState;
  /** Only those this agency leads. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** Only the one this complaint is part of. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** What the reader may do to this investigation. */
export class InvestigationMay {
  /** Name it, link and unlink complaints, close it. */
  readonly work!: boolean;
  /** Open it again. */
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

/** How much hangs on an investigation, as far as the reader sees its complaints. What was voided is not among it. */
export class InvestigationCounts {
  /** Complaints that are part of it. */
  readonly complaints!: number;
  /** Legal process for them. */
  readonly legalProcesses!: number;
  /** Legal process that has not come back yet. */
  readonly legalProcessesOut!: number;
  /** Forensic examinations for them. */
  readonly forensicExams!: number;
}

/** How an investigation ended, and, where it was opened again, by whom and why. */
export class InvestigationClosureView {
  readonly outcome!: InvestigationOutcome;
  /** @format date */
  readonly closedOn!: string;
  /** What was done and why it ended there. */
  readonly narrative!: string;
  /**
   * The account that closed it.
   * @format uuid
   */
  readonly closedBy!: string;
  /**
   * When that was entered.
   * @format date-time
   */
  readonly closedAt!: string;
  /**
   * The account that opened it again; null while it has not been.
   * @format uuid
   */
  readonly reopenedBy!: string | null;
  /**
   * When it was opened again.
   * @format date-time
   */
  readonly reopenedAt!: string | null;
  /** Why it was opened again. */
  readonly reopenReason!: string | null;
}

/** A line of a list of investigations. */
export class InvestigationSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * What people call it by.
   * @example NE-I-000012
   */
  readonly reference!: string;
  readonly title!: string;
  /**
   * The agency that leads it.
   * @format uuid
   */
  readonly agencyId!: string;
  /** Whether it is open or closed. */
  readonly state!: InvestigationState;
  /** @format date */
  readonly openedOn!: string;
  /**
   * The day it ended; null while it is open.
   * @format date
   */
  readonly closedOn!: string | null;
  /** How it ended; null while it is open. */
  readonly outcome!: InvestigationOutcome | null;
}

/** An investigation, with those of its complaints that the reader sees. */
export class InvestigationView extends InvestigationSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The account that opened it.
   * @format uuid
   */
  readonly openedBy!: string;
  /** Those the reader sees, in the order they were received. */
  readonly complaints!: InvestigatedComplaintView[];
  /** How it ended, each time, in that order. */
  readonly closures!: InvestigationClosureView[];
  readonly counts!: InvestigationCounts;
  readonly may!: InvestigationMay;
}

/** A part of a list of investigations. */
export class InvestigationPage {
  readonly items!: InvestigationSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** An investigation with what the actor sees of it. */
export interface InvestigationRecord {
  readonly investigation: Investigation;
  readonly complaints: readonly Complaint[];
  readonly closures: readonly InvestigationClosure[];
  readonly counts: Omit<InvestigationCounts, 'complaints'>;
}

export function summaryOf(investigation: Investigation): InvestigationSummary {
  const { id, version, reference, title, agencyId, isOpen, openedOn, closedOn, outcome } = investigation;
  return { id, version, reference, title, agencyId, state: isOpen ? 'open' : 'closed', openedOn, closedOn, outcome };
}

export function viewOf(record: InvestigationRecord, actor: Actor): InvestigationView {
  const { investigation, complaints, closures, counts } = record;
  const { taskForceId, openedBy, isOpen } = investigation;
  const work = mayUse(actor, 'investigations:work') && investigationPolicy.work(actor, complaints);
  return {
    ...summaryOf(investigation),
    taskForceId,
    openedBy,
    complaints: complaints.map(({ id, reference, state }) => ({ id, reference, state })),
    closures: closures.map(closureViewOf),
    counts: { complaints: complaints.length, ...counts },
    may: { work: work && isOpen, reopen: work && !isOpen },
  };
}

function closureViewOf(closure: InvestigationClosure): InvestigationClosureView {
  const { outcome, closedOn, narrative, closedBy, closedAt, reopenedBy, reopenedAt, reopenReason } = closure;
  const reopened = { reopenedBy, reopenedAt: reopenedAt?.toISOString() ?? null, reopenReason };
  return { outcome, closedOn, narrative, closedBy, closedAt: closedAt.toISOString(), ...reopened };
}
