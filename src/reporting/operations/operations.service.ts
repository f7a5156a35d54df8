import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { locked, required } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { Keyset, pageOf, type Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { Operation } from './operation.entity.js';
import type {
  ChangeOperation,
  OperationsQuery,
  OperationWithTaskForces,
  PlanOperation,
} from './operations.contract.js';
import { operationPolicy } from './operations.policy.js';
import { OperationTaskForce } from './participation.entity.js';

const notThere = 'does not exist or is not accessible';

/** Operations with their participating task forces: planned, updated and listed. */
@Injectable()
export class OperationsService {
  constructor(private readonly database: Database) {}

  get(actor: Actor, id: string): Promise<OperationWithTaskForces> {
    return this.database.read(actor, async (tx) => this.withTaskForces(tx, await required(tx, Operation, id)));
  }

  list(actor: Actor, query: OperationsQuery): Promise<Page<OperationWithTaskForces>> {
    const { limit } = query;
    const keyset = new Keyset('operations', query, ['day', 'id']);
    const after = keyset.after(query.cursor);
    return this.database.read(actor, async (tx) => {
      const operations = tx.createQueryBuilder(Operation, 'o').orderBy({ 'o.startsOn': 'DESC', 'o.id': 'DESC' });
      if (after) operations.andWhere('(o.startsOn, o.id) < (:day, :id)', { day: after[0], id: after[1] });
      const rows = await operations.limit(limit + 1).getMany();
      const { items, nextCursor } = pageOf(rows, limit, ({ startsOn, id }) => keyset.cursorOf([startsOn, id]));
      return { items: await this.eachWithTaskForces(tx, items), nextCursor };
    });
  }

  plan(actor: Actor, { taskForceIds, ...plan }: PlanOperation): Promise<OperationWithTaskForces> {
    const id = newId();
    const { seat } = actor;
    return this.database.change(actor, { action: 'operation.planned', subject: id }, async (tx) => {
      const operation = tx.create(Operation, { id, taskForceId: seat.at === 'national' ? null : seat.taskForceId });
      authorize(operationPolicy.run, actor, operation);
      operation.plan(plan);
      const there =
        seat.at === 'national'
          ? (await tx.find(TaskForce, { select: { id: true } })).map((one) => one.id)
          : [seat.taskForceId];
      const takingPart = chosenFrom(there, taskForceIds);
      await tx.insert(Operation, operation);
      await tx.query(
        `INSERT INTO app.operation_task_forces (id, operation_id, task_force_id)
         SELECT new.id, $1, new.task_force_id FROM unnest($2::uuid[], $3::uuid[]) new (id, task_force_id)`,
        [id, takingPart.map(() => newId()), takingPart],
      );
      return this.withTaskForces(tx, await required(tx, Operation, id));
    });
  }

  change(actor: Actor, id: string, version: number, plan: ChangeOperation): Promise<OperationWithTaskForces> {
    return this.database.change(actor, { action: 'operation.changed', subject: id }, async (tx) => {
      // Postgres locks an operation only for its own seat. This check comes first, so that a participant gets 403 and
      // not 404.
      authorize(operationPolicy.run, actor, await required(tx, Operation, id));
      const operation = await locked(tx, Operation, id, version);
      operation.plan(plan);
      return this.withTaskForces(tx, await tx.save(operation));
    });
  }

  private async withTaskForces(tx: EntityManager, operation: Operation): Promise<OperationWithTaskForces> {
    const [one] = await this.eachWithTaskForces(tx, [operation]);
    if (!one) throw new Error(`No task forces were read for operation ${operation.id}`);
    return one;
  }

  private async eachWithTaskForces(
    tx: EntityManager,
    operations: readonly Operation[],
  ): Promise<OperationWithTaskForces[]> {
    const takingPart = await tx
      .createQueryBuilder(OperationTaskForce, 'p')
      .where('p.operationId = ANY(:ids)', { ids: operations.map(({ id }) => id) })
      .orderBy('p.taskForceId')
      .getMany();
    return operations.map((operation) => ({
      operation,
      taskForceIds: takingPart
        .filter(({ operationId }) => operationId === operation.id)
        .map(({ taskForceId }) => taskForceId),
    }));
  }
}

/**
 * Returns the named task forces without duplicates, or all if none is named. Rejects each that may not be chosen (422).
 */
function chosenFrom(there: readonly string[], named: readonly string[] | undefined): readonly string[] {
  if (named === undefined) return there;
  const ids = named.map((id) => id.toLowerCase());
  const wrong = ids.flatMap((id, at) =>
    there.includes(id) ? [] : [{ pointer: `#/taskForceIds/${at}`, detail: notThere }],
  );
  if (wrong.length > 0) throw new InvalidInput(wrong);
  return [...new Set(ids)];
}
