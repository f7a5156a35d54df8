import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { resolveCountingAgency } from '../complaints/counting-agency.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { Suspect } from '../suspects/suspect.entity.js';
import { SuspectsService } from '../suspects/suspects.service.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { ProsecutionReferral } from './prosecution-referral.entity.js';
import { Prosecution } from './prosecution.entity.js';
import { toCourtSentence, type ProsecutionRecord } from './prosecution.view.js';
import type {
  CorrectProsecution,
  DisposeProsecution,
  FileProsecution,
  ProsecutionsQuery,
} from './prosecution.request.js';
import { recalculateState } from './recalculate-state.js';

/** Records prosecutions from filing to outcome. The actor must be allowed to work the complaint. */
@Injectable()
export class ProsecutionsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly suspects: SuspectsService,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<ProsecutionRecord> {
    const work = async (tx: EntityManager): Promise<ProsecutionRecord> => {
      const prosecution = await findByIdOrFail(tx, Prosecution, id);
      return { prosecution, complaint: await findByIdOrFail(tx, Complaint, prosecution.complaintId) };
    };
    return this.database.auditedRead(actor, 'prosecution.read', work, ({ prosecution, complaint }) => ({
      records: [id, prosecution.suspectId],
      complaints: [complaint.id],
    }));
  }

  list(actor: Actor, query: ProsecutionsQuery): Promise<Page<Prosecution>> {
    const { suspectId, complaintId, outcome } = query;
    const work = async (tx: EntityManager): Promise<Page<Prosecution>> => {
      const prosecutions = tx.createQueryBuilder(Prosecution, 'p').orderBy({ 'p.filedOn': 'DESC', 'p.id': 'DESC' });
      if (suspectId) prosecutions.andWhere('p.suspectId = :suspectId', { suspectId });
      if (complaintId) prosecutions.andWhere('p.complaintId = :complaintId', { complaintId });
      if (outcome) prosecutions.andWhere('p.outcome = :outcome', { outcome });
      return listPage(tx, prosecutions, { list: 'prosecutions', query });
    };
    return this.database.auditedRead(actor, 'prosecutions.listed', work, ({ items }) => ({
      records: items.flatMap((prosecution) => [prosecution.id, prosecution.suspectId]),
      complaints: items.map((prosecution) => prosecution.complaintId),
    }));
  }

  file(actor: Actor, { suspectId, referralId = null, ...input }: FileProsecution): Promise<ProsecutionRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'prosecution.filed', subject: id }, async (tx) => {
      const { suspect, complaint } = await this.suspects.lockForNewWork(tx, actor, suspectId);
      const referral = referralId === null ? null : await findReferral(tx, suspect, referralId);
      const { taskForceId, complaintId } = suspect;
      const ids = { id, taskForceId, complaintId, suspectId: suspect.id, referralId: referral?.id ?? null };
      const prosecution = tx.create(Prosecution, ids);
      const { caseNumber = null, ...facts } = input;
      const agencyId = resolveCountingAgency(actor, complaint, facts.agencyId);
      const today = await this.taskForces.today(tx, taskForceId);
      prosecution.file({ ...facts, caseNumber, agencyId }, { complaint, suspect, referral, today });
      await tx.insert(Prosecution, prosecution);
      await this.advanceComplaint(tx, complaint);
      return { prosecution: await findByIdOrFail(tx, Prosecution, id), complaint };
    });
  }

  correct(
    actor: Actor,
    id: string,
    version: number,
    { reason, caseNumber = null, ...facts }: CorrectProsecution,
  ): Promise<ProsecutionRecord> {
    return this.database.change(actor, { action: 'prosecution.corrected', subject: id, reason }, async (tx) => {
      const { prosecution, complaint } = await this.lockForChange(tx, actor, id, version);
      const { taskForceId, suspectId, referralId } = prosecution;
      const suspect = await findByIdOrFail(tx, Suspect, suspectId);
      const referral = referralId === null ? null : await findByIdOrFail(tx, ProsecutionReferral, referralId);
      const today = await this.taskForces.today(tx, taskForceId);
      const agencyId = resolveCountingAgency(actor, complaint, facts.agencyId, prosecution.agencyId);
      prosecution.describe({ ...facts, agencyId, caseNumber }, { complaint, suspect, referral, today });
      return { prosecution: await tx.save(prosecution), complaint };
    });
  }

  dispose(actor: Actor, id: string, version: number, disposition: DisposeProsecution): Promise<ProsecutionRecord> {
    const { outcome, disposedOn, reason = null } = disposition;
    return this.database.change(actor, { action: 'prosecution.disposed', subject: id, reason }, async (tx) => {
      const { prosecution, complaint } = await this.lockForChange(tx, actor, id, version);
      if (prosecution.outcome !== 'pending' && reason === null) {
        throw InvalidInput.forPath('/reason', 'must be set: an end was recorded before');
      }
      const today = await this.taskForces.today(tx, prosecution.taskForceId);
      prosecution.dispose({ outcome, disposedOn, sentence: toCourtSentence(disposition) }, today);
      return { prosecution: await tx.save(prosecution), complaint };
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<ProsecutionRecord> {
    return this.database.change(actor, { action: 'prosecution.voided', subject: id, reason }, async (tx) => {
      const { prosecution, complaint } = await this.lockForChange(tx, actor, id, version);
      const now = this.clock.now();
      prosecution.void(reason, now);
      const voided = await tx.save(prosecution);
      return { prosecution: voided, complaint: await recalculateState(tx, complaint, now) };
    });
  }

  /** Moves a complaint referred for prosecution to prosecuted. A complaint in any other state is unchanged. */
  private async advanceComplaint(tx: EntityManager, complaint: Complaint): Promise<void> {
    if (complaint.state !== 'referred_for_prosecution') return;
    complaint.prosecute(this.clock.now());
    await tx.save(complaint);
  }

  private async lockForChange(
    tx: EntityManager,
    actor: Actor,
    id: string,
    version: number,
  ): Promise<ProsecutionRecord> {
    const { complaintId } = await findByIdOrFail(tx, Prosecution, id);
    const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
    return { prosecution: await lockForUpdate(tx, Prosecution, id, version), complaint };
  }
}

async function findReferral(tx: EntityManager, { id: suspectId }: Suspect, id: string): Promise<ProsecutionReferral> {
  const referral = await tx.findOneBy(ProsecutionReferral, { id, suspectId });
  if (!referral) throw InvalidInput.forPath('/referralId', 'is not a referral of this suspect');
  return referral;
}
