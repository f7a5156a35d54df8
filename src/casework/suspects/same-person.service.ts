import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { requireNoSecondaries } from '../records/primary-records.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import type { LinkToSamePerson, UnlinkSamePerson } from './same-person.request.js';
import { Suspect } from './suspect.entity.js';
import type { SuspectRecord } from './suspect.view.js';
import { DuplicateSuspect } from './suspects.errors.js';
import { loadSuspectRecord } from './suspects.service.js';

/**
 * Suspects with records in several complaints, counted once: at the first identification. A person decides on the link,
 * never a rule.
 */
@Injectable()
export class SamePersonService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
  ) {}

  link(actor: Actor, id: string, version: number, { suspectId, reason }: LinkToSamePerson): Promise<SuspectRecord> {
    return this.database.change(actor, { action: 'suspect.linked', subject: id, reason }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, Suspect, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      await lockBoth(tx, id, suspectId);
      const suspect = await lockForUpdate(tx, Suspect, id, version);
      const first = requireAccessible(await tx.findOneBy(Suspect, { id: suspectId }), '/suspectId');
      suspect.linkTo(first);
      await requireNoDuplicateLink(tx, suspect);
      await requireNoSecondaries(tx, suspect);
      return loadSuspectRecord(tx, await tx.save(suspect), complaint);
    });
  }

  unlink(actor: Actor, id: string, version: number, { reason }: UnlinkSamePerson): Promise<SuspectRecord> {
    return this.database.change(actor, { action: 'suspect.unlinked', subject: id, reason }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, Suspect, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const suspect = await lockForUpdate(tx, Suspect, id, version);
      suspect.unlink();
      return loadSuspectRecord(tx, await tx.save(suspect), complaint);
    });
  }
}

/** Locks both rows in id order. Of two simultaneous links to each other's record, the second waits and is rejected. */
async function lockBoth(tx: EntityManager, one: string, other: string): Promise<void> {
  await tx.query('SELECT FROM app.suspects WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [[one, other]]);
}

/** Rejects a second record of the person in the complaint. The lock on the complaint prevents a concurrent link. */
async function requireNoDuplicateLink(tx: EntityManager, { id, complaintId, samePersonAs }: Suspect): Promise<void> {
  const other = await tx
    .createQueryBuilder(Suspect, 's')
    .where('s.complaintId = :complaintId AND s.samePersonAs = :samePersonAs', { complaintId, samePersonAs })
    .andWhere('s.id <> :id AND s.voidedAt IS NULL', { id })
    .getOne();
  if (other) throw new DuplicateSuspect(other.id);
}
