import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../../complaints/complaint.entity.js';
import type { Actor } from '../../platform/access/actor.js';
import { Database } from '../../platform/database/database.js';
import { required } from '../../platform/database/rows.js';
import { Keyset, pageOf, type Page } from '../../platform/http/paging.js';
import type { TimelineQuery } from './timeline.contract.js';
import { isInternal, timelineStatements, type TimelineRow } from './timeline.js';

/** The timeline of a complaint. The trail is the raw record of what was written; this is what happened, for people. */
@Injectable()
export class TimelineService {
  constructor(private readonly database: Database) {}

  read(actor: Actor, id: string, { order, limit, cursor }: TimelineQuery): Promise<Page<TimelineRow>> {
    const keyset = new Keyset('timeline', { id, order }, keyParts);
    const after = keyset.after(cursor) ?? [null, null, null];
    const work = async (tx: EntityManager): Promise<Page<TimelineRow>> => {
      await required(tx, Complaint, id);
      const rows = await tx.query<TimelineRow[]>(timelineStatements[order], [id, ...after, limit + 1]);
      return pageOf(rows, limit, cursorIn(keyset));
    };
    return this.database.look(actor, 'complaint-timeline.read', work, () => ({ records: [id], complaints: [id] }));
  }

  /** The last events of a complaint whose reader has been settled, newest first, and the cursor for those before. */
  async latestOf(tx: EntityManager, id: string, limit: number): Promise<Page<TimelineRow>> {
    const rows = await tx.query<TimelineRow[]>(timelineStatements.newest, [id, null, null, null, limit + 1]);
    return pageOf(rows, limit, cursorIn(new Keyset('timeline', { id, order: 'newest' }, keyParts)));
  }

  /** Every event of the matter, oldest first, for whom it is handed to: what stays at home is none of it. */
  async allOf(tx: EntityManager, id: string): Promise<TimelineRow[]> {
    const rows = await tx.query<TimelineRow[]>(timelineStatements.oldest, [id, null, null, null, null]);
    return rows.filter((row) => !isInternal(row));
  }
}

const keyParts = ['instant', 'whole', 'id'] as const;

function cursorIn(keyset: Keyset): (row: TimelineRow) => string {
  return (row) => keyset.cursorOf([row.at.toISOString(), String(row.chapter), row.record_id]);
}
