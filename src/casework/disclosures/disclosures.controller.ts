import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { DisclosurePage, DisclosureView, toDisclosureView } from './disclosure.view.js';
import { DisclosuresQuery, RecordDisclosure } from './disclosure.request.js';
import { DisclosuresService } from './disclosures.service.js';

/** Disclosure log: content that left the agency. */
@Controller('disclosures')
export class DisclosuresController {
  constructor(private readonly disclosures: DisclosuresService) {}

  /**
   * Record a disclosure made outside the tracker. Transfers, shares and packets are recorded automatically.
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post()
  @Requires('disclosures:record')
  async recordDisclosure(@CurrentActor() actor: Actor, @Body() disclosure: RecordDisclosure): Promise<DisclosureView> {
    return toDisclosureView(await this.disclosures.record(actor, disclosure));
  }

  /** List the disclosures of all complaints that you may see, latest first. */
  @Get()
  @Requires('disclosures:read')
  async listDisclosures(@CurrentActor() actor: Actor, @Query() query: DisclosuresQuery): Promise<DisclosurePage> {
    const { items, nextCursor } = await this.disclosures.list(actor, query);
    return { items: items.map(toDisclosureView), nextCursor };
  }

  /** Get a disclosure. */
  @Get(':id')
  @Requires('disclosures:read')
  async readDisclosure(@CurrentActor() actor: Actor, @Id() id: string): Promise<DisclosureView> {
    return toDisclosureView(await this.disclosures.get(actor, id));
  }
}
