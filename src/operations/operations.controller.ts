import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { MemberPage, MembersQuery, memberViewOf, UntagRecords, UntagView } from './members.contract.js';
import {
  ChangeOperation,
  OperationPage,
  OperationsQuery,
  OperationView,
  PlanOperation,
  TagRecords,
  TagView,
  viewOf,
} from './operations.contract.js';
import { OperationsService } from './operations.service.js';
import { TaggingService } from './tagging.service.js';

/** What task forces run together, in a window of days. */
@Controller('operations')
export class OperationsController {
  constructor(
    private readonly operations: OperationsService,
    private readonly tagging: TaggingService,
  ) {}

  /**
   * Plan an operation, of any task forces at the national seat, of one's own at a task force's.
   * @throws AlreadyExists
   */
  @Post()
  @Requires('operations:run')
  async planOperation(@CurrentActor() actor: Actor, @Body() operation: PlanOperation): Promise<OperationView> {
    return viewOf(await this.operations.plan(actor, operation), actor);
  }

  /** List the operations one's task force takes part in, all at the national seat, the latest first. */
  @Get()
  @Requires('operations:read')
  async listOperations(@CurrentActor() actor: Actor, @Query() query: OperationsQuery): Promise<OperationPage> {
    const { items, nextCursor } = await this.operations.list(actor, query);
    return { items: items.map((operation) => viewOf(operation, actor)), nextCursor };
  }

  /** Read an operation. One that the reader's task force takes no part in is not there for the reader. */
  @Get(':id')
  @Requires('operations:read')
  async readOperation(@CurrentActor() actor: Actor, @Id() id: string): Promise<OperationView> {
    return viewOf(await this.operations.get(actor, id), actor);
  }

  /**
   * Change an operation's name, its window, or what counts in it. Tags are kept while it counts by window.
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
    return viewOf(await this.operations.change(actor, id, version, operation), actor);
  }

  /**
   * Tag records as belonging to an operation that counts what is tagged.
   * @throws CountsByWindow
   */
  @Put(':id/members')
  @Requires('operations:run')
  tagOperationRecords(@CurrentActor() actor: Actor, @Id() id: string, @Body() records: TagRecords): Promise<TagView> {
    return this.tagging.tag(actor, id, records);
  }

  /** List what is tagged as belonging to an operation, as far as one sees it, the last tagged first. */
  @Get(':id/members')
  @Requires('operations:read')
  async listOperationRecords(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: MembersQuery,
  ): Promise<MemberPage> {
    const { items, nextCursor } = await this.tagging.list(actor, id, query);
    return { items: items.map(memberViewOf), nextCursor };
  }

  /** Take tags back that should not have been made. The records may be tagged again. */
  @Put(':id/untagging')
  @Requires('operations:run')
  untagOperationRecords(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() records: UntagRecords,
  ): Promise<UntagView> {
    return this.tagging.untag(actor, id, records);
  }
}
