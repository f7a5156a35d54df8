import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConstraintFields } from '../http/postgres-problems.js';
import { EntityConstraints } from './constraint-fields.js';
import { servingOptions, type Entities } from './data-source.js';
import { Database } from './database.js';
import { Housekeeping } from './housekeeping.js';

/** The way to the data, over whatever entities there are. */
@Global()
@Module({})
export class DatabaseModule {
  static over(entities: Entities, url: string, pool: number): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [TypeOrmModule.forRoot({ ...servingOptions(url, pool, entities), retryAttempts: 0 })],
      providers: [Database, Housekeeping, { provide: ConstraintFields, useClass: EntityConstraints }],
      exports: [Database, ConstraintFields],
    };
  }
}
