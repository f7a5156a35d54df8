import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { resolveCountingAgency } from '../complaints/counting-agency.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import { Identifier } from '../identifiers/identifier.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { requireNoSecondaries } from '../records/primary-records.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { requireNotVoid } from '../records/voiding.js';
import { dayOf, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { Arrest } from './arrest.entity.js';
import { SuspectAlias } from './suspect-alias.entity.js';
import { Suspect, type OffenseDay } from './suspect.entity.js';
import type { CorrectSuspect, RecordSuspect, SuspectsQuery } from './suspect.request.js';
import type { SuspectRecord } from './suspect.view.js';
import { HasDependentRecords, type DependentRecords } from './suspects.errors.js';

const countDependentRecords = `
  SELECT (SELECT count(*) FROM app.arrests a WHERE a.suspect_id = $1 AND a.voided_at IS NULL) AS arrests,
         (SELECT count(*) FROM app.prosecution_referrals r WHERE r.suspect_id = $1 AND r.voided_at IS NULL) AS referrals,
         (SELECT count(*) FROM app.prosecutions p WHERE p.suspect_id = $1 AND p.voided_at IS NULL) AS prosecutions`;

/** Suspect that is not voided, with its locked complaint. */
export interface LockedSuspect {
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
      const suspect = await findByIdOrFail(tx, Suspect, id);
      return loadSuspectRecord(tx, suspect, await findByIdOrFail(tx, Complaint, suspect.complaintId));
    };
    return this.database.auditedRead(actor, 'suspect.read', work, ({ complaint, arrests }) => ({
      records: [id, ...arrests.map((arrest) => arrest.id)],
      complaints: [complaint.id],
    }));
  }

  list(actor: Actor, query: SuspectsQuery): Promise<Page<Suspect>> {
    const { complaintId, offenderClass } = query;
    const work = async (tx: EntityManager): Promise<Page<Suspect>> => {
      const suspects = tx.createQueryBuilder(Suspect, 's').orderBy({ 's.identifiedOn': 'DESC', 's.id': 'DESC' });
      if (complaintId) suspects.andWhere('s.complaintId = :complaintId', { complaintId });
      if (offenderClass) suspects.andWhere('s.offenderClass = :offenderClass', { offenderClass });
      return listPage(tx, suspects, { list: 'suspects', query });
    };
    return this.database.auditedRead(actor, 'suspects.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: items.map((suspect) => suspect.complaintId),
    }));
  }

  record(actor: Actor, { complaintId, ...particulars }: RecordSuspect): Promise<SuspectRecord> {
    const { givenName = null, familyName = null, bornOn = null } = particulars;
    const id = newId();
    return this.database.change(actor, { action: 'suspect.recorded', subject: id }, async (tx) => {
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      const { taskForceId } = complaint;
      const agencyId = resolveCountingAgency(actor, complaint, particulars.agencyId);
      const suspect = tx.create(Suspect, { id, taskForceId, complaintId: complaint.id, agencyId });
      const { today, offense } = await this.loadDays(tx, complaint);
      suspect.describe({ ...particulars, givenName, familyName, bornOn }, today, offense);
      await tx.insert(Suspect, suspect);
      const recorded = await findByIdOrFail(tx, Suspect, id);
      return { suspect: recorded, complaint, arrests: [], aliases: [], identifiers: [] };
    });
  }

  correct(actor: Actor, id: string, version: number, correction: CorrectSuspect): Promise<SuspectRecord> {
    const { reason = null, ...particulars } = correction;
    return this.database.change(actor, { action: 'suspect.corrected', subject: id, reason }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, Suspect, id);
      // Locks the complaint before the suspect, as the recording of an arrest does; one order prevents a deadlock.
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const suspect = await lockForUpdate(tx, Suspect, id, version);
      const { today, offense } = await this.loadDays(tx, complaint);
      suspect.describe(particulars, today, offense);
      return loadSuspectRecord(tx, await tx.save(suspect), complaint);
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<SuspectRecord> {
    return this.database.change(actor, { action: 'suspect.voided', subject: id, reason }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, Suspect, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const suspect = await lockForUpdate(tx, Suspect, id, version);
      suspect.void(reason, this.clock.now());
      await requireNoDependentRecords(tx, id);
      await requireNoSecondaries(tx, suspect);
      return loadSuspectRecord(tx, await tx.save(suspect), complaint);
    });
  }

  /** Locks the complaint of the suspect named in a request, once the actor may work it. Rejects a voided suspect. */
  async lockForNewWork(tx: EntityManager, actor: Actor, id: string): Promise<LockedSuspect> {
    const unlocked = requireAccessible(await tx.findOneBy(Suspect, { id }), '/suspectId');
    const complaint = await this.complaints.lockForNewWork(tx, actor, unlocked.complaintId);
    // Read again: the suspect may have been voided while this waited for the lock on the complaint.
    const suspect = await findByIdOrFail(tx, Suspect, id);
    requireNotVoid(suspect);
    return { suspect, complaint };
  }

  /** Returns the current day, and the day of the offense if known, in the task force's time zone. */
  private async loadDays(
    tx: EntityManager,
    { taskForceId, offenseTime }: Complaint,
  ): Promise<{ today: Day; offense: OffenseDay | null }> {
    const { zone } = await findByIdOrFail(tx, TaskForce, taskForceId);
    const offense = offenseTime && { on: dayOf(offenseTime.at, zone), basis: offenseTime.basis };
    return { today: dayOf(this.clock.now(), zone), offense };
  }
}

async function requireNoDependentRecords(tx: EntityManager, id: string): Promise<void> {
  const [dependentRecords] = await tx.query<DependentRecords[]>(countDependentRecords, [id]);
  if (dependentRecords && dependentRecords.arrests + dependentRecords.referrals + dependentRecords.prosecutions > 0)
    throw new HasDependentRecords(dependentRecords);
}

/** Returns a suspect with arrests, other names and identifiers. */
export async function loadSuspectRecord(
  tx: EntityManager,
  suspect: Suspect,
  complaint: Complaint,
): Promise<SuspectRecord> {
  const ownerKey = { taskForceId: suspect.taskForceId, suspectId: suspect.id };
  const arrests = await tx.find(Arrest, { where: ownerKey, order: { arrestedOn: 'DESC', id: 'DESC' } });
  const aliases = await tx.find(SuspectAlias, { where: ownerKey, order: { id: 'ASC' } });
  const identifiers = await tx.find(Identifier, { where: ownerKey, order: { id: 'ASC' } });
  return { suspect, complaint, arrests, aliases, identifiers };
}
