import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import type { VictimInquiriesQuery } from './victim-inquiry.request.js';
import { VictimInquiry } from './victim-inquiry.entity.js';

/** Lists inquiries about identifiers of victims, for supervisors of the unit that holds the identifiers. */
@Injectable()
export class VictimInquiriesService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, query: VictimInquiriesQuery): Promise<Page<VictimInquiry>> {
    const { complaintId } = query;
    const work = async (tx: EntityManager): Promise<Page<VictimInquiry>> => {
      const inquiries = tx.createQueryBuilder(VictimInquiry, 'q').orderBy({ 'q.askedAt': 'DESC', 'q.id': 'DESC' });
      if (complaintId) inquiries.andWhere('q.complaintId = :complaintId', { complaintId });
      return listPage(tx, inquiries, { list: 'victim-inquiries', query });
    };
    return this.database.auditedRead(actor, 'victim-inquiries.listed', work, ({ items }) => ({
      records: items.map(({ identifierId }) => identifierId),
      complaints: [...new Set(items.map((inquiry) => inquiry.complaintId))],
    }));
  }
}
