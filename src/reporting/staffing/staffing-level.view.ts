import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { staffingPolicy } from './staffing.policy.js';
import type { StaffingLevel } from './staffing-level.entity.js';

/** Number of staff in one role. */
export class StaffView {
  readonly fullTime!: number;
  readonly partTime!: number;
}

/** Actions that the reader may take. */
export class StaffingLevelMay {
  /** Whether the reader may correct the level or set its end. */
  readonly correct!: boolean;
  /** Whether the reader may void the level. */
  readonly void!: boolean;
}

/** Dedicated staff of an agency for a period. */
export class StaffingLevelView {
  readonly id!: string;
  readonly version!: number;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** Agency of the staff. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly fromOn!: string;
  readonly untilOn!: string | null;
  readonly investigators!: StaffView;
  readonly prosecutors!: StaffView;
  readonly educationSpecialists!: StaffView;
  readonly forensicSpecialists!: StaffView;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
  readonly may!: StaffingLevelMay;
}

/** Page of staffing levels. */
export class StaffingLevelPage {
  readonly items!: StaffingLevelView[];
  readonly nextCursor!: string | null;
}

export function toStaffingLevelView(level: StaffingLevel, actor: Actor): StaffingLevelView {
  const { id, version, taskForceId, agencyId, fromOn, untilOn, staff, voidedAt, voidReason } = level;
  const may = allows(actor.role, 'resources:record') && staffingPolicy.record(actor) && voidedAt === null;
  return {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    agencyId,
    agency: nameAgency(agencyId),
    fromOn,
    untilOn,
    ...staff,
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
    may: { correct: may, void: may },
  };
}
