import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import type { TimelineQuery } from './timeline.request.js';
import { buildTimelineStatements, isInternal, type TimelineRow } from './timeline.js';

/** Timeline of a complaint: its events for people. The trail is the raw record of every write. */
@Injectable()
export class TimelineService {
  /** Every feature is loaded when Nest creates the service. */
  private readonly statements = buildTimelineStatements();

  constructor(private readonly database: Database) {}

  read(actor: Actor, id: string, query: TimelineQuery): Promise<Page<TimelineRow>> {
    const page = requestPage(id, query);
    const work = async (tx: EntityManager): Promise<Page<TimelineRow>> => {
      await findByIdOrFail(tx, Complaint, id);
      const rows = await tx.query<TimelineRow[]>(this.statements[query.order], [id, ...page.position, page.limit]);
      return page.toPage(rows);
    };
    return this.database.auditedRead(actor, 'complaint-timeline.read', work, () => ({
      records: [id],
      complaints: [id],
    }));
  }

  /**
   * Returns the latest events, newest first, and the cursor for earlier ones. The caller has checked and logged the
   * read.
   */
  async readLatest(tx: EntityManager, id: string, limit: number): Promise<Page<TimelineRow>> {
    const page = requestPage(id, { order: 'newest', limit });
    return page.toPage(await tx.query<TimelineRow[]>(this.statements.newest, [id, ...page.position, page.limit]));
  }

  /** Returns all events that a packet may contain, oldest first. Internal ones are omitted. */
  async readAll(tx: EntityManager, id: string): Promise<TimelineRow[]> {
    const rows = await tx.query<TimelineRow[]>(this.statements.oldest, [id, null, null, null, null]);
    return rows.filter((row) => !isInternal(row));
  }
}

function requestPage(
  id: string,
  { order, ...query }: Pick<TimelineQuery, 'order' | 'limit' | 'cursor'>,
): RequestedPage<TimelineRow> {
  const key = { at: 'instant', source_index: 'whole', record_id: 'id' } as const;
  return new RequestedPage<TimelineRow>({ list: 'timeline', query, filter: { id, order }, key });
}
