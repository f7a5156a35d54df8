import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid, voidRow } from '../records/voiding.js';
import { Clock } from '../../platform/time/clock.js';
import { Suspect } from '../suspects/suspect.entity.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { SafeguardingStep } from './safeguarding-step.entity.js';
import type { RelateVictim, SafeguardVictim, VoidRelationship, VoidSafeguardingStep } from './victim-change.request.js';
import { VictimIdentified } from './victim-identified.entity.js';
import { loadVictimRecord, findSteps, saveVictim, victimPartKey } from './victim-records.js';
import { VictimRelationship } from './victim-relationship.entity.js';
import type { VictimRecord } from './victim-identified.view.js';

/** Safeguarding steps of a child, and the child's relationships to suspects. */
@Injectable()
export class SafeguardingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
  ) {}

  safeguard(actor: Actor, id: string, version: number, step: SafeguardVictim): Promise<VictimRecord> {
    const { status, reason = null } = step;
    return this.database.change(actor, { action: 'victim.safeguarded', subject: id, reason }, async (tx) => {
      const { complaintId, taskForceId } = await findByIdOrFail(tx, VictimIdentified, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const victim = await lockForUpdate(tx, VictimIdentified, id, version);
      const today = await this.taskForces.today(tx, taskForceId);
      const happenedOn = step.happenedOn ?? today;
      victim.requireStepOn(happenedOn, today);
      const noted = { notedBy: actor.accountId, notedAt: this.clock.now() };
      await tx.insert(SafeguardingStep, { ...victimPartKey(victim), status, happenedOn, reason, ...noted });
      victim.updateSafeguardingStatus(await findSteps(tx, victim));
      return loadVictimRecord(tx, await saveVictim(tx, victim), complaint);
    });
  }

  /** Voids a step and recomputes the status from the remaining steps. */
  voidStep(actor: Actor, id: string, version: number, voiding: VoidSafeguardingStep): Promise<VictimRecord> {
    const { stepId, reason } = voiding;
    return this.database.change(actor, { action: 'victim.step-voided', subject: id, reason }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, VictimIdentified, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const victim = await lockForUpdate(tx, VictimIdentified, id, version);
      requireNotVoid(victim);
      const step = await tx.findOneBy(SafeguardingStep, { id: stepId, victimId: victim.id });
      if (!step) throw InvalidInput.forPath('/stepId', 'is not a step of this record');
      voidRow(step, reason, this.clock.now());
      await tx.save(step);
      victim.updateSafeguardingStatus(await findSteps(tx, victim));
      return loadVictimRecord(tx, await saveVictim(tx, victim), complaint);
    });
  }

  relate(actor: Actor, id: string, version: number, related: RelateVictim): Promise<VictimRecord> {
    const { suspectId, relationship } = related;
    return this.database.change(actor, { action: 'victim.related', subject: id }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, VictimIdentified, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const victim = await lockForUpdate(tx, VictimIdentified, id, version);
      requireNotVoid(victim);
      const suspect = await tx.findOneBy(Suspect, { id: suspectId, complaintId });
      if (!suspect) throw InvalidInput.forPath('/suspectId', 'is not a suspect of this complaint');
      if (suspect.voidedAt !== null) throw InvalidInput.forPath('/suspectId', 'was voided');
      const noted = { relationship, notedBy: actor.accountId, notedAt: this.clock.now() };
      const existing = await findActiveRelationship(tx, victim, suspect.id);
      if (existing) await tx.save(Object.assign(existing, noted));
      else await tx.insert(VictimRelationship, { ...victimPartKey(victim), suspectId: suspect.id, ...noted });
      return loadVictimRecord(tx, await saveVictim(tx, victim), complaint);
    });
  }

  voidRelationship(actor: Actor, id: string, version: number, voiding: VoidRelationship): Promise<VictimRecord> {
    const { suspectId, reason } = voiding;
    return this.database.change(actor, { action: 'victim.relationship-voided', subject: id, reason }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, VictimIdentified, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const victim = await lockForUpdate(tx, VictimIdentified, id, version);
      requireNotVoid(victim);
      const related = await findActiveRelationship(tx, victim, suspectId);
      if (!related)
        throw InvalidInput.forPath('/suspectId', 'names a suspect without a recorded relationship to this child');
      voidRow(related, reason, this.clock.now());
      await tx.save(related);
      return loadVictimRecord(tx, await saveVictim(tx, victim), complaint);
    });
  }
}

function findActiveRelationship(
  tx: EntityManager,
  { id: victimId }: VictimIdentified,
  suspectId: string,
): Promise<VictimRelationship | null> {
  return tx.findOneBy(VictimRelationship, { victimId, suspectId, voidedAt: IsNull() });
}
