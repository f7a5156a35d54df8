import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import { Integer, IsDay, Nullable, Omittable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { ForensicExam } from './forensic-exam.entity.js';
import { examResults, type ExamResult } from './investigations.enums.js';

const maxDevices = 100_000;

/** A request to a laboratory for an examination. */
export class RequestForensicExam {
  /** A complaint that the caller may work. The examination belongs to the complaint's investigation, if it has one. */
  @IsUUID() readonly complaintId!: string;
  /**
   * The agency that runs the laboratory. Default: the caller's agency, or the complaint's agency from a task force's
   * seat. An agency names itself or one that owns or works the complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** The search warrant for the examination; omitted or null where the owner consented. */
  @Omittable() @Nullable() @IsUUID() readonly legalProcessId?: string | null;
  /**
   * The day of the request, not before the complaint was received.
   * @example 2018-05-18
   */
  @IsDay() readonly requestedOn!: string;
  /**
   * The day the work began, if it has begun.
   * @example 2018-06-04
   */
  @Omittable() @Nullable() @IsDay() readonly beganOn?: string | null;
}

/** The corrected request, complete: a value that does not apply is null. */
export class CorrectForensicExam {
  /**
   * The agency that runs the laboratory. An agency names itself, the recorded agency, or one that owns or works the
   * complaint.
   */
  @IsUUID() readonly agencyId!: string;
  /** The search warrant for the examination. */
  @Nullable() @IsUUID() readonly legalProcessId!: string | null;
  /** @example 2018-05-18 */
  @IsDay() readonly requestedOn!: string;
  /** @example 2018-06-05 */
  @Nullable() @IsDay() readonly beganOn!: string | null;
  /**
   * The error that is corrected; recorded in the audit trail.
   * @example The laboratory's log says the day after.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Number of devices of each kind. */
export class ExaminedDevices {
  /**
   * Computers, including portable ones.
   * @example 2
   */
  @Integer(0, maxDevices) readonly computers!: number;
  /**
   * Telephones.
   * @example 3
   */
  @Integer(0, maxDevices) readonly phones!: number;
  /**
   * Disks, memory cards and USB sticks.
   * @example 7
   */
  @Integer(0, maxDevices) readonly storageMedia!: number;
  /**
   * Other devices, such as a game console.
   * @example 0
   */
  @Integer(0, maxDevices) readonly otherDevices!: number;
}

/** The result of an examination, complete. It replaces an earlier result. */
export class CompleteForensicExam {
  /**
   * The day of completion, on which the examination counts.
   * @example 2018-07-02
   */
  @IsDay() readonly completedOn!: string;
  /**
   * Whether there was evidence. The evidence itself is not described.
   * @example evidence_found
   */
  @IsIn(examResults) readonly result!: ExamResult;
  /**
   * Number of devices examined.
   * @example 12
   */
  @Integer(1, maxDevices) readonly devices!: number;
  /**
   * Amount of data on the devices, in bytes.
   * @example 4000787030016
   */
  @Integer(0, Number.MAX_SAFE_INTEGER) readonly bytes!: number;
  /** Devices by kind, where known. Their sum equals `devices`. */
  @Omittable() @Part(() => ExaminedDevices) readonly byKind?: ExaminedDevices;
  /**
   * The error in the earlier result, if there is one; recorded in the audit trail.
   * @example Two more cards were found in the case of a phone.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Filters of the list of examinations, latest request first. */
export class ForensicExamsQuery extends PageQuery {
  /** Only examinations for this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only examinations of this investigation. */
  @Omittable() @IsUUID() readonly investigationId?: string;
  /** Only examinations of this agency's laboratory. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Actions the reader may take on this examination. */
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
  /** Disks, memory cards and USB sticks. */
  readonly storageMedia!: number;
  readonly otherDevices!: number;
}

/** A forensic examination in a list. */
export class ForensicExamSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly complaintId!: string;
  /**
   * The investigation of its complaint; null without one.
   * @format uuid
   */
  readonly investigationId!: string | null;
  /**
   * The agency that runs the laboratory.
   * @format uuid
   */
  readonly agencyId!: string;
  /** @format date */
  readonly requestedOn!: string;
  /** @format date */
  readonly beganOn!: string | null;
  /**
   * The day of completion, on which it counts; null until then.
   * @format date
   */
  readonly completedOn!: string | null;
  readonly result!: ExamResult | null;
  readonly devices!: number | null;
  readonly bytes!: number | null;
  /**
   * The instant it was voided. A voided examination was recorded in error and no longer counts.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** A forensic examination. */
export class ForensicExamView extends ForensicExamSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The search warrant for the examination.
   * @format uuid
   */
  readonly legalProcessId!: string | null;
  /** Devices by kind; null where unknown. */
  readonly byKind!: ExaminedDevicesView | null;
  readonly voidReason!: string | null;
  /** @format uuid */
  readonly recordedBy!: string;
  /** @format date-time */
  readonly recordedAt!: string;
  readonly may!: ForensicExamMay;
}

/** A page of examinations. */
export class ForensicExamPage {
  readonly items!: ForensicExamSummary[];
  /** Cursor of the next page; null on the last page. */
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
    investigationId,
    agencyId,
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
  return {
    ...toForensicExamSummary(exam),
    taskForceId,
    legalProcessId,
    byKind,
    voidReason,
    recordedBy,
    recordedAt: recordedAt.toISOString(),
    may: { record: work, void: work },
  };
}
