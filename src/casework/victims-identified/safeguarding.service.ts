import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { locked, required } from '../../platform/database/rows.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireLiving, voidRow } from '../records/voiding.js';
import { Clock } from '../../platform/time/clock.js';
import { Suspect } from '../suspects/suspect.entity.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { SafeguardingStep } from './safeguarding-step.entity.js';
import type {
  RelateVictim,
  SafeguardVictim,
  VoidRelationship,
  VoidSafeguardingStep,
} from './victim-changes.contract.js';
import { VictimIdentified } from './victim-identified.entity.js';
import { recordOf, stepsOf, told, toldOf } from './victim-records.js';
import { VictimRelationship } from './victim-relationship.entity.js';
import type { VictimRecord } from './victims-identified.contract.js';

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
      const { complaintId, taskForceId } = await required(tx, VictimIdentified, id);
      const complaint = await this.complaints.toFinish(tx, actor, complaintId);
      const victim = await locked(tx, VictimIdentified, id, version);
      const today = await this.taskForces.today(tx, taskForceId);
      const happenedOn = step.happenedOn ?? today;
      victim.requireStepOn(happenedOn, today);
      const noted = { notedBy: actor.accountId, notedAt: this.clock.now() };
      await tx.insert(SafeguardingStep, { ...toldOf(victim), status, happenedOn, reason, ...noted });
      victim.standAt(await stepsOf(tx, victim));
      return recordOf(tx, await told(tx, victim), complaint);
    });
  }

  /** Voids a step and recomputes the status from the remaining steps. */
  voidStep(actor: Actor, id: string, version: number, voiding: VoidSafeguardingStep): Promise<VictimRecord> {
    const { stepId, reason } = voiding;
    return this.database.change(actor, { action: 'victim.step-voided', subject: id, reason }, async (tx) => {
      const { complaintId } = await required(tx, VictimIdentified, id);
      const complaint = await this.complaints.toFinish(tx, actor, complaintId);
      const victim = await locked(tx, VictimIdentified, id, version);
      requireLiving(victim);
      const step = await tx.findOneBy(SafeguardingStep, { id: stepId, victimId: victim.id });
      if (!step) throw InvalidInput.at('/stepId', 'is not a step of this record');
      voidRow(step, reason, this.clock.now());
      await tx.save(step);
      victim.standAt(await stepsOf(tx, victim));
      return recordOf(tx, await told(tx, victim), complaint);
    });
  }

  relate(actor: Actor, id: string, version: number, related: RelateVictim): Promise<VictimRecord> {
    const { suspectId, relationship } = related;
    return this.database.change(actor, { action: 'victim.related', subject: id }, async (tx) => {
      const { complaintId } = await required(tx, VictimIdentified, id);
      const complaint = await this.complaints.toFinish(tx, actor, complaintId);
      const victim = await locked(tx, VictimIdentified, id, version);
      requireLiving(victim);
      const suspect = await tx.findOneBy(Suspect, { id: suspectId, complaintId });
      if (!suspect) throw InvalidInput.at('/suspectId', 'is not a suspect of this complaint');
      if (suspect.voidedAt !== null) throw InvalidInput.at('/suspectId', 'was voided');
      const noted = { relationship, notedBy: actor.accountId, notedAt: this.clock.now() };
      const before = await livingBetween(tx, victim, suspect.id);
      if (before) await tx.save(Object.assign(before, noted));
      else await tx.insert(VictimRelationship, { ...toldOf(victim), suspectId: suspect.id, ...noted });
      return recordOf(tx, await told(tx, victim), complaint);
    });
  }

  voidRelationship(actor: Actor, id: string, version: number, voiding: VoidRelationship): Promise<VictimRecord> {
    const { suspectId, reason } = voiding;
    return this.database.change(actor, { action: 'victim.relationship-voided', subject: id, reason }, async (tx) => {
      const { complaintId } = await required(tx, VictimIdentified, id);
      const complaint = await this.complaints.toFinish(tx, actor, complaintId);
      const victim = await locked(tx, VictimIdentified, id, version);
      requireLiving(victim);
      const related = await livingBetween(tx, victim, suspectId);
      if (!related) throw InvalidInput.at('/suspectId', 'names a person of whom nothing is recorded');
      voidRow(related, reason, this.clock.now());
      await tx.save(related);
      return recordOf(tx, await told(tx, victim), complaint);
    });
  }
}

function livingBetween(
  tx: EntityManager,
  { id: victimId }: VictimIdentified,
  suspectId: string,
): Promise<VictimRelationship | null> {
  return tx.findOneBy(VictimRelationship, { victimId, suspectId, voidedAt: IsNull() });
}
