import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { dayOf, type Day } from '../platform/time/calendar.js';
import { Clock } from '../platform/time/clock.js';
import { TaskForcesService } from '../task-forces/task-forces.service.js';

/** What is late and what runs out soon is told by the day it is where the reader sits. */
@Injectable()
export class SeatDay {
  constructor(
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  /** The national seat has no case, and so no zone of its own. */
  async today(tx: EntityManager, { seat }: Actor): Promise<Day> {
    return seat.at === 'national' ? dayOf(this.clock.now(), 'UTC') : this.taskForces.today(tx, seat.taskForceId);
  }
}
