import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { requireNoSecondaries } from '../records/primary-records.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import type { LinkToSameChild, UnlinkSameChild } from './victim-change.request.js';
import { VictimIdentified } from './victim-identified.entity.js';
import { loadVictimRecord } from './victim-records.js';
import type { VictimRecord } from './victim-identified.view.js';
import { DuplicateVictim } from './victims-identified.errors.js';

/** Children with records in several complaints, counted once: at the first identification. */
@Injectable()
export class SameChildService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
  ) {}

  link(actor: Actor, id: string, version: number, { victimId, reason }: LinkToSameChild): Promise<VictimRecord> {
    return this.database.change(actor, { action: 'victim.linked', subject: id, reason }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, VictimIdentified, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      await lockBoth(tx, id, victimId);
      const victim = await lockForUpdate(tx, VictimIdentified, id, version);
      const first = requireAccessible(await tx.findOneBy(VictimIdentified, { id: victimId }), '/victimId');
      victim.linkTo(first);
      await requireNoDuplicateLink(tx, victim);
      await requireNoSecondaries(tx, victim);
      return loadVictimRecord(tx, await tx.save(victim), complaint);
    });
  }

  unlink(actor: Actor, id: string, version: number, { reason }: UnlinkSameChild): Promise<VictimRecord> {
    return this.database.change(actor, { action: 'victim.unlinked', subject: id, reason }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, VictimIdentified, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const victim = await lockForUpdate(tx, VictimIdentified, id, version);
      victim.unlink();
      return loadVictimRecord(tx, await tx.save(victim), complaint);
    });
  }
}

/** Locks both rows in id order. Of two simultaneous links to each other's record, the second waits and is rejected. */
async function lockBoth(tx: EntityManager, one: string, other: string): Promise<void> {
  await tx.query('SELECT FROM app.victims_identified WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [[one, other]]);
}

/** Rejects a second record of the child in the complaint. The lock on the complaint prevents a concurrent link. */
async function requireNoDuplicateLink(
  tx: EntityManager,
  { id, complaintId, sameChildAs }: VictimIdentified,
): Promise<void> {
  const other = await tx
    .createQueryBuilder(VictimIdentified, 'v')
    .where('v.complaintId = :complaintId AND v.sameChildAs = :sameChildAs', { complaintId, sameChildAs })
    .andWhere('v.id <> :id AND v.voidedAt IS NULL', { id })
    .getOne();
  if (other) throw new DuplicateVictim(other.id);
}
