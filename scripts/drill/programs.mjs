/** Finds the programs of the drill. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs, and the package of Debian 13 with each. Patroni needs python3-etcd for etcd. */
const packages = {
  patroni: 'patroni python3-etcd',
  patronictl: 'patroni python3-etcd',
  etcd: 'etcd-server',
  haproxy: 'haproxy',
  openssl: 'openssl',
  pgbouncer: 'pgbouncer',
  postgres: 'postgresql-17',
  pg_basebackup: 'postgresql-17',
  pg_rewind: 'postgresql-17',
};

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
export function findPrograms() {
  const missing = findMissing();
  if (missing.length > 0) throw new MissingPrograms(missing);
  return Object.fromEntries(Object.keys(packages).map((name) => [name, pathOf(name)]));
}

/** Returns the packages of the missing programs. */
export function findMissingPackages() {
  return packagesOf(findMissing());
}

function findMissing() {
  return Object.keys(packages).filter((name) => pathOf(name) === undefined);
}

function packagesOf(names) {
  return [...new Set(names.flatMap((name) => packages[name].split(' ')))];
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
