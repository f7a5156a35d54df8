import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { SubjectIndexNotice } from './notice.entity.js';
import type { NoticesQuery } from './notice.request.js';
import { noticePolicy } from './notices.policy.js';

const received = 'n.taskForceId = :taskForceId AND n.agencyId = coalesce(CAST(:agencyId AS uuid), n.agencyId)';
const sent = 'n.fromTaskForceId = :taskForceId AND n.fromAgencyId = coalesce(CAST(:agencyId AS uuid), n.fromAgencyId)';
const isAcknowledged = 'n.acknowledgedAt IS NOT NULL';
const isUnacknowledged = 'n.acknowledgedAt IS NULL';

/** Lists received and sent notices, and records acknowledgements. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<SubjectIndexNotice> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, SubjectIndexNotice, id));
  }

  list(actor: Actor, query: NoticesQuery): Promise<Page<SubjectIndexNotice>> {
    return this.database.read(actor, (tx) =>
      listPage(tx, queryNotices(tx, actor, query), { list: 'subject-index-notices', query }),
    );
  }

  acknowledge(actor: Actor, id: string, version: number): Promise<SubjectIndexNotice> {
    return this.database.change(actor, { action: 'index-notice.acknowledged', subject: id }, async (tx) => {
      // Authorizes before locking: Postgres locks a notice for its addressee only, and its sender must get 403, not
      // 404.
      authorize(noticePolicy.acknowledge, actor, await findByIdOrFail(tx, SubjectIndexNotice, id));
      const notice = await lockForUpdate(tx, SubjectIndexNotice, id, version);
      notice.acknowledge(actor.accountId, this.clock.now());
      return tx.save(notice);
    });
  }
}

/** Returns the seat as column values. The national seat has neither, and no notices. */
function toSeatColumns({ seat }: Actor): { readonly taskForceId: string | null; readonly agencyId: string | null } {
  if (seat.level === 'national') return { taskForceId: null, agencyId: null };
  return { taskForceId: seat.taskForceId, agencyId: seat.level === 'agency' ? seat.agencyId : null };
}

/** Returns the query of the notices that meet the filters, the latest first. */
export function queryNotices(
  tx: EntityManager,
  actor: Actor,
  { entryId, acknowledged }: Omit<NoticesQuery, keyof PageQuery>,
): SelectQueryBuilder<SubjectIndexNotice> {
  const notices = tx.createQueryBuilder(SubjectIndexNotice, 'n').orderBy({ 'n.createdAt': 'DESC', 'n.id': 'DESC' });
  notices.andWhere(entryId === undefined ? received : sent, toSeatColumns(actor));
  if (entryId) notices.andWhere('n.entryId = :entryId', { entryId });
  if (acknowledged !== undefined) notices.andWhere(acknowledged ? isAcknowledged : isUnacknowledged);
  return notices;
}
