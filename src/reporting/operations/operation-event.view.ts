import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { OperationEvent } from './operation-event.entity.js';
import { operationEventPolicy } from './operations.policy.js';
import type { OperationEventKind, EventConflictDistance } from './operations.enums.js';

/** Point on the map, and the radius of the event. */
export class EventPointView {
  /**
   * Degrees of latitude, negative south of the equator.
   * @format double
   * @example 41.2586
   */
  readonly latitude!: number;
  /**
   * Degrees of longitude, negative west of Greenwich.
   * @format double
   * @example -95.9378
   */
  readonly longitude!: number;
  readonly radiusKilometres!: number;
}

/** Actions that the reader may take. */
export class OperationEventMay {
  /** Whether the reader may update it. */
  readonly change!: boolean;
  /** Whether the reader may void it, because it was cancelled or recorded by mistake. */
  readonly void!: boolean;
  /** Whether the reader may check it for conflicts. */
  readonly findConflicts!: boolean;
}

/** Event that a unit plans within an operation. */
export class OperationEventView {
  readonly id!: string;
  readonly version!: number;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** Operation of the event. */
  readonly operationId!: string;
  /** Unit that plans it. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly kind!: OperationEventKind;
  readonly startsAt!: string;
  readonly endsAt!: string;
  /**
   * Postal code of the State or territory.
   * @example NE
   */
  readonly state!: string;
  readonly county!: string;
  /** Exact point; null if only the county is known. */
  readonly point!: EventPointView | null;
  /** Time of the voiding; null if it is not void. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
  readonly may!: OperationEventMay;
}

/** Page of events. */
export class OperationEventPage {
  readonly items!: OperationEventView[];
  readonly nextCursor!: string | null;
}

/**
 * Conflict with another unit's event near in time and place. It has contact details, but no place, operation or case.
 */
export class EventConflictPointer {
  /** Kind of the other event at the time of the check. */
  readonly kind!: OperationEventKind;
  /**
   * Unit that plans the other event.
   * @example Omaha Police Department
   */
  readonly agency!: string;
  /**
   * Task force of the unit.
   * @example Nebraska Task Force
   */
  readonly taskForce!: string;
  /**
   * Telephone number of the unit.
   * @example +1 402 555 0100
   */
  readonly phone!: string | null;
  /**
   * Email address of the unit.
   * @example icac@example.gov
   */
  readonly email!: string | null;
  readonly distance!: EventConflictDistance;
  /**
   * Hours between the events, rounded up; 0 for events at the same time.
   * @example 3
   */
  readonly hoursApart!: number;
}

/** Notice that the check of another unit found this event. Distance and hours are as of that check. */
export class EventConflictNotice extends EventConflictPointer {
  /** Time of the unit's latest check. */
  readonly askedAt!: string;
}

/** Notices of an event. Later changes of either event do not remove them. */
export class EventConflictNoticesView {
  /** Planned event of the caller that others have checked theirs against. */
  readonly eventId!: string;
  /** Notices, the latest first, at most 200. */
  readonly notices!: EventConflictNotice[];
}

/** Current conflicts of an event. */
export class EventConflictsView {
  /** Planned event of the caller that was checked for conflicts. */
  readonly eventId!: string;
  /** Time of the check. */
  readonly askedAt!: string;
  /** Conflicts, the nearest in time first, at most 200. */
  readonly conflicts!: EventConflictPointer[];
}

export function toOperationEventView(event: OperationEvent, actor: Actor): OperationEventView {
  const { id, version, taskForceId, operationId, agencyId, kind, state, county, point, voidReason } = event;
  const may = allows(actor.role, 'operations:plan') && operationEventPolicy.plan(actor) && event.voidedAt === null;
  return {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    operationId,
    agencyId,
    agency: nameAgency(agencyId),
    kind,
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    state,
    county,
    point,
    voidedAt: event.voidedAt?.toISOString() ?? null,
    voidReason,
    may: { change: may, void: may, findConflicts: may },
  };
}
