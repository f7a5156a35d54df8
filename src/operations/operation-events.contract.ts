import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID, Matches, ValidateBy } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Integer, IsInstant, Nullable, Omittable, Part, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { OperationEvent } from './operation-event.entity.js';
import { operationEventPolicy } from './operations.policy.js';
import {
  operationEventKinds,
  overlapReaches,
  type OperationEventKind,
  type OverlapDistance,
  type OverlapReach,
} from './operations.words.js';

/** A place on the map, and how far around it the event goes. */
export class EventPointInput {
  /**
   * Degrees north of the equator; south of it below zero.
   * @format double
   * @example 41.2586
   */
  @Degrees(90) readonly latitude!: number;
  /**
   * Degrees east of Greenwich; west of it below zero.
   * @format double
   * @example -95.9378
   */
  @Degrees(180) readonly longitude!: number;
  /**
   * In whole kilometres; 0 for a door.
   * @example 1
   */
  @Integer(0, 50) readonly radiusKilometres!: number;
}

/** What is settled about an event, whole. */
export class ChangeOperationEvent {
  /** @example warrant_service */
  @IsIn(operationEventKinds) readonly kind!: OperationEventKind;
  /**
   * When it begins, within the operation's window.
   * @example 2026-04-07T05:30:00-05:00
   */
  @IsInstant() readonly startsAt!: string;
  /**
   * When it is over, 14 days later at most.
   * @example 2026-04-07T09:00:00-05:00
   */
  @IsInstant() readonly endsAt!: string;
  /**
   * The State or territory, by its two-letter postal code.
   * @example NE
   */
  @Matches(/^[A-Z]{2}$/, { message: 'must be a two-letter postal code in capitals' }) readonly state!: string;
  /**
   * The county, as everybody writes it: events without a point meet by it.
   * @example Douglas
   */
  @Text({ max: 100 }) readonly county!: string;
  /** Where exactly, if it is known; null if not. */
  @Nullable() @Part(() => EventPointInput) readonly point!: EventPointInput | null;
}

/** Something that a unit plans within an operation. */
export class PlanOperationEvent extends ChangeOperationEvent {
  /** The operation, in which one's task force takes part. */
  @IsUUID() readonly operationId!: string;
  /** The unit: one's own agency if left out. From a task force's seat it has to be named. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Which events to list, the latest first. */
export class OperationEventsQuery extends PageQuery {
  /** Only those of this operation. */
  @Omittable() @IsUUID() readonly operationId?: string;
}

/** Whose plans an event would meet: how near, and what one asks it for. */
export class AskForOverlaps {
  /**
   * What it is for; it goes into the trail, with who asked.
   * @example Warrant service on Tuesday morning; officer safety.
   */
  @Text({ max: 500 }) readonly purpose!: string;
  /**
   * How many hours may lie between.
   * @example 12
   */
  @Integer(0, 168) readonly withinHours!: number;
  /**
   * How many kilometres may lie between.
   * @example 5
   */
  @IsIn(overlapReaches) readonly withinKilometres!: OverlapReach;
}

/** A place on the map, and how far around it the event goes. */
export class EventPointView {
  /**
   * Degrees north of the equator; south of it below zero.
   * @format double
   * @example 41.2586
   */
  readonly latitude!: number;
  /**
   * Degrees east of Greenwich; west of it below zero.
   * @format double
   * @example -95.9378
   */
  readonly longitude!: number;
  /** @example 1 */
  readonly radiusKilometres!: number;
}

/** What the reader may do to this event. */
export class OperationEventMay {
  /** Settle it anew. */
  readonly change!: boolean;
  /** Call it off, or say that it should not have been recorded. */
  readonly void!: boolean;
  /** Ask whose plans it would meet. */
  readonly askForOverlaps!: boolean;
}

/** Something that a unit plans within an operation. */
export class OperationEventView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The operation it is part of.
   * @format uuid
   */
  readonly operationId!: string;
  /**
   * The unit that plans it.
   * @format uuid
   */
  readonly agencyId!: string;
  readonly kind!: OperationEventKind;
  /** @format date-time */
  readonly startsAt!: string;
  /** @format date-time */
  readonly endsAt!: string;
  readonly state!: string;
  readonly county!: string;
  /** Where exactly; null if only the county is known. */
  readonly point!: EventPointView | null;
  /**
   * When it was called off; null while it stands.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Why it was called off. */
  readonly voidReason!: string | null;
  readonly may!: OperationEventMay;
}

/** A part of a list of events. */
export class OperationEventPage {
  readonly items!: OperationEventView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** Whom to call: another unit plans something near, at about that time. No place, no operation and no case. */
export class OverlapPointer {
  readonly kind!: OperationEventKind;
  /**
   * The unit that plans it.
   * @example Omaha Police Department
   */
  readonly agency!: string;
  /**
   * Its task force.
   * @example Nebraska Task Force
   */
  readonly taskForce!: string;
  /**
   * The unit's telephone number.
   * @example +1 402 555 0100
   */
  readonly phone!: string | null;
  /**
   * The unit's email address.
   * @example icac@example.gov
   */
  readonly email!: string | null;
  /** About how far away, from edge to edge. */
  readonly distance!: OverlapDistance;
  /**
   * How many hours lie between, begun hours whole; 0 for at the same time.
   * @example 3
   */
  readonly hoursApart!: number;
}

/** Whom to call: another unit has asked, and was pointed to this event. How near theirs was is as it was then. */
export class OverlapNotice extends OverlapPointer {
  /**
   * When it last asked.
   * @format date-time
   */
  readonly askedAt!: string;
}

/** Who has asked and was pointed to an event, whatever became of either since. */
export class OverlapNoticesView {
  /**
   * The event.
   * @format uuid
   */
  readonly eventId!: string;
  /** Who asked last first, 200 at most. */
  readonly notices!: OverlapNotice[];
}

/** Whose plans an event would meet, as things stand now. */
export class OverlapsView {
  /**
   * The event that was asked about.
   * @format uuid
   */
  readonly eventId!: string;
  /**
   * When it was asked.
   * @format date-time
   */
  readonly askedAt!: string;
  /** The nearest in time first, 200 at most. */
  readonly overlaps!: OverlapPointer[];
}

export function eventViewOf(event: OperationEvent, actor: Actor): OperationEventView {
  const { id, version, taskForceId, operationId, agencyId, kind, state, county, point, voidReason } = event;
  const may = allows(actor.role, 'operations:plan') && operationEventPolicy.plan(actor) && event.voidedAt === null;
  return {
    id,
    version,
    taskForceId,
    operationId,
    agencyId,
    kind,
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    state,
    county,
    point,
    voidedAt: event.voidedAt?.toISOString() ?? null,
    voidReason,
    may: { change: may, void: may, askForOverlaps: may },
  };
}

/** A number of degrees from the equator or the meridian of Greenwich. */
function Degrees(most: number): PropertyDecorator {
  const isIn = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= most;
  return applyDecorators(
    ValidateBy({
      name: 'degrees',
      validator: { validate: isIn, defaultMessage: () => `must be a number from -${most} to ${most}` },
    }),
    ApiProperty({ type: 'number', minimum: -most, maximum: most }),
  );
}
