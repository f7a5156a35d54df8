import { Global, Module, type DynamicModule } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ConstraintFields } from '../http/postgres-problems.js';
import { EntityConstraints } from './constraint-fields.js';
import { servingOptions, type PostgresWaits, type ServingUrls } from './data-source.js';
import { Database } from './database.js';
import { AuthDatabase } from './auth-database.js';
import { Housekeeping } from './housekeeping.js';
import { requireSafeOptions } from './safe-options.js';
import { RateLimitStore } from './rate-limit-store.js';
import { OutageLog } from '../logs/outage-log.js';
import { WriteOutcomes } from './write-outcomes.js';

/** Few password hashes run concurrently, so authentication needs few connections. */
const authPool = 4;
/** A lease takes a fraction of a millisecond and is rare. */
const rateLimitPool = 2;
/** A command processes two chunks concurrently and reads beside them. */
const commandPool = 3;

/** Data access. The data source of the application loads the entities that feature modules register by `forFeature`. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot({ app, auth, waits }: ServingUrls, pool: number): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        connectApplication(app, pool, waits),
        TypeOrmModule.forRoot({
          ...requireSafeOptions(servingOptions(auth, authPool, waits)),
          name: 'auth',
          retryAttempts: 0,
        }),
        TypeOrmModule.forRoot({
          ...servingOptions(app, rateLimitPool, waits),
          name: 'rateLimits',
          retryAttempts: 0,
        }),
      ],
      providers: [
        Database,
        {
          provide: AuthDatabase,
          useFactory: (dataSource: DataSource) => new AuthDatabase(dataSource),
          inject: [getDataSourceToken('auth')],
        },
        {
          provide: RateLimitStore,
          useFactory: (dataSource: DataSource) => new RateLimitStore(dataSource),
          inject: [getDataSourceToken('rateLimits')],
        },
        Housekeeping,
        WriteOutcomes,
        { provide: OutageLog, useFactory: () => new OutageLog() },
        { provide: ConstraintFields, useClass: EntityConstraints },
      ],
      exports: [Database, AuthDatabase, RateLimitStore, ConstraintFields, WriteOutcomes, OutageLog],
    };
  }

  /** Creates the data access of a command: the application's database role, without sign-in and housekeeping. */
  static forCommand(app: string): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [connectApplication(app, commandPool)],
      providers: [Database, { provide: ConstraintFields, useClass: EntityConstraints }],
      exports: [Database, ConstraintFields],
    };
  }
}

function connectApplication(url: string, pool: number, waits?: PostgresWaits): DynamicModule {
  const options = requireSafeOptions(servingOptions(url, pool, waits));
  return TypeOrmModule.forRoot({ ...options, autoLoadEntities: true, retryAttempts: 0 });
}
