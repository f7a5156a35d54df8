import { Global, Module, type DynamicModule } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ConstraintFields } from '../http/postgres-problems.js';
import { EntityConstraints } from './constraint-fields.js';
import { servingOptions, type Entities, type ServingUrls } from './data-source.js';
import { Database } from './database.js';
import { AuthDatabase } from './auth-database.js';
import { Housekeeping } from './housekeeping.js';
import { requireSafeOptions } from './safe-options.js';
import { RateLimitStore } from './rate-limit-store.js';

/** Few password hashes run concurrently, so authentication needs few connections. */
const authPool = 4;
/** A lease takes a fraction of a millisecond and is rare. */
const rateLimitPool = 2;

/** Data access for the given entities. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(entities: Entities, { app, auth }: ServingUrls, pool: number): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({ ...requireSafeOptions(servingOptions(app, pool, entities)), retryAttempts: 0 }),
        TypeOrmModule.forRoot({
          ...requireSafeOptions(servingOptions(auth, authPool, [])),
          name: 'auth',
          retryAttempts: 0,
        }),
        TypeOrmModule.forRoot({ ...servingOptions(app, rateLimitPool, []), name: 'lender', retryAttempts: 0 }),
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
          inject: [getDataSourceToken('lender')],
        },
        Housekeeping,
        { provide: ConstraintFields, useClass: EntityConstraints },
      ],
      exports: [Database, AuthDatabase, RateLimitStore, ConstraintFields],
    };
  }
}
