import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { Complaint } from './complaint.entity.js';
import type { ComplaintsQuery } from './complaint.request.js';
import { ComplaintMerged } from './complaints.errors.js';
import { complaintPolicy } from './complaints.policy.js';

/** Columns of the list, without the narrative. */
const summaryColumns = [
  'c.id',
  'c.version',
  'c.reference',
  'c.state',
  'c.priority',
  'c.source',
  'c.type',
  'c.mode',
  'c.receivedAt',
  'c.receivedOn',
  'c.dueAt',
  'c.agencyId',
  'c.workingAgencyId',
  'c.investigatorId',
  'c.disposition',
  'c.mergedInto',
];

/** Complaints of an agency's seat: those it owns, and those it works for others. */
const agencyConditions = ['c.agencyId = :seat', 'c.workingAgencyId = :seat AND c.agencyId <> :seat'] as const;

const isDueForReview = `EXISTS (
  SELECT FROM app.complaint_holds h WHERE h.complaint_id = c.id AND h.ended_at IS NULL AND h.review_on <= :reviewBy)`;

/** Reading of complaints, and their locking for changes by other features. */
@Injectable()
export class ComplaintsService {
  constructor(private readonly database: Database) {}

  get(actor: Actor, id: string): Promise<Complaint> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, Complaint, id));
  }

  list(actor: Actor, query: ComplaintsQuery): Promise<Page<Complaint>> {
    const { state, type, agencyId, investigatorId, mergedInto, reviewBy } = query;
    return this.database.read(actor, async (tx) => {
      const complaints = tx.createQueryBuilder(Complaint, 'c').select(summaryColumns);
      complaints.orderBy({ 'c.receivedAt': 'DESC', 'c.id': 'DESC' });
      if (state) complaints.andWhere('c.state = :state', { state });
      if (type) complaints.andWhere('c.type = :type', { type });
      if (agencyId) complaints.andWhere('c.agencyId = :agencyId', { agencyId });
      if (investigatorId) complaints.andWhere('c.investigatorId = :investigatorId', { investigatorId });
      if (mergedInto) complaints.andWhere('c.mergedInto = :mergedInto', { mergedInto });
      if (reviewBy) complaints.andWhere(isDueForReview, { reviewBy });
      const { seat } = actor;
      // Row security alone would scan the whole task force, which is slow for an agency with few of its complaints.
      return listPage(tx, complaints, {
        list: 'complaints',
        query,
        ...(seat.at === 'agency' && { union: { conditions: agencyConditions, parameters: { seat: seat.agencyId } } }),
      });
    });
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
    const complaint = requireAccessible(
      await tx.findOne(Complaint, { where: { id }, lock: { mode: 'pessimistic_write' } }),
      '/complaintId',
    );
    authorize(complaintPolicy.work, actor, complaint);
    complaint.requireNotExpunged();
    return complaint;
  }
}
