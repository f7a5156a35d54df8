import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { resolveCountingAgency } from '../complaints/counting-agency.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { Arrest } from './arrest.entity.js';
import type { ArrestRecord } from './arrest.view.js';
import type { ArrestsQuery, CorrectArrest, RecordArrest } from './arrest.request.js';
import { Charge } from './charge.entity.js';
import { Suspect } from './suspect.entity.js';
import { SuspectsService } from './suspects.service.js';

/** Recording, correction and void of arrests, by accounts that may work the complaint. */
@Injectable()
export class ArrestsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly suspects: SuspectsService,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<ArrestRecord> {
    const work = async (tx: EntityManager): Promise<ArrestRecord> => {
      const arrest = await findByIdOrFail(tx, Arrest, id);
      return loadArrestRecord(tx, arrest, await findByIdOrFail(tx, Complaint, arrest.complaintId));
    };
    // An arrest identifies its suspect.
    return this.database.auditedRead(actor, 'arrest.read', work, ({ arrest, complaint }) => ({
      records: [id, arrest.suspectId],
      complaints: [complaint.id],
    }));
  }

  list(actor: Actor, query: ArrestsQuery): Promise<Page<Arrest>> {
    const { suspectId, complaintId } = query;
    const work = async (tx: EntityManager): Promise<Page<Arrest>> => {
      const arrests = tx.createQueryBuilder(Arrest, 'a').orderBy({ 'a.arrestedOn': 'DESC', 'a.id': 'DESC' });
      if (suspectId) arrests.andWhere('a.suspectId = :suspectId', { suspectId });
      if (complaintId) arrests.andWhere('a.complaintId = :complaintId', { complaintId });
      return listPage(tx, arrests, { list: 'arrests', query });
    };
    return this.database.auditedRead(actor, 'arrests.listed', work, ({ items }) => ({
      records: items.flatMap((arrest) => [arrest.id, arrest.suspectId]),
      complaints: items.map((arrest) => arrest.complaintId),
    }));
  }

  record(actor: Actor, { suspectId, agencyId, ...input }: RecordArrest): Promise<ArrestRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'arrest.recorded', subject: id }, async (tx) => {
      const { suspect, complaint } = await this.suspects.lockForNewWork(tx, actor, suspectId);
      const { taskForceId, complaintId } = suspect;
      const arrest = tx.create(Arrest, { id, taskForceId, complaintId, suspectId: suspect.id });
      const { arrestedOn, kind, juvenileHandling = null } = input;
      const facts = { arrestedOn, kind, juvenileHandling, agencyId: resolveCountingAgency(actor, complaint, agencyId) };
      arrest.describe(facts, complaint, suspect, await this.taskForces.today(tx, taskForceId));
      await tx.insert(Arrest, arrest);
      return { arrest: await findByIdOrFail(tx, Arrest, id), suspect, charges: [], complaint };
    });
  }

  correct(actor: Actor, id: string, version: number, correction: CorrectArrest): Promise<ArrestRecord> {
    const { reason, juvenileHandling = null, ...facts } = correction;
    return this.database.change(actor, { action: 'arrest.corrected', subject: id, reason }, async (tx) => {
      const { arrest, suspect, complaint } = await this.lockForChange(tx, actor, id, version);
      const today = await this.taskForces.today(tx, arrest.taskForceId);
      const agencyId = resolveCountingAgency(actor, complaint, facts.agencyId, arrest.agencyId);
      arrest.describe({ ...facts, agencyId, juvenileHandling }, complaint, suspect, today);
      return loadArrestRecord(tx, await tx.save(arrest), complaint);
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<ArrestRecord> {
    return this.database.change(actor, { action: 'arrest.voided', subject: id, reason }, async (tx) => {
      const { arrest, complaint } = await this.lockForChange(tx, actor, id, version);
      const now = this.clock.now();
      arrest.void(reason, now);
      await tx.update(Charge, { arrestId: id, voidedAt: IsNull() }, { voidedAt: now, voidReason: reason });
      return loadArrestRecord(tx, await tx.save(arrest), complaint);
    });
  }

  private async lockForChange(
    tx: EntityManager,
    actor: Actor,
    id: string,
    version: number,
  ): Promise<Omit<ArrestRecord, 'charges'>> {
    const { complaintId, suspectId } = await findByIdOrFail(tx, Arrest, id);
    const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
    const arrest = await lockForUpdate(tx, Arrest, id, version);
    return { arrest, suspect: await findByIdOrFail(tx, Suspect, suspectId), complaint };
  }
}

async function loadArrestRecord(tx: EntityManager, arrest: Arrest, complaint: Complaint): Promise<ArrestRecord> {
  const { id, taskForceId, suspectId } = arrest;
  const suspect = await findByIdOrFail(tx, Suspect, suspectId);
  const charges = await tx.find(Charge, { where: { taskForceId, arrestId: id }, order: { id: 'ASC' } });
  return { arrest, suspect, charges, complaint };
}
