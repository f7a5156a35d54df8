import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Uploads } from '../access/uploads.js';
import { Identifier } from '../casework/identifiers/identifier.entity.js';
import { ReportedFile } from '../casework/identifiers/reported-file.entity.js';
import { ReportedPerson } from '../casework/identifiers/reported-person.entity.js';
import { Provider } from '../casework/providers/provider.entity.js';
import { ImportModule } from '../intelligence/import/import.module.js';
import { Account } from '../organization/accounts/account.entity.js';
import { CommandPlatformModule } from '../platform/command-platform.module.js';
import { OutreachModule } from '../reporting/outreach/outreach.module.js';
import type { Config } from '../platform/config/config.js';

/** Upload quota, which a local file never uses. */
const noUploads: Pick<Uploads, 'admitStream'> = {
  admitStream: () => Promise.reject(new Error('An import from a local file received an upload')),
};

/**
 * Modules of the import command. The entities are those that imported modules refer to, and whose own modules the
 * command does not need.
 */
@Global()
@Module({})
export class ImportCommandModule {
  static forRoot(config: Config, appUrl: string): DynamicModule {
    return {
      module: ImportCommandModule,
      imports: [
        TypeOrmModule.forFeature([Account, Identifier, Provider, ReportedFile, ReportedPerson]),
        CommandPlatformModule.forRoot(config, appUrl),
        ImportModule,
        OutreachModule,
      ],
      providers: [{ provide: Uploads, useValue: noUploads }],
      exports: [Uploads],
    };
  }
}
