import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { selectEntities, lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { Operation } from './operation.entity.js';
import type { ChangeOperation, OperationsQuery, PlanOperation } from './operation.request.js';
import type { OperationWithTaskForces } from './operation.view.js';
import { operationPolicy } from './operations.policy.js';
import { OperationTaskForce } from './participation.entity.js';

const notAccessible = 'does not exist or is not accessible';

/** Operations with their participating task forces: planned, updated and listed. */
@Injectable()
export class OperationsService {
  constructor(private readonly database: Database) {}

  get(actor: Actor, id: string): Promise<OperationWithTaskForces> {
    return this.database.read(actor, async (tx) =>
      this.loadWithTaskForces(tx, await findByIdOrFail(tx, Operation, id)),
    );
  }

  list(actor: Actor, query: OperationsQuery): Promise<Page<OperationWithTaskForces>> {
    return this.database.read(actor, async (tx) => {
      const operations = tx.createQueryBuilder(Operation, 'o').orderBy({ 'o.startsOn': 'DESC', 'o.id': 'DESC' });
      const { items, nextCursor } = await listPage(tx, operations, { list: 'operations', query });
      return { items: await this.loadAllWithTaskForces(tx, items), nextCursor };
    });
  }

  plan(actor: Actor, { taskForceIds, ...plan }: PlanOperation): Promise<OperationWithTaskForces> {
    const id = newId();
    const { seat } = actor;
    return this.database.change(actor, { action: 'operation.planned', subject: id }, async (tx) => {
      const operation = tx.create(Operation, { id, taskForceId: seat.level === 'national' ? null : seat.taskForceId });
      authorize(operationPolicy.run, actor, operation);
      operation.plan(plan);
      const availableIds =
        seat.level === 'national'
          ? (await tx.find(TaskForce, { select: { id: true } })).map((one) => one.id)
          : [seat.taskForceId];
      const participants = selectTaskForces(availableIds, taskForceIds);
      await tx.insert(Operation, operation);
      await tx.query(
        `INSERT INTO app.operation_task_forces (id, operation_id, task_force_id)
         SELECT new.id, $1, new.task_force_id FROM unnest($2::uuid[], $3::uuid[]) new (id, task_force_id)`,
        [id, participants.map(() => newId()), participants],
      );
      return this.loadWithTaskForces(tx, await findByIdOrFail(tx, Operation, id));
    });
  }

  change(actor: Actor, id: string, version: number, plan: ChangeOperation): Promise<OperationWithTaskForces> {
    return this.database.change(actor, { action: 'operation.changed', subject: id }, async (tx) => {
      // Postgres locks an operation only for its own seat. This check comes first, so that a participant gets 403 and
      // not 404.
      authorize(operationPolicy.run, actor, await findByIdOrFail(tx, Operation, id));
      const operation = await lockForUpdate(tx, Operation, id, version);
      operation.plan(plan);
      return this.loadWithTaskForces(tx, await tx.save(operation));
    });
  }

  private async loadWithTaskForces(tx: EntityManager, operation: Operation): Promise<OperationWithTaskForces> {
    const [one] = await this.loadAllWithTaskForces(tx, [operation]);
    if (!one) throw new Error(`No task forces were read for operation ${operation.id}`);
    return one;
  }

  private async loadAllWithTaskForces(
    tx: EntityManager,
    operations: readonly Operation[],
  ): Promise<OperationWithTaskForces[]> {
    const participants = await selectEntities(
      tx,
      tx
        .createQueryBuilder(OperationTaskForce, 'p')
        .where('p.operationId = ANY(:ids)', { ids: operations.map(({ id }) => id) })
        .orderBy('p.taskForceId'),
    );
    return operations.map((operation) => ({
      operation,
      taskForceIds: participants
        .filter(({ operationId }) => operationId === operation.id)
        .map(({ taskForceId }) => taskForceId),
    }));
  }
}

/**
 * Returns the named task forces without duplicates, or all if none is named. Rejects each that may not be chosen (422).
 */
function selectTaskForces(
  availableIds: readonly string[],
  requestedIds: readonly string[] | undefined,
): readonly string[] {
  if (requestedIds === undefined) return availableIds;
  const errors = requestedIds.flatMap((id, index) =>
    availableIds.includes(id) ? [] : [{ pointer: `#/taskForceIds/${index}`, detail: notAccessible }],
  );
  if (errors.length > 0) throw new InvalidInput(errors);
  return [...new Set(requestedIds)];
}
