import { IsIn } from 'class-validator';
import { IsId, Integer, IsDay, Nullable, Omittable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { examResults, type ExamResult } from './investigations.enums.js';

const maxDevices = 100_000;

/** A request to a laboratory for an examination. */
export class RequestForensicExam {
  /** A complaint that the caller may work. The examination belongs to the complaint's investigation, if it has one. */
  @IsId() readonly complaintId!: string;
  /**
   * The agency that runs the laboratory. Default: the caller's agency, or the complaint's agency from a task force's
   * seat. An agency names itself or one that owns or works the complaint.
   */
  @Omittable() @IsId() readonly agencyId?: string;
  /** The search warrant for the examination; omitted or null where the owner consented. */
  @Omittable() @Nullable() @IsId() readonly legalProcessId?: string | null;
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
  @IsId() readonly agencyId!: string;
  /** The search warrant for the examination. */
  @Nullable() @IsId() readonly legalProcessId!: string | null;
  @IsDay() readonly requestedOn!: string;
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
   * Number of computers examined, including portable ones.
   * @example 2
   */
  @Integer(0, maxDevices) readonly computers!: number;
  /**
   * Number of telephones examined.
   * @example 3
   */
  @Integer(0, maxDevices) readonly phones!: number;
  /**
   * Number of disks, memory cards and USB sticks examined.
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
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only examinations of this investigation. */
  @Omittable() @IsId() readonly investigationId?: string;
  /** Only examinations of this agency's laboratory. */
  @Omittable() @IsId() readonly agencyId?: string;
}
