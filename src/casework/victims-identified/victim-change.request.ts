import { IsBoolean, IsIn } from 'class-validator';
import { IsId, IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { VoidRecord } from '../records/voiding.request.js';
import {
  abuseTimings,
  safeguardingStatuses,
  victimRelationshipKinds,
  type AbuseTiming,
  type SafeguardingStatus,
  type VictimRelationshipKind,
} from './victims-identified.enums.js';

/** Safeguarding step of a child. */
export class SafeguardVictim {
  /** @example safe_verified */
  @IsIn(safeguardingStatuses) readonly status!: SafeguardingStatus;
  /**
   * Day of the step, not before the identification; today if omitted. A step before the latest one is a late entry and
   * does not change the status.
   * @example 2018-05-21
   */
  @Omittable() @IsDay() readonly happenedOn?: string;
  /**
   * Basis of the step. It must not identify the child.
   * @example A visit by child protective services.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Void of a step recorded in error: wrong child, wrong day, or not done. */
export class VoidSafeguardingStep extends VoidRecord {
  /** Step of this record. */
  @IsId() readonly stepId!: string;
}

/** Void of a relationship recorded in error. */
export class VoidRelationship extends VoidRecord {
  @IsId() readonly suspectId!: string;
}

/** Correction of an identified victim: all fields, and the reason. The published number of children depends on it. */
export class CorrectVictim {
  /** @example historical */
  @IsIn(abuseTimings) readonly abuseTiming!: AbuseTiming;
  /**
   * Whether abuse material of the child was produced.
   * @example true
   */
  @IsBoolean() readonly productionVictim!: boolean;
  /**
   * Day on which the child was identified, not after any other step.
   * @example 2018-05-14
   */
  @IsDay() readonly identifiedOn!: string;
  /**
   * Reason of the correction. It must not identify the child.
   * @example The laboratory dated the files.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Link of a record to an earlier record of the same child, in another complaint. */
export class LinkToSameChild {
  /** Record in which the child was first identified, in another complaint of the task force that the caller can see. */
  @IsId() readonly victimId!: string;
  /**
   * Evidence that it is the same child. It must not identify the child.
   * @example The same school picture; the forensic interviewer knew the child.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Removal of the link to an earlier record. */
export class UnlinkSameChild {
  /**
   * Evidence that it is another child. It must not identify the child.
   * @example A sibling, as the interview showed.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Relationship of the child to a suspect. It replaces an earlier one to the same suspect. */
export class RelateVictim {
  /** Suspect of the same complaint. */
  @IsId() readonly suspectId!: string;
  /**
   * NIBRS relationship: a `stepchild` is the suspect's stepchild.
   * @example stepchild
   */
  @IsIn(victimRelationshipKinds) readonly relationship!: VictimRelationshipKind;
}
