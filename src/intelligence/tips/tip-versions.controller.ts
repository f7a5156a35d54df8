import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import {
  OpenedTipView,
  toOpenedTipView,
  TipVersionList,
  TipVersionView,
  toTipVersionView,
} from './tip-version.view.js';
import { OpenTip, TipVersionsQuery } from './tip-version.request.js';
import { TipVersionsService } from './tip-versions.service.js';

/** Versions of CyberTips, as received. */
@Controller('tip-versions')
export class TipVersionsController {
  constructor(private readonly versions: TipVersionsService) {}

  /** List the versions of a complaint's tip, latest first. */
  @Get()
  @Requires('tips:read')
  async listTipVersions(
    @CurrentActor() actor: Actor,
    @Query() { complaintId }: TipVersionsQuery,
  ): Promise<TipVersionList> {
    const versions = await this.versions.list(actor, complaintId);
    return { items: versions.map((version) => toTipVersionView(version, actor)) };
  }

  /** Get a version of a tip, without its content about persons. */
  @Get(':id')
  @Requires('tips:read')
  async readTipVersion(@CurrentActor() actor: Actor, @Id() id: string): Promise<TipVersionView> {
    return toTipVersionView(await this.versions.get(actor, id), actor);
  }

  /**
   * Open the content of a version: identities of children, written texts and unmapped values. Account and purpose are
   * recorded in the audit trail before the response.
   * @throws Expunged
   * @throws IdentityAccessWithdrawn
   * @throws NameLimitReached
   * @throws TipNotReadable
   */
  @Post(':id/open')
  @Requires('tips:open')
  @StepUp()
  @QueryByPost()
  async openTipVersion(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: OpenTip): Promise<OpenedTipView> {
    return toOpenedTipView(id, await this.versions.open(actor, id, body));
  }
}
