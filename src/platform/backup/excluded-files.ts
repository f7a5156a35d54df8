import { posix } from 'node:path';
import type { Connection } from '../database/connection.js';

/** Database of the tracker itself, or a server of your own. */
export type ServerKind = 'embedded' | 'external';

/**
 * Folders whose contents Postgres makes at its start, or that belong to the running server. The log is copied
 * separately, and text logs may name what no backup keeps.
 */
const emptiedFolders = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'log',
  'pg_log',
];
/** Files of the running server, and those of an earlier backup. */
const ownFiles =
  /(?:^|\/)(?:postmaster\.(?:pid|opts)|pg_internal\.init(?:\.\d+)?|current_logfiles(?:\.tmp)?|backup_(?:label|manifest)(?:\.old|\.tmp)?|tablespace_map(?:\.old)?|pgsql_tmp.*)$/;
/** Names that Postgres gives to the data. Others are of the operator, such as settings with passwords and TLS keys. */
const dataNames = /^(?:PG_VERSION|base|global|pg_\w+)$/;
/** Configuration, TLS keys and text logs of a server, below its data folder if they are there. */
const selectOperatorPaths = `
  SELECT CASE WHEN starts_with(setting, folder || '/') THEN substr(setting, length(folder) + 2) ELSE setting END AS path
    FROM pg_settings, (SELECT current_setting('data_directory') AS folder) d
   WHERE name IN ('config_file', 'hba_file', 'ident_file', 'log_directory', 'external_pid_file', 'krb_server_keyfile',
                  'ssl_key_file', 'ssl_cert_file', 'ssl_ca_file', 'ssl_crl_file', 'ssl_crl_dir', 'ssl_dh_params_file')`;

/**
 * Reads what a backup leaves out, as a predicate of paths in the data folder. On a server of one's own that is also
 * each file of the operator; the configuration of the embedded one is the tracker's.
 */
export async function readExclusions(connection: Connection, server: ServerKind): Promise<(path: string) => boolean> {
  if (server === 'embedded') return isOfRunningServer;
  const { rows } = await connection.query<{ path: string }>(selectOperatorPaths);
  const operatorPaths = rows.map(({ path }) => posix.normalize(`${path}/`));
  return (path) =>
    isOfRunningServer(path) ||
    !dataNames.test(path.split('/', 1)[0] ?? '') ||
    operatorPaths.some((one) => `${path}/`.startsWith(one));
}

function isOfRunningServer(path: string): boolean {
  return ownFiles.test(path) || emptiedFolders.some((folder) => path.startsWith(`${folder}/`));
}
