import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import { IdentifierPage, IdentifiersQuery, IdentifierView, RecordIdentifier, viewOf } from './identifiers.contract.js';
import { IdentifiersService } from './identifiers.service.js';

/** What people, devices and files of complaints are known by. */
@Controller('identifiers')
export class IdentifiersController {
  constructor(private readonly identifiers: IdentifiersService) {}

  /**
   * Record what somebody or something in a complaint is known by.
   *
   * @throws AlreadyExists
   * @throws MergedAway
   * @throws Expunged
   * @throws Voided
   */
  @Post()
  @Requires('identifiers:record')
  async recordIdentifier(@CurrentActor() actor: Actor, @Body() said: RecordIdentifier): Promise<IdentifierView> {
    return viewOf(await this.identifiers.record(actor, said));
  }

  /** List the identifiers of a complaint, in the order in which they were recorded. */
  @Get()
  @Requires('identifiers:read')
  async listIdentifiers(@CurrentActor() actor: Actor, @Query() query: IdentifiersQuery): Promise<IdentifierPage> {
    const { items, nextCursor } = await this.identifiers.list(actor, query);
    return { items: items.map(viewOf), nextCursor };
  }

  /** Read an identifier. */
  @Get(':id')
  @Requires('identifiers:read')
  async readIdentifier(@CurrentActor() actor: Actor, @Id() id: string): Promise<IdentifierView> {
    return viewOf(await this.identifiers.get(actor, id));
  }

  /**
   * Say that an identifier should not have been recorded. Nothing is matched by it from then on.
   *
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('identifiers:record')
  async voidIdentifier(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<IdentifierView> {
    return viewOf(await this.identifiers.void(actor, id, version, reason));
  }
}
