import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid } from '../../casework/records/voiding.js';
import { dayOf } from '../../platform/time/calendar.js';
import type { Operation } from './operation.entity.js';
import type { OperationEventKind } from './operations.enums.js';
import { OperationTaskForce } from './participation.entity.js';

const maxHours = 14 * 24;
const millisecondsOfHour = 3_600_000;

/** Point on the map, and the radius of the event. */
export interface EventPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusKilometres: number;
}

export interface EventPlan {
  readonly kind: OperationEventKind;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: string;
  readonly county: string;
  readonly point: EventPoint | null;
}

/**
 * Event that a unit plans within an operation, at a place and for some hours. It may conflict with the event of another
 * unit.
 */
@Entity('operation_events')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'startsAt', 'id'])
@Index(['operationId', 'startsAt', 'id'])
@Index(['latitude', 'longitude'], { where: 'voided_at IS NULL AND latitude IS NOT NULL' })
@ForeignKey(() => OperationTaskForce, ['operationId', 'taskForceId'], ['operationId', 'taskForceId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class OperationEvent {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly operationId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('text') readonly kind!: OperationEventKind;
  @Column({ type: 'timestamptz', precision: 3 }) readonly startsAt!: Date;
  @Column({ type: 'timestamptz', precision: 3 }) readonly endsAt!: Date;
  @Column('text') readonly state!: string;
  @Column('text') readonly county!: string;
  @Column('double precision', { nullable: true }) readonly latitude!: number | null;
  @Column('double precision', { nullable: true }) readonly longitude!: number | null;
  @Column('integer', { nullable: true }) readonly radiusKilometres!: number | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  get point(): EventPoint | null {
    const { latitude, longitude, radiusKilometres } = this;
    if (latitude === null || longitude === null || radiusKilometres === null) return null;
    return { latitude, longitude, radiusKilometres };
  }

  /**
   * Sets the plan. Rejects an event outside the window of the operation in the time zone of the task force, and one of
   * more than 14 days.
   */
  plan(
    { kind, startsAt, endsAt, state, county, point }: EventPlan,
    { startsOn, endsOn }: Operation,
    zone: string,
  ): void {
    requireNotVoid(this);
    const hours = (endsAt.getTime() - startsAt.getTime()) / millisecondsOfHour;
    if (hours <= 0) throw InvalidInput.forPath('/endsAt', 'must be after the beginning');
    if (hours > maxHours) throw InvalidInput.forPath('/endsAt', 'makes it longer than 14 days');
    if (dayOf(startsAt, zone) < startsOn) throw InvalidInput.forPath('/startsAt', 'must not be before the operation');
    if (dayOf(endsAt, zone) > endsOn) throw InvalidInput.forPath('/endsAt', 'must not be after the operation');
    const { latitude, longitude, radiusKilometres } = point ?? noPoint;
    Object.assign(this, {
      kind,
      startsAt,
      endsAt,
      state,
      county: normalizeCounty(county),
      latitude,
      longitude,
      radiusKilometres,
    });
  }
}

const noPoint = { latitude: null, longitude: null, radiusKilometres: null };

/** Removes "county" and its equivalents, so that the spellings of two units match. */
function normalizeCounty(county: string): string {
  return county.replace(/ (?:county|parish|borough)$/i, '');
}
