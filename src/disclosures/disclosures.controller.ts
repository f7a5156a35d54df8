import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { DisclosurePage, DisclosuresQuery, DisclosureView, RecordDisclosure, viewOf } from './disclosures.contract.js';
import { DisclosuresService } from './disclosures.service.js';

/** What has left the agency, in one log. */
@Controller('disclosures')
export class DisclosuresController {
  constructor(private readonly disclosures: DisclosuresService) {}

  /**
   * Enter what was told by hand. What is transferred, shared or made into a packet here is entered by itself.
   * @throws MergedAway
   * @throws Expunged
   */
  @Post()
  @Requires('disclosures:record')
  async recordDisclosure(@CurrentActor() actor: Actor, @Body() told: RecordDisclosure): Promise<DisclosureView> {
    return viewOf(await this.disclosures.record(actor, told));
  }

  /** List what has left, of all complaints that one may see, the latest first. */
  @Get()
  @Requires('disclosures:read')
  async listDisclosures(@CurrentActor() actor: Actor, @Query() query: DisclosuresQuery): Promise<DisclosurePage> {
    const { items, nextCursor } = await this.disclosures.list(actor, query);
    return { items: items.map(viewOf), nextCursor };
  }

  /** Read one entry of the log. */
  @Get(':id')
  @Requires('disclosures:read')
  async readDisclosure(@CurrentActor() actor: Actor, @Id() id: string): Promise<DisclosureView> {
    return viewOf(await this.disclosures.get(actor, id));
  }
}
