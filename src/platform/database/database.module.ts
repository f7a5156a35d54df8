import { Global, Module, type DynamicModule } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ConstraintFields } from '../http/postgres-problems.js';
import { EntityConstraints } from './constraint-fields.js';
import { servingOptions, type Entities, type ServingUrls } from './data-source.js';
import { Database } from './database.js';
import { Door } from './door.js';
import { Housekeeping } from './housekeeping.js';

/** Passwords are hashed a few at a time, so few are at the door at once. */
const doorPool = 4;

/** The way to the data, over whatever entities there are. */
@Global()
@Module({})
export class DatabaseModule {
  static over(entities: Entities, { app, door }: ServingUrls, pool: number): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({ ...servingOptions(app, pool, entities), retryAttempts: 0 }),
        TypeOrmModule.forRoot({ ...servingOptions(door, doorPool, []), name: 'door', retryAttempts: 0 }),
      ],
      providers: [
        Database,
        {
          provide: Door,
          useFactory: (dataSource: DataSource) => new Door(dataSource),
          inject: [getDataSourceToken('door')],
        },
        Housekeeping,
        { provide: ConstraintFields, useClass: EntityConstraints },
      ],
      exports: [Database, Door, ConstraintFields],
    };
  }
}
