import { Global, Module, type DynamicModule } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ConstraintFields } from '../http/postgres-problems.js';
import { EntityConstraints } from './constraint-fields.js';
import { servingOptions, type Entities, type ServingUrls } from './data-source.js';
import { Database } from './database.js';
import { Door } from './door.js';
import { Housekeeping } from './housekeeping.js';
import { safe } from './safe-options.js';
import { Lender } from './lender.js';

/** Few password hashes run concurrently, so authentication needs few connections. */
const doorPool = 4;
/** A lease takes a fraction of a millisecond and is rare. */
const lenderPool = 2;

/** Data access for the given entities. */
@Global()
@Module({})
export class DatabaseModule {
  static over(entities: Entities, { app, door }: ServingUrls, pool: number): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({ ...safe(servingOptions(app, pool, entities)), retryAttempts: 0 }),
        TypeOrmModule.forRoot({ ...safe(servingOptions(door, doorPool, [])), name: 'door', retryAttempts: 0 }),
        TypeOrmModule.forRoot({ ...servingOptions(app, lenderPool, []), name: 'lender', retryAttempts: 0 }),
      ],
      providers: [
        Database,
        {
          provide: Door,
          useFactory: (dataSource: DataSource) => new Door(dataSource),
          inject: [getDataSourceToken('door')],
        },
        {
          provide: Lender,
          useFactory: (dataSource: DataSource) => new Lender(dataSource),
          inject: [getDataSourceToken('lender')],
        },
        Housekeeping,
        { provide: ConstraintFields, useClass: EntityConstraints },
      ],
      exports: [Database, Door, Lender, ConstraintFields],
    };
  }
}
