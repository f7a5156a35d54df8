import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { resolveCountingAgency } from '../complaints/counting-agency.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { requireNoSecondaries } from '../records/primary-records.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import type { VoidRecord } from '../records/voiding.request.js';
import { voidRow } from '../records/voiding.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { SafeguardingStep } from './safeguarding-step.entity.js';
import type { CorrectVictim } from './victim-change.request.js';
import { formatPseudonym, VictimIdentified } from './victim-identified.entity.js';
import { loadVictimRecord, findSteps, victimPartKey } from './victim-records.js';
import type { IdentifyVictim, VictimsIdentifiedQuery } from './victim-identified.request.js';
import type { VictimRecord } from './victim-identified.view.js';

const lastOrdinal = 'coalesce(max(CAST(substr(v.pseudonym, 3) AS integer)), 0)';

/** Recording, correction and void of identified children, each with a pseudonym within the complaint. */
@Injectable()
export class VictimsIdentifiedService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
  ) {}

  get(actor: Actor, id: string): Promise<VictimRecord> {
    const work = async (tx: EntityManager): Promise<VictimRecord> => {
      const victim = await findByIdOrFail(tx, VictimIdentified, id);
      return loadVictimRecord(tx, victim, await findByIdOrFail(tx, Complaint, victim.complaintId));
    };
    // A relationship also reveals information about the suspect.
    return this.database.auditedRead(actor, 'victim.read', work, ({ complaint, relationships }) => ({
      records: [id, ...relationships.map(({ suspectId }) => suspectId)],
      complaints: [complaint.id],
    }));
  }

  list(actor: Actor, query: VictimsIdentifiedQuery): Promise<Page<VictimIdentified>> {
    const { complaintId } = query;
    const work = async (tx: EntityManager): Promise<Page<VictimIdentified>> => {
      const victims = tx
        .createQueryBuilder(VictimIdentified, 'v')
        .orderBy({ 'v.identifiedOn': 'DESC', 'v.id': 'DESC' });
      if (complaintId) victims.andWhere('v.complaintId = :complaintId', { complaintId });
      return listPage(tx, victims, { list: 'victims-identified', query });
    };
    return this.database.auditedRead(actor, 'victims.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: items.map((victim) => victim.complaintId),
    }));
  }

  /** Records the child, with the current status as the first safeguarding step. */
  identify(actor: Actor, { complaintId, ...input }: IdentifyVictim): Promise<VictimRecord> {
    const id = newId();
    const { safeguardingStatus, identifiedOn } = input;
    return this.database.change(actor, { action: 'victim.identified', subject: id }, async (tx) => {
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      const { taskForceId } = complaint;
      const victim = tx.create(VictimIdentified, {
        id,
        taskForceId,
        complaintId: complaint.id,
        agencyId: resolveCountingAgency(actor, complaint, input.agencyId),
        pseudonym: await nextPseudonym(tx, complaint),
        safeguardingStatus,
        voidedAt: null,
      });
      victim.describe(input, await this.taskForces.today(tx, taskForceId));
      await tx.insert(VictimIdentified, victim);
      const step = { status: safeguardingStatus, happenedOn: identifiedOn, reason: null };
      const noted = { notedBy: actor.accountId, notedAt: this.clock.now() };
      await tx.insert(SafeguardingStep, { ...victimPartKey(victim), ...step, ...noted });
      return loadVictimRecord(tx, await findByIdOrFail(tx, VictimIdentified, id), complaint);
    });
  }

  /** Corrects the record. A new day of identification also moves the first step if both had the same day. */
  correct(actor: Actor, id: string, version: number, { reason, ...facts }: CorrectVictim): Promise<VictimRecord> {
    return this.database.change(actor, { action: 'victim.corrected', subject: id, reason }, async (tx) => {
      const { complaintId, taskForceId } = await findByIdOrFail(tx, VictimIdentified, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const victim = await lockForUpdate(tx, VictimIdentified, id, version);
      const [first, ...laterSteps] = await findSteps(tx, victim);
      const isOfIdentificationDay = first?.happenedOn === victim.identifiedOn;
      const today = await this.taskForces.today(tx, taskForceId);
      victim.describe(facts, today, first && !isOfIdentificationDay ? [first, ...laterSteps] : laterSteps);
      if (first && isOfIdentificationDay && first.happenedOn !== facts.identifiedOn) {
        first.happenedOn = facts.identifiedOn;
        await tx.save(first);
      }
      return loadVictimRecord(tx, await tx.save(victim), complaint);
    });
  }

  void(actor: Actor, id: string, version: number, { reason }: VoidRecord): Promise<VictimRecord> {
    return this.database.change(actor, { action: 'victim.voided', subject: id, reason }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, VictimIdentified, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const victim = await lockForUpdate(tx, VictimIdentified, id, version);
      await requireNoSecondaries(tx, victim);
      voidRow(victim, reason, this.clock.now());
      return loadVictimRecord(tx, await tx.save(victim), complaint);
    });
  }
}

/** Returns the next pseudonym. The lock on the complaint gives concurrent records different numbers. */
async function nextPseudonym(tx: EntityManager, { taskForceId, id: complaintId }: Complaint): Promise<string> {
  const last = await tx
    .createQueryBuilder(VictimIdentified, 'v')
    .select(lastOrdinal, 'ordinal')
    .where('v.taskForceId = :taskForceId AND v.complaintId = :complaintId', { taskForceId, complaintId })
    .getRawOne<{ ordinal: number }>();
  return formatPseudonym((last?.ordinal ?? 0) + 1);
}
