import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { listPage } from '../../platform/database/list-page.js';
import { findByIdOrFail, lockForUpdate } from '../../platform/database/rows.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import type { Page } from '../../platform/http/paging.js';
import { NotFound } from '../../platform/http/problems.js';
import { dayOf } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import { Identifier } from '../identifiers/identifier.entity.js';
import { Provider } from '../providers/provider.entity.js';
import type { ConfirmCarrier, IpCapturesQuery } from './ip-capture.request.js';
import type { IpCapture } from './ip-capture.view.js';

/** Complaint with its task force and the carriers of some captures. */
type ComplaintWithCarriers = Complaint & { readonly taskForce: TaskForce; readonly carriers: readonly Provider[] };

/** Uses of IP addresses in complaints, and the carrier of each as a person confirmed it. */
@Injectable()
export class IpCapturesService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: IpCapturesQuery): Promise<Page<IpCapture>> {
    const { complaintId } = query;
    const work = async (tx: EntityManager): Promise<Page<IpCapture>> => {
      const identifiers = tx
        .createQueryBuilder(Identifier, 'i')
        .where(`i.complaintId = :complaintId AND i.kind = 'ip' AND i.voidedAt IS NULL`, { complaintId })
        .orderBy('i.id');
      const { items, nextCursor } = await listPage(tx, identifiers, { list: 'ip-captures', query });
      return { items: items.length === 0 ? [] : await this.withCarriers(tx, complaintId, items), nextCursor };
    };
    return this.database.auditedRead(actor, 'ip-captures.listed', work, ({ items }) => ({
      records: items.map(({ identifier }) => identifier.id),
      complaints: items.length > 0 ? [complaintId] : [],
    }));
  }

  confirmCarrier(actor: Actor, id: string, version: number, { providerId }: ConfirmCarrier): Promise<IpCapture> {
    const action = providerId === null ? 'ip-capture.carrier-removed' : 'ip-capture.carrier-confirmed';
    return this.database.change(actor, { action, subject: id }, async (tx) => {
      const { kind, complaintId } = await findByIdOrFail(tx, Identifier, id);
      if (kind !== 'ip') throw new NotFound();
      const { taskForceId } = await this.complaints.lockForCorrection(tx, actor, complaintId);
      if (providerId !== null)
        requireAccessible(await tx.findOneBy(Provider, { id: providerId, taskForceId }), '/providerId');
      const identifier = await lockForUpdate(tx, Identifier, id, version);
      identifier.confirmCarrier(providerId);
      const [capture] = await this.withCarriers(tx, complaintId, [await tx.save(identifier)]);
      if (!capture) throw new Error('The IP capture was not returned');
      return capture;
    });
  }

  /** Adds the complaint, its zone and the carriers to its captures, in one statement. */
  private async withCarriers(
    tx: EntityManager,
    complaintId: string,
    identifiers: readonly Identifier[],
  ): Promise<IpCapture[]> {
    const ids = [...new Set(identifiers.flatMap(({ carrierId }) => carrierId ?? []))];
    const complaint = (await tx
      .createQueryBuilder(Complaint, 'c')
      .innerJoinAndMapOne('c.taskForce', TaskForce, 'f', 'f.id = c.taskForceId')
      .leftJoinAndMapMany('c.carriers', Provider, 'p', 'p.id = ANY (CAST(:ids AS uuid[]))', { ids })
      .where('c.id = :complaintId', { complaintId })
      .getOneOrFail()) as ComplaintWithCarriers;
    const { carriers } = complaint;
    const { zone } = complaint.taskForce;
    const today = dayOf(this.clock.now(), zone);
    return identifiers.map((identifier) => {
      const carrier = carriers.find(({ id }) => id === identifier.carrierId) ?? null;
      return { identifier, complaint, carrier, zone, today };
    });
  }
}
