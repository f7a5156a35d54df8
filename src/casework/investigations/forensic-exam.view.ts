import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { mayUse } from '../../access/permissions.js';
import type { ForensicExam } from './forensic-exam.entity.js';
import type { ExamResult } from './investigations.enums.js';

/** Actions that the reader may take. */
export class ForensicExamMay {
  /** Whether the reader may correct the request or record the result. */
  readonly record!: boolean;
  /** Whether the reader may void the examination. */
  readonly void!: boolean;
}

/** Number of devices by kind. */
export class ExaminedDevicesView {
  readonly computers!: number;
  readonly phones!: number;
  readonly storageMedia!: number;
  readonly otherDevices!: number;
}

/** A forensic examination in a list. */
export class ForensicExamSummary {
  readonly id!: string;
  readonly version!: number;
  /** Complaint of the examination. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** The investigation of its complaint; null without one. */
  readonly investigationId!: string | null;
  /** The agency that runs the laboratory. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly requestedOn!: string;
  readonly beganOn!: string | null;
  /** The day of completion; null until then. Statistics count it on this day. */
  readonly completedOn!: string | null;
  readonly result!: ExamResult | null;
  readonly devices!: number | null;
  readonly bytes!: number | null;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
}

/** A forensic examination. */
export class ForensicExamView extends ForensicExamSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** The search warrant for the examination. */
  readonly legalProcessId!: string | null;
  readonly byKind!: ExaminedDevicesView | null;
  readonly voidReason!: string | null;
  /** @format uuid */
  readonly recordedBy!: string;
  readonly recordedByPerson!: PersonView;
  readonly recordedAt!: string;
  readonly may!: ForensicExamMay;
}

/** A page of examinations. */
export class ForensicExamPage {
  readonly items!: ForensicExamSummary[];
  readonly nextCursor!: string | null;
}

export interface ForensicExamRecord {
  readonly exam: ForensicExam;
  readonly complaint: Complaint;
}

export function toForensicExamSummary(exam: ForensicExam): ForensicExamSummary {
  const { id, version, complaintId, investigationId, agencyId, requestedOn, beganOn, completedOn } = exam;
  const { result, devices, bytes, voidedAt } = exam;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    investigationId,
    agencyId,
    agency: nameAgency(agencyId),
    requestedOn,
    beganOn,
    completedOn,
    result,
    devices,
    bytes,
    voidedAt: voidedAt?.toISOString() ?? null,
  };
}

export function toForensicExamView({ exam, complaint }: ForensicExamRecord, actor: Actor): ForensicExamView {
  const { taskForceId, legalProcessId, byKind, voidReason, recordedBy, recordedAt, voidedAt } = exam;
  const work = voidedAt === null && mayUse(actor, 'investigations:work') && complaintPolicy.work(actor, complaint);
  return extendView(toForensicExamSummary(exam), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    legalProcessId,
    byKind,
    voidReason,
    recordedBy,
    recordedByPerson: namePerson(recordedBy),
    recordedAt: recordedAt.toISOString(),
    may: { record: work, void: work },
  });
}
