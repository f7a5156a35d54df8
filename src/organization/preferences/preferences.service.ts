import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { newId } from '../../platform/ids/ids.js';
import { defaultSettings, Preferences, type PreferenceSettings } from './preferences.entity.js';
import type { SetPreferences } from './preferences.request.js';

const maxBytes = 4096;

// One statement, because two pages of an account may set its first preferences at the same time.
const setPreferences = `
  INSERT INTO app.account_preferences (id, account_id, shortcuts, density, language, home, zone, columns, daily_mail)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (account_id) DO UPDATE SET shortcuts = excluded.shortcuts, density = excluded.density,
    language = excluded.language, home = excluded.home, zone = excluded.zone, columns = excluded.columns,
    daily_mail = excluded.daily_mail`;

/** Use cases of the preferences of the caller's own account. */
@Injectable()
export class PreferencesService {
  constructor(private readonly database: Database) {}

  async read(actor: Actor): Promise<PreferenceSettings> {
    const { accountId } = actor;
    const found = await this.database.read(actor, (tx) => tx.findOneBy(Preferences, { accountId }));
    return found ?? defaultSettings;
  }

  /** Replaces all preferences. The last of two pages wins, because both belong to one person. */
  async set(actor: Actor, wanted: SetPreferences): Promise<PreferenceSettings> {
    const settings: PreferenceSettings = { ...defaultSettings, ...wanted };
    const { shortcuts, density, language, home, zone, dailyMail } = settings;
    const columns = JSON.stringify(settings.columns);
    if (Buffer.byteLength(JSON.stringify(settings)) > maxBytes) {
      throw InvalidInput.forPath('', `must be at most ${maxBytes} bytes long, as JSON without spaces`);
    }
    const { accountId } = actor;
    await this.database.change(actor, { action: 'preferences.set', subject: accountId }, (tx) =>
      tx.query(setPreferences, [newId(), accountId, shortcuts, density, language, home, zone, columns, dailyMail]),
    );
    return settings;
  }
}
