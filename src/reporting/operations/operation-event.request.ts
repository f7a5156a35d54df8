import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, ValidateBy } from 'class-validator';
import { IsId, Integer, IsInstant, Nullable, Omittable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  operationEventKinds,
  eventConflictReaches,
  type OperationEventKind,
  type EventConflictReach,
} from './operations.enums.js';
import { postalCodeFault, postalCodes, type PostalCode } from '../../organization/task-forces/postal-codes.enums.js';

/** Point on the map, and the radius of the event. */
export class EventPointInput {
  /**
   * Degrees of latitude, negative south of the equator.
   * @format double
   * @example 41.2586
   */
  @Degrees(90) readonly latitude!: number;
  /**
   * Degrees of longitude, negative west of Greenwich.
   * @format double
   * @example -95.9378
   */
  @Degrees(180) readonly longitude!: number;
  /**
   * Radius in whole kilometers; 0 for a single address.
   * @example 1
   */
  @Integer(0, 50) readonly radiusKilometres!: number;
}

/** Plan of an event, complete. */
export class ChangeOperationEvent {
  /** @example warrant_service */
  @IsIn(operationEventKinds) readonly kind!: OperationEventKind;
  /**
   * Start, within the operation's window.
   * @example 2026-04-07T05:30:00-05:00
   */
  @IsInstant() readonly startsAt!: string;
  /**
   * End, at most 14 days later.
   * @example 2026-04-07T09:00:00-05:00
   */
  @IsInstant() readonly endsAt!: string;
  /**
   * State or territory, by its two-letter postal code.
   * @example NE
   */
  @IsIn(postalCodes, { message: postalCodeFault }) readonly state!: PostalCode;
  /**
   * County, by its common name. Events without a point conflict by county.
   * @example Douglas
   */
  @Text({ max: 100 }) readonly county!: string;
  /** Exact point; null if unknown. */
  @Nullable() @Part(() => EventPointInput) readonly point!: EventPointInput | null;
}

/** Event that a unit plans within an operation. */
export class PlanOperationEvent extends ChangeOperationEvent {
  /** Operation, in which your task force takes part. */
  @IsId() readonly operationId!: string;
  /** Agency that plans the event. Default: your agency. Required if your account belongs to a task force itself. */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** Filters of the list of events, the latest first. */
export class OperationEventsQuery extends PageQuery {
  /** Operation of the events. */
  @Omittable() @IsId() readonly operationId?: string;
}

/** Event deconfliction check: its purpose, and its limits of time and distance. */
export class RunEventDeconfliction {
  /**
   * Purpose, which the trail records with the account.
   * @example Warrant service on Tuesday morning; officer safety.
   */
  @Text({ max: 500 }) readonly purpose!: string;
  /**
   * Maximum number of hours between the events.
   * @example 12
   */
  @Integer(0, 168) readonly withinHours!: number;
  /**
   * Maximum number of kilometers between the events.
   * @example 5
   */
  @IsIn(eventConflictReaches) readonly withinKilometres!: EventConflictReach;
}

/** Validates degrees from zero to a limit in both directions. */
function Degrees(max: number): PropertyDecorator {
  const isIn = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= max;
  return applyDecorators(
    ValidateBy({
      name: 'degrees',
      validator: { validate: isIn, defaultMessage: () => `must be a number from -${max} to ${max}` },
    }),
    ApiProperty({ type: 'number', minimum: -max, maximum: max }),
  );
}
