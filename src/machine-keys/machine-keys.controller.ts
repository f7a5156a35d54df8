import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { MachineKeyPage, MachineKeysQuery, MachineKeyView, MakeMachineKey, viewOf } from './machine-keys.contract.js';
import { MachineKeysService } from './machine-keys.service.js';

/** What a machine signs in with, in the name of whoever made it. */
@Controller('machine-keys')
export class MachineKeysController {
  constructor(private readonly keys: MachineKeysService) {}

  /**
   * Make a machine key of one's own. It reads and logs complaints at one's seat, from the networks named and from nowhere else.
   * @throws TooManyKeys
   */
  @Post()
  @Requires('machine-keys:own')
  @StepUp()
  async createMachineKey(@CurrentActor() actor: Actor, @Body() wanted: MakeMachineKey): Promise<MachineKeyView> {
    const { key, token } = await this.keys.make(actor, wanted);
    return viewOf(key, token);
  }

  /** List one's own machine keys, and as an admin those of the accounts of one's seat and below. */
  @Get()
  @Requires('machine-keys:keep')
  async listMachineKeys(@CurrentActor() actor: Actor, @Query() query: MachineKeysQuery): Promise<MachineKeyPage> {
    const { items, nextCursor } = await this.keys.list(actor, query);
    return { items: items.map((key) => viewOf(key)), nextCursor };
  }

  /** Read a machine key. */
  @Get(':id')
  @Requires('machine-keys:keep')
  async readMachineKey(@CurrentActor() actor: Actor, @Id() id: string): Promise<MachineKeyView> {
    return viewOf(await this.keys.get(actor, id));
  }

  /** Revoke a machine key: it is worth nothing from here on. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('machine-keys:keep')
  revokeMachineKey(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.keys.revoke(actor, id);
  }
}
