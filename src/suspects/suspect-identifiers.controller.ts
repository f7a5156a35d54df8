import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import { SuspectIdentifierView, RecordSuspectIdentifier, viewOf } from './suspect-identifiers.contract.js';
import { SuspectIdentifiersService } from './suspect-identifiers.service.js';

/** What suspects are reached or known by. The suspect shows them all. */
@Controller('suspect-identifiers')
export class SuspectIdentifiersController {
  constructor(private readonly identifiers: SuspectIdentifiersService) {}

  /**
   * Record what a suspect is reached or known by.
   *
   * @throws AlreadyExists
   * @throws MergedAway
   * @throws Expunged
   * @throws Voided
   */
  @Post()
  @Requires('suspects:record')
  async record(@CurrentActor() actor: Actor, @Body() found: RecordSuspectIdentifier): Promise<SuspectIdentifierView> {
    return viewOf(await this.identifiers.record(actor, found));
  }

  /** Read an identifier. */
  @Get(':id')
  @Requires('suspects:read')
  async get(@CurrentActor() actor: Actor, @Id() id: string): Promise<SuspectIdentifierView> {
    return viewOf(await this.identifiers.get(actor, id));
  }

  /**
   * Say that an identifier should not have been recorded.
   *
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('suspects:record')
  async void(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<SuspectIdentifierView> {
    return viewOf(await this.identifiers.void(actor, id, version, reason));
  }
}
