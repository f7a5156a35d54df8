import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { requireFuture } from '../../platform/http/input-checks.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { lockComplaint, lockRequestedComplaint } from './complaint-locks.js';
import { LegalHold } from './legal-hold.entity.js';
import type { LegalHoldsQuery, PlaceLegalHold, ReviewLegalHold } from './legal-hold.request.js';
import type { Attribution } from './retention.entity.js';
import { SecondPersonRequired } from './retention.errors.js';
import { legalHoldPolicy, retentionPolicy } from './retention.policy.js';

/** Places, reviews and lifts legal holds. Lifting takes two persons. */
@Injectable()
export class LegalHoldsService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<LegalHold> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, LegalHold, id));
  }

  list(actor: Actor, query: LegalHoldsQuery): Promise<Page<LegalHold>> {
    return this.database.read(actor, (tx) => listPage(tx, queryLegalHolds(tx, query), { list: 'legal-holds', query }));
  }

  /** Places a hold with immediate effect, also on a complaint that is marked for purge. */
  place(actor: Actor, { complaintId, ...hold }: PlaceLegalHold): Promise<LegalHold> {
    const id = newId();
    return this.database.change(actor, { action: 'legal-hold.placed', subject: complaintId }, async (tx) => {
      const complaint = await lockRequestedComplaint(tx, complaintId);
      authorize(retentionPolicy.hold, actor, complaint);
      const { taskForceId } = complaint;
      requireFuture('/reviewOn', hold.reviewOn, await this.taskForces.today(tx, taskForceId));
      const placement = { placedBy: actor.accountId, placedAt: this.clock.now() };
      await tx.insert(LegalHold, { id, taskForceId, complaintId: complaint.id, ...hold, ...placement });
      return findByIdOrFail(tx, LegalHold, id);
    });
  }

  review(actor: Actor, id: string, version: number, { reviewOn, reason }: ReviewLegalHold): Promise<LegalHold> {
    return this.changeHold(actor, id, version, { action: 'legal-hold.confirmed', reason }, async (hold, { tx }) => {
      requireFuture('/reviewOn', reviewOn, await this.taskForces.today(tx, hold.taskForceId));
      hold.extend(reviewOn);
    });
  }

  requestLifting(actor: Actor, id: string, version: number, reason: string): Promise<LegalHold> {
    return this.changeHold(
      actor,
      id,
      version,
      { action: 'legal-hold.lifting-requested', reason },
      (hold, { deed: attribution }) => {
        hold.requestLifting(reason, attribution);
      },
    );
  }

  lift(actor: Actor, id: string, version: number): Promise<LegalHold> {
    return this.changeHold(actor, id, version, { action: 'legal-hold.lifted' }, (hold, { deed: attribution }) => {
      if (!legalHoldPolicy.lift(actor, hold)) throw new SecondPersonRequired();
      hold.lift(attribution);
    });
  }

  /** Locks the complaint before the hold, in the same order as placing a hold and the purge. */
  private changeHold(
    actor: Actor,
    id: string,
    version: number,
    { action, reason }: { readonly action: string; readonly reason?: string },
    change: (hold: LegalHold, at: { readonly tx: EntityManager; readonly deed: Attribution }) => void | Promise<void>,
  ): Promise<LegalHold> {
    return this.database.change(actor, { action, subject: id, reason: reason ?? null }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, LegalHold, id);
      authorize(retentionPolicy.hold, actor, await lockComplaint(tx, complaintId));
      const hold = await lockForUpdate(tx, LegalHold, id, version);
      await change(hold, { tx, deed: { by: actor.accountId, at: this.clock.now() } });
      return tx.save(hold);
    });
  }
}

/** Returns the query of the holds that meet the filters, the latest first. */
export function queryLegalHolds(
  tx: EntityManager,
  { complaintId, active, reviewBy, liftRequested }: Omit<LegalHoldsQuery, keyof PageQuery>,
): SelectQueryBuilder<LegalHold> {
  const holds = tx.createQueryBuilder(LegalHold, 'h').orderBy('h.id', 'DESC');
  if (complaintId) holds.andWhere('h.complaintId = :complaintId', { complaintId });
  if (active !== undefined) holds.andWhere(active ? 'h.liftedAt IS NULL' : 'h.liftedAt IS NOT NULL');
  if (reviewBy) holds.andWhere('h.reviewOn <= :reviewBy', { reviewBy });
  if (liftRequested !== undefined)
    holds.andWhere(liftRequested ? 'h.liftRequestedAt IS NOT NULL' : 'h.liftRequestedAt IS NULL');
  return holds;
}
