import { Injectable } from '@nestjs/common';
import { IsNull, Not, type EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import { Disclosure } from '../disclosures/disclosure.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { authorize } from '../platform/access/policy.js';
import { Database } from '../platform/database/database.js';
import { locked, required } from '../platform/database/rows.js';
import { newId } from '../platform/http/ids.js';
import { Keyset, pageOf, type Page } from '../platform/http/paging.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import { TaskForcesService } from '../task-forces/task-forces.service.js';
import { heldComplaint, namedComplaint } from './kept-complaints.js';
import { SecondPersonNeeded } from './retention.errors.js';
import { retentionPolicy, sealOrderPolicy } from './retention.policy.js';
import { SealOrder, type Sealing } from './seal-order.entity.js';
import type { EnterSealOrder, RecipientView, SealOrderRecord, SealOrdersQuery } from './seal-orders.contract.js';

const carryOut = 'SELECT app.carry_out_seal_order($1)';
const noteDue = `SELECT audit.note('seal-order.recipients-due', $1, 'done', $2)`;
const isWaiting = '(o.executedAt IS NULL AND o.withdrawnAt IS NULL)';
const isSettled = '(o.executedAt IS NOT NULL OR o.withdrawnAt IS NOT NULL)';
const mostRecipients = 200;

/** Orders of a court, entered by one supervisor of the task force and carried out by another. */
@Injectable()
export class SealOrdersService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<SealOrderRecord> {
    return this.database.read(actor, async (tx) => recordOf(tx, await required(tx, SealOrder, id)));
  }

  list(actor: Actor, query: SealOrdersQuery): Promise<Page<SealOrder>> {
    const { complaintId, waiting, limit } = query;
    const keyset = new Keyset('seal-orders', query, ['id']);
    const after = keyset.after(query.cursor);
    return this.database.read(actor, async (tx) => {
      const orders = tx.createQueryBuilder(SealOrder, 'o').orderBy('o.id', 'DESC');
      if (complaintId) orders.andWhere('o.complaintId = :complaintId', { complaintId });
      if (waiting !== undefined) {
        orders.andWhere(waiting ? isWaiting : isSettled);
      }
      if (after) orders.andWhere('o.id < :id', { id: after[0] });
      return pageOf(await orders.limit(limit + 1).getMany(), limit, ({ id }) => keyset.cursorOf([id]));
    });
  }

  enter(actor: Actor, { complaintId, expiresOn = null, ...said }: EnterSealOrder): Promise<SealOrderRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'seal-order.entered', subject: complaintId }, async (tx) => {
      const complaint = await namedComplaint(tx, complaintId);
      authorize(retentionPolicy.seal, actor, complaint);
      const { taskForceId } = complaint;
      const today = await this.taskForces.today(tx, taskForceId);
      if (said.orderedOn > today) throw InvalidInput.at('/orderedOn', 'lies in the future');
      if (expiresOn !== null && expiresOn < said.orderedOn) {
        throw InvalidInput.at('/expiresOn', 'lies before the day of the order');
      }
      const by = { enteredBy: actor.accountId, enteredAt: this.clock.now() };
      const order = tx.create(SealOrder, { id, taskForceId, complaintId: complaint.id, ...said, expiresOn, ...by });
      order.requireFitting(await sealingOf(tx, complaint), today);
      await tx.insert(SealOrder, order);
      return recordOf(tx, await required(tx, SealOrder, id));
    });
  }

  /** Postgres does what the order says, and only for a second person. */
  execute(actor: Actor, id: string, version: number): Promise<SealOrderRecord> {
    return this.database.change(actor, { action: 'seal-order.executed', subject: id }, async (tx) => {
      const { complaint, order } = await lockedOrder(tx, actor, id, version);
      if (!sealOrderPolicy.execute(actor, order)) throw new SecondPersonNeeded();
      order.execute({ by: actor.accountId, at: this.clock.now() });
      const today = await this.taskForces.today(tx, order.taskForceId);
      order.requireFitting(await sealingOf(tx, complaint), today);
      const saved = await tx.save(order);
      await tx.query(carryOut, [id]);
      const record = await recordOf(tx, saved);
      if (record.recipients.length > 0) {
        await tx.query(noteDue, [
          id,
          `${record.recipients.length} disclosures of the complaint, whose recipients are to be told.`,
        ]);
      }
      return record;
    });
  }

  withdraw(actor: Actor, id: string, version: number, reason: string): Promise<SealOrderRecord> {
    return this.database.change(actor, { action: 'seal-order.withdrawn', subject: id, reason }, async (tx) => {
      const { order } = await lockedOrder(tx, actor, id, version);
      order.withdraw(reason, { by: actor.accountId, at: this.clock.now() });
      return recordOf(tx, await tx.save(order));
    });
  }
}

/** The complaint before the order, as whoever enters one locks it. */
async function lockedOrder(
  tx: EntityManager,
  actor: Actor,
  id: string,
  version: number,
): Promise<{ readonly complaint: Complaint; readonly order: SealOrder }> {
  const { complaintId } = await required(tx, SealOrder, id);
  const complaint = await heldComplaint(tx, complaintId);
  authorize(retentionPolicy.seal, actor, complaint);
  return { complaint, order: await locked(tx, SealOrder, id, version) };
}

async function sealingOf(tx: EntityManager, { id: complaintId, isSealed }: Complaint): Promise<Sealing> {
  const isExpunged = await tx.existsBy(SealOrder, { complaintId, kind: 'expunge', executedAt: Not(IsNull()) });
  return { isSealed, isExpunged };
}

async function recordOf(tx: EntityManager, order: SealOrder): Promise<SealOrderRecord> {
  const { taskForceId, complaintId } = order;
  const disclosures = await tx.find(Disclosure, {
    where: { taskForceId, complaintId },
    order: { disclosedAt: 'DESC', id: 'DESC' },
    take: mostRecipients,
  });
  const recipients = disclosures.map(({ id, recipient, what, disclosedAt }): RecipientView => ({
    disclosureId: id,
    recipient,
    what,
    disclosedAt: disclosedAt.toISOString(),
  }));
  return { order, recipients };
}
