import { Module, type DynamicModule } from '@nestjs/common';
import { KeyRing } from '../casework/vault/key-ring.js';
import type { Config } from '../platform/config/config.js';
import { SecretsModule } from '../platform/secrets/secrets.module.js';

/** Services of the vault command: keys, and no data access, because the owner of the tables rotates them in SQL. */
@Module({})
export class VaultCommandModule {
  static forRoot(config: Config): DynamicModule {
    return { module: VaultCommandModule, imports: [SecretsModule.forRoot(config)], providers: [KeyRing] };
  }
}
