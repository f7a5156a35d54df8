import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { EnterSealOrder, SealOrdersQuery, WithdrawSealOrder } from './seal-order.request.js';
import { ReadSealOrderView, SealOrderPage, toSealOrderView, toReadSealOrderView } from './seal-order.view.js';
import { SealOrdersService } from './seal-orders.service.js';

/** Court orders to seal, unseal or expunge a complaint. They take two supervisors of the task force. */
@Controller('seal-orders')
export class SealOrdersController {
  constructor(private readonly orders: SealOrdersService) {}

  /**
   * Enter a court order to seal, unseal or expunge a complaint. It takes effect when another person executes it.
   * @throws SealOrderExpired
   * @throws AlreadySealed
   * @throws NotSealed
   * @throws AlreadyExpunged
   * @throws ComplaintMerged
   * @throws Purged
   */
  @Post()
  @Requires('retention:manage')
  async enterSealOrder(@CurrentActor() actor: Actor, @Body() order: EnterSealOrder): Promise<ReadSealOrderView> {
    return toReadSealOrderView(await this.orders.enter(actor, order), actor);
  }

  /** List the court orders about complaints of your seat, latest entered first. */
  @Get()
  @Requires('retention:read')
  async listSealOrders(@CurrentActor() actor: Actor, @Query() query: SealOrdersQuery): Promise<SealOrderPage> {
    const { items, nextCursor } = await this.orders.list(actor, query);
    return { items: items.map((order) => toSealOrderView(order, actor)), nextCursor };
  }

  /** Get a court order, and the recipients who must be notified of it. */
  @Get(':id')
  @Requires('retention:read')
  async readSealOrder(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReadSealOrderView> {
    return toReadSealOrderView(await this.orders.get(actor, id), actor);
  }

  /**
   * Execute a court order that another person entered. Expunged content is erased irreversibly.
   * @throws ApproverNotIndependent
   * @throws SecondPersonRequired
   * @throws OrderNotOpen
   * @throws SealOrderExpired
   * @throws AlreadySealed
   * @throws NotSealed
   * @throws AlreadyExpunged
   * @throws ComplaintMerged
   */
  @Put(':id/execution')
  @Requires('retention:manage')
  @StepUp()
  async executeSealOrder(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<ReadSealOrderView> {
    return toReadSealOrderView(await this.orders.execute(actor, id, version), actor);
  }

  /**
   * Withdraw a court order that was entered in error or that the court vacated.
   * @throws OrderNotOpen
   */
  @PostAction(':id/withdraw')
  @Requires('retention:manage')
  async withdrawSealOrder(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: WithdrawSealOrder,
  ): Promise<ReadSealOrderView> {
    return toReadSealOrderView(await this.orders.withdraw(actor, id, version, reason), actor);
  }
}
