import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../../casework/records/voiding.request.js';
import { AssistanceSessionPage, AssistanceSessionView, toAssistanceSessionView } from './assistance-session.view.js';
import {
  AssistanceSessionsQuery,
  CorrectAssistanceSession,
  RecordAssistanceSession,
} from './assistance-session.request.js';
import { AssistanceSessionsService } from './assistance-sessions.service.js';

/** Technical help for other agencies, members of the task force or not. */
@Controller('assistance-sessions')
export class AssistanceSessionsController {
  constructor(private readonly sessions: AssistanceSessionsService) {}

  /** Record technical help for another agency. */
  @Post()
  @Requires('outreach:record')
  async recordAssistanceSession(
    @CurrentActor() actor: Actor,
    @Body() session: RecordAssistanceSession,
  ): Promise<AssistanceSessionView> {
    return toAssistanceSessionView(await this.sessions.record(actor, session), actor);
  }

  /** List the assistance sessions of your seat, the latest first. */
  @Get()
  @Requires('outreach:read')
  async listAssistanceSessions(
    @CurrentActor() actor: Actor,
    @Query() query: AssistanceSessionsQuery,
  ): Promise<AssistanceSessionPage> {
    const { items, nextCursor } = await this.sessions.list(actor, query);
    return { items: items.map((session) => toAssistanceSessionView(session, actor)), nextCursor };
  }

  /** Get an assistance session. */
  @Get(':id')
  @Requires('outreach:read')
  async readAssistanceSession(@CurrentActor() actor: Actor, @Id() id: string): Promise<AssistanceSessionView> {
    return toAssistanceSessionView(await this.sessions.get(actor, id), actor);
  }

  /**
   * Correct the facts of an assistance session. The agency that helped does not change.
   * @throws Voided
   */
  @Put(':id')
  @Requires('outreach:record')
  async correctAssistanceSession(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() facts: CorrectAssistanceSession,
  ): Promise<AssistanceSessionView> {
    return toAssistanceSessionView(await this.sessions.correct(actor, id, version, facts), actor);
  }

  /**
   * Void an assistance session that was recorded by mistake. It remains readable and no longer counts.
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('outreach:record')
  async voidAssistanceSession(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRecord,
  ): Promise<AssistanceSessionView> {
    return toAssistanceSessionView(await this.sessions.void(actor, id, version, voiding), actor);
  }
}
