import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
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
    const { complaintId } = query;
    return this.database.read(actor, async (tx) => {
      const purged = tx.createQueryBuilder(PurgedComplaint, 'p').orderBy({ 'p.purgedAt': 'DESC', 'p.id': 'DESC' });
      if (complaintId) purged.andWhere('p.complaintId = :complaintId', { complaintId });
      return listPage(tx, purged, { list: 'purge-certificates', query });
    });
  }
}
