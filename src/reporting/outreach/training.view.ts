import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayRecord } from './outreach.policy.js';
import type { Training } from './training.entity.js';

/** Actions that the reader may take. */
export class TrainingMay {
  /** Whether the reader may correct it. */
  readonly correct!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** Training session. */
export class TrainingView {
  readonly id!: string;
  readonly version!: number;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly endedOn!: string;
  readonly title!: string;
  readonly trainedLawEnforcement!: number;
  readonly trainedProsecutors!: number;
  readonly trainedOther!: number;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
  readonly may!: TrainingMay;
}

/** Page of trainings. */
export class TrainingPage {
  readonly items!: TrainingView[];
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
    taskForce: nameTaskForce(taskForceId),
    agencyId,
    agency: nameAgency(agencyId),
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
