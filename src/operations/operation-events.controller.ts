import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { Asks } from '../platform/http/questions.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import {
  AskForOverlaps,
  ChangeOperationEvent,
  eventViewOf,
  OperationEventPage,
  OperationEventsQuery,
  OperationEventView,
  OverlapNoticesView,
  OverlapsView,
  PlanOperationEvent,
} from './operation-events.contract.js';
import { OperationEventsService } from './operation-events.service.js';

/** What units plan within operations: where and when, so that no two of them meet unawares. */
@Controller('operation-events')
export class OperationEventsController {
  constructor(private readonly events: OperationEventsService) {}

  /** Plan something within an operation that one's task force takes part in. */
  @Post()
  @Requires('operations:plan')
  async planOperationEvent(
    @CurrentActor() actor: Actor,
    @Body() event: PlanOperationEvent,
  ): Promise<OperationEventView> {
    return eventViewOf(await this.events.plan(actor, event), actor);
  }

  /** List what the units of one's seat plan, the latest first. Others' plans are not there: see the overlaps. */
  @Get()
  @Requires('operations:read')
  async listOperationEvents(
    @CurrentActor() actor: Actor,
    @Query() query: OperationEventsQuery,
  ): Promise<OperationEventPage> {
    const { items, nextCursor } = await this.events.list(actor, query);
    return { items: items.map((event) => eventViewOf(event, actor)), nextCursor };
  }

  /** Read what a unit of one's seat plans. */
  @Get(':id')
  @Requires('operations:read')
  async readOperationEvent(@CurrentActor() actor: Actor, @Id() id: string): Promise<OperationEventView> {
    return eventViewOf(await this.events.get(actor, id), actor);
  }

  /**
   * Settle anew what a unit plans; whose it is, and in which operation, stays.
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
    return eventViewOf(await this.events.change(actor, id, version, event), actor);
  }

  /**
   * Call off what was planned, or say that it should not have been recorded. Nobody is pointed to it any more.
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('operations:plan')
  async voidOperationEvent(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRecord,
  ): Promise<OperationEventView> {
    return eventViewOf(await this.events.void(actor, id, version, voiding), actor);
  }

  /**
   * Read who has asked whose plans theirs would meet, and was pointed to this event. It says whom to call, and what they were told
   * when they last asked: plans may have changed since, and a notice stays.
   */
  @Get(':id/overlap-notices')
  @Requires('operations:plan')
  listEventConflictNotices(@CurrentActor() actor: Actor, @Id() id: string): Promise<OverlapNoticesView> {
    return this.events.noticesOf(actor, id);
  }

  /**
   * Ask whose plans an event would meet, of any agency and task force. The answer says whom to call, and nothing of what they
   * plan but its kind, about how far away and how many hours apart. Each question enters the trail with what it is for.
   * @throws Voided
   */
  @Post(':id/overlaps')
  @Requires('operations:plan')
  @Asks()
  findEventConflicts(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() question: AskForOverlaps,
  ): Promise<OverlapsView> {
    return this.events.askForOverlaps(actor, id, question);
  }
}
