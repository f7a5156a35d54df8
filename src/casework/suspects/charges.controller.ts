import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import { ChargePage, ChargeView, toChargeView } from './charge.view.js';
import { ChargesQuery, CorrectCharge, RecordCharge } from './charge.request.js';
import { ChargesService } from './charges.service.js';

/** Charges of arrests, by statute and as NIBRS offenses. */
@Controller('charges')
export class ChargesController {
  constructor(private readonly charges: ChargesService) {}

  /**
   * Record a charge of an arrest.
   * Its NIBRS codes follow the rules of NIBRS, but it is no NIBRS submission: it has no type of force or weapon (data
   * element 13) and no gang information. The agency submits from its own records system.
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws NibrsRejected
   * @throws Voided
   */
  @Post()
  @Requires('suspects:record')
  async recordCharge(@CurrentActor() actor: Actor, @Body() charged: RecordCharge): Promise<ChargeView> {
    return toChargeView(await this.charges.record(actor, charged));
  }

  /** List the charges of your seat, latest recorded first. */
  @Get()
  @Requires('suspects:read')
  async listCharges(@CurrentActor() actor: Actor, @Query() query: ChargesQuery): Promise<ChargePage> {
    const { items, nextCursor } = await this.charges.list(actor, query);
    return { items: items.map(toChargeView), nextCursor };
  }

  /** Get a charge. */
  @Get(':id')
  @Requires('suspects:read')
  async readCharge(@CurrentActor() actor: Actor, @Id() id: string): Promise<ChargeView> {
    return toChargeView(await this.charges.get(actor, id));
  }

  /**
   * Correct a charge.
   *
   * @throws Expunged
   * @throws NibrsRejected
   * @throws Voided
   */
  @Put(':id')
  @Requires('suspects:record')
  async correctCharge(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectCharge,
  ): Promise<ChargeView> {
    return toChargeView(await this.charges.correct(actor, id, version, correction));
  }

  /**
   * Void a charge that was recorded in error.
   *
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('suspects:record')
  async voidCharge(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<ChargeView> {
    return toChargeView(await this.charges.void(actor, id, version, reason));
  }
}
