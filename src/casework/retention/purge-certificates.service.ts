import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { Keyset, pageOf, type Page } from '../../platform/http/paging.js';
import type { PurgeCertificatesQuery } from './purge-certificate.request.js';
import { PurgedComplaint } from './purged-complaint.entity.js';

/** Lists purge certificates, for accounts that could see the complaint. */
@Injectable()
export class PurgeCertificatesService {
  constructor(private readonly database: Database) {}

  get(actor: Actor, id: string): Promise<PurgedComplaint> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, PurgedComplaint, id));
  }

  list(actor: Actor, query: PurgeCertificatesQuery): Promise<Page<PurgedComplaint>> {
    const { complaintId, limit } = query;
    const keyset = new Keyset('purge-certificates', query, ['instant', 'id']);
    const after = keyset.after(query.cursor);
    return this.database.read(actor, async (tx) => {
      const purged = tx.createQueryBuilder(PurgedComplaint, 'p').orderBy({ 'p.purgedAt': 'DESC', 'p.id': 'DESC' });
      if (complaintId) purged.andWhere('p.complaintId = :complaintId', { complaintId });
      if (after) purged.andWhere('(p.purgedAt, p.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await purged.limit(limit + 1).getMany();
      return pageOf(rows, limit, ({ purgedAt, id }) => keyset.cursorOf([purgedAt.toISOString(), id]));
    });
  }
}
