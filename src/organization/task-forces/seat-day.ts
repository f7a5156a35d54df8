import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { dayOf, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from './task-forces.service.js';

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
