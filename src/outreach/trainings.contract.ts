import { IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { Integer, IsDay, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { mayRecord } from './outreach.policy.js';
import type { Training } from './training.entity.js';

/** What is told of a training. */
export class CorrectTraining {
  /**
   * Its last day.
   * @example 2018-04-20
   */
  @IsDay() readonly endedOn!: string;
  /**
   * What it was about.
   * @example Undercover chat investigations
   */
  @Text({ max: 200 }) readonly title!: string;
  /**
   * How many of law enforcement were trained.
   * @example 24
   */
  @Integer(0, 1_000_000) readonly trainedLawEnforcement!: number;
  /**
   * How many prosecutors were trained.
   * @example 6
   */
  @Integer(0, 1_000_000) readonly trainedProsecutors!: number;
  /**
   * How many others were trained.
   * @example 3
   */
  @Integer(0, 1_000_000) readonly trainedOther!: number;
}

/** A training session that has ended. */
export class RecordTraining extends CorrectTraining {
  /** The agency that gave it: one's own if left out. From a task force's seat it has to be named. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Which trainings to list, the latest first. */
export class TrainingsQuery extends PageQuery {
  /** Only those this agency gave. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** What the reader may do to this training. */
export class TrainingMay {
  /** Correct what is told of it. */
  readonly correct!: boolean;
  /** Void it. */
  readonly void!: boolean;
}

/** A training session. */
export class TrainingView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The agency that gave it.
   * @format uuid
   */
  readonly agencyId!: string;
  readonly endedOn!: string;
  readonly title!: string;
  readonly trainedLawEnforcement!: number;
  readonly trainedProsecutors!: number;
  readonly trainedOther!: number;
  /**
   * When it was voided, and so counts no more; null while it stands.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Why it was voided. */
  readonly voidReason!: string | null;
  readonly may!: TrainingMay;
}

/** A part of a list of trainings. */
export class TrainingPage {
  readonly items!: TrainingView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(training: Training, actor: Actor): TrainingView {
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
