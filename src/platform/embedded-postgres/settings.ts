import { createHash } from 'node:crypto';

/** Settings of the embedded Postgres, written at each start. */
export interface Settings {
  readonly port: number;
  readonly durable: boolean;
  readonly version: string;
}

export const settingsFile = 'tracker.conf';

export const startupPrefix = 'startup-';

/** Returns the text of the file. initdb has put locale, encoding and shared memory into postgresql.conf. */
export function settingsText(settings: Settings): string {
  const lines = { port: settings.port, ...fixedSettings(settings), 'tracker.fingerprint': fingerprint(settings) };
  const text = Object.entries(lines).map(([name, value]) => `${name} = '${value}'`);
  return ['# Written by the tracker at every start. Settings of your own need a server of your own.', ...text, ''].join(
    '\n',
  );
}

/** Returns a digest of the settings without the port. It identifies a server that was started with other settings. */
export function fingerprint(settings: Settings): string {
  return createHash('sha256')
    .update(JSON.stringify([settings.version, fixedSettings(settings)]))
    .digest('hex')
    .slice(0, 16);
}

/** Returns the port in a settings file. Reusing it keeps noted URLs valid. */
export function parsePort(text: string): number | undefined {
  const found = /^port = '(\d+)'$/m.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function fixedSettings({ durable }: Settings): Record<string, string | number> {
  const durability = durable ? 'on' : 'off';
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    // This exceeds the largest DATABASE_POOL plus the pools for authentication, rate limits and commands.
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
    // Only the application logs failed statements, by their code, because Postgres's messages quote data.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: 0,
    log_line_prefix: '%m [%p] ',
  };
}
