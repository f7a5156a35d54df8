import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { requireAgreement, type ReceivingAgency } from '../../organization/agencies/receiving-agency.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintSealed } from '../complaints/complaints.errors.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import { DisclosuresService } from '../disclosures/disclosures.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { resolveTransferBasis } from './transfer-basis.js';
import type { TransferBasis } from './transfers.enums.js';

export interface OfferRequest {
  readonly complaintId: string;
  readonly agencyId: string;
  readonly disclosureBasis?: TransferBasis | null;
}

/** Locked complaint, and the agency that may receive its content today. */
export interface PreparedOffer {
  readonly complaint: Complaint;
  readonly fromName: string;
  readonly to: ReceivingAgency;
  readonly basis: TransferBasis;
  readonly today: Day;
  readonly isToOtherTaskForce: boolean;
}

/** Preconditions of a transfer or share, and its entry in the disclosure log. */
@Injectable()
export class OfferService {
  constructor(
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
    private readonly disclosures: DisclosuresService,
  ) {}

  /**
   * Checks the preconditions: the actor may assign it for its owner, it is not sealed, the recipient has an agreement and
   * the law allows the basis.
   */
  async lockForOffer(
    tx: EntityManager,
    actor: Actor,
    { complaintId, agencyId, disclosureBasis }: OfferRequest,
  ): Promise<PreparedOffer> {
    const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
    authorize(complaintPolicy.assign, actor, complaint);
    if (complaint.isSealed) throw new ComplaintSealed();
    const today = await this.taskForces.today(tx, complaint.taskForceId);
    const to = await requireAgreement(tx, agencyId, today);
    if (to.toAgencyId === complaint.agencyId) throw InvalidInput.forPath('/agencyId', 'owns the complaint already');
    const isToOtherTaskForce = to.toTaskForceId !== complaint.taskForceId;
    const basis = resolveTransferBasis(complaint, disclosureBasis, isToOtherTaskForce);
    const { name: fromName } = await findByIdOrFail(tx, Agency, complaint.agencyId);
    return { complaint, fromName, to, basis, today, isToOtherTaskForce };
  }

  async disclose(
    tx: EntityManager,
    actor: Actor,
    { complaint, to, basis }: PreparedOffer,
    details: { readonly what: 'offer' | 'share'; readonly recordId: string; readonly purpose: string },
  ): Promise<void> {
    const agency = { taskForceId: to.toTaskForceId, agencyId: to.toAgencyId };
    await this.disclosures.append(tx, actor, { ...details, complaint, recipient: to.toName, agency, basis });
  }
}
