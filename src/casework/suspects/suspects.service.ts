import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { countingAgency } from '../complaints/counting-agency.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import { Identifier } from '../identifiers/identifier.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { found, locked, required } from '../../platform/database/rows.js';
import { requireStandsForNone } from '../records/first-records.js';
import { newId } from '../../platform/ids/ids.js';
import { Keyset, pageOf, type Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireLiving } from '../records/voiding.js';
import { dayOf, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { Arrest } from './arrest.entity.js';
import { SuspectAlias } from './suspect-alias.entity.js';
import { Suspect } from './suspect.entity.js';
import type { CorrectSuspect, RecordSuspect, SuspectRecord, SuspectsQuery } from './suspects.contract.js';
import { HasDependentRecords, type LivingRecords } from './suspects.errors.js';

const standing = `
  SELECT (SELECT count(*) FROM app.arrests a WHERE a.suspect_id = $1 AND a.voided_at IS NULL) AS arrests,
         (SELECT count(*) FROM app.prosecution_referrals r WHERE r.suspect_id = $1 AND r.voided_at IS NULL) AS referrals,
         (SELECT count(*) FROM app.prosecutions p WHERE p.suspect_id = $1 AND p.voided_at IS NULL) AS prosecutions`;

/** Suspect that is not voided, with its locked complaint. */
export interface SuspectInWork {
  readonly suspect: Suspect;
  readonly complaint: Complaint;
}

/** Recording, correction and void of suspects, by accounts that may work their complaint. */
@Injectable()
export class SuspectsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<SuspectRecord> {
    const work = async (tx: EntityManager): Promise<SuspectRecord> => {
      const suspect = await required(tx, Suspect, id);
      return withItsOwn(tx, suspect, await required(tx, Complaint, suspect.complaintId));
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
      const rows = await found(tx, suspects.limit(limit + 1));
      return pageOf(rows, limit, ({ identifiedOn, id }) => keyset.cursorOf([identifiedOn, id]));
    };
    return this.database.look(actor, 'suspects.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: items.map((suspect) => suspect.complaintId),
    }));
  }

  record(actor: Actor, { complaintId, ...particulars }: RecordSuspect): Promise<SuspectRecord> {
    const { givenName = null, familyName = null, bornOn = null } = particulars;
    const id = newId();
    return this.database.change(actor, { action: 'suspect.recorded', subject: id }, async (tx) => {
      const complaint = await this.complaints.toWork(tx, actor, complaintId);
      const { taskForceId } = complaint;
      const agencyId = countingAgency(actor, complaint, particulars.agencyId);
      const suspect = tx.create(Suspect, { id, taskForceId, complaintId: complaint.id, agencyId });
      const { today, offenseOn } = await this.daysOf(tx, complaint);
      suspect.describe({ ...particulars, givenName, familyName, bornOn }, today, offenseOn);
      await tx.insert(Suspect, suspect);
      const recorded = await required(tx, Suspect, id);
      return { suspect: recorded, complaint, arrests: [], aliases: [], identifiers: [] };
    });
  }

  correct(actor: Actor, id: string, version: number, correction: CorrectSuspect): Promise<SuspectRecord> {
    const { reason = null, ...particulars } = correction;
    return this.database.change(actor, { action: 'suspect.corrected', subject: id, reason }, async (tx) => {
      const { complaintId } = await required(tx, Suspect, id);
      // Locks the complaint before the suspect, as the recording of an arrest does; one order prevents a deadlock.
      const complaint = await this.complaints.toFinish(tx, actor, complaintId);
      const suspect = await locked(tx, Suspect, id, version);
      const { today, offenseOn } = await this.daysOf(tx, complaint);
      suspect.describe(particulars, today, offenseOn);
      return withItsOwn(tx, await tx.save(suspect), complaint);
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<SuspectRecord> {
    return this.database.change(actor, { action: 'suspect.voided', subject: id, reason }, async (tx) => {
      const { complaintId } = await required(tx, Suspect, id);
      const complaint = await this.complaints.toFinish(tx, actor, complaintId);
      const suspect = await locked(tx, Suspect, id, version);
      suspect.void(reason, this.clock.now());
      await requireNothingOn(tx, id);
      await requireStandsForNone(tx, suspect);
      return withItsOwn(tx, await tx.save(suspect), complaint);
    });
  }

  /** Locks the complaint of the suspect named in a request, once the actor may work it. Rejects a voided suspect. */
  async toWork(tx: EntityManager, actor: Actor, id: string): Promise<SuspectInWork> {
    const named = await tx.findOneBy(Suspect, { id });
    if (!named) throw InvalidInput.at('/suspectId', 'does not exist or is not accessible');
    const complaint = await this.complaints.toWork(tx, actor, named.complaintId);
    // Read again: the suspect may have been voided while this waited for the lock on the complaint.
    const suspect = await required(tx, Suspect, id);
    requireLiving(suspect);
    return { suspect, complaint };
  }

  /** Returns the current day, and the day of the offense if known, in the task force's time zone. */
  private async daysOf(tx: EntityManager, complaint: Complaint): Promise<{ today: Day; offenseOn: Day | null }> {
    const { zone } = await required(tx, TaskForce, complaint.taskForceId);
    const { incidentAt } = complaint;
    return { today: dayOf(this.clock.now(), zone), offenseOn: incidentAt === null ? null : dayOf(incidentAt, zone) };
  }
}

async function requireNothingOn(tx: EntityManager, id: string): Promise<void> {
  const [living] = await tx.query<LivingRecords[]>(standing, [id]);
  if (living && living.arrests + living.referrals + living.prosecutions > 0) throw new HasDependentRecords(living);
}

/** Returns a suspect with arrests, other names and identifiers. */
export async function withItsOwn(tx: EntityManager, suspect: Suspect, complaint: Complaint): Promise<SuspectRecord> {
  const of = { taskForceId: suspect.taskForceId, suspectId: suspect.id };
  const arrests = await tx.find(Arrest, { where: of, order: { arrestedOn: 'DESC', id: 'DESC' } });
  const aliases = await tx.find(SuspectAlias, { where: of, order: { id: 'ASC' } });
  const identifiers = await tx.find(Identifier, { where: of, order: { id: 'ASC' } });
  return { suspect, complaint, arrests, aliases, identifiers };
}
