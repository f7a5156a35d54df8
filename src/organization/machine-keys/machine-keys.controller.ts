import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { MachineKeyPage, MachineKeyView, toMachineKeyView } from './machine-key.view.js';
import { MachineKeysQuery, MakeMachineKey } from './machine-key.request.js';
import { MachineKeysService } from './machine-keys.service.js';

/** Routes of the keys with which machines authenticate in the name of their owner. */
@Controller('machine-keys')
export class MachineKeysController {
  constructor(private readonly keys: MachineKeysService) {}

  /**
   * Create a machine key of the caller. It reads and logs complaints at the caller's seat, and only from the given
   * networks. A key of an administrator sends the users of an identity provider instead.
   * @throws TooManyMachineKeys
   */
  @Post()
  @Requires('machine-keys:own')
  @StepUp()
  async createMachineKey(@CurrentActor() actor: Actor, @Body() input: MakeMachineKey): Promise<MachineKeyView> {
    const { key, token } = await this.keys.create(actor, input);
    return toMachineKeyView(key, token);
  }

  /** List the caller's machine keys. An admin also lists those of the accounts at or below the same seat. */
  @Get()
  @Requires('machine-keys:manage')
  async listMachineKeys(@CurrentActor() actor: Actor, @Query() query: MachineKeysQuery): Promise<MachineKeyPage> {
    const { items, nextCursor } = await this.keys.list(actor, query);
    return { items: items.map((key) => toMachineKeyView(key)), nextCursor };
  }

  /** Read a machine key. */
  @Get(':id')
  @Requires('machine-keys:manage')
  async readMachineKey(@CurrentActor() actor: Actor, @Id() id: string): Promise<MachineKeyView> {
    return toMachineKeyView(await this.keys.get(actor, id));
  }

  /** Revoke a machine key with immediate effect. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('machine-keys:manage')
  revokeMachineKey(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.keys.revoke(actor, id);
  }
}
