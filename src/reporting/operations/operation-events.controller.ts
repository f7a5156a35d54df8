import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../../casework/records/voiding.request.js';
import {
  RunEventDeconfliction,
  ChangeOperationEvent,
  OperationEventsQuery,
  PlanOperationEvent,
} from './operation-event.request.js';
import {
  toOperationEventView,
  OperationEventPage,
  OperationEventView,
  EventConflictNoticesView,
  EventConflictsView,
} from './operation-event.view.js';
import { OperationEventsService } from './operation-events.service.js';

/** Events of units within operations, and event deconfliction. */
@Controller('operation-events')
export class OperationEventsController {
  constructor(private readonly events: OperationEventsService) {}

  /** Plan an event within an operation in which your task force takes part. */
  @Post()
  @Requires('operations:plan')
  async planOperationEvent(
    @CurrentActor() actor: Actor,
    @Body() event: PlanOperationEvent,
  ): Promise<OperationEventView> {
    return toOperationEventView(await this.events.plan(actor, event), actor);
  }

  /** List the events of your seat, the latest first. Events of other units appear only as conflicts. */
  @Get()
  @Requires('operations:read')
  async listOperationEvents(
    @CurrentActor() actor: Actor,
    @Query() query: OperationEventsQuery,
  ): Promise<OperationEventPage> {
    const { items, nextCursor } = await this.events.list(actor, query);
    return { items: items.map((event) => toOperationEventView(event, actor)), nextCursor };
  }

  /** Get an event of your seat. */
  @Get(':id')
  @Requires('operations:read')
  async readOperationEvent(@CurrentActor() actor: Actor, @Id() id: string): Promise<OperationEventView> {
    return toOperationEventView(await this.events.get(actor, id), actor);
  }

  /**
   * Update the plan of an event. Its unit and its operation do not change.
   * @throws Voided
   */
  @Put(':id')
  @Requires('operations:plan')
  async updateOperationEvent(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() event: ChangeOperationEvent,
  ): Promise<OperationEventView> {
    return toOperationEventView(await this.events.change(actor, id, version, event), actor);
  }

  /**
   * Void an event that was cancelled or recorded by mistake. Checks no longer find it.
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('operations:plan')
  async voidOperationEvent(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRecord,
  ): Promise<OperationEventView> {
    return toOperationEventView(await this.events.void(actor, id, version, voiding), actor);
  }

  /**
   * List the conflicts that checks by other units found with this event. A notice has the contact details of the other
   * unit and the result of its latest check. It remains even if one of the two events changes later.
   */
  @Get(':id/conflict-notices')
  @Requires('operations:plan')
  listEventConflictNotices(@CurrentActor() actor: Actor, @Id() id: string): Promise<EventConflictNoticesView> {
    return this.events.listNotices(actor, id);
  }

  /**
   * Check an event for conflicts with the events of any agency and task force. A conflict has contact details, the kind
   * of the event, the approximate distance and the hours between. The trail records each check with its purpose.
   * @throws Voided
   */
  @Post(':id/event-deconfliction')
  @Requires('operations:plan')
  @QueryByPost()
  findEventConflicts(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() question: RunEventDeconfliction,
  ): Promise<EventConflictsView> {
    return this.events.findConflicts(actor, id, question);
  }
}
