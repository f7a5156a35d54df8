import type { Seat } from '../../platform/actor/actor.js';
import type { Agency } from '../agencies/agency.entity.js';
import type { TaskForce } from '../task-forces/task-force.entity.js';

/** Task force of a seat, with its names and time zone. */
export class SeatTaskForceView {
  /** @format uuid */
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

/** Agency of a seat, with its name. */
export class SeatAgencyView {
  /** @format uuid */
  readonly id!: string;
  /**
   * Name of the agency.
   * @example Omaha Police Department
   */
  readonly name!: string;
}

/** Seat of an account, with names. */
export class NamedSeatView {
  /** Level of the seat. */
  readonly at!: 'agency' | 'task_force' | 'national';
  /** Task force of the seat; null for the national office. */
  readonly taskForce!: SeatTaskForceView | null;
  /** Agency of the seat; null above the agencies. */
  readonly agency!: SeatAgencyView | null;
}

export function toNamedSeatView({ at }: Seat, taskForce: TaskForce | null, agency: Agency | null): NamedSeatView {
  return {
    at,
    taskForce: taskForce && { id: taskForce.id, code: taskForce.code, name: taskForce.name, zone: taskForce.zone },
    agency: agency && { id: agency.id, name: agency.name },
  };
}
