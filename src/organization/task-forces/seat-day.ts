import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { dayOf, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from './task-forces.service.js';

/** Returns the SQL of the current day at a seat, for a statement that reads it together with its rows. It is that of `SeatDay`. */
export function formatTodaySql(now: string, taskForceId: string): string {
  const zone = `coalesce((SELECT zone FROM app.task_forces WHERE id = ${taskForceId}), 'UTC')`;
  return `(CAST(${now} AS timestamptz) AT TIME ZONE ${zone})::date`;
}

/** Current day in the time zone of the reader's seat, which decides what is overdue or expires. */
@Injectable()
export class SeatDay {
  constructor(
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  /** Returns the current day. The national seat has no time zone and uses UTC. */
  async today(tx: EntityManager, { seat }: Actor): Promise<Day> {
    return seat.level === 'national' ? dayOf(this.clock.now(), 'UTC') : this.taskForces.today(tx, seat.taskForceId);
  }
}
