import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { MemberPage, toMemberView, UntagView } from './member.view.js';
import { MembersQuery, UntagRecords } from './member.request.js';
import { ChangeOperation, OperationsQuery, PlanOperation, TagRecords } from './operation.request.js';
import { OperationPage, OperationView, TagView, toOperationView } from './operation.view.js';
import { OperationsService } from './operations.service.js';
import { TaggingService } from './tagging.service.js';

/** Operations of several task forces in a window of days. */
@Controller('operations')
export class OperationsController {
  constructor(
    private readonly operations: OperationsService,
    private readonly tagging: TaggingService,
  ) {}

  /**
   * Plan an operation: of any task forces at the national seat, of your own at a task force's seat.
   * @throws AlreadyExists
   */
  @Post()
  @Requires('operations:run')
  async planOperation(@CurrentActor() actor: Actor, @Body() operation: PlanOperation): Promise<OperationView> {
    return toOperationView(await this.operations.plan(actor, operation), actor);
  }

  /** List the operations in which your task force takes part, or all of them at the national seat, the latest first. */
  @Get()
  @Requires('operations:read')
  async listOperations(@CurrentActor() actor: Actor, @Query() query: OperationsQuery): Promise<OperationPage> {
    const { items, nextCursor } = await this.operations.list(actor, query);
    return { items: items.map((operation) => toOperationView(operation, actor)), nextCursor };
  }

  /** Get an operation in which your task force takes part. */
  @Get(':id')
  @Requires('operations:read')
  async readOperation(@CurrentActor() actor: Actor, @Id() id: string): Promise<OperationView> {
    return toOperationView(await this.operations.get(actor, id), actor);
  }

  /**
   * Update the name, the window or the counting rule of an operation. Tags remain while it counts by window.
   * @throws AlreadyExists
   */
  @Put(':id')
  @Requires('operations:run')
  async updateOperation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() operation: ChangeOperation,
  ): Promise<OperationView> {
    return toOperationView(await this.operations.change(actor, id, version, operation), actor);
  }

  /**
   * Tag records in an operation that counts tagged records.
   * @throws TaggingNotAllowed
   */
  @PostAction(':id/members')
  @Requires('operations:run')
  tagOperationRecords(@CurrentActor() actor: Actor, @Id() id: string, @Body() records: TagRecords): Promise<TagView> {
    return this.tagging.tag(actor, id, records);
  }

  /** List the tags of an operation on records that you see, the latest first. */
  @Get(':id/members')
  @Requires('operations:read')
  async listOperationRecords(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: MembersQuery,
  ): Promise<MemberPage> {
    const { items, nextCursor } = await this.tagging.list(actor, id, query);
    return { items: items.map(toMemberView), nextCursor };
  }

  /** Untag records that were tagged by mistake. They may be tagged again. */
  @PostAction(':id/members/untag')
  @Requires('operations:run')
  untagOperationRecords(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() records: UntagRecords,
  ): Promise<UntagView> {
    return this.tagging.untag(actor, id, records);
  }
}
