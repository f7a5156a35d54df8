import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { resolveCountingAgency } from '../complaints/counting-agency.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import { DisclosuresService } from '../disclosures/disclosures.service.js';
import { isTipContent } from '../disclosures/disclosures.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { SuspectsService } from '../suspects/suspects.service.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { ProsecutionReferral } from './prosecution-referral.entity.js';
import type { DecideReferral, ProsecutionReferralsQuery, ReferToProsecutor } from './prosecution-referral.request.js';
import type { ProsecutionReferralRecord } from './prosecution-referral.view.js';
import { Prosecution } from './prosecution.entity.js';
import { HasProsecution } from './prosecutions.errors.js';
import { prosecutors } from './prosecutions.enums.js';
import { recalculateState } from './recalculate-state.js';

/** Records referrals to prosecutors. The actor must be allowed to work the complaint. */
@Injectable()
export class ProsecutionReferralsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly suspects: SuspectsService,
    private readonly taskForces: TaskForcesService,
    private readonly disclosures: DisclosuresService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<ProsecutionReferralRecord> {
    const work = async (tx: EntityManager): Promise<ProsecutionReferralRecord> => {
      const referral = await findByIdOrFail(tx, ProsecutionReferral, id);
      return { referral, complaint: await findByIdOrFail(tx, Complaint, referral.complaintId) };
    };
    return this.database.auditedRead(actor, 'prosecution-referral.read', work, ({ referral, complaint }) => ({
      records: [id, referral.suspectId],
      complaints: [complaint.id],
    }));
  }

  list(actor: Actor, query: ProsecutionReferralsQuery): Promise<Page<ProsecutionReferral>> {
    const { suspectId, complaintId, decision } = query;
    const work = async (tx: EntityManager): Promise<Page<ProsecutionReferral>> => {
      const referrals = tx.createQueryBuilder(ProsecutionReferral, 'r');
      referrals.orderBy({ 'r.referredOn': 'DESC', 'r.id': 'DESC' });
      if (suspectId) referrals.andWhere('r.suspectId = :suspectId', { suspectId });
      if (complaintId) referrals.andWhere('r.complaintId = :complaintId', { complaintId });
      if (decision) referrals.andWhere('r.decision = :decision', { decision });
      return listPage(tx, referrals, { list: 'prosecution-referrals', query });
    };
    return this.database.auditedRead(actor, 'prosecution-referrals.listed', work, ({ items }) => ({
      records: items.flatMap((referral) => [referral.id, referral.suspectId]),
      complaints: items.map((referral) => referral.complaintId),
    }));
  }

  refer(actor: Actor, { suspectId, ...input }: ReferToProsecutor): Promise<ProsecutionReferralRecord> {
    const { forum, office = null, referredOn } = input;
    const id = newId();
    return this.database.change(actor, { action: 'prosecution-referral.created', subject: id }, async (tx) => {
      const { suspect, complaint } = await this.suspects.lockForNewWork(tx, actor, suspectId);
      const { taskForceId, complaintId } = suspect;
      const agencyId = resolveCountingAgency(actor, complaint, input.agencyId);
      const referral = tx.create(ProsecutionReferral, { id, taskForceId, complaintId, suspectId: suspect.id });
      const today = await this.taskForces.today(tx, taskForceId);
      referral.refer({ forum, office, referredOn, agencyId }, complaint, today);
      await tx.insert(ProsecutionReferral, referral);
      const disclosure = { complaint, recipient: office ?? prosecutors[forum].name, recordId: id };
      const basis = isTipContent(complaint.source) ? prosecutors[forum].basis : 'not_tip_content';
      const purpose = `Referred for prosecution on ${referredOn}.`;
      await this.disclosures.append(tx, actor, { ...disclosure, what: 'prosecution_referral', basis, purpose });
      await this.advanceComplaint(tx, complaint);
      return { referral: await findByIdOrFail(tx, ProsecutionReferral, id), complaint };
    });
  }

  decide(
    actor: Actor,
    id: string,
    version: number,
    { decision, decidedOn, declineReason = null }: DecideReferral,
  ): Promise<ProsecutionReferralRecord> {
    return this.database.change(actor, { action: 'prosecution-referral.decided', subject: id }, async (tx) => {
      const { referral, complaint } = await this.lockForChange(tx, actor, id, version);
      const today = await this.taskForces.today(tx, referral.taskForceId);
      referral.decide({ decision, decidedOn, declineReason }, today);
      const decided = await tx.save(referral);
      return { referral: decided, complaint: await recalculateState(tx, complaint, this.clock.now()) };
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<ProsecutionReferralRecord> {
    return this.database.change(actor, { action: 'prosecution-referral.voided', subject: id, reason }, async (tx) => {
      const { referral, complaint } = await this.lockForChange(tx, actor, id, version);
      const now = this.clock.now();
      referral.void(reason, now);
      const prosecution = await tx.findOneBy(Prosecution, { referralId: id, voidedAt: IsNull() });
      if (prosecution) throw new HasProsecution(prosecution.id);
      const voided = await tx.save(referral);
      return { referral: voided, complaint: await recalculateState(tx, complaint, now) };
    });
  }

  /** Moves a complaint under investigation to referred for prosecution. A complaint in any other state is unchanged. */
  private async advanceComplaint(tx: EntityManager, complaint: Complaint): Promise<void> {
    if (complaint.state !== 'under_investigation') return;
    complaint.referForProsecution(this.clock.now());
    await tx.save(complaint);
  }

  private async lockForChange(
    tx: EntityManager,
    actor: Actor,
    id: string,
    version: number,
  ): Promise<ProsecutionReferralRecord> {
    const { complaintId } = await findByIdOrFail(tx, ProsecutionReferral, id);
    const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
    return { referral: await lockForUpdate(tx, ProsecutionReferral, id, version), complaint };
  }
}
