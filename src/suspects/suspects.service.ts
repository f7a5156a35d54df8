import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Database } from '../platform/database/database.js';
import { locked, required } from '../platform/database/rows.js';
import { newId } from '../platform/http/ids.js';
import { Keyset, pageOf, type Page } from '../platform/http/paging.js';
import { TaskForcesService } from '../task-forces/task-forces.service.js';
import { Arrest } from './arrest.entity.js';
import { Suspect } from './suspect.entity.js';
import type { CorrectSuspect, RecordSuspect, SuspectRecord, SuspectsQuery } from './suspects.contract.js';

/** Suspects as they are recorded and put right, by whoever may work their complaint. */
@Injectable()
export class SuspectsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
  ) {}

  get(actor: Actor, id: string): Promise<SuspectRecord> {
    const work = async (tx: EntityManager): Promise<SuspectRecord> => {
      const suspect = await required(tx, Suspect, id);
      const complaint = await required(tx, Complaint, suspect.complaintId);
      return { suspect, complaint, arrests: await arrestsOf(tx, suspect) };
    };
    return this.database.look(actor, 'suspect.read', work, ({ complaint, arrests }) => ({
      records: [id, ...arrests.map((arrest) => arrest.id)],
      complaints: [complaint.id],
    }));
  }

  list(actor: Actor, query: SuspectsQuery): Promise<Page<Suspect>> {
    const { complaintId, offenderClass, limit } = query;
    const keyset = new Keyset('suspects', query, ['day', 'id']);
    const after = keyset.after(query.cursor);
    const work = async (tx: EntityManager): Promise<Page<Suspect>> => {
      const suspects = tx.createQueryBuilder(Suspect, 's').orderBy({ 's.identifiedOn': 'DESC', 's.id': 'DESC' });
      if (complaintId) suspects.andWhere('s.complaintId = :complaintId', { complaintId });
      if (offenderClass) suspects.andWhere('s.offenderClass = :offenderClass', { offenderClass });
      if (after) suspects.andWhere('(s.identifiedOn, s.id) < (:on, :id)', { on: after[0], id: after[1] });
      const rows = await suspects.limit(limit + 1).getMany();
      return pageOf(rows, limit, ({ identifiedOn, id }) => keyset.cursorOf([identifiedOn, id]));
    };
    return this.database.look(actor, 'suspects.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: items.map((suspect) => suspect.complaintId),
    }));
  }

  record(actor: Actor, { complaintId, ...found }: RecordSuspect): Promise<SuspectRecord> {
    const { givenName = null, familyName = null, bornOn = null } = found;
    const id = newId();
    return this.database.change(actor, { action: 'suspect.recorded', subject: id }, async (tx) => {
      const complaint = await this.complaints.toWork(tx, actor, complaintId);
      const { taskForceId } = complaint;
      const agencyId = found.agencyId ?? complaint.agencyOf(actor);
      const suspect = tx.create(Suspect, { id, taskForceId, complaintId: complaint.id, agencyId });
      const today = await this.taskForces.today(tx, taskForceId);
      suspect.describe({ ...found, givenName, familyName, bornOn }, today);
      await tx.insert(Suspect, suspect);
      return { suspect: await required(tx, Suspect, id), complaint, arrests: [] };
    });
  }

  correct(actor: Actor, id: string, version: number, correction: CorrectSuspect): Promise<SuspectRecord> {
    const { reason = null, ...particulars } = correction;
    return this.database.change(actor, { action: 'suspect.corrected', subject: id, reason }, async (tx) => {
      const { complaintId, taskForceId } = await required(tx, Suspect, id);
      // The complaint before the suspect, as recording an arrest locks them: in one order nobody waits for each other.
      const complaint = await this.complaints.toWork(tx, actor, complaintId);
      const suspect = await locked(tx, Suspect, id, version);
      suspect.describe(particulars, await this.taskForces.today(tx, taskForceId));
      return { suspect: await tx.save(suspect), complaint, arrests: await arrestsOf(tx, suspect) };
    });
  }
}

function arrestsOf(tx: EntityManager, { taskForceId, id: suspectId }: Suspect): Promise<Arrest[]> {
  return tx.find(Arrest, { where: { taskForceId, suspectId }, order: { arrestedOn: 'DESC', id: 'DESC' } });
}
