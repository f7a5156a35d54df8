import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Config } from './config/config.js';
import { DatabaseModule } from './database/database.module.js';
import { FileReader } from './files/file-reader.js';
import { StageThreads } from './files/stage-threads.js';
import { BodyChecks } from './http/body-checks.js';
import { LongReads } from './limits/long-reads.js';
import { FairScheduler } from './limits/fair-scheduler.js';
import { Metrics } from './metrics/metrics.js';
import { NamesService } from './names/names.service.js';
import { Clock } from './time/clock.js';

/** Technical module of a command. The process serves no requests, so its own thread reads the files. */
@Global()
@Module({})
export class CommandPlatformModule {
  static forRoot(config: Config, appUrl: string): DynamicModule {
    return {
      module: CommandPlatformModule,
      imports: [DatabaseModule.forCommand({ app: appUrl, isPooled: config.isPooled })],
      providers: [
        BodyChecks,
        Clock,
        LongReads,
        Metrics,
        NamesService,
        { provide: Config, useValue: config },
        { provide: FileReader, useFactory: () => new StageThreads() },
        { provide: FairScheduler, useFactory: () => new FairScheduler() },
      ],
      exports: [BodyChecks, Clock, Config, FileReader, LongReads, Metrics, NamesService, FairScheduler],
    };
  }
}
