import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayRecord } from './outreach.policy.js';
import type { Presentation } from './presentation.entity.js';

/** Actions that the reader may take. */
export class PresentationMay {
  /** Whether the reader may correct it. */
  readonly correct!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** Presentation to the public. */
export class PresentationView {
  readonly id!: string;
  readonly version!: number;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly heldOn!: string;
  readonly title!: string;
  readonly attendeesYouth!: number;
  readonly attendeesAdult!: number;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
  readonly may!: PresentationMay;
}

/** Page of presentations. */
export class PresentationPage {
  readonly items!: PresentationView[];
  readonly nextCursor!: string | null;
}

export function toPresentationView(presentation: Presentation, actor: Actor): PresentationView {
  const { id, version, taskForceId, agencyId, heldOn, title, attendeesYouth, attendeesAdult, voidReason } =
    presentation;
  const may = mayRecord(actor) && presentation.voidedAt === null;
  return {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    agencyId,
    agency: nameAgency(agencyId),
    heldOn,
    title,
    attendeesYouth,
    attendeesAdult,
    voidedAt: presentation.voidedAt?.toISOString() ?? null,
    voidReason,
    may: { correct: may, void: may },
  };
}
