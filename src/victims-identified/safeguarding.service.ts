import { Injectable } from '@nestjs/common';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Database } from '../platform/database/database.js';
import { locked, required } from '../platform/database/rows.js';
import { InvalidInput } from '../platform/http/problems.js';
import { requireLiving } from '../platform/http/voiding.js';
import { Clock } from '../platform/time/clock.js';
import { Suspect } from '../suspects/suspect.entity.js';
import { TaskForcesService } from '../task-forces/task-forces.service.js';
import { SafeguardingStep } from './safeguarding-step.entity.js';
import type { RelateVictim, SafeguardVictim } from './victim-changes.contract.js';
import { VictimIdentified } from './victim-identified.entity.js';
import { recordOf, stepsOf, told, toldOf } from './victim-records.js';
import { VictimRelationship } from './victim-relationship.entity.js';
import type { VictimRecord } from './victims-identified.contract.js';

/** What is done for a child over time, and whom the child has to be kept safe from. */
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

  relate(actor: Actor, id: string, version: number, related: RelateVictim): Promise<VictimRecord> {
    const { suspectId, relationship } = related;
    return this.database.change(actor, { action: 'victim.related', subject: id }, async (tx) => {
      const { complaintId } = await required(tx, VictimIdentified, id);
      const complaint = await this.complaints.toFinish(tx, actor, complaintId);
      const victim = await locked(tx, VictimIdentified, id, version);
      requireLiving(victim);
      const suspect = await tx.findOneBy(Suspect, { id: suspectId, complaintId });
      if (!suspect) throw InvalidInput.at('/suspectId', 'names no suspect of this complaint');
      const noted = { relationship, notedBy: actor.accountId, notedAt: this.clock.now() };
      const before = await tx.findOneBy(VictimRelationship, { victimId: victim.id, suspectId: suspect.id });
      if (before) await tx.save(Object.assign(before, noted));
      else await tx.insert(VictimRelationship, { ...toldOf(victim), suspectId: suspect.id, ...noted });
      return recordOf(tx, await told(tx, victim), complaint);
    });
  }
}
