import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import { dayOf, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { nameTaskForce } from '../../organization/task-forces/task-force-name.view.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import type { ReceiversQuery } from './receiving-agency.request.js';
import type { ReceiverView } from './receiving-agency.view.js';

const selectReceivers =
  'SELECT id, task_force_id AS "taskForceId", name, state FROM oversight.receivers($1, $2, $3, $4, $5)';

/** Agencies of any task force with an agreement in force on a day. */
@Injectable()
export class ReceivingAgenciesService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: ReceiversQuery): Promise<Page<ReceiverView>> {
    const { taskForceId = null, q = null } = query;
    const page = new RequestedPage<ReceiverView>({ list: 'receivers', query, key: { id: 'id' } });
    return this.database.read(actor, async (tx) => {
      const today = await this.today(tx, actor);
      const rows = await tx.query<Omit<ReceiverView, 'taskForce'>[]>(selectReceivers, [
        today,
        taskForceId,
        q,
        ...page.position,
        page.limit,
      ]);
      return page.toPage(rows.map((row) => ({ ...row, taskForce: nameTaskForce(row.taskForceId) })));
    });
  }

  /** Returns the current day in the time zone of the actor's seat. */
  today(tx: EntityManager, { seat }: Actor): Promise<Day> {
    if (seat.level === 'national') return Promise.resolve(dayOf(this.clock.now(), 'UTC'));
    return this.taskForces.today(tx, seat.taskForceId);
  }
}
