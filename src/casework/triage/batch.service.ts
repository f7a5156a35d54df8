import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Permission } from '../../access/permissions.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { withSavepoint } from '../../platform/database/savepoints.js';
import { ConstraintFields, findDatabaseFault, problemOf } from '../../platform/http/postgres-problems.js';
import { Forbidden, InvalidInput, NotFound, pointerTo, Problem } from '../../platform/http/problems.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { ItemOutcome } from './batch-outcome.view.js';
import type { BatchItem } from './batch.request.js';

/** Change of one complaint, by the rules of a single request. */
type Change = (item: BatchItem) => Promise<Complaint>;

/** Changes of many complaints, each with its own outcome. */
@Injectable()
export class BatchService {
  constructor(
    private readonly database: Database,
    private readonly fields: ConstraintFields,
  ) {}

  /**
   * Changes each complaint in its own savepoint, and skips those whose change alone would be rejected. They are locked in
   * the order of their ids, so that two batches do not wait for each other.
   */
  async run(actor: Actor, permission: Permission, items: readonly BatchItem[], change: Change): Promise<ItemOutcome[]> {
    requireDistinct(items);
    const tx = this.database.managerOf(actor);
    const outcomes = new Map<string, ItemOutcome>();
    for (const item of items.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
      outcomes.set(item.id, await this.runOne(tx, actor, permission, item, change));
    return items.flatMap(({ id }) => outcomes.get(id) ?? []);
  }

  private async runOne(
    tx: EntityManager,
    actor: Actor,
    permission: Permission,
    item: BatchItem,
    change: Change,
  ): Promise<ItemOutcome> {
    try {
      const complaint = await withSavepoint(tx, () => change(item));
      return { item, complaint, problem: null };
    } catch (fault) {
      const { id } = item;
      const problem = toProblem(fault, this.fields);
      if (problem instanceof Forbidden || problem instanceof NotFound)
        await this.database.noteRefusal(actor, permission, { subject: id, reason: problem.type });
      const complaint = problem instanceof NotFound ? null : await tx.findOneBy(Complaint, { id });
      return { item, complaint, problem };
    }
  }
}

/** Rejects the complaints that a list repeats. A faulty item is undefined or has no id. */
export function requireDistinct(items: readonly (Partial<BatchItem> | undefined)[]): void {
  const seen = new Set<string>();
  const repeated = items.flatMap((item, index) => {
    const id = item?.id;
    if (id === undefined) return [];
    if (seen.has(id)) return [{ pointer: pointerTo(`/items/${index}/id`), detail: 'must not be repeated' }];
    seen.add(id);
    return [];
  });
  if (repeated.length > 0) throw new InvalidInput(repeated);
}

/** Returns the problem that skips one complaint. Rethrows a failure of the tracker, which ends the whole batch. */
function toProblem(fault: unknown, fields: ConstraintFields): Problem {
  const databaseFault = fault instanceof Problem ? null : findDatabaseFault(fault);
  const problem = databaseFault ? problemOf(databaseFault, fields) : fault;
  if (problem instanceof Problem && problem.status < 500) return problem;
  throw fault;
}
