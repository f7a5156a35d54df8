import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Database } from '../platform/database/database.js';
import { locked, required } from '../platform/database/rows.js';
import { newId } from '../platform/http/ids.js';
import { Keyset, pageOf, type Page } from '../platform/http/paging.js';
import { InvalidInput } from '../platform/http/problems.js';
import { TaskForcesService } from '../task-forces/task-forces.service.js';
import { Arrest } from './arrest.entity.js';
import type { ArrestRecord, ArrestsQuery, CorrectArrest, RecordArrest } from './arrests.contract.js';
import { Suspect } from './suspect.entity.js';

/** Arrests as they are recorded and put right, by whoever may work the complaint they followed from. */
@Injectable()
export class ArrestsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
  ) {}

  get(actor: Actor, id: string): Promise<ArrestRecord> {
    const work = async (tx: EntityManager): Promise<ArrestRecord> => {
      const arrest = await required(tx, Arrest, id);
      return { arrest, complaint: await required(tx, Complaint, arrest.complaintId) };
    };
    // An arrest tells of its suspect.
    return this.database.look(actor, 'arrest.read', work, ({ arrest, complaint }) => ({
      records: [id, arrest.suspectId],
      complaints: [complaint.id],
    }));
  }

  list(actor: Actor, query: ArrestsQuery): Promise<Page<Arrest>> {
    const { suspectId, complaintId, limit } = query;
    const keyset = new Keyset('arrests', query, ['day', 'id']);
    const after = keyset.after(query.cursor);
    const work = async (tx: EntityManager): Promise<Page<Arrest>> => {
      const arrests = tx.createQueryBuilder(Arrest, 'a').orderBy({ 'a.arrestedOn': 'DESC', 'a.id': 'DESC' });
      if (suspectId) arrests.andWhere('a.suspectId = :suspectId', { suspectId });
      if (complaintId) arrests.andWhere('a.complaintId = :complaintId', { complaintId });
      if (after) arrests.andWhere('(a.arrestedOn, a.id) < (:on, :id)', { on: after[0], id: after[1] });
      const rows = await arrests.limit(limit + 1).getMany();
      return pageOf(rows, limit, ({ arrestedOn, id }) => keyset.cursorOf([arrestedOn, id]));
    };
    return this.database.look(actor, 'arrests.listed', work, ({ items }) => ({
      records: items.flatMap((arrest) => [arrest.id, arrest.suspectId]),
      complaints: items.map((arrest) => arrest.complaintId),
    }));
  }

  record(actor: Actor, { suspectId, agencyId, arrestedOn, kind }: RecordArrest): Promise<ArrestRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'arrest.recorded', subject: id }, async (tx) => {
      const suspect = await tx.findOneBy(Suspect, { id: suspectId });
      if (!suspect) throw InvalidInput.at('/suspectId', 'names something that is not there for you');
      const { taskForceId, complaintId } = suspect;
      const complaint = await this.complaints.toWork(tx, actor, complaintId);
      const arrest = tx.create(Arrest, { id, taskForceId, complaintId, suspectId: suspect.id });
      const facts = { arrestedOn, kind, agencyId: agencyId ?? complaint.agencyOf(actor) };
      arrest.describe(facts, complaint, await this.taskForces.today(tx, taskForceId));
      await tx.insert(Arrest, arrest);
      return { arrest: await required(tx, Arrest, id), complaint };
    });
  }

  correct(actor: Actor, id: string, version: number, { reason, ...facts }: CorrectArrest): Promise<ArrestRecord> {
    return this.database.change(actor, { action: 'arrest.corrected', subject: id, reason }, async (tx) => {
      const { complaintId, taskForceId } = await required(tx, Arrest, id);
      const complaint = await this.complaints.toWork(tx, actor, complaintId);
      const arrest = await locked(tx, Arrest, id, version);
      arrest.describe(facts, complaint, await this.taskForces.today(tx, taskForceId));
      return { arrest: await tx.save(arrest), complaint };
    });
  }
}
