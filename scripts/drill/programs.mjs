/** Finds the programs of the drill. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs, and the package of Debian 13 with each. */
const packages = {
  patroni: 'patroni',
  patronictl: 'patroni',
  etcd: 'etcd-server',
  haproxy: 'haproxy',
  openssl: 'openssl',
  pgbouncer: 'pgbouncer',
  postgres: 'postgresql-17',
  pg_basebackup: 'postgresql-17',
  pg_rewind: 'postgresql-17',
};

/** Programs of a drill with partitions, and the package of Debian 13 with each. */
const partitionPackages = { ip: 'iproute2', nsenter: 'util-linux', setpriv: 'util-linux' };

/** Package with the module that Patroni needs for etcd. No program shows whether it is installed. */
const etcdPackage = 'python3-etcd';

export class MissingPrograms extends Error {
  constructor(names) {
    super(
      `The drill needs programs that are not installed: ${names.join(', ')}. On Debian 13 install them with ` +
        `\`apt-get install ${packagesOf(names).join(' ')}\`.`,
    );
  }
}

export const postgresFolder = process.env.POSTGRES_BIN || '/usr/lib/postgresql/17/bin';

/** Path in which the programs are looked for. A path of a user lacks the folders of the system's programs. */
export const searchPath = [process.env.PATH, '/usr/local/sbin', '/usr/sbin', '/sbin', postgresFolder].join(delimiter);

/** Returns the paths of the programs by their names. */
export function findPrograms({ partitions }) {
  const ofPartitions = partitions > 0 ? Object.keys(partitionPackages) : [];
  const missing = [...ofPartitions.filter((name) => pathOf(name) === undefined), ...findMissing()];
  if (missing.length > 0) throw new MissingPrograms(missing);
  return Object.fromEntries(Object.keys(packages).map((name) => [name, pathOf(name)]));
}

/** Returns the packages of the missing programs. */
export function findMissingPackages() {
  return packagesOf(findMissing());
}

function findMissing() {
  const missing = Object.keys(packages).filter((name) => pathOf(name) === undefined);
  return hasEtcdModule() ? missing : [etcdPackage, ...missing];
}

/** Whether the Python of Patroni, which its first line names, finds the module for etcd. */
function hasEtcdModule() {
  const patroni = pathOf('patroni');
  const [, interpreter] = /^#!\s*(.+)/.exec(patroni === undefined ? '' : readFileSync(patroni, 'utf8')) ?? [];
  if (interpreter === undefined) return false;
  const [file, ...parameters] = interpreter.trim().split(/\s+/);
  const env = { ...process.env, PATH: searchPath };
  return spawnSync(file, [...parameters, '-c', 'import etcd'], { env, stdio: 'ignore' }).status === 0;
}

function packagesOf(names) {
  return [...new Set(names.map((name) => packages[name] ?? partitionPackages[name] ?? name))];
}

function pathOf(name) {
  return searchPath
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
