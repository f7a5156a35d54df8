import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { VictimInquiriesQuery } from './victim-inquiry.request.js';
import { VictimInquiryPage, toVictimInquiryView } from './victim-inquiry.view.js';
import { VictimInquiriesService } from './victim-inquiries.service.js';

/** Inquiries by units of the task force about identifiers of victims. */
@Controller('deconfliction/victim-inquiries')
export class VictimInquiriesController {
  constructor(private readonly inquiries: VictimInquiriesService) {}

  /** List the inquiries to other task forces about identifiers of victims in complaints of your seat, latest first. */
  @Get()
  @Requires('victim-inquiries:read')
  async listVictimInquiries(
    @CurrentActor() actor: Actor,
    @Query() query: VictimInquiriesQuery,
  ): Promise<VictimInquiryPage> {
    const { items, nextCursor } = await this.inquiries.list(actor, query);
    return { items: items.map(toVictimInquiryView), nextCursor };
  }
}
