import type { Seat } from '../../platform/actor/actor.js';
import { declareName } from '../../platform/names/name-declarations.js';
import { nameAgency, type AgencyName } from '../agencies/agency-name.view.js';

/** Task force of a seat, with its names and time zone. */
export class SeatTaskForceView {
  readonly id!: string;
  /**
   * Code with which its references begin.
   * @example NE
   */
  readonly code!: string;
  /**
   * Name of the task force.
   * @example Nebraska ICAC Task Force
   */
  readonly name!: string;
  /**
   * Time zone of its days.
   * @example America/Chicago
   */
  readonly zone!: string;
}

const nameSeatTaskForce = declareName<SeatTaskForceView>('seat task force', {
  select: 'SELECT id, code, name, zone FROM app.task_forces WHERE id = ANY ($ids)',
  unknown: { code: '', name: '', zone: '' },
});

/** Seat of an account, with names. */
export class SeatView {
  /** Level of the seat. */
  readonly level!: 'agency' | 'task_force' | 'national';
  /** Task force of the seat; null for the national office. */
  readonly taskForceId!: string | null;
  /** Task force of the seat, with its time zone; null for the national office. */
  readonly taskForce!: SeatTaskForceView | null;
  /** Agency of the seat; null above the agencies. */
  readonly agencyId!: string | null;
  /** Agency of the seat, with its name; null above the agencies. */
  readonly agency!: AgencyName | null;
}

export function toSeatView(seat: Seat): SeatView {
  const taskForceId = seat.level === 'national' ? null : seat.taskForceId;
  const agencyId = seat.level === 'agency' ? seat.agencyId : null;
  return {
    level: seat.level,
    taskForceId,
    taskForce: nameSeatTaskForce(taskForceId),
    agencyId,
    agency: nameAgency(agencyId),
  };
}
