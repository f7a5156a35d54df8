import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { ReceiverPage } from './receiving-agency.view.js';
import { ReceiversQuery } from './receiving-agency.request.js';
import { ReceivingAgenciesService } from './receiving-agencies.service.js';

/** Agencies that can receive a complaint. */
@Controller('receiving-agencies')
export class ReceivingAgenciesController {
  constructor(private readonly receivers: ReceivingAgenciesService) {}

  /** List the agencies of all task forces that have an agreement (MOU) in force today, by name. */
  @Get()
  @Requires('transfers:read')
  async listReceivingAgencies(@CurrentActor() actor: Actor, @Query() query: ReceiversQuery): Promise<ReceiverPage> {
    return this.receivers.list(actor, query);
  }
}
