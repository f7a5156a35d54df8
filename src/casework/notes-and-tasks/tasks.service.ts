import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { SeatDay } from '../../organization/task-forces/seat-day.js';
import { Task, TaskTermsVersion } from './task.entity.js';
import type { ChangeTask, CompleteTask, CancelTask, SetTask, TasksQuery } from './task.request.js';
import type { TaskRecord } from './task.view.js';
import { taskPolicy } from './tasks.policy.js';

const selectIsAssignable = 'SELECT app.is_assignable($1, $2) OR app.is_assignable($1, $3) AS givable';

/** Tasks about complaints: creation, change, completion and cancellation. */
@Injectable()
export class TasksService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly seatDay: SeatDay,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<TaskRecord> {
    return this.database.read(actor, async (tx) => {
      const task = await findByIdOrFail(tx, Task, id);
      const complaint = await findByIdOrFail(tx, Complaint, task.complaintId);
      return { task, complaint, today: await this.seatDay.today(tx, actor) };
    });
  }

  list(actor: Actor, query: TasksQuery): Promise<Page<Task> & { readonly today: Day }> {
    return this.database.read(actor, async (tx) => {
      const today = await this.seatDay.today(tx, actor);
      const tasks = queryTasks(tx, query, today);
      return { ...(await listPage(tx, tasks, { list: 'tasks', query })), today };
    });
  }

  create(actor: Actor, { complaintId, title, ownerId, dueOn }: SetTask): Promise<TaskRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'task.set', subject: id }, async (tx) => {
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      await requireAssignable(tx, complaint, ownerId);
      const { taskForceId } = complaint;
      const authorship = { setBy: actor.accountId, setAt: this.clock.now() };
      await tx.insert(Task, {
        id,
        taskForceId,
        complaintId: complaint.id,
        title,
        ownerId,
        dueOn,
        state: 'open',
        ...authorship,
      });
      const task = await findByIdOrFail(tx, Task, id);
      await this.recordTerms(tx, actor, task, false);
      return { task, complaint, today: await this.seatDay.today(tx, actor) };
    });
  }

  change(actor: Actor, id: string, version: number, { title, ownerId, dueOn }: ChangeTask): Promise<TaskRecord> {
    return this.database.change(actor, { action: 'task.changed', subject: id }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, Task, id);
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      const task = await lockForUpdate(tx, Task, id, version);
      const isOther = task.ownerId !== ownerId || task.dueOn !== dueOn;
      task.change({ title, ownerId, dueOn });
      await requireAssignable(tx, complaint, ownerId);
      if (isOther) await this.recordTerms(tx, actor, task, true);
      return { task: await tx.save(task), complaint, today: await this.seatDay.today(tx, actor) };
    });
  }

  complete(actor: Actor, id: string, version: number, { outcome }: CompleteTask): Promise<TaskRecord> {
    return this.database.change(actor, { action: 'task.completed', subject: id }, (tx) =>
      this.end(tx, actor, id, version, (task, now) => {
        task.complete(outcome, actor.accountId, now);
      }),
    );
  }

  cancel(actor: Actor, id: string, version: number, { reason }: CancelTask): Promise<TaskRecord> {
    return this.database.change(actor, { action: 'task.cancelled', subject: id, reason }, (tx) =>
      this.end(tx, actor, id, version, (task, now) => {
        task.cancel(reason, actor.accountId, now);
      }),
    );
  }

  private async recordTerms(tx: EntityManager, actor: Actor, task: Task, isChange: boolean): Promise<void> {
    const { id: taskId, taskForceId, complaintId, ownerId, dueOn } = task;
    const authorship = { recordedBy: actor.accountId, recordedAt: this.clock.now() };
    await tx.insert(TaskTermsVersion, {
      id: newId(),
      taskForceId,
      complaintId,
      taskId,
      ownerId,
      dueOn,
      isChange,
      ...authorship,
    });
  }

  /** Ends a task. A merged complaint is accepted, because its tasks can still be ended. */
  private async end(
    tx: EntityManager,
    actor: Actor,
    id: string,
    version: number,
    applyEnd: (task: Task, now: Date) => void,
  ): Promise<TaskRecord> {
    const { complaintId } = await findByIdOrFail(tx, Task, id);
    const complaint = await this.complaints.lock(tx, complaintId);
    const task = await lockForUpdate(tx, Task, id, version);
    authorize(taskPolicy.end, actor, { task, complaint });
    complaint.requireNotExpunged();
    applyEnd(task, this.clock.now());
    return { task: await tx.save(task), complaint, today: await this.seatDay.today(tx, actor) };
  }
}

/**
 * Rejects an owner who cannot receive the complaint. A database function decides, because row security hides
 * another agency's accounts.
 */
async function requireAssignable(
  tx: EntityManager,
  { agencyId, workingAgencyId }: Complaint,
  ownerId: string,
): Promise<void> {
  const [row] = await tx.query<{ givable: boolean }[]>(selectIsAssignable, [
    ownerId,
    agencyId,
    workingAgencyId ?? agencyId,
  ]);
  if (!row?.givable) throw InvalidInput.forPath('/ownerId', 'is not an account that can be assigned to this complaint');
}

/** Returns the query of the tasks that meet the filters, the earliest due day first. */
export function queryTasks(
  tx: EntityManager,
  filter: Omit<TasksQuery, keyof PageQuery>,
  today: Day,
): SelectQueryBuilder<Task> {
  const { complaintId, ownerId, state, overdue } = filter;
  const tasks = tx.createQueryBuilder(Task, 't').orderBy({ 't.dueOn': 'ASC', 't.id': 'ASC' });
  if (complaintId) tasks.andWhere('t.complaintId = :complaintId', { complaintId });
  if (ownerId) tasks.andWhere('t.ownerId = :ownerId', { ownerId });
  // Without a parameter, the condition is that of the index of open tasks.
  if (state === 'open') tasks.andWhere(`t.state = 'open'`);
  else if (state) tasks.andWhere('t.state = :state', { state });
  if (overdue === true) tasks.andWhere(`t.state = 'open' AND t.dueOn < :today`, { today });
  if (overdue === false) tasks.andWhere(`NOT (t.state = 'open' AND t.dueOn < :today)`, { today });
  return tasks;
}
