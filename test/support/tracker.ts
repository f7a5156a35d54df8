/*
 * A running tracker for a spec file, over HTTP:
 *
 *   let tracker: Tracker;
 *   let given: Given;
 *   beforeAll(async () => {
 *     tracker = await sharedTracker();
 *     given = new Given(tracker);
 *   });
 *   afterAll(() => tracker.close());
 *
 * The spec files of a test worker share one tracker and one database: a test makes its own task force, so it meets no rows but its own.
 * A spec that changes configuration, clock or schema, or expects exact numbers of a whole table or of the nation, needs `startTracker`: a
 * tracker and a database for this spec file alone.
 *
 *   const answer = await tracker.as(account).put<ComplaintView>(`/complaints/${id}/triage`, body, { 'if-match': etag });
 *
 * Everything is real (AppModule, configure, Postgres, the application's role) but the Clock, which stands at `stoppedAt`.
 * Sessions and the trail run on the database's clock: match their times, do not fix them. `sql` goes past row security,
 * and what it writes enters the trail as `test.arranged`.
 */
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import { createAdapter, configure } from '../../src/configure.js';
import { Argon2Cost } from '../../src/organization/accounts/password-schemes.js';
import { Config } from '../../src/platform/config/config.js';
import type { ServingUrls } from '../../src/platform/database/data-source.js';
import type { StreamRoute } from '../../src/platform/http/streamed-response.js';
import { Secrets } from '../../src/platform/secrets/secrets.js';
import { FileReader } from '../../src/platform/files/file-reader.js';
import { FileWorkers, type WorkerLimits } from '../../src/platform/files/file-workers.js';
import { Clock } from '../../src/platform/time/clock.js';
import { ConsoleFiles } from '../../src/platform/console/console-files.js';
import { Client } from './client.js';
import { consoleBuild } from './console-build.js';
import { printKept, specDatabase, type SpecDatabase } from './databases.js';
import { secrets } from './secrets.js';
import { serverLog } from './server-log.js';
import { countStatements } from './statements.js';
import { oncePerWorker } from './worker.js';

/** Time limits of connections that no test reaches: idle ones outlive the client's, and slow ones have no limit. */
const patientLimits = { keepAliveTimeout: 900_000, headersTimeout: 0, requestTimeout: 0, timeout: 0 };
/** Waits for Postgres that no statement reaches, also on a busy machine. */
const patientWaits = { connectMs: 300_000, statementMs: 300_000, lockMs: 300_000, idleTransactionMs: 300_000 };
/** Cost of a password hash, because a sign-in is rarely about its hash. Its strength is proved by passwords.spec.ts. */
const cheapHash = { memoryCost: 64, timeCost: 1, parallelism: 1 };
/** Threads that read files as soon as the others of a busy machine. */
const patientWorkers: Partial<WorkerLimits> = { maxWaitMs: 300_000, niceIncrement: 0 };

export const stoppedAt = new Date('2026-03-02T15:00:00Z');

export { secrets };

/** Deviations from the default: another current time, and environment variables. */
export interface TrackerOptions {
  readonly clock?: Date;
  readonly config?: Readonly<Record<string, string>>;
  readonly controllers?: Type[];
  /** Output of a build of the console. By default it is a small one. */
  readonly console?: URL;
  /** Other limits of the threads that read files. */
  readonly workers?: Partial<WorkerLimits>;
  /**
   * Whether slow and idle connections end, and waits for Postgres, as in production. By default they do so with `by`
   * alone: client and server share an event loop, so on a busy machine the server would count a time in which the
   * client could not send.
   */
  readonly limitsConnections?: boolean;
  /** Whether a password hash costs as much as in production, for specs that measure its duration. */
  readonly hashesSlowly?: boolean;
  /** Existing database of the spec, which the tracker drops in the end. By default it gets a new one. */
  readonly database?: SpecDatabase;
  /** Secrets of that database. By default those of the test worker. */
  readonly secrets?: Secrets;
  /** Returns another URL for a database URL, such as that of a proxy. */
  readonly by?: (url: string) => Promise<string>;
}

export interface Route {
  readonly method: string;
  readonly path: string;
  /** Whether its answer is a stream or a file. */
  readonly isStreaming: boolean;
}

export interface TrailEntry {
  readonly seq: number;
  readonly accountId: string | null;
  readonly sessionId: string | null;
  readonly role: string | null;
  readonly taskForceId: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly complaintId: string | null;
  readonly outcome: 'done' | 'refused';
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly source: string | null;
  readonly rowId: string | null;
  readonly was: Readonly<Record<string, unknown>> | null;
  readonly became: Readonly<Record<string, unknown>> | null;
}

