import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { VictimInquiriesQuery, VictimInquiryPage, viewOf } from './victim-inquiries.contract.js';
import { VictimInquiriesService } from './victim-inquiries.service.js';

/** Inquiries of units of the task force about identifiers of victims. */
@Controller('deconfliction/victim-inquiries')
export class VictimInquiriesController {
  constructor(private readonly inquiries: VictimInquiriesService) {}

  /** List who asked other task forces about an identifier of a victim of a complaint of the seat, the latest first. */
  @Get()
  @Requires('victim-inquiries:read')
  async listVictimInquiries(
    @CurrentActor() actor: Actor,
    @Query() query: VictimInquiriesQuery,
  ): Promise<VictimInquiryPage> {
    const { items, nextCursor } = await this.inquiries.list(actor, query);
    return { items: items.map(viewOf), nextCursor };
  }
}
