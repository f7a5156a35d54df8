import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { agreed, type Receiver } from '../../organization/agencies/agreements.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintSealed } from '../complaints/complaints.errors.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import { DisclosuresService } from '../disclosures/disclosures.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { required } from '../../platform/database/rows.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { handOverBasis } from './hand-over-basis.js';
import type { HandOverBasis } from './hand-over.words.js';

/** Complaint, recipient and basis from a request. */
export interface Gift {
  readonly complaintId: string;
  readonly agencyId: string;
  readonly disclosureBasis?: HandOverBasis | null;
}

/** Locked complaint of which content may go to that agency today. */
export interface Giving {
  readonly complaint: Complaint;
  readonly fromName: string;
  readonly to: Receiver;
  readonly basis: HandOverBasis;
  readonly today: Day;
  /** Whether the recipient belongs to another task force. */
  readonly isBeyond: boolean;
}

/** Preconditions of a transfer or share, and its entry in the disclosure log. */
@Injectable()
export class GivingService {
  constructor(
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
    private readonly disclosures: DisclosuresService,
  ) {}

  /**
   * Checks the preconditions: the owner gives, the complaint is not sealed, the recipient has an agreement and the law
   * allows the basis.
   */
  async toGive(tx: EntityManager, actor: Actor, { complaintId, agencyId, disclosureBasis }: Gift): Promise<Giving> {
    const complaint = await this.complaints.toWork(tx, actor, complaintId);
    authorize(complaintPolicy.assign, actor, complaint);
    if (complaint.isSealed) throw new ComplaintSealed();
    const today = await this.taskForces.today(tx, complaint.taskForceId);
    const to = await agreed(tx, agencyId, today);
    if (to.toAgencyId === complaint.agencyId) throw InvalidInput.at('/agencyId', 'owns the complaint already');
    const isBeyond = to.toTaskForceId !== complaint.taskForceId;
    const basis = handOverBasis(complaint, disclosureBasis, isBeyond);
    const { name: fromName } = await required(tx, Agency, complaint.agencyId);
    return { complaint, fromName, to, basis, today, isBeyond };
  }

  async disclose(
    tx: EntityManager,
    actor: Actor,
    { complaint, to, basis }: Giving,
    by: { readonly what: 'offer' | 'share'; readonly recordId: string; readonly purpose: string },
  ): Promise<void> {
    const agency = { taskForceId: to.toTaskForceId, agencyId: to.toAgencyId };
    await this.disclosures.enter(tx, actor, { ...by, complaint, recipient: to.toName, agency, basis });
  }
}
