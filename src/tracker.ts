import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { migrations } from '../migrations/index.js';
import { exitCodeFor, startupErrorMessage } from './startup-error-message.js';
import { Config } from './platform/config/config.js';
import { startEmbeddedPostgres } from './platform/embedded-postgres/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { tryPort } from './platform/http/listening-port.js';
import { Shutdown } from './platform/http/shutdown.js';
import { errorLocation } from './platform/logs/log-fields.js';
import { TrackerLog } from './platform/logs/tracker-log.js';
import { isClosedStreamError } from './platform/streams/closed-stream.js';
import { checkConfiguration, checkDatabase } from './platform/self-check/self-check.js';

/** Exit code after an unhandled error. */
const unhandledErrorCode = 70;
const maxShutdownMs = 15_000;

/** URLs of the database: the embedded Postgres or a configured one. */
export interface OpenedDatabase {
  readonly appUrl: string;
  readonly authUrl: string;
  readonly ownerUrl: string | null;
  stop(): Promise<void>;
}

/** Tracker during its start. A stop or a failed start closes the opened resources in reverse order. */
export interface StartContext {
  readonly config: Config;
  readonly stopping: AbortSignal;
  readonly print: (line: string) => void;
  readonly openDatabase: () => Promise<OpenedDatabase>;
  /** Listens, and returns the URL. */
  readonly serve: (data: OpenedDatabase) => Promise<{ readonly app: NestFastifyApplication; readonly url: string }>;
}

/**
 * Starts a tracker from the environment. A fault that the operator can remedy has a plain message; any other has its
 * stack.
 */
export async function run(start: (tracker: StartContext) => Promise<void>): Promise<void> {
  const opened: (() => Promise<void>)[] = [];
  let drain = (): Promise<void> => Promise.resolve();
  let application: Promise<typeof import('./serve.js')> | undefined;
  const stopping = new AbortController();
  const close = async (): Promise<void> => {
    stopping.abort();
    for (const last of opened.splice(0).reverse()) await last();
  };
  ignoreOutputErrors();
  try {
    const config = Config.parse(process.env);
    Logger.overrideLogger(new TrackerLog(config.LOG_LEVEL, undefined, config.LOG_ERROR_CAUSES));
    stopOnSignal(async () => {
      await drain();
      await close();
    });
    stopOnUnhandledError(close);
    await tryPort(config.PORT, config.HOST);
    await start({
      config,
      stopping: stopping.signal,
      print: printLine,
      openDatabase: async () => {
        await checkConfiguration(config);
        // The application loads while Postgres starts, and not at all if the settings are rejected.
        application = import('./serve.js');
        application.catch(() => undefined);
        const data = await openDatabase(config, printLine);
        opened.push(() => data.stop());
        return data;
      },
      serve: async ({ appUrl, authUrl }) => {
        const urls = { app: appUrl, auth: authUrl };
        await checkDatabase(config, urls);
        const { serve } = await (application ?? import('./serve.js'));
        const app = await serve(config, urls);
        opened.push(() => app.close());
        drain = () => app.get(Shutdown).drain();
        return { app, url: `http://localhost:${(app.getHttpServer().address() as { port: number }).port}` };
      },
    });
  } catch (fault) {
    // Errors caused by the stop itself are not reported.
    if (stopping.signal.aborted) return;
    process.stderr.write(`${startupErrorMessage(fault)}\n`);
    await close();
    process.exit(exitCodeFor(fault));
  }
}

/** Starts the embedded database if there is no configured one, and runs migrations if the owner's URL is known. */
export async function openDatabase(config: Config, print: (line: string) => void): Promise<OpenedDatabase> {
  const { DATABASE_URL, DATABASE_AUTH_URL, DATABASE_OWNER_URL, DATA_DIRECTORY: directory, POSTGRES_BIN: bin } = config;
  const data: OpenedDatabase =
    DATABASE_URL === undefined || DATABASE_AUTH_URL === undefined
      ? await startEmbeddedPostgres({ directory, bin, print })
      : {
          appUrl: DATABASE_URL,
          authUrl: DATABASE_AUTH_URL,
          ownerUrl: DATABASE_OWNER_URL ?? null,
          stop: () => Promise.resolve(),
        };
  if (data.ownerUrl === null) return data;
  try {
    const ran = await migrate(data.ownerUrl, migrations);
    if (ran.migrations.length + ran.files.length > 0) {
      print(`The database was migrated: ${ran.migrations.length} migrations, ${ran.files.length} files of database/.`);
    }
    return data;
  } catch (fault) {
    await data.stop();
    throw fault;
  }
}

/** Stops on a signal: the end is announced, open requests finish, then the connections and the database close. */
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
 * Ends the process for an unhandled error, because its state is unknown. The exception is an error of a stream whose
 * other end has closed, which affects only that stream. Production logs both without their message.
 */
function stopOnUnhandledError(stop: () => Promise<void>): void {
  const end = (): never => process.exit(unhandledErrorCode);
  let isBroken = false;
  process.on('uncaughtException', (fault: unknown) => {
    const isStray = isClosedStreamError(fault);
    logUnhandledError(fault, isStray);
    if (isStray) return;
    if (isBroken) return;
    isBroken = true;
    setTimeout(end, maxShutdownMs).unref();
    stop().then(end, end);
  });
}

/** Logs an error that nobody handled. An error in here would end the process at once, with open requests. */
function logUnhandledError(fault: unknown, isStray: boolean): void {
  const log = new Logger('Tracker');
  try {
    const entry = { ...errorLocation(fault), cause: fault };
    if (isStray) log.error({ problem: 'stray-stream-fault', ...entry });
    else log.fatal(entry);
  } catch {
    log.fatal('An unhandled error could not be described.');
  }
}

/** Keeps the process when nobody reads its output, or when its disk is full. */
function ignoreOutputErrors(): void {
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
