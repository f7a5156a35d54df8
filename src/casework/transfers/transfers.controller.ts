import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { TransferDecisionsService } from './transfer-decisions.service.js';
import { AcceptTransfer, GiveAnswer, OfferTransfer, TransfersQuery } from './transfer.request.js';
import { toTransferSummary, TransferPage, TransferView, toTransferView } from './transfer.view.js';
import { TransfersService } from './transfers.service.js';

/** Offers of complaints to other agencies, as a transfer or a referral. */
@Controller('transfers')
export class TransfersController {
  constructor(
    private readonly transfers: TransfersService,
    private readonly answers: TransferDecisionsService,
  ) {}

  /**
   * Offer a complaint to another agency, as a transfer or a referral. The complaint cannot change its state until the
   * answer.
   * @throws NoAgreement
   * @throws InvalidTransition
   * @throws OpenMatters
   * @throws ComplaintSealed
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post()
  @Requires('transfers:offer')
  async offerTransfer(@CurrentActor() actor: Actor, @Body() offer: OfferTransfer): Promise<TransferView> {
    return toTransferView(await this.transfers.offer(actor, offer), actor);
  }

  /** List the offers that your seat made or received, latest first. */
  @Get()
  @Requires('transfers:read')
  async listTransfers(@CurrentActor() actor: Actor, @Query() query: TransfersQuery): Promise<TransferPage> {
    const { items, nextCursor } = await this.transfers.list(actor, query);
    return { items: items.map(toTransferSummary), nextCursor };
  }

  /** Get an offer and its answer. */
  @Get(':id')
  @Requires('transfers:read')
  async readTransfer(@CurrentActor() actor: Actor, @Id() id: string): Promise<TransferView> {
    return toTransferView(await this.transfers.get(actor, id), actor);
  }

  /**
   * Accept an offer. Within the task force your agency becomes the owner of a transferred complaint, or the working
   * agency of a referred one. From another task force the tip becomes a new complaint; a transfer closes the sender's.
   * @throws AlreadyAnswered
   * @throws AlreadyReceived
   * @throws NoAgreement
   */
  @Put(':id/acceptance')
  @Requires('transfers:answer')
  async acceptTransfer(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason = null }: AcceptTransfer,
  ): Promise<TransferView> {
    return toTransferView(await this.answers.accept(actor, id, version, reason), actor);
  }

  /**
   * Decline an offer. The complaint returns to the state it had before.
   * @throws AlreadyAnswered
   */
  @Put(':id/refusal')
  @Requires('transfers:answer')
  async declineTransfer(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveAnswer,
  ): Promise<TransferView> {
    return toTransferView(await this.answers.decline(actor, id, version, reason), actor);
  }

  /**
   * Revoke your own offer. The complaint returns to the state it had before.
   * @throws AlreadyAnswered
   */
  @PostAction(':id/revoke')
  @Requires('transfers:offer')
  async revokeTransfer(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveAnswer,
  ): Promise<TransferView> {
    return toTransferView(await this.answers.revoke(actor, id, version, reason), actor);
  }
}
