import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { DeviceToken } from './actor/device-token.js';
import { Config } from './config/config.js';
import { IdempotencyInterceptor } from './database/idempotency.interceptor.js';
import { TransactionInterceptor } from './database/transaction.interceptor.js';
import type { ServingUrls } from './database/data-source.js';
import { DatabaseModule } from './database/database.module.js';
import { FileReader } from './files/file-reader.js';
import { FileWorkers } from './files/file-workers.js';
import { ProblemFilter } from './http/problem.filter.js';
import { StreamInterceptor } from './http/stream.interceptor.js';
import { BodyChecks } from './http/body-checks.js';
import { BodyChecksInterceptor } from './http/body-checks.interceptor.js';
import { Shutdown } from './http/shutdown.js';
import { createStrictValidationPipe } from './http/strict-validation.pipe.js';
import { ResponseHeadersInterceptor } from './http/versions.js';
import { Mailer } from './mail/mailer.js';
import { Metrics } from './metrics/metrics.js';
import { MonitoringModule } from './monitoring/monitoring.module.js';
import { NamesInterceptor } from './names/names.interceptor.js';
import { NamesService } from './names/names.service.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { LongReads } from './limits/long-reads.js';
import { Limits } from './limits/limits.js';
import { FairScheduler } from './limits/fair-scheduler.js';
import { Clock } from './time/clock.js';

/** Technical module. It depends on no feature. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config, urls: ServingUrls): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        DatabaseModule.forRoot(
          { ...urls, replica: config.DATABASE_REPLICA_URL, isPooled: config.isPooled },
          config.DATABASE_POOL,
        ),
        SecretsModule.forRoot(config),
        MonitoringModule,
      ],
      providers: [
        Clock,
        DeviceToken,
        Limits,
        LongReads,
        Metrics,
        NamesService,
        Shutdown,
        BodyChecks,
        { provide: FairScheduler, useFactory: () => new FairScheduler() },
        { provide: Config, useValue: config },
        { provide: Mailer, useFactory: () => new Mailer(config) },
        { provide: FileReader, useFactory: () => new FileWorkers() },
        { provide: APP_PIPE, useFactory: createStrictValidationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        // The order is outermost first. A stream begins after the transaction, headers are set after the commit. Names
        // are filled and the idempotency key is claimed inside the transaction, so a replayed answer has its names.
        { provide: APP_INTERCEPTOR, useClass: StreamInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ResponseHeadersInterceptor },
        { provide: APP_INTERCEPTOR, useClass: TransactionInterceptor },
        { provide: APP_INTERCEPTOR, useClass: NamesInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: BodyChecksInterceptor },
      ],
      exports: [
        BodyChecks,
        Clock,
        Config,
        FileReader,
        Limits,
        LongReads,
        Mailer,
        Metrics,
        NamesService,
        FairScheduler,
        DeviceToken,
        Shutdown,
      ],
    };
  }
}
