import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../platform/access/access.js';
import type { Actor } from '../../platform/access/actor.js';
import { BacklogQuery, BacklogView, WaitingComplaintPage, WaitingComplaintsQuery } from './backlog.contract.js';
import { BacklogService } from './backlog.service.js';
import { TimedComplaintPage, TimedComplaintsQuery, TimelinessQuery, TimelinessView } from './timeliness.contract.js';
import { TimelinessService } from './timeliness.service.js';

/** How long what was done took, what is not done yet, and the complaints behind both. */
@Controller('reports')
export class TimelinessController {
  constructor(
    private readonly timeliness: TimelinessService,
    private readonly backlog: BacklogService,
  ) {}

  /**
   * Read how long the steps took that were done in a period.
   * From receipt or reopening to the first reading, triage, assignment, legal process and disposition, and from an offer to its
   * acceptance: medians and p90, with and without holds, and how many took longer than their tier allows. Each seat reads of what its
   * totals are of.
   */
  @Get('timeliness')
  @Requires('reports:read')
  readTimeliness(@CurrentActor() actor: Actor, @Query() query: TimelinessQuery): Promise<TimelinessView> {
    return this.timeliness.read(actor, query);
  }

  /** List the complaints behind a number of the timeliness report, as far as one sees them, the latest stopped first. */
  @Get('timeliness/complaints')
  @Requires('complaints:read')
  listTimelinessComplaints(
    @CurrentActor() actor: Actor,
    @Query() query: TimedComplaintsQuery,
  ): Promise<TimedComplaintPage> {
    return this.timeliness.list(actor, query);
  }

  /**
   * Read what is open now: by state and age, past what its tier allows, overdue, and about to lose what the provider preserves.
   * Each seat reads of what its totals are of.
   */
  @Get('backlog')
  @Requires('reports:read')
  readBacklog(@CurrentActor() actor: Actor, @Query() query: BacklogQuery): Promise<BacklogView> {
    return this.backlog.read(actor, query);
  }

  /** List the open complaints behind a number of the backlog, as far as one sees them, those received first before all. */
  @Get('backlog/complaints')
  @Requires('complaints:read')
  listBacklogComplaints(
    @CurrentActor() actor: Actor,
    @Query() query: WaitingComplaintsQuery,
  ): Promise<WaitingComplaintPage> {
    return this.backlog.list(actor, query);
  }
}
