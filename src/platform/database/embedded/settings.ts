import { createHash } from 'node:crypto';

/** How the embedded Postgres is set up; each start writes it anew. */
export interface Settings {
  readonly port: number;
  /** False only in tests: what Postgres has acknowledged may then be lost with the machine's power. */
  readonly durable: boolean;
  /** The release of the programs that run it. */
  readonly version: string;
}

/** The file that postgresql.conf includes. */
export const settingsFile = 'tracker.conf';

/** Name of the file that a start writes its words to until it is over, without its number. */
export const startupPrefix = 'startup-';

/** Its text. Locale, encoding and shared memory are what initdb found fit, in postgresql.conf. */
export function settingsText(settings: Settings): string {
  const lines = { port: settings.port, ...fixed(settings), 'tracker.fingerprint': fingerprint(settings) };
  const text = Object.entries(lines).map(([name, value]) => `${name} = '${value}'`);
  return ['# Written by the tracker at every start. Settings of your own need a server of your own.', ...text, ''].join(
    '\n',
  );
}

/** Tells a server that was started with these settings from one that was not; which port it got does not matter. */
export function fingerprint(settings: Settings): string {
  return createHash('sha256')
    .update(JSON.stringify([settings.version, fixed(settings)]))
    .digest('hex')
    .slice(0, 16);
}

/** The port a settings file names: the one to ask for again, so that a URL somebody noted goes on working. */
export function portIn(text: string): number | undefined {
  const found = /^port = '(\d+)'$/m.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function fixed({ durable }: Settings): Record<string, string | number> {
  const durability = durable ? 'on' : 'off';
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    // More than the largest DATABASE_POOL, with the door, the lender and the commands beside it.
    max_connections: 250,

    shared_buffers: '128MB',
    max_wal_size: '1GB',
    jit: 'off',

    fsync: durability,
    synchronous_commit: 'on',
    full_page_writes: durability,

    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',

    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgres-%Y-%m-%d-%H%M%S.log',
    log_rotation_age: '7d',
    log_rotation_size: '10MB',
    // A statement that fails is the application's to log, by its code: Postgres's words for it quote people's data.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: 0,
    log_line_prefix: '%m [%p] ',
  };
}
