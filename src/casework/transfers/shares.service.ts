import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { selectEntities, lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { InvalidInput, Forbidden } from '../../platform/http/problems.js';
import { addDays, dayOf, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { OfferService } from './offer.service.js';
import { ShareEnded } from './transfers.errors.js';
import { sharePolicy } from './transfers.policy.js';
import { maxDaysShared, type Direction } from './transfers.enums.js';
import { Share } from './share.entity.js';
import type { SharedComplaint } from './shared-complaint.view.js';
import type { GrantShare, SharesQuery } from './share.request.js';
import type { ShareRecord, DatedShare } from './share.view.js';

const selectSharedComplaint =
  'SELECT complaint, suspects, arrests, victims, seen FROM oversight.shared_complaint($1, $2)';
/** The time zone of the complaint's task force decides the day. */
const isActive = `(s.endedAt IS NULL AND s.untilOn >= (
  SELECT CAST(CAST(:now AS timestamptz) AT TIME ZONE f.zone AS date)
    FROM app.task_forces f WHERE f.id = s.taskForceId)) = :active`;

/** Shares of single complaints: grant, read and end. */
@Injectable()
export class SharesService {
  constructor(
    private readonly database: Database,
    private readonly offers: OfferService,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<ShareRecord> {
    return this.database.read(actor, async (tx) => this.toRecord(tx, await findByIdOrFail(tx, Share, id)));
  }

  list(actor: Actor, query: SharesQuery): Promise<Page<DatedShare>> {
    const { direction, active, complaintId } = query;
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const shares = tx.createQueryBuilder(Share, 's').orderBy({ 's.grantedAt': 'DESC', 's.id': 'DESC' });
      if (direction) filterByDirection(shares, direction, actor);
      if (complaintId) shares.andWhere('s.complaintId = :complaintId', { complaintId });
      if (active !== undefined) shares.andWhere(isActive, { now: now.toISOString(), active });
      const page = await listPage(tx, shares, { list: 'shares', query });
      const zones = await findZones(tx, page.items);
      return {
        ...page,
        items: page.items.map((share) => ({ share, today: dayOf(now, zones.get(share.taskForceId) ?? 'UTC') })),
      };
    });
  }

  grant(actor: Actor, { includesNames, reason, until, ...share }: GrantShare): Promise<ShareRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'share.granted', subject: id, reason }, async (tx) => {
      const preparedOffer = await this.offers.lockForOffer(tx, actor, share);
      const { complaint, fromName, to, basis, today } = preparedOffer;
      const { id: complaintId, taskForceId, agencyId, reference } = complaint;
      const untilOn = requireValidEnd(until, today);
      const origin = { complaintId, taskForceId, agencyId, reference, fromName };
      const authorship = { grantedBy: actor.accountId, grantedAt: this.clock.now() };
      await tx.insert(Share, { id, ...origin, ...to, includesNames, untilOn, basis, reason, ...authorship });
      await this.offers.disclose(tx, actor, preparedOffer, { what: 'share', recordId: id, purpose: reason });
      return { share: await findByIdOrFail(tx, Share, id), today, complaint };
    });
  }

  end(actor: Actor, id: string, version: number, reason: string): Promise<ShareRecord> {
    return this.database.change(actor, { action: 'share.ended', subject: id, reason }, async (tx) => {
      const { complaintId } = await findByIdOrFail(tx, Share, id);
      // Every change that alters a packet's content locks the complaint.
      const complaint = await tx.findOne(Complaint, {
        where: { id: complaintId },
        lock: { mode: 'pessimistic_write' },
      });
      // The recipient sees the share but not the complaint.
      if (!complaint) throw new Forbidden();
      authorize(complaintPolicy.assign, actor, complaint);
      const share = await lockForUpdate(tx, Share, id, version);
      share.end(actor.accountId, reason, this.clock.now());
      return this.toRecord(tx, await tx.save(share));
    });
  }

  /** Returns the complaint in its current state. The read is written to the access log of both sides. */
  async getSharedComplaint(actor: Actor, id: string): Promise<SharedComplaint> {
    const work = async (tx: EntityManager): Promise<SharedComplaint> => {
      const share = await findByIdOrFail(tx, Share, id);
      authorize(sharePolicy.read, actor, share);
      const [shared] = await tx.query<SharedComplaint[]>(selectSharedComplaint, [id, this.clock.now()]);
      if (!shared) throw new ShareEnded();
      return shared;
    };
    return this.database.auditedRead(actor, 'share.read', work, ({ complaint, seen }) => ({
      records: [id, ...seen],
      complaints: [complaint.id],
    }));
  }

  private async toRecord(tx: EntityManager, share: Share): Promise<ShareRecord> {
    const today = await this.taskForces.today(tx, share.taskForceId);
    return { share, today, complaint: await tx.findOneBy(Complaint, { id: share.complaintId }) };
  }
}

function requireValidEnd(until: Day, today: Day): Day {
  if (until < today) throw InvalidInput.forPath('/until', 'must not be in the past');
  if (until > addDays(today, maxDaysShared)) throw InvalidInput.forPath('/until', 'is more than a year away');
  return until;
}

async function findZones(tx: EntityManager, shares: readonly Share[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(shares.map(({ taskForceId }) => taskForceId))];
  const taskForces = await selectEntities(tx, tx.createQueryBuilder(TaskForce, 'f').where('f.id = ANY(:ids)', { ids }));
  return new Map(taskForces.map(({ id, zone }) => [id, zone]));
}

/** Limits the query to shares that the seat received, or that its task force gave. */
function filterByDirection(shares: SelectQueryBuilder<Share>, direction: Direction, { seat }: Actor): void {
  if (seat.level === 'national') return;
  if (direction === 'in') {
    shares.andWhere('s.toTaskForceId = :home', { home: seat.taskForceId });
    if (seat.level === 'agency') shares.andWhere('s.toAgencyId = :ownAgency', { ownAgency: seat.agencyId });
    return;
  }
  shares.andWhere('s.taskForceId = :home', { home: seat.taskForceId });
  if (seat.level === 'agency') shares.andWhere('s.toAgencyId <> :ownAgency', { ownAgency: seat.agencyId });
}
