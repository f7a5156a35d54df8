import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { Complaint } from './complaint.entity.js';
import { ComplaintMerged } from './complaints.errors.js';
import { complaintPolicy } from './complaints.policy.js';

/** Reading of complaints, and their locking for changes by other features. */
@Injectable()
export class ComplaintsService {
  constructor(private readonly database: Database) {}

  get(actor: Actor, id: string): Promise<Complaint> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, Complaint, id));
  }

  /** Locks the complaint for a new record. Rejects it if the actor may not work it, or if it is merged or expunged. */
  async lockForNewWork(tx: EntityManager, actor: Actor, id: string): Promise<Complaint> {
    const complaint = await this.lockForCorrection(tx, actor, id);
    if (complaint.mergedInto !== null) throw new ComplaintMerged(complaint.mergedInto);
    return complaint;
  }

  /**
   * Locks the complaint for a change, correction, end or void of an existing record. A merged complaint is accepted.
   */
  async lockForCorrection(tx: EntityManager, actor: Actor, id: string): Promise<Complaint> {
    const complaint = await this.lock(tx, id);
    authorize(complaintPolicy.work, actor, complaint);
    complaint.requireNotExpunged();
    return complaint;
  }

  /** Locks the complaint for a record whose own policy decides who may change it. */
  async lock(tx: EntityManager, id: string): Promise<Complaint> {
    return requireAccessible(
      await tx.findOne(Complaint, { where: { id }, lock: { mode: 'pessimistic_write' } }),
      '/complaintId',
    );
  }
}
