import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { ComplaintState } from '../complaints/complaints.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { mayUse } from '../../access/permissions.js';
import type { InvestigationClosure } from './investigation-parts.entity.js';
import type { Investigation } from './investigation.entity.js';
import { investigationPolicy, isExpungedMatter } from './investigations.policy.js';
import type { InvestigationOutcome, InvestigationState } from './investigations.enums.js';

export const maxComplaints = 200;

/** Actions that the reader may take. */
export class InvestigationMay {
  /** Whether the reader may rename it, link and unlink complaints, and close it. */
  readonly work!: boolean;
  /** Whether the reader may reopen it. */
  readonly reopen!: boolean;
}

/** A complaint of an investigation. */
export class InvestigatedComplaintView {
  readonly id!: string;
  /** @example NE-000417 */
  readonly reference!: string;
  readonly state!: ComplaintState;
}

/**
 * Counts of the records of an investigation, within the complaints that the reader sees. Voided records do not count.
 */
export class InvestigationCounts {
  /** Complaints of the investigation. */
  readonly complaints!: number;
  /** Legal process for its complaints. */
  readonly legalProcesses!: number;
  /** Number of legal processes that were issued and have neither returned nor been withdrawn. */
  readonly legalProcessesOutstanding!: number;
  /** Forensic examinations for its complaints. */
  readonly forensicExams!: number;
}

/** A closure of an investigation, with its reopening, if any. */
export class InvestigationClosureView {
  readonly outcome!: InvestigationOutcome;
  /** Day on which the investigation ended. */
  readonly closedOn!: string;
  readonly narrative!: string;
  /**
   * The account that closed it.
   * @format uuid
   */
  readonly closedBy!: string;
  readonly closedByPerson!: PersonView;
  /** Time at which the closure was recorded. */
  readonly closedAt!: string;
  /**
   * The account that reopened it; null if not reopened.
   * @format uuid
   */
  readonly reopenedBy!: string | null;
  readonly reopenedByPerson!: PersonView | null;
  /** Time of reopening. */
  readonly reopenedAt!: string | null;
  /** The reason for reopening. */
  readonly reopenReason!: string | null;
}

/** An investigation in a list. */
export class InvestigationSummary {
  readonly id!: string;
  readonly version!: number;
  /**
   * Number of the investigation, for people.
   * @example NE-I-000012
   */
  readonly reference!: string;
  readonly title!: string;
  /** The lead agency. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly state!: InvestigationState;
  readonly openedOn!: string;
  /** The day it ended; null while open. */
  readonly closedOn!: string | null;
  readonly outcome!: InvestigationOutcome | null;
}

/** An investigation, with the complaints that the reader sees. */
export class InvestigationView extends InvestigationSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /**
   * The account that opened it.
   * @format uuid
   */
  readonly openedBy!: string;
  readonly openedByPerson!: PersonView;
  /** The complaints that the reader sees, in order of receipt. */
  readonly complaints!: InvestigatedComplaintView[];
  readonly closures!: InvestigationClosureView[];
  readonly counts!: InvestigationCounts;
  readonly may!: InvestigationMay;
}

/** A page of investigations. */
export class InvestigationPage {
  readonly items!: InvestigationSummary[];
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
  return {
    id,
    version,
    reference,
    title,
    agencyId,
    agency: nameAgency(agencyId),
    state: isOpen ? 'open' : 'closed',
    openedOn,
    closedOn,
    outcome,
  };
}

export function toInvestigationView(record: InvestigationRecord, actor: Actor): InvestigationView {
  const { investigation, complaints, closures, counts } = record;
  const { taskForceId, openedBy, isOpen } = investigation;
  const work = mayUse(actor, 'investigations:work') && investigationPolicy.work(actor, complaints);
  return extendView(toInvestigationSummary(investigation), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    openedBy,
    openedByPerson: namePerson(openedBy),
    complaints: complaints.map(({ id, reference, state }) => ({ id, reference, state })),
    closures: closures.map(toInvestigationClosureView),
    counts: { complaints: complaints.length, ...counts },
    may: { work: work && isOpen, reopen: work && !isOpen && !isExpungedMatter(complaints) },
  });
}

function toInvestigationClosureView(closure: InvestigationClosure): InvestigationClosureView {
  const { outcome, closedOn, narrative, closedBy, closedAt, reopenedBy, reopenedAt, reopenReason } = closure;
  const reopened = {
    reopenedBy,
    reopenedByPerson: namePerson(reopenedBy),
    reopenedAt: reopenedAt?.toISOString() ?? null,
    reopenReason,
  };
  return {
    outcome,
    closedOn,
    narrative,
    closedBy,
    closedByPerson: namePerson(closedBy),
    closedAt: closedAt.toISOString(),
    ...reopened,
  };
}
