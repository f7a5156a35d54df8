import { Global, Module, type DynamicModule } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { ConstraintFields, findDatabaseFault } from '../http/postgres-problems.js';
import { ReleaseComparison } from '../http/release-comparison.js';
import { ConnectionPools } from './connection-pools.js';
import { EntityConstraints } from './constraint-fields.js';
import { servingOptions, type ServingUrls } from './data-source.js';
import { Database } from './database.js';
import { AuthDatabase } from './auth-database.js';
import { Metrics } from '../metrics/metrics.js';
import { Housekeeping } from './housekeeping.js';
import { InstallationReader } from './installation-state.js';
import { digestOfRelease } from './migrate.js';
import { Replica } from './replica.js';
import { requireSafeOptions } from './safe-options.js';
import { RateLimitStore } from './rate-limit-store.js';
import { ServedSchema } from './served-schema.js';
import { SilentConnections } from './silent-connections.js';
import { OutageLog } from '../logs/outage-log.js';
import { WriteOutcomes } from './write-outcomes.js';

/** Few password hashes run concurrently, so authentication needs few connections. */
const authPool = 4;
/** A lease takes a fraction of a millisecond and is rare. */
const rateLimitPool = 2;
/** A command processes two chunks concurrently and reads beside them. */
const commandPool = 3;

/**
 * Attempts to open the first connections. The checks before have shown that Postgres answers, but a busy machine may take
 * longer for a connection than a request waits.
 */
const firstConnection = {
  retryAttempts: 5,
  retryDelay: 500,
  toRetry: (fault: unknown): boolean => findDatabaseFault(fault)?.code === 'CONNECTION_LOST',
};

/** Data access. The data source of the application loads the entities that feature modules register by `forFeature`. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot({ app, auth, replica, ...connections }: ServingUrls, pool: number): DynamicModule {
    const standby = replica === undefined ? null : { ...connections, url: replica, pool };
    return {
      module: DatabaseModule,
      imports: [
        connectApplication(app, pool, connections),
        TypeOrmModule.forRoot({
          ...requireSafeOptions(servingOptions(auth, authPool, connections)),
          name: 'auth',
          ...firstConnection,
        }),
        TypeOrmModule.forRoot({
          ...servingOptions(app, rateLimitPool, connections),
          name: 'rateLimits',
          ...firstConnection,
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
        {
          provide: ServedSchema,
          useFactory: async (database: Database) =>
            new ServedSchema(
              database,
              migrations.map(({ name }) => name),
              await digestOfRelease(),
            ),
          inject: [Database],
        },
        { provide: ReleaseComparison, useExisting: ServedSchema },
        { provide: OutageLog, useFactory: () => new OutageLog() },
        {
          provide: ConnectionPools,
          useFactory: (requests: DataSource, signIn: DataSource, rateLimits: DataSource, ofReplica: Replica) =>
            new ConnectionPools(() => ({
              ...{ requests, sign_in: signIn, rate_limits: rateLimits },
              ...(ofReplica.pool && { replica: ofReplica.pool }),
            })),
          inject: [getDataSourceToken(), getDataSourceToken('auth'), getDataSourceToken('rateLimits'), Replica],
        },
        {
          provide: SilentConnections,
          useFactory: (pools: ConnectionPools) => new SilentConnections(pools, connections.isPooled),
          inject: [ConnectionPools],
        },
        {
          provide: Replica,
          useFactory: (dataSource: DataSource, database: Database, metrics: Metrics) =>
            new Replica(standby, dataSource, database, metrics),
          inject: [getDataSourceToken(), Database, Metrics],
        },
        { provide: InstallationReader, useFactory: () => new InstallationReader(app, connections.isPooled) },
        { provide: ConstraintFields, useClass: EntityConstraints },
      ],
      exports: [
        Database,
        AuthDatabase,
        RateLimitStore,
        ConnectionPools,
        Replica,
        InstallationReader,
        ConstraintFields,
        ReleaseComparison,
        ServedSchema,
        WriteOutcomes,
        OutageLog,
      ],
    };
  }

  /** Creates the data access of a command: the application's database role, without sign-in and housekeeping. */
  static forCommand({ app, isPooled = false }: Pick<ServingUrls, 'app' | 'isPooled'>): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [connectApplication(app, commandPool, { isPooled })],
      providers: [Database, WriteOutcomes, { provide: ConstraintFields, useClass: EntityConstraints }],
      exports: [Database, ConstraintFields],
    };
  }
}

function connectApplication(
  url: string,
  pool: number,
  connections: Pick<ServingUrls, 'waits' | 'isPooled'>,
): DynamicModule {
  const options = requireSafeOptions(servingOptions(url, pool, connections));
  return TypeOrmModule.forRoot({ ...options, autoLoadEntities: true, ...firstConnection });
}
