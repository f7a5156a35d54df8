import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { FactorCipher } from './factor-cipher.js';
import { MasterKeys } from './master-keys.js';
import { Secrets } from './secrets.js';

/** The secrets of the configuration, and the ciphers that use them. */
@Global()
@Module({})
export class SecretsModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: SecretsModule,
      providers: [
        { provide: Secrets, useFactory: () => Secrets.open(config) },
        { provide: MasterKeys, useFactory: (secrets: Secrets) => MasterKeys.open(config, secrets), inject: [Secrets] },
        FactorCipher,
      ],
      exports: [Secrets, MasterKeys, FactorCipher],
    };
  }
}
