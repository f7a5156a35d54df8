import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { mayUse } from '../platform/access/permissions.js';
import { Integer, IsDay, Nullable, Omittable, Part, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { ForensicExam } from './forensic-exam.entity.js';
import { examResults, type ExamResult } from './investigations.words.js';

const mostDevices = 100_000;

/** An examination that a laboratory was asked for. */
export class RequestForensicExam {
  /** The complaint, which one may work. Its investigation, if it is part of one, follows. */
  @IsUUID() readonly complaintId!: string;
  /**
   * The agency whose laboratory it is. Left out it is one's own, or the complaint's from the seat of a task force. An agency names itself
   * or one that owns or works the complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** The search warrant it is done under; left out or null where the owner agreed. */
  @Omittable() @Nullable() @IsUUID() readonly legalProcessId?: string | null;
  /**
   * The day it was asked for: not before the complaint was received.
   * @example 2018-05-18
   */
  @IsDay() readonly requestedOn!: string;
  /**
   * The day it began, if it has.
   * @example 2018-06-04
   */
  @Omittable() @Nullable() @IsDay() readonly beganOn?: string | null;
}

/** The request put right, whole: what does not apply is null. */
export class CorrectForensicExam {
  /**
   * The agency whose laboratory it is. An agency names itself, the one that is recorded, or one that owns or works the complaint.
   */
  @IsUUID() readonly agencyId!: string;
  /** The search warrant it is done under. */
  @Nullable() @IsUUID() readonly legalProcessId!: string | null;
  /** @example 2018-05-18 */
  @IsDay() readonly requestedOn!: string;
  /** @example 2018-06-05 */
  @Nullable() @IsDay() readonly beganOn!: string | null;
  /**
   * What was wrong; it goes into the trail.
   * @example The laboratory's log says the day after.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** How many devices of each kind. */
export class ExaminedDevices {
  /**
   * Computers, portable ones too.
   * @example 2
   */
  @Integer(0, mostDevices) readonly computers!: number;
  /**
   * Telephones.
   * @example 3
   */
  @Integer(0, mostDevices) readonly phones!: number;
  /**
   * Disks, cards and sticks.
   * @example 7
   */
  @Integer(0, mostDevices) readonly storageMedia!: number;
  /**
   * Whatever else it was, such as a game console.
   * @example 0
   */
  @Integer(0, mostDevices) readonly otherDevices!: number;
}

/** What an examination came to. Said again, whole, it puts right what was said before. */
export class CompleteForensicExam {
  /**
   * The day it counts on.
   * @example 2018-07-02
   */
  @IsDay() readonly completedOn!: string;
  /**
   * Whether there was evidence: never what it is.
   * @example evidence_found
   */
  @IsIn(examResults) readonly result!: ExamResult;
  /**
   * How many devices were examined.
   * @example 12
   */
  @Integer(1, mostDevices) readonly devices!: number;
  /**
   * How many bytes they held.
   * @example 4000787030016
   */
  @Integer(0, Number.MAX_SAFE_INTEGER) readonly bytes!: number;
  /** The devices by kind, where that is known: they add up. */
  @Omittable() @Part(() => ExaminedDevices) readonly byKind?: ExaminedDevices;
  /**
   * What was wrong before, if something was said before; it goes into the trail.
   * @example Two more cards were found in the case of a phone.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Which examinations to list, the latest requested first. */
export class ForensicExamsQuery extends PageQuery {
  /** Only those for this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those that belong to this investigation. */
  @Omittable() @IsUUID() readonly investigationId?: string;
  /** Only those of this agency's laboratory. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** What the reader may do to this examination. */
export class ForensicExamMay {
  /** Put the request right, or say what the examination came to. */
  readonly record!: boolean;
  /** Say that it should not have been recorded. */
  readonly void!: boolean;
}

/** Devices by kind. */
export class ExaminedDevicesView {
  readonly computers!: number;
  readonly phones!: number;
  /** Disks, cards and sticks. */
  readonly storageMedia!: number;
  readonly otherDevices!: number;
}

/** A line of a list of examinations. */
export class ForensicExamSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly complaintId!: string;
  /**
   * The investigation its complaint is part of; null when it is part of none.
   * @format uuid
   */
  readonly investigationId!: string | null;
  /**
   * The agency whose laboratory it is.
   * @format uuid
   */
  readonly agencyId!: string;
  /** @format date */
  readonly requestedOn!: string;
  /** @format date */
  readonly beganOn!: string | null;
  /**
   * The day it counts on; null until it is complete.
   * @format date
   */
  readonly completedOn!: string | null;
  readonly result!: ExamResult | null;
  readonly devices!: number | null;
  readonly bytes!: number | null;
  /**
   * When it was voided: it should not have been recorded, and is counted no more.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** An examination, whole. */
export class ForensicExamView extends ForensicExamSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The search warrant it is done under.
   * @format uuid
   */
  readonly legalProcessId!: string | null;
  /** The devices by kind; null where that is not known. */
  readonly byKind!: ExaminedDevicesView | null;
  readonly voidReason!: string | null;
  /** @format uuid */
  readonly recordedBy!: string;
  /** @format date-time */
  readonly recordedAt!: string;
  readonly may!: ForensicExamMay;
}

/** A part of a list of examinations. */
export class ForensicExamPage {
  readonly items!: ForensicExamSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** An examination and the complaint it was done for. */
export interface ForensicExamRecord {
  readonly exam: ForensicExam;
  readonly complaint: Complaint;
}

export function summaryOf(exam: ForensicExam): ForensicExamSummary {
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

export function viewOf({ exam, complaint }: ForensicExamRecord, actor: Actor): ForensicExamView {
  const { taskForceId, legalProcessId, byKind, voidReason, recordedBy, recordedAt, voidedAt } = exam;
  const work = voidedAt === null && mayUse(actor, 'investigations:work') && complaintPolicy.work(actor, complaint);
  return {
    ...summaryOf(exam),
    taskForceId,
    legalProcessId,
    byKind,
    voidReason,
    recordedBy,
    recordedAt: recordedAt.toISOString(),
    may: { record: work, void: work },
  };
}
