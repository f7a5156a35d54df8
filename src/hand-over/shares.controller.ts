import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { sharedViewOf, SharedComplaintView } from './shared-complaint.contract.js';
import { EndShare, GrantShare, SharePage, SharesQuery, ShareView, summaryOf, viewOf } from './shares.contract.js';
import { SharesService } from './shares.service.js';

/** Single complaints that another agency may read until a day. */
@Controller('shares')
export class SharesController {
  constructor(private readonly shares: SharesService) {}

  /**
   * Let another agency read a complaint until a day.
   * @throws NoAgreement
   * @throws SealedComplaint
   * @throws MergedAway
   * @throws Expunged
   */
  @Post()
  @Requires('shares:grant')
  async grantShare(@CurrentActor() actor: Actor, @Body() share: GrantShare): Promise<ShareView> {
    return viewOf(await this.shares.grant(actor, share), actor);
  }

  /** List what one's seat was given to read, and what of its own it gave, the latest first. */
  @Get()
  @Requires('shares:read')
  async listShares(@CurrentActor() actor: Actor, @Query() query: SharesQuery): Promise<SharePage> {
    const { items, nextCursor } = await this.shares.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Read what a share allows, and until when. */
  @Get(':id')
  @Requires('shares:read')
  async readShare(@CurrentActor() actor: Actor, @Id() id: string): Promise<ShareView> {
    return viewOf(await this.shares.get(actor, id), actor);
  }

  /**
   * Read the complaint that is shared with one's agency, as it is now.
   * @throws ShareEnded
   */
  @Get(':id/complaint')
  @Requires('shares:read')
  async readSharedComplaint(@CurrentActor() actor: Actor, @Id() id: string): Promise<SharedComplaintView> {
    return sharedViewOf(await this.shares.complaint(actor, id));
  }

  /**
   * End a share before its day.
   * @throws AlreadyEnded
   */
  @Put(':id/ending')
  @Requires('shares:grant')
  async endShare(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: EndShare,
  ): Promise<ShareView> {
    return viewOf(await this.shares.end(actor, id, version, reason), actor);
  }
}
