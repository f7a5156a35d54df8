import { Body, Controller, Get, Put } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { SetPreferences } from './preferences.request.js';
import { PreferencesView, toPreferencesView } from './preferences.view.js';
import { PreferencesService } from './preferences.service.js';

/** Settings of the console. */
@Controller('accounts/me/preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  /** Get the preferences of the caller's own account. */
  @Get()
  @Requires('account:own')
  async readPreferences(@CurrentActor() actor: Actor): Promise<PreferencesView> {
    return toPreferencesView(await this.preferences.read(actor));
  }

  /** Update the preferences of the caller's own account. They have at most 4 KiB. */
  @Put()
  @Requires('account:own')
  async updatePreferences(@CurrentActor() actor: Actor, @Body() wanted: SetPreferences): Promise<PreferencesView> {
    return toPreferencesView(await this.preferences.set(actor, wanted));
  }
}
