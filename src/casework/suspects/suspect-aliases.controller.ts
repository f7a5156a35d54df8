import { Body, Controller, Get, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import { SuspectAliasView, toSuspectAliasView } from './suspect-alias.view.js';
import { RecordSuspectAlias } from './suspect-alias.request.js';
import { SuspectAliasesService } from './suspect-aliases.service.js';

/** Other names of suspects. The suspect's view lists them all. */
@Controller('suspect-aliases')
export class SuspectAliasesController {
  constructor(private readonly aliases: SuspectAliasesService) {}

  /**
   * Record another name of a suspect.
   *
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws Voided
   */
  @Post()
  @Requires('suspects:record')
  async recordSuspectAlias(@CurrentActor() actor: Actor, @Body() name: RecordSuspectAlias): Promise<SuspectAliasView> {
    return toSuspectAliasView(await this.aliases.record(actor, name));
  }

  /** Get another name of a suspect. */
  @Get(':id')
  @Requires('suspects:read')
  async readSuspectAlias(@CurrentActor() actor: Actor, @Id() id: string): Promise<SuspectAliasView> {
    return toSuspectAliasView(await this.aliases.get(actor, id));
  }

  /**
   * Void a name that was recorded in error.
   *
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('suspects:record')
  async voidSuspectAlias(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<SuspectAliasView> {
    return toSuspectAliasView(await this.aliases.void(actor, id, version, reason));
  }
}
