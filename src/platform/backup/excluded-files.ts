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

/** Whether a file or folder of the server's data is left out of a backup. */
export function isExcluded(path: string): boolean {
  return ownFiles.test(path) || emptiedFolders.some((folder) => path.startsWith(`${folder}/`));
}
