import { IsUUID } from 'class-validator';
import type { Actor } from '../../platform/actor/actor.js';
import { Integer, IsDay, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { mayRecord } from './outreach.policy.js';
import type { Training } from './training.entity.js';

/** Facts of a training. */
export class CorrectTraining {
  /**
   * Last day.
   * @example 2018-04-20
   */
  @IsDay() readonly endedOn!: string;
  /**
   * Topic.
   * @example Undercover chat investigations
   */
  @Text({ max: 200 }) readonly title!: string;
  /**
   * Number of trainees from law enforcement.
   * @example 24
   */
  @Integer(0, 1_000_000) readonly trainedLawEnforcement!: number;
  /**
   * Number of prosecutors trained.
   * @example 6
   */
  @Integer(0, 1_000_000) readonly trainedProsecutors!: number;
  /**
   * Number of other trainees.
   * @example 3
   */
  @Integer(0, 1_000_000) readonly trainedOther!: number;
}

/** Training session that has ended. */
export class RecordTraining extends CorrectTraining {
  /** Agency that gave it. Default: your agency. Required at a task force's seat. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Filters of the list of trainings, the latest first. */
export class TrainingsQuery extends PageQuery {
  /** Agency that gave the trainings. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Actions the reader may take on this training. */
export class TrainingMay {
  /** Whether the reader may correct it. */
  readonly correct!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** Training session. */
export class TrainingView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * Agency that gave it.
   * @format uuid
   */
  readonly agencyId!: string;
  readonly endedOn!: string;
  readonly title!: string;
  readonly trainedLawEnforcement!: number;
  readonly trainedProsecutors!: number;
  readonly trainedOther!: number;
  /**
   * Instant of the voiding, since which the training does not count; null unless it is void.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Reason for the voiding. */
  readonly voidReason!: string | null;
  readonly may!: TrainingMay;
}

/** Page of trainings. */
export class TrainingPage {
  readonly items!: TrainingView[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export function toTrainingView(training: Training, actor: Actor): TrainingView {
  const { id, version, taskForceId, agencyId, endedOn, title, voidReason } = training;
  const { trainedLawEnforcement, trainedProsecutors, trainedOther } = training;
  const may = mayRecord(actor) && training.voidedAt === null;
  return {
    id,
    version,
    taskForceId,
    agencyId,
    endedOn,
    title,
    trainedLawEnforcement,
    trainedProsecutors,
    trainedOther,
    voidedAt: training.voidedAt?.toISOString() ?? null,
    voidReason,
    may: { correct: may, void: may },
  };
}
