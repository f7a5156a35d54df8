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
import { pseudonymOf, VictimIdentified } from './victim-identified.entity.js';
import type {
  IdentifyVictim,
  SafeguardVictim,
  VictimRecord,
  VictimsIdentifiedQuery,
} from './victims-identified.contract.js';

const lastOrdinal = 'coalesce(max(CAST(substr(v.pseudonym, 3) AS integer)), 0)';

/** Children who were identified, each by a pseudonym of its complaint, and what has been done for them. */
@Injectable()
export class VictimsIdentifiedService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
  ) {}

  get(actor: Actor, id: string): Promise<VictimRecord> {
    const work = async (tx: EntityManager): Promise<VictimRecord> => {
      const victim = await required(tx, VictimIdentified, id);
      return { victim, complaint: await required(tx, Complaint, victim.complaintId) };
    };
    return this.database.look(actor, 'victim.read', work, ({ complaint }) => ({
      records: [id],
      complaints: [complaint.id],
    }));
  }

  list(actor: Actor, query: VictimsIdentifiedQuery): Promise<Page<VictimIdentified>> {
    const { complaintId, limit } = query;
    const keyset = new Keyset('victims-identified', query, ['day', 'id']);
    const after = keyset.after(query.cursor);
    const work = async (tx: EntityManager): Promise<Page<VictimIdentified>> => {
      const victims = tx
        .createQueryBuilder(VictimIdentified, 'v')
        .orderBy({ 'v.identifiedOn': 'DESC', 'v.id': 'DESC' });
      if (complaintId) victims.andWhere('v.complaintId = :complaintId', { complaintId });
      if (after) victims.andWhere('(v.identifiedOn, v.id) < (:on, :id)', { on: after[0], id: after[1] });
      const rows = await victims.limit(limit + 1).getMany();
      return pageOf(rows, limit, ({ identifiedOn, id }) => keyset.cursorOf([identifiedOn, id]));
    };
    return this.database.look(actor, 'victims.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: items.map((victim) => victim.complaintId),
    }));
  }

  identify(actor: Actor, { complaintId, ...found }: IdentifyVictim): Promise<VictimRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'victim.identified', subject: id }, async (tx) => {
      const complaint = await this.complaints.toWork(tx, actor, complaintId);
      const { taskForceId } = complaint;
      const victim = tx.create(VictimIdentified, {
        ...found,
        id,
        taskForceId,
        complaintId: complaint.id,
        agencyId: found.agencyId ?? complaint.agencyOf(actor),
        pseudonym: await nextPseudonym(tx, complaint),
      });
      victim.requireNotAfter(await this.taskForces.today(tx, taskForceId));
      await tx.insert(VictimIdentified, victim);
      return { victim: await required(tx, VictimIdentified, id), complaint };
    });
  }

  safeguard(
    actor: Actor,
    id: string,
    version: number,
    { status, reason = null }: SafeguardVictim,
  ): Promise<VictimRecord> {
    return this.database.change(actor, { action: 'victim.safeguarded', subject: id, reason }, async (tx) => {
      const { complaintId } = await required(tx, VictimIdentified, id);
      const complaint = await this.complaints.toWork(tx, actor, complaintId);
      const victim = await locked(tx, VictimIdentified, id, version);
      victim.safeguard(status);
      return { victim: await tx.save(victim), complaint };
    });
  }
}

/** The complaint is locked: two children recorded at once get one number after the other. */
async function nextPseudonym(tx: EntityManager, { taskForceId, id: complaintId }: Complaint): Promise<string> {
  const last = await tx
    .createQueryBuilder(VictimIdentified, 'v')
    .select(lastOrdinal, 'ordinal')
    .where('v.taskForceId = :taskForceId AND v.complaintId = :complaintId', { taskForceId, complaintId })
    .getRawOne<{ ordinal: number }>();
  return pseudonymOf((last?.ordinal ?? 0) + 1);
}
