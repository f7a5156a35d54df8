import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate } from '../../platform/database/rows.js';
import { BodyChecks, type PartialBody } from '../../platform/http/body-checks.js';
import { requireFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { ComplaintHold } from './complaint-status.entity.js';
import { Complaint } from './complaint.entity.js';
import { complaintPolicy } from './complaints.policy.js';
import { decisionKey } from './save-decision.js';
import { HoldComplaint, type MergeComplaint } from './decision.request.js';

/** Holds and merges of complaints, and their reversal. */
@Injectable()
export class HoldAndMergeService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
    checks: BodyChecks,
  ) {
    checks.register(HoldComplaint, (actor, body) => this.checkHold(actor, body));
  }

  hold(actor: Actor, id: string, version: number, { reason, reviewOn }: HoldComplaint): Promise<Complaint> {
    return this.database.change(actor, { action: 'complaint.held', subject: id, reason }, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.suspend, actor, complaint);
      requireFuture('/reviewOn', reviewOn, await this.taskForces.today(tx, complaint.taskForceId));
      const now = this.clock.now();
      complaint.hold(now);
      const authorship = { heldBy: actor.accountId, heldAt: now };
      await tx.insert(ComplaintHold, { ...decisionKey(complaint), reason, reviewOn, ...authorship });
      return tx.save(complaint);
    });
  }

  resume(actor: Actor, id: string, version: number, reason: string): Promise<Complaint> {
    return this.database.change(actor, { action: 'complaint.resumed', subject: id, reason }, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.suspend, actor, complaint);
      const now = this.clock.now();
      complaint.resume(now);
      const authorship = { endedBy: actor.accountId, endedAt: now };
      await tx.update(ComplaintHold, { complaintId: id, endedAt: IsNull() }, authorship);
      return tx.save(complaint);
    });
  }

  /**
   * Links a complaint to the one in which the work on both continues. Each keeps its record and its id, so the merge
   * can be undone.
   */
  merge(actor: Actor, id: string, version: number, { into, reason }: MergeComplaint): Promise<Complaint> {
    return this.database.change(actor, { action: 'complaint.merged', subject: id, reason }, async (tx) => {
      // Both rows are locked in id order: of two complaints merged into each other, the second attempt fails.
      await tx.query('SELECT FROM app.complaints WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [[id, into]]);
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.suspend, actor, complaint);
      const target = into === id ? null : await tx.findOneBy(Complaint, { id: into });
      if (!target || !complaintPolicy.suspend(actor, target)) {
        throw InvalidInput.forPath('/into', 'is not another complaint that you may merge this one into');
      }
      complaint.mergeInto(target, this.clock.now());
      return tx.save(complaint);
    });
  }

  unmerge(actor: Actor, id: string, version: number, reason: string): Promise<Complaint> {
    return this.database.change(actor, { action: 'complaint.unmerged', subject: id, reason }, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.suspend, actor, complaint);
      complaint.unmerge(this.clock.now());
      return tx.save(complaint);
    });
  }

  /** Checks the review day of a body whose shape is faulty elsewhere. */
  private async checkHold(actor: Actor, body: PartialBody): Promise<void> {
    const { seat } = actor;
    const { reviewOn } = body as Partial<HoldComplaint>;
    if (seat.level === 'national' || reviewOn === undefined) return;
    requireFuture('/reviewOn', reviewOn, await this.taskForces.today(this.database.managerOf(actor), seat.taskForceId));
  }
}
