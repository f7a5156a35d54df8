import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  EnterSealOrder,
  ReadSealOrderView,
  SealOrderPage,
  SealOrdersQuery,
  summaryOf,
  viewOf,
  WithdrawSealOrder,
} from './seal-orders.contract.js';
import { SealOrdersService } from './seal-orders.service.js';

/** Orders of a court to seal a complaint, to unseal it or to expunge it. They take two supervisors of the task force. */
@Controller('seal-orders')
export class SealOrdersController {
  constructor(private readonly orders: SealOrdersService) {}

  /**
   * Enter an order. Nothing happens before another person carries it out.
   * @throws SealOrderExpired
   * @throws AlreadySealed
   * @throws NotSealed
   * @throws AlreadyExpunged
   * @throws MergedAway
   * @throws Purged
   */
  @Post()
  @Requires('retention:keep')
  async enterSealOrder(@CurrentActor() actor: Actor, @Body() order: EnterSealOrder): Promise<ReadSealOrderView> {
    return viewOf(await this.orders.enter(actor, order), actor);
  }

  /** List the orders about complaints of one's seat, the latest entered first. */
  @Get()
  @Requires('retention:read')
  async listSealOrders(@CurrentActor() actor: Actor, @Query() query: SealOrdersQuery): Promise<SealOrderPage> {
    const { items, nextCursor } = await this.orders.list(actor, query);
    return { items: items.map((order) => summaryOf(order, actor)), nextCursor };
  }

  /** Read an order, and who was given something of its complaint. */
  @Get(':id')
  @Requires('retention:read')
  async readSealOrder(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReadSealOrderView> {
    return viewOf(await this.orders.get(actor, id), actor);
  }

  /**
   * Carry out an order that somebody else has entered. What is expunged is erased, and comes back by nothing.
   * @throws ApproverNotIndependent
   * @throws SecondPersonNeeded
   * @throws OrderSettled
   * @throws SealOrderExpired
   * @throws AlreadySealed
   * @throws NotSealed
   * @throws AlreadyExpunged
   * @throws MergedAway
   */
  @Put(':id/execution')
  @Requires('retention:keep')
  @StepUp()
  async executeSealOrder(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<ReadSealOrderView> {
    return viewOf(await this.orders.execute(actor, id, version), actor);
  }

  /**
   * Say that an order is not carried out: it was entered by mistake, or the court has set it aside.
   * @throws OrderSettled
   */
  @Put(':id/withdrawal')
  @Requires('retention:keep')
  async withdrawSealOrder(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: WithdrawSealOrder,
  ): Promise<ReadSealOrderView> {
    return viewOf(await this.orders.withdraw(actor, id, version, reason), actor);
  }
}
