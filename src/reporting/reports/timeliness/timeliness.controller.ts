import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../../access/access.decorators.js';
import type { Actor } from '../../../platform/actor/actor.js';
import { ReplicaRead } from '../../../platform/database/replica-read.decorator.js';
import { BacklogQuery, WaitingComplaintsQuery } from './backlog.request.js';
import { BacklogView, WaitingComplaintPage } from './backlog.view.js';
import { BacklogService } from './backlog.service.js';
import { TimedComplaintPage, TimelinessView } from './timeliness.view.js';
import { TimedComplaintsQuery, TimelinessQuery } from './timeliness.request.js';
import { TimelinessService } from './timeliness.service.js';
import { UnworkedComplaintsQuery, UnworkedQuery } from './unworked.request.js';
import { UnworkedService } from './unworked.service.js';
import { UnworkedComplaintPage, UnworkedView } from './unworked.view.js';

/** Durations of completed steps, the backlog, the unworked complaints, and the complaints in each. */
@Controller('reports')
export class TimelinessController {
  constructor(
    private readonly timeliness: TimelinessService,
    private readonly backlog: BacklogService,
    private readonly unworked: UnworkedService,
  ) {}

  /**
   * Get the durations of the steps that were completed in a period. Five clocks run from receipt or reopening: to first
   * view, triage, assignment, legal process and disposition. One runs from an offer to its acceptance. Medians and 90th
   * percentiles are given with and without holds, with the number past the target of the tier. The scope is that of the
   * seat's totals.
   */
  @Get('timeliness')
  @Requires('reports:read')
  @ReplicaRead()
  readTimeliness(@CurrentActor() actor: Actor, @Query() query: TimelinessQuery): Promise<TimelinessView> {
    return this.timeliness.read(actor, query);
  }

  /**
   * List the complaints that a number of the timeliness report counts, as far as you see them, the latest stop first.
   */
  @Get('timeliness/complaints')
  @Requires('complaints:read')
  @ReplicaRead()
  listTimelinessComplaints(
    @CurrentActor() actor: Actor,
    @Query() query: TimedComplaintsQuery,
  ): Promise<TimedComplaintPage> {
    return this.timeliness.list(actor, query);
  }

  /**
   * Get the backlog: open complaints by state and age, past target, overdue, and with a preservation that ends. The
   * scope is that of the seat's totals.
   */
  @Get('backlog')
  @Requires('reports:read')
  @ReplicaRead()
  readBacklog(@CurrentActor() actor: Actor, @Query() query: BacklogQuery): Promise<BacklogView> {
    return this.backlog.read(actor, query);
  }

  /**
   * List the open complaints that a number of the backlog counts, as far as you see them, the earliest received first.
   */
  @Get('backlog/complaints')
  @Requires('complaints:read')
  @ReplicaRead()
  listBacklogComplaints(
    @CurrentActor() actor: Actor,
    @Query() query: WaitingComplaintsQuery,
  ): Promise<WaitingComplaintPage> {
    return this.backlog.list(actor, query);
  }

  /**
   * Get the complaints that nobody works, with the reason: those that are open and wait, and those that were closed
   * without an investigation in a period. The numbers are by reason, disposition and tier. The scope is that of the
   * seat's totals.
   */
  @Get('unworked')
  @Requires('reports:read')
  @ReplicaRead()
  readUnworked(@CurrentActor() actor: Actor, @Query() query: UnworkedQuery): Promise<UnworkedView> {
    return this.unworked.read(actor, query);
  }

  /**
   * List the complaints that a number of the unworked complaints counts, as far as you see them, the earliest received
   * first. A complaint on hold has the reason of the hold.
   */
  @Get('unworked/complaints')
  @Requires('complaints:read')
  @ReplicaRead()
  listUnworkedComplaints(
    @CurrentActor() actor: Actor,
    @Query() query: UnworkedComplaintsQuery,
  ): Promise<UnworkedComplaintPage> {
    return this.unworked.list(actor, query);
  }
}
