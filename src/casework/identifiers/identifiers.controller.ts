import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import { IdentifierPage, IdentifierView, toIdentifierView } from './identifier.view.js';
import { IdentifiersQuery, RecordIdentifier } from './identifier.request.js';
import { IdentifiersService } from './identifiers.service.js';

/** Identifiers of people, devices and files in complaints. */
@Controller('identifiers')
export class IdentifiersController {
  constructor(private readonly identifiers: IdentifiersService) {}

  /**
   * Record an identifier of a person, device or file in a complaint.
   *
   * @throws AlreadyExists
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws Voided
   */
  @Post()
  @Requires('identifiers:record')
  async recordIdentifier(@CurrentActor() actor: Actor, @Body() identifier: RecordIdentifier): Promise<IdentifierView> {
    return toIdentifierView(await this.identifiers.record(actor, identifier));
  }

  /** List the identifiers of a complaint, in the order of their recording. */
  @Get()
  @Requires('identifiers:read')
  async listIdentifiers(@CurrentActor() actor: Actor, @Query() query: IdentifiersQuery): Promise<IdentifierPage> {
    const { items, nextCursor } = await this.identifiers.list(actor, query);
    return { items: items.map(toIdentifierView), nextCursor };
  }

  /** Get an identifier. */
  @Get(':id')
  @Requires('identifiers:read')
  async readIdentifier(@CurrentActor() actor: Actor, @Id() id: string): Promise<IdentifierView> {
    return toIdentifierView(await this.identifiers.get(actor, id));
  }

  /**
   * Void an identifier that was recorded in error. Matching no longer uses it.
   *
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('identifiers:record')
  async voidIdentifier(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<IdentifierView> {
    return toIdentifierView(await this.identifiers.void(actor, id, version, reason));
  }
}
