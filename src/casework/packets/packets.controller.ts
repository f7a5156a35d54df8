import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { StreamsResponse, WholeFile } from '../../platform/http/streamed-response.js';
import { MakePacket, PacketsQuery } from './packet.request.js';
import { PacketPage, PacketView, toPacketView } from './packet.view.js';
import { PacketsService } from './packets.service.js';

/** Cases as archives, for a prosecutor or a court. */
@Controller('packets')
export class PacketsController {
  constructor(private readonly packets: PacketsService) {}

  /**
   * Make a packet: one ZIP archive of a case. It contains the records as JSON and PDF, the timeline, the audit trail
   * and a checksum list (SHA256SUMS). Each call makes a new packet and logs a disclosure, even under the same
   * Idempotency-Key. The archive is not stored; its hash is. Each merged complaint has its own folder. A packet
   * contains at most thirty complaints.
   * @throws Expunged
   */
  @Post()
  @QueryByPost()
  @Requires('packets:make')
  @StepUp()
  @StreamsResponse()
  @ApiOkResponse({
    description: 'The archive.',
    content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
  })
  async makePacket(@CurrentActor() actor: Actor, @Body() request: MakePacket): Promise<WholeFile> {
    const { name, archive } = await this.packets.make(actor, request);
    return new WholeFile({ type: 'application/zip', name }, archive);
  }

  /** List the packets, latest first. */
  @Get()
  @Requires('packets:make')
  async listPackets(@CurrentActor() actor: Actor, @Query() query: PacketsQuery): Promise<PacketPage> {
    const { items, nextCursor } = await this.packets.list(actor, query);
    return { items: items.map(toPacketView), nextCursor };
  }

  /** Get the record of a packet. */
  @Get(':id')
  @Requires('packets:make')
  async readPacket(@CurrentActor() actor: Actor, @Id() id: string): Promise<PacketView> {
    return toPacketView(await this.packets.get(actor, id));
  }
}
