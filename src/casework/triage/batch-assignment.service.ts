import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { withSavepoint } from '../../platform/database/savepoints.js';
import { ConstraintFields, findDatabaseFault, problemOf } from '../../platform/http/postgres-problems.js';
import { BodyChecks, type PartialBody } from '../../platform/http/body-checks.js';
import { InputFaults } from '../../platform/http/input-checks.js';
import { Forbidden, InvalidInput, NotFound, pointerTo, Problem } from '../../platform/http/problems.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { AssignComplaint } from '../complaints/decision.request.js';
import { AssignComplaints, type BatchItem } from './batch-assignment.request.js';
import type { AssignmentOutcome } from './batch-assignment.view.js';
import { TriageService } from './triage.service.js';

/** Assignment of many complaints by the rules of a single one. */
@Injectable()
export class BatchAssignmentService {
  constructor(
    private readonly database: Database,
    private readonly triage: TriageService,
    private readonly fields: ConstraintFields,
    checks: BodyChecks,
  ) {
    checks.register(AssignComplaints, (actor, body) => this.check(actor, body));
  }

  /**
   * Assigns each complaint in its own savepoint, and skips those that a single assignment would reject. They are locked
   * in the order of their ids, so that two batches do not wait for each other.
   */
  async assign(actor: Actor, { items, ...assignment }: AssignComplaints): Promise<AssignmentOutcome[]> {
    requireDistinct(items);
    const tx = this.database.managerOf(actor);
    const outcomes = new Map<string, AssignmentOutcome>();
    for (const item of items.toSorted((one, other) => (one.id.toLowerCase() < other.id.toLowerCase() ? -1 : 1)))
      outcomes.set(item.id, await this.assignOne(tx, actor, item, assignment));
    return items.flatMap(({ id }) => outcomes.get(id) ?? []);
  }

  /** Checks the list of complaints, agency and investigator of a body whose shape is faulty elsewhere. */
  private async check(actor: Actor, body: PartialBody): Promise<void> {
    const { items = [] } = body as { readonly items?: readonly (Partial<BatchItem> | undefined)[] };
    const faults = new InputFaults();
    faults.check(() => {
      requireDistinct(items);
    });
    await faults.checkStored(() => this.triage.checkAssignment(actor, body));
    faults.requireNone(items);
  }

  private async assignOne(
    tx: EntityManager,
    actor: Actor,
    item: BatchItem,
    assignment: AssignComplaint,
  ): Promise<AssignmentOutcome> {
    const { id, version } = item;
    try {
      const complaint = await withSavepoint(tx, () => this.triage.assign(actor, id, version, assignment));
      return { item, complaint, problem: null };
    } catch (fault) {
      const problem = toProblem(fault, this.fields);
      if (problem instanceof Forbidden || problem instanceof NotFound)
        await this.database.noteRefusal(actor, 'complaints:assign', { subject: id, reason: problem.type });
      const complaint = problem instanceof NotFound ? null : await tx.findOneBy(Complaint, { id });
      return { item, complaint, problem };
    }
  }
}

/** Returns the problem that skips one complaint. Rethrows a failure of the tracker, which ends the whole batch. */
function toProblem(fault: unknown, fields: ConstraintFields): Problem {
  const databaseFault = fault instanceof Problem ? null : findDatabaseFault(fault);
  const problem = databaseFault ? problemOf(databaseFault, fields) : fault;
  if (problem instanceof Problem && problem.status < 500) return problem;
  throw fault;
}

/** Rejects the complaints that a list repeats. A faulty item is undefined or has no id. */
function requireDistinct(items: readonly (Partial<BatchItem> | undefined)[]): void {
  const seen = new Set<string>();
  const repeated = items.flatMap((item, index) => {
    const id = item?.id?.toLowerCase();
    if (id === undefined) return [];
    if (seen.has(id)) return [{ pointer: pointerTo(`/items/${index}/id`), detail: 'must not be repeated' }];
    seen.add(id);
    return [];
  });
  if (repeated.length > 0) throw new InvalidInput(repeated);
}
