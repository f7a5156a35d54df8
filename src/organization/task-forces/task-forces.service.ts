import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { dayOf, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForce } from './task-force.entity.js';
import type { CreateTaskForce, DescribeTaskForce, TaskForcesQuery } from './task-force.request.js';
import { taskForcePolicy } from './task-forces.policy.js';

/** Use cases of the task forces. All accounts read them; the national administrator manages them. */
@Injectable()
export class TaskForcesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<TaskForce> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, TaskForce, id));
  }

  list(actor: Actor, query: TaskForcesQuery): Promise<Page<TaskForce>> {
    return this.database.read(actor, async (tx) => {
      const taskForces = tx.createQueryBuilder(TaskForce, 't').orderBy('t.code');
      return listPage(tx, taskForces, { list: 'task-forces', query });
    });
  }

  create(actor: Actor, { contactPhone = null, contactEmail = null, ...input }: CreateTaskForce): Promise<TaskForce> {
    const { verified = false } = input;
    const id = newId();
    return this.database.change(actor, { action: 'task-force.created', subject: id }, async (tx) => {
      const taskForce = tx.create(TaskForce, { ...input, id, contactPhone, contactEmail, verified });
      authorize(taskForcePolicy.manage, actor, taskForce);
      await tx.insert(TaskForce, taskForce);
      return findByIdOrFail(tx, TaskForce, id);
    });
  }

  update(actor: Actor, id: string, version: number, particulars: DescribeTaskForce): Promise<TaskForce> {
    return this.database.change(actor, { action: 'task-force.described', subject: id }, async (tx) => {
      // Row security lets only managers lock the row, so the policy runs first: a reader gets 403 instead of 404.
      authorize(taskForcePolicy.manage, actor, await findByIdOrFail(tx, TaskForce, id));
      const taskForce = await lockForUpdate(tx, TaskForce, id, version);
      taskForce.update(particulars);
      return tx.save(taskForce);
    });
  }

  async today(tx: EntityManager, id: string): Promise<Day> {
    const { zone } = await findByIdOrFail(tx, TaskForce, id);
    return dayOf(this.clock.now(), zone);
  }
}
