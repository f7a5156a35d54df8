import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { AnswersService } from './answers.service.js';
import {
  AcceptTransfer,
  GiveAnswer,
  OfferTransfer,
  summaryOf,
  TransferPage,
  TransfersQuery,
  TransferView,
  viewOf,
} from './transfers.contract.js';
import { TransfersService } from './transfers.service.js';

/** Complaints on their way to another agency or task force. */
@Controller('transfers')
export class TransfersController {
  constructor(
    private readonly transfers: TransfersService,
    private readonly answers: AnswersService,
  ) {}

  /**
   * Offer a complaint to another agency: to take it over, or to work it. Until they answer nobody moves it.
   * @throws NoAgreement
   * @throws IllegalMove
   * @throws OpenMatters
   * @throws SealedComplaint
   * @throws MergedAway
   * @throws Expunged
   */
  @Post()
  @Requires('transfers:offer')
  async offerTransfer(@CurrentActor() actor: Actor, @Body() offer: OfferTransfer): Promise<TransferView> {
    return viewOf(await this.transfers.offer(actor, offer), actor);
  }

  /** List the offers that one's seat made or was made, the latest first. */
  @Get()
  @Requires('transfers:read')
  async listTransfers(@CurrentActor() actor: Actor, @Query() query: TransfersQuery): Promise<TransferPage> {
    const { items, nextCursor } = await this.transfers.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Read an offer and what became of it. */
  @Get(':id')
  @Requires('transfers:read')
  async readTransfer(@CurrentActor() actor: Actor, @Id() id: string): Promise<TransferView> {
    return viewOf(await this.transfers.get(actor, id), actor);
  }

  /**
   * Take what was offered.
   * Within the task force a transferred complaint is one's own from here on, and a referred one is one's to work. From another
   * task force it comes as a new complaint with the tip as it was received; a transfer closes the sender's.
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
    return viewOf(await this.answers.accept(actor, id, version, reason), actor);
  }

  /**
   * Do not take it: the complaint goes back to where it was.
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
    return viewOf(await this.answers.decline(actor, id, version, reason), actor);
  }

  /**
   * Take one's own offer back: the complaint goes back to where it was.
   * @throws AlreadyAnswered
   */
  @Put(':id/revocation')
  @Requires('transfers:offer')
  async revokeTransfer(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveAnswer,
  ): Promise<TransferView> {
    return viewOf(await this.answers.revoke(actor, id, version, reason), actor);
  }
}
