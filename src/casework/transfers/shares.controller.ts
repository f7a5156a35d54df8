import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { toSharedComplaintView, SharedComplaintView } from './shared-complaint.view.js';
import { EndShare, GrantShare, SharesQuery } from './share.request.js';
import { SharePage, ShareView, toShareSummary, toShareView } from './share.view.js';
import { SharesService } from './shares.service.js';

/** Shares: read access of another agency to one complaint, until a day. */
@Controller('shares')
export class SharesController {
  constructor(private readonly shares: SharesService) {}

  /**
   * Share a complaint with another agency, read-only, until a given day.
   * @throws NoAgreement
   * @throws ComplaintSealed
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post()
  @Requires('shares:grant')
  async grantShare(@CurrentActor() actor: Actor, @Body() share: GrantShare): Promise<ShareView> {
    return toShareView(await this.shares.grant(actor, share), actor);
  }

  /** List the shares that your seat received or gave, latest first. */
  @Get()
  @Requires('shares:read')
  async listShares(@CurrentActor() actor: Actor, @Query() query: SharesQuery): Promise<SharePage> {
    const { items, nextCursor } = await this.shares.list(actor, query);
    return { items: items.map(toShareSummary), nextCursor };
  }

  /** Get a share: its terms and its last day. */
  @Get(':id')
  @Requires('shares:read')
  async readShare(@CurrentActor() actor: Actor, @Id() id: string): Promise<ShareView> {
    return toShareView(await this.shares.get(actor, id), actor);
  }

  /**
   * Get the complaint that is shared with your agency, in its current state. The read is written to the access log of
   * both sides.
   * @throws ShareEnded
   */
  @Get(':id/complaint')
  @Requires('shares:read')
  async readSharedComplaint(@CurrentActor() actor: Actor, @Id() id: string): Promise<SharedComplaintView> {
    return toSharedComplaintView(await this.shares.getSharedComplaint(actor, id));
  }

  /**
   * End a share before its last day.
   * @throws AlreadyEnded
   */
  @PostAction(':id/end')
  @Requires('shares:grant')
  async endShare(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: EndShare,
  ): Promise<ShareView> {
    return toShareView(await this.shares.end(actor, id, version, reason), actor);
  }
}
