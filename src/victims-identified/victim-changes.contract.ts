import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import {
  abuseTimings,
  safeguardingStatuses,
  victimRelationshipKinds,
  type AbuseTiming,
  type SafeguardingStatus,
  type VictimRelationshipKind,
} from './victims-identified.words.js';

/** What has now been done for the child, or has befallen the child. */
export class SafeguardVictim {
  /** @example safe_verified */
  @IsIn(safeguardingStatuses) readonly status!: SafeguardingStatus;
  /**
   * The day it happened, since the child was identified: today if left out. A step of an earlier day than the latest one is
   * told late, and leaves things as they stand.
   * @example 2018-05-21
   */
  @Omittable() @IsDay() readonly happenedOn?: string;
  /**
   * What it rests on. Nothing that tells who the child is.
   * @example A visit by child protective services.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** A step that should not have been noted: of another child, of another day, or not done at all. */
export class VoidSafeguardingStep extends VoidRecord {
  /** The step, of this record. */
  @IsUUID() readonly stepId!: string;
}

/** What should not have been said of the child and a suspect. */
export class VoidRelationship extends VoidRecord {
  /** The suspect of whom it was said. */
  @IsUUID() readonly suspectId!: string;
}

/** What is recorded of an identified victim put right, whole, and why. The number children are counted by rests on it. */
export class CorrectVictim {
  /** @example historical */
  @IsIn(abuseTimings) readonly abuseTiming!: AbuseTiming;
  /**
   * Whether abuse material of the child was produced.
   * @example true
   */
  @IsBoolean() readonly productionVictim!: boolean;
  /**
   * The day the child was identified, before anything was done since.
   * @example 2018-05-14
   */
  @IsDay() readonly identifiedOn!: string;
  /**
   * What was wrong. Nothing that tells who the child is.
   * @example The laboratory dated the files.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** That the child of this record was identified before, in another complaint. */
export class LinkToSameChild {
  /** The record in which the same child was first identified, of another complaint of the task force that one sees. */
  @IsUUID() readonly victimId!: string;
  /**
   * How one knows. Nothing that tells who the child is.
   * @example The same school picture; the forensic interviewer knew the child.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** That it was another child after all. */
export class UnlinkSameChild {
  /**
   * What showed it. Nothing that tells who the child is.
   * @example A sibling, as the interview showed.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** What the child was to a suspect. Said again of the same suspect, it takes the place of what was said before. */
export class RelateVictim {
  /** A suspect of the same complaint. */
  @IsUUID() readonly suspectId!: string;
  /**
   * In the words of NIBRS: a `stepchild` is the suspect's stepchild.
   * @example stepchild
   */
  @IsIn(victimRelationshipKinds) readonly relationship!: VictimRelationshipKind;
}
