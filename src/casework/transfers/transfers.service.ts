import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import { requireNoOpenMatters } from '../complaints/open-matters.js';
import { answerProposal } from '../complaints/closure-proposals.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { addDays, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { OfferService } from './offer.service.js';
import type { DatedTransfer } from './transfers.policy.js';
import { defaultDaysToAnswer, maxDaysToAnswer, type Direction } from './transfers.enums.js';
import { ReceivingAgenciesService } from './receiving-agencies.service.js';
import { Transfer } from './transfer.entity.js';
import type { OfferTransfer, TransfersQuery } from './transfer.request.js';

/** Creation of offers, and their reading by both sides. */
@Injectable()
export class TransfersService {
  constructor(
    private readonly database: Database,
    private readonly offers: OfferService,
    private readonly receivers: ReceivingAgenciesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<DatedTransfer> {
    return this.database.read(actor, async (tx) => this.withToday(tx, actor, await findByIdOrFail(tx, Transfer, id)));
  }

  list(actor: Actor, query: TransfersQuery): Promise<Page<DatedTransfer>> {
    return this.database.read(actor, async (tx) => {
      const today = await this.receivers.today(tx, actor);
      const transfers = queryTransfers(tx, actor, query, today);
      const page = await listPage(tx, transfers, { list: 'transfers', query });
      return { ...page, items: page.items.map((transfer) => ({ transfer, today })) };
    });
  }

  /**
   * Suspends the complaint until the answer and withdraws a pending proposal to close. The content of the offer counts
   * as disclosed from now on.
   */
  offer(actor: Actor, { kind, summary, reason, ...offer }: OfferTransfer): Promise<DatedTransfer> {
    const id = newId();
    return this.database.change(actor, { action: 'transfer.offered', subject: id, reason }, async (tx) => {
      const preparedOffer = await this.offers.lockForOffer(tx, actor, offer);
      const { complaint, fromName, to, basis, today, isToOtherTaskForce } = preparedOffer;
      const answerBy = resolveAnswerDay(offer.answerBy, today);
      // The transfer closes the complaint here, so open records block it as they block closing.
      if (kind === 'transfer' && isToOtherTaskForce) await requireNoOpenMatters(tx, complaint.id);
      const now = this.clock.now();
      complaint.offerTransfer(now);
      await answerProposal(tx, actor, complaint.id, { outcome: 'withdrawn', answer: null, at: now });
      await tx.save(complaint);
      const fields = { kind, summary, reason, answerBy, basis, fromName, ...to, ...copyComplaintFields(complaint) };
      const authorship = { offeredBy: actor.accountId, offeredAt: now };
      await tx.insert(Transfer, { id, state: 'offered', ...fields, ...authorship });
      await this.offers.disclose(tx, actor, preparedOffer, { what: 'offer', recordId: id, purpose: reason });
      return this.withToday(tx, actor, await findByIdOrFail(tx, Transfer, id));
    });
  }

  async withToday(tx: EntityManager, actor: Actor, transfer: Transfer): Promise<DatedTransfer> {
    return { transfer, today: await this.receivers.today(tx, actor) };
  }
}

/** Returns the fields of the complaint that the offer discloses, with its owner. */
function copyComplaintFields(complaint: Complaint): Partial<Transfer> {
  const { id: complaintId, taskForceId, agencyId, reference, source, type, mode, priority } = complaint;
  return { complaintId, taskForceId, agencyId, reference, source, type, mode, priority };
}

function resolveAnswerDay(requestedDay: Day | undefined, today: Day): Day {
  const answerBy = requestedDay ?? addDays(today, defaultDaysToAnswer);
  if (answerBy < today) throw InvalidInput.forPath('/answerBy', 'must not be in the past');
  if (answerBy > addDays(today, maxDaysToAnswer)) {
    throw InvalidInput.forPath('/answerBy', `is more than ${maxDaysToAnswer} days away`);
  }
  return answerBy;
}

function filterByDirection(transfers: SelectQueryBuilder<Transfer>, direction: Direction, { seat }: Actor): void {
  if (seat.level === 'national') return;
  const home = { home: seat.taskForceId };
  transfers.andWhere(direction === 'in' ? 't.toTaskForceId = :home' : 't.taskForceId = :home', home);
  if (seat.level === 'task_force') return;
  const ownAgency = { ownAgency: seat.agencyId };
  transfers.andWhere(direction === 'in' ? 't.toAgencyId = :ownAgency' : 't.agencyId = :ownAgency', ownAgency);
}

/** Returns the query of the offers that meet the filters, the latest first. */
export function queryTransfers(
  tx: EntityManager,
  actor: Actor,
  filter: Omit<TransfersQuery, keyof PageQuery>,
  today: Day,
): SelectQueryBuilder<Transfer> {
  const { direction, state, overdue, complaintId } = filter;
  const transfers = tx.createQueryBuilder(Transfer, 't').orderBy({ 't.offeredAt': 'DESC', 't.id': 'DESC' });
  if (direction) filterByDirection(transfers, direction, actor);
  if (state) transfers.andWhere('t.state = :state', { state });
  if (complaintId) transfers.andWhere('t.complaintId = :complaintId', { complaintId });
  if (overdue !== undefined) {
    transfers.andWhere(`(t.state = 'offered' AND t.answerBy < :today) = :overdue`, { today, overdue });
  }
  return transfers;
}