export interface Tracker {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly database: SpecDatabase;
  /** Routes registered in the router, including HEAD. */
  readonly routes: readonly Route[];
  /** Returns a client that sends the session of the account as a bearer token. */
  as(account: { readonly token: string }): Client;
  anonymous(): Client;
  /** Returns the audit entries of a complaint and its records, in order. */
  trailOf(complaintId: string): Promise<TrailEntry[]>;
  /** Runs a statement as superuser. One with a name is prepared once a connection. */
  sql<Row = Record<string, unknown>>(statement: string, parameters?: readonly unknown[], name?: string): Promise<Row[]>;
  /** Links the committed entries of the trail, as the sequencer does each second. */
  linkTrail(): Promise<void>;
  /** Throws, with the statements, when the work took more of them; those of the transaction frame do not count. */
  expectQueries<T>(most: number, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Running {
  readonly app: NestFastifyApplication;
  readonly database: SpecDatabase;
  readonly routes: readonly Route[];
  readonly expectQueries: Tracker['expectQueries'];
}

/** Starts a tracker on its own database, for one spec file. */
export async function startTracker(options: TrackerOptions = {}): Promise<Tracker> {
  const running = await start(options);
  return trackerOver(running, async () => {
    await running.app.close();
    return running.database.drop();
  });
}

/** Returns the tracker that the spec files of this test worker share; it runs until the worker ends. */
export async function sharedTracker(): Promise<Tracker> {
  const running = await oncePerWorker('tracker', () => start({}));
  return trackerOver(running, () => {
    printKept(running.database.name);
    return Promise.resolve();
  });
}

async function start(options: TrackerOptions): Promise<Running> {
  const database = options.database ?? (await specDatabase());
  const by = options.by ?? ((url: string) => Promise.resolve(url));
  const urls = { app: await by(database.appUrl), auth: await by(database.authUrl) };
  const { app, routes } = await startApp(urls, options);
  return { app, database, routes, expectQueries: countStatements(app.get(DataSource)) };
}

function trackerOver({ app, database, routes, expectQueries }: Running, stop: () => Promise<void>): Tracker {
  const admin = new pg.Pool({
    connectionString: database.adminUrl,
    max: 4,
    options: '-c app.action=test.arranged',
  });
  admin.on('error', () => undefined);
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`;
  const sql = async <Row>(text: string, parameters: readonly unknown[] = [], name?: string): Promise<Row[]> =>
    (await admin.query({ text, values: [...parameters], ...(name === undefined ? {} : { name }) })).rows as Row[];
  return {
    url,
    app,
    database,
    routes,
    as: ({ token }) => new Client(url, { authorization: `Bearer ${token}` }),
    anonymous: () => new Client(url, {}),
    trailOf: (complaintId) => sql<TrailEntry>(trail, [complaintId]),
    sql,
    linkTrail: async () => {
      await sql('SELECT audit.link_committed()');
    },
    expectQueries,
    close: async () => {
      await admin.end();
      await stop();
    },
  };
}

const trail = `
  SELECT seq, account_id AS "accountId", session_id AS "sessionId", role, task_force_id AS "taskForceId", action, subject,
         complaint_id AS "complaintId", outcome, reason, request_id AS "requestId", source, row_id AS "rowId", was, became
    FROM audit.entries WHERE complaint_id = $1 ORDER BY seq`;

/** Starts the application on a free port. */
export async function startApp(
  urls: ServingUrls,
  {
    clock = stoppedAt,
    config: environment = {},
    controllers = [],
    workers = {},
    by,
    limitsConnections = by !== undefined,
    hashesSlowly = false,
    console: build,
    secrets: ofDatabase = secrets,
  }: TrackerOptions = {},
): Promise<{ readonly app: NestFastifyApplication; readonly routes: readonly Route[] }> {
  const config = Config.parse({ LOG_LEVEL: 'fatal', NODE_ENV: 'test', PORT: '0', ...environment });
  const served = limitsConnections ? urls : { ...urls, waits: patientWaits };
  const module = await Test.createTestingModule({ imports: [AppModule.forRoot(config, served)], controllers })
    .overrideProvider(Clock)
    .useValue({ now: () => new Date(clock) })
    .overrideProvider(Argon2Cost)
    .useValue(hashesSlowly ? new Argon2Cost() : cheapHash)
    .overrideProvider(FileReader)
    .useValue(new FileWorkers({ ...patientWorkers, ...workers }))
    .overrideProvider(ConsoleFiles)
    .useValue(await ConsoleFiles.open(build ?? (await consoleBuild())))
    .overrideProvider(Secrets)
    .useValue(ofDatabase)
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(createAdapter(config), {
    bodyParser: false,
    logger: serverLog.newLogger(),
    abortOnError: false,
  });
  const routes: Route[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url: path, config }) => {
      const isStreaming = (config as StreamRoute | undefined)?.isStreaming === true;
      routes.push(...[method].flat().map((one) => ({ method: one, path, isStreaming })));
    });
  try {
    await configure(app);
    await app.listen(0, '127.0.0.1');
    if (!limitsConnections) Object.assign(app.getHttpServer(), patientLimits);
  } catch (fault) {
    await app.close();
    throw fault;
  }
  return { app, routes };
}
