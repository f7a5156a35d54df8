import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintMerged } from '../complaints/complaints.errors.js';
import { Disclosure } from '../disclosures/disclosure.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { selectEntities, lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { lockWholeMatter, lockRequestedComplaint } from './complaint-locks.js';
import { SecondPersonRequired } from './retention.errors.js';
import { retentionPolicy, sealOrderPolicy } from './retention.policy.js';
import { SealOrder } from './seal-order.entity.js';
import type { EnterSealOrder, SealOrdersQuery } from './seal-order.request.js';
import type { RecipientView, SealOrderRecord } from './seal-order.view.js';

const executeOrder = 'SELECT app.carry_out_seal_order($1)';
const noteRecipientsDue = `
  SELECT audit.note('seal-order.recipients-due', $1, 'done', d.n || ' disclosures of the complaint, whose recipients must be notified.')
    FROM (SELECT count(*) AS n FROM app.disclosures WHERE complaint_id IN (SELECT app.matter_of($2))) d WHERE d.n > 0`;
const isPending = '(o.executedAt IS NULL AND o.withdrawnAt IS NULL)';
const isSettled = '(o.executedAt IS NOT NULL OR o.withdrawnAt IS NOT NULL)';
const maxRecipients = 200;

/** Records court orders. One supervisor of the task force enters an order, and another executes it. */
@Injectable()
export class SealOrdersService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<SealOrderRecord> {
    return this.database.read(actor, async (tx) => loadRecord(tx, await findByIdOrFail(tx, SealOrder, id)));
  }

  list(actor: Actor, query: SealOrdersQuery): Promise<Page<SealOrder>> {
    return this.database.read(actor, (tx) => listPage(tx, querySealOrders(tx, query), { list: 'seal-orders', query }));
  }

  enter(actor: Actor, { complaintId, expiresOn = null, ...fields }: EnterSealOrder): Promise<SealOrderRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'seal-order.entered', subject: complaintId }, async (tx) => {
      const complaint = await lockRequestedComplaint(tx, complaintId);
      authorize(retentionPolicy.seal, actor, complaint);
      requireNotMerged(complaint);
      const { taskForceId } = complaint;
      const today = await this.taskForces.today(tx, taskForceId);
      requireNotFuture('/orderedOn', fields.orderedOn, today);
      if (expiresOn !== null && expiresOn < fields.orderedOn) {
        throw InvalidInput.forPath('/expiresOn', 'must not be before the day of the order');
      }
      const entryColumns = { enteredBy: actor.accountId, enteredAt: this.clock.now() };
      const order = tx.create(SealOrder, {
        id,
        taskForceId,
        complaintId: complaint.id,
        ...fields,
        expiresOn,
        ...entryColumns,
      });
      order.requireApplicable(complaint, today);
      await tx.insert(SealOrder, order);
      return loadRecord(tx, await findByIdOrFail(tx, SealOrder, id));
    });
  }

  /** Executes an order. Postgres carries it out, and only for a second person. */
  execute(actor: Actor, id: string, version: number): Promise<SealOrderRecord> {
    return this.database.change(actor, { action: 'seal-order.executed', subject: id }, async (tx) => {
      const { complaint, order } = await lockOrder(tx, actor, id, version);
      requireNotMerged(complaint);
      if (!sealOrderPolicy.execute(actor, order)) throw new SecondPersonRequired();
      order.execute({ by: actor.accountId, at: this.clock.now() });
      const today = await this.taskForces.today(tx, order.taskForceId);
      order.requireApplicable(complaint, today);
      const saved = await tx.save(order);
      await tx.query(executeOrder, [id]);
      await tx.query(noteRecipientsDue, [id, order.complaintId]);
      return loadRecord(tx, saved);
    });
  }

  withdraw(actor: Actor, id: string, version: number, reason: string): Promise<SealOrderRecord> {
    return this.database.change(actor, { action: 'seal-order.withdrawn', subject: id, reason }, async (tx) => {
      const { order } = await lockOrder(tx, actor, id, version);
      order.withdraw(reason, { by: actor.accountId, at: this.clock.now() });
      return loadRecord(tx, await tx.save(order));
    });
  }
}

/** Locks the complaint and those merged into it before the order, in the same order as entering one. */
async function lockOrder(
  tx: EntityManager,
  actor: Actor,
  id: string,
  version: number,
): Promise<{ readonly complaint: Complaint; readonly order: SealOrder }> {
  const { complaintId } = await findByIdOrFail(tx, SealOrder, id);
  const complaint = await lockWholeMatter(tx, complaintId);
  authorize(retentionPolicy.seal, actor, complaint);
  return { complaint, order: await lockForUpdate(tx, SealOrder, id, version) };
}

/**
 * Rejects a merged complaint: an order affects the whole matter, so it must name the complaint that the others were
 * merged into.
 */
function requireNotMerged({ mergedInto }: Complaint): void {
  if (mergedInto !== null) throw new ComplaintMerged(mergedInto);
}

async function loadRecord(tx: EntityManager, order: SealOrder): Promise<SealOrderRecord> {
  const { taskForceId, complaintId } = order;
  const disclosures = await selectEntities(
    tx,
    tx
      .createQueryBuilder(Disclosure, 'd')
      .where('d.taskForceId = :taskForceId AND d.complaintId IN (SELECT app.matter_of(:complaintId))')
      .setParameters({ taskForceId, complaintId })
      .orderBy({ 'd.disclosedAt': 'DESC', 'd.id': 'DESC' })
      .limit(maxRecipients),
  );
  const recipients = disclosures.map(({ id, recipient, what, disclosedAt }): RecipientView => ({
    disclosureId: id,
    recipient,
    content: what,
    disclosedAt: disclosedAt.toISOString(),
  }));
  return { order, recipients };
}

/** Returns the query of the orders that meet the filters, the latest entered first. */
export function querySealOrders(
  tx: EntityManager,
  { complaintId, pending }: Omit<SealOrdersQuery, keyof PageQuery>,
): SelectQueryBuilder<SealOrder> {
  const orders = tx.createQueryBuilder(SealOrder, 'o').orderBy('o.id', 'DESC');
  if (complaintId) orders.andWhere('o.complaintId = :complaintId', { complaintId });
  if (pending !== undefined) orders.andWhere(pending ? isPending : isSettled);
  return orders;
}
