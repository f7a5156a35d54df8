import { Controller, Get, Query } from '@nestjs/common';
import { listActs, type TrailAct } from '../../audit/trail/trail.js';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { Id } from '../../platform/http/id.pipe.js';
import { RequestedPage } from '../../platform/http/paging.js';
import { toTrailActView, TrailPage } from './complaint-trail.view.js';
import { TrailQuery } from './complaint-trail.request.js';
import { Complaint } from './complaint.entity.js';

/** Audit trail of a complaint, in sentences. */
@Controller('complaints')
export class ComplaintTrailController {
  constructor(private readonly database: Database) {}

  /**
   * List the trail of a complaint and its records, oldest first. Each entry has the account, the action, the time and
   * the reason.
   */
  @Get(':id/trail')
  @Requires('complaint-trail:read')
  async listComplaintTrail(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: TrailQuery,
  ): Promise<TrailPage> {
    const page = new RequestedPage<TrailAct>({
      list: 'trail',
      query,
      filter: { id },
      key: { seq: 'whole' },
      first: ['0'],
    });
    const acts = await this.database.auditedRead(
      actor,
      'complaint-trail.read',
      async (tx) => {
        const found = await listActs(tx, id, Number(page.position[0]), page.limit);
        // A visible action implies a visible complaint. Only an empty page needs the check.
        if (found.length === 0) await findByIdOrFail(tx, Complaint, id);
        return found;
      },
      () => ({ records: [id], complaints: [id] }),
    );
    const { items, nextCursor } = page.toPage(acts);
    return { items: items.map(toTrailActView), nextCursor };
  }
}
