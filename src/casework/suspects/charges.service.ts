import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { requireNotVoid } from '../records/voiding.js';
import { Clock } from '../../platform/time/clock.js';
import { Arrest } from './arrest.entity.js';
import { Charge } from './charge.entity.js';
import { toChargeFacts } from './charge.view.js';
import type { ChargesQuery, CorrectCharge, RecordCharge } from './charge.request.js';

/** Charges of arrests, by accounts that may work the complaint. A voided arrest accepts no further charge. */
@Injectable()
export class ChargesService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<Charge> {
    return this.database.auditedRead(
      actor,
      'charge.read',
      (tx) => findByIdOrFail(tx, Charge, id),
      ({ arrestId, complaintId }) => ({ records: [id, arrestId], complaints: [complaintId] }),
    );
  }

  list(actor: Actor, query: ChargesQuery): Promise<Page<Charge>> {
    const { arrestId, complaintId } = query;
    const work = async (tx: EntityManager): Promise<Page<Charge>> => {
      // Ids sort by time.
      const charges = tx.createQueryBuilder(Charge, 'c').orderBy('c.id', 'DESC');
      if (arrestId) charges.andWhere('c.arrestId = :arrestId', { arrestId });
      if (complaintId) charges.andWhere('c.complaintId = :complaintId', { complaintId });
      return listPage(tx, charges, { list: 'charges', query });
    };
    return this.database.auditedRead(actor, 'charges.listed', work, ({ items }) => ({
      records: items.flatMap((charge) => [charge.id, charge.arrestId]),
      complaints: items.map((charge) => charge.complaintId),
    }));
  }

  record(actor: Actor, { arrestId, ...input }: RecordCharge): Promise<Charge> {
    const id = newId();
    return this.database.change(actor, { action: 'charge.recorded', subject: id }, async (tx) => {
      const arrest = requireAccessible(await tx.findOneBy(Arrest, { id: arrestId }), '/arrestId');
      const { taskForceId, complaintId } = arrest;
      await this.complaints.lockForNewWork(tx, actor, complaintId);
      // Read again: the arrest may have been voided while this waited for the lock on the complaint.
      requireNotVoid(await findByIdOrFail(tx, Arrest, arrest.id));
      const charge = tx.create(Charge, { id, taskForceId, complaintId, arrestId: arrest.id });
      charge.describe(toChargeFacts(input));
      await tx.insert(Charge, charge);
      return findByIdOrFail(tx, Charge, id);
    });
  }

  correct(actor: Actor, id: string, version: number, { reason, ...input }: CorrectCharge): Promise<Charge> {
    return this.database.change(actor, { action: 'charge.corrected', subject: id, reason }, async (tx) => {
      const charge = await this.lockForChange(tx, actor, id, version);
      charge.describe(toChargeFacts(input));
      return tx.save(charge);
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<Charge> {
    return this.database.change(actor, { action: 'charge.voided', subject: id, reason }, async (tx) => {
      const charge = await this.lockForChange(tx, actor, id, version);
      charge.void(reason, this.clock.now());
      return tx.save(charge);
    });
  }

  private async lockForChange(tx: EntityManager, actor: Actor, id: string, version: number): Promise<Charge> {
    const { complaintId } = await findByIdOrFail(tx, Charge, id);
    await this.complaints.lockForCorrection(tx, actor, complaintId);
    return lockForUpdate(tx, Charge, id, version);
  }
}
