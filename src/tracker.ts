import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { migrations } from '../migrations/index.js';
import { exitCodeFor, wordsFor } from './fault-words.js';
import { Config } from './platform/config/config.js';
import { startEmbeddedPostgres } from './platform/database/embedded/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { placeOf } from './platform/logs/log-fields.js';
import { TrackerLog } from './platform/logs/tracker-log.js';
import { isOfClosedStream } from './platform/streams/closed-stream.js';
import { checkConfiguration, checkDatabase } from './self-check/self-check.js';

/** What the process ends with when something failed that nobody waited for. */
const brokenCode = 70;
const longestEndMs = 15_000;

/** Where the data are: the application's own Postgres, or the one it was told of. */
export interface Data {
  readonly appUrl: string;
  readonly doorUrl: string;
  readonly ownerUrl: string | null;
  stop(): Promise<void>;
}

/** A tracker that is being started. What it opens is closed in order when it is asked to stop, or when the start fails. */
export interface Starting {
  readonly config: Config;
  readonly stopping: AbortSignal;
  readonly say: (line: string) => void;
  readonly openData: () => Promise<Data>;
  /** Listens, and answers where. */
  readonly serve: (data: Data) => Promise<{ readonly app: NestFastifyApplication; readonly url: string }>;
}

/** Starts a tracker from the environment. What a person can mend is said plainly; anything else with its stack. */
export async function run(start: (tracker: Starting) => Promise<void>): Promise<void> {
  const opened: (() => Promise<void>)[] = [];
  let application: Promise<typeof import('./serve.js')> | undefined;
  const stopping = new AbortController();
  const close = async (): Promise<void> => {
    stopping.abort();
    for (const last of opened.splice(0).reverse()) await last();
  };
  try {
    const config = Config.from(process.env);
    Logger.overrideLogger(new TrackerLog(config.LOG_LEVEL, undefined, config.LOG_ERROR_CAUSES));
    stopOnSignal(close);
    stopOnBreak(close);
    await start({
      config,
      stopping: stopping.signal,
      say,
      openData: async () => {
        await checkConfiguration(config);
        // The application is loaded while Postgres starts, and not at all where the configuration is refused.
        application = import('./serve.js');
        application.catch(() => undefined);
        const data = await openData(config, say);
        opened.push(() => data.stop());
        return data;
      },
      serve: async ({ appUrl, doorUrl }) => {
        const urls = { app: appUrl, door: doorUrl };
        await checkDatabase(config, urls);
        const { serve } = await (application ?? import('./serve.js'));
        const app = await serve(config, urls);
        opened.push(() => app.close());
        return { app, url: `http://localhost:${(app.getHttpServer().address() as { port: number }).port}` };
      },
    });
  } catch (fault) {
    // Of what breaks off because the tracker is being stopped nobody needs to hear.
    if (stopping.signal.aborted) return;
    process.stderr.write(`${wordsFor(fault)}\n`);
    await close();
    process.exit(exitCodeFor(fault));
  }
}

/** Starts the database if it is ours to start, and brings its schema up to date where the owner's URL is known. */
export async function openData(config: Config, tell: (line: string) => void): Promise<Data> {
  const { DATABASE_URL, DATABASE_DOOR_URL, DATABASE_OWNER_URL, DATA_DIRECTORY: directory, POSTGRES_BIN: bin } = config;
  const data: Data =
    DATABASE_URL === undefined || DATABASE_DOOR_URL === undefined
      ? await startEmbeddedPostgres({ directory, bin, say: tell })
      : {
          appUrl: DATABASE_URL,
          doorUrl: DATABASE_DOOR_URL,
          ownerUrl: DATABASE_OWNER_URL ?? null,
          stop: () => Promise.resolve(),
        };
  if (data.ownerUrl === null) return data;
  try {
    const ran = await migrate(data.ownerUrl, migrations);
    if (ran.length > 0) tell(`Brought the database up to date: ${ran.length} migrations.`);
    return data;
  } catch (fault) {
    await data.stop();
    throw fault;
  }
}

/** What is under way is answered, then the connections and the database close. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopped: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopped ??= stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

/**
 * Ends the process over a fault that nothing handled: such a fault has left a state that nobody knows. The one exception is the fault
 * of a stream whose other end has gone, which leaves no state but the stream's own. In production both are logged without their message.
 */
function stopOnBreak(stop: () => Promise<void>): void {
  const end = (): never => process.exit(brokenCode);
  let isBroken = false;
  process.on('uncaughtException', (fault: unknown) => {
    const log = new Logger('Tracker');
    if (isOfClosedStream(fault)) {
      log.error({ problem: 'stray-stream-fault', ...placeOf(fault), cause: fault });
      return;
    }
    log.fatal({ ...placeOf(fault), cause: fault });
    if (isBroken) return;
    isBroken = true;
    setTimeout(end, longestEndMs).unref();
    stop().then(end, end);
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
