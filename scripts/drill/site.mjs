/** Temporary folder of a drill, its processes, ports and configuration files. */
import { randomBytes, randomInt } from 'node:crypto';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, copyFile, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { quickFolder } from '../../test/setup/start-postgres.js';
import { root } from '../preflight.mjs';
import { Authority } from './certificates.mjs';
import { childrenOf, signalAll } from './processes.mjs';
import { searchPath } from './programs.mjs';
import { fillTemplate } from './templates.mjs';

const execute = promisify(execFile);

/** Addresses of the hosts. All of 127.0.0.0/8 is this machine, so that each host has the usual ports for itself. */
const addresses = {
  DATABASE_1_ADDRESS: '127.0.0.11',
  DATABASE_2_ADDRESS: '127.0.0.12',
  DATABASE_3_ADDRESS: '127.0.0.13',
  TRACKER_1_ADDRESS: '127.0.0.21',
  TRACKER_2_ADDRESS: '127.0.0.22',
  BALANCER_ADDRESS: '127.0.0.31',
};
/**
 * Addresses in each certificate besides the host's own: those under which HAProxy offers the database, and that of every
 * connection on one machine, which etcd compares.
 */
const localAddresses = [addresses.TRACKER_1_ADDRESS, addresses.TRACKER_2_ADDRESS, '127.0.0.1'];
const portNames = [
  'ETCD_CLIENT_PORT',
  'ETCD_PEER_PORT',
  'PATRONI_PORT',
  'POSTGRES_PORT',
  'TRACKER_PORT',
  'TRACKER_TLS_PORT',
  'PRIMARY_PORT',
  'STANDBY_PORT',
  'PGBOUNCER_PORT',
  'BALANCER_PORT',
];
const passwordNames = ['PATRONI_REST_PASSWORD', 'POSTGRES_PASSWORD', 'REPLICATION_PASSWORD', 'REWIND_PASSWORD'];

export class Site {
  #processes = new Set();
  #isEnding = false;

  /**
   * `user` runs the programs, because Postgres refuses root; null is the user of this process. With a network, each database
   * host is in a namespace of its own.
   */
  static async open(user, { openssl }, network = null) {
    const folder = await mkdtemp(join(await quickFolder(), 'tracker-drill-'));
    // The other user enters the folder, and owns folders in it.
    await chmod(folder, 0o711);
    const authority = await Authority.create(openssl, folder).catch(async (error) => {
      await rm(folder, { recursive: true });
      throw error;
    });
    const values = { ...addresses, CLUSTER_NETWORK: '127.0.0.0/8', TLS_CA: authority.certificate };
    if (network !== null) Object.assign(values, network.values);
    values.HAPROXY_USER = user?.name ?? userInfo().username;
    values.HAPROXY_GROUP = await groupOf(values.HAPROXY_USER);
    const ports = await freePorts(portNames.length);
    for (const [index, name] of portNames.entries()) values[name] = ports[index];
    for (const name of passwordNames) values[name] = randomBytes(18).toString('base64url');
    return new Site(folder, user, authority, values, network);
  }

  constructor(folder, user, authority, values, network = null) {
    this.network = network;
    this.folder = folder;
    this.user = user;
    this.authority = authority;
    this.values = values;
  }

  /** Creates a host: its folder, its certificate, and the values of its configuration files. */
  async createHost(name, address) {
    const folder = join(this.folder, name);
    await mkdir(folder, { mode: 0o700 });
    await this.#own(folder);
    const certificate = join(folder, 'host.pem');
    await this.write(certificate, await this.authority.issue([address, ...localAddresses], this.folder));
    const values = { ...this.values, HOST_NAME: name, HOST_ADDRESS: address, TLS_CERTIFICATE: certificate };
    return { name, folder, address, values };
  }

  /** Writes a file that only the user of the programs reads. */
  async write(path, text) {
    await writeFile(path, text, { mode: 0o600 });
    await this.#own(path);
  }

  /** Writes a file of docker/ha for a host. Returns its path. */
  async configure(template, { folder, values }) {
    const path = join(folder, template);
    await this.write(path, fillTemplate(await readFile(join(root, 'docker/ha', template), 'utf8'), values));
    return path;
  }

  /** Starts a program, in the namespace of its host if it has one. Its output goes to a file beside its configuration. */
  async start(name, file, parameters, { folder, environment = {}, isTracker = false, namespace } = {}) {
    if (this.#isEnding) throw new Error('The drill is ending.');
    const log = await open(join(this.folder, `${name}.log`), 'a');
    const isOwn = isTracker || this.user === null || namespace !== undefined;
    const user = isOwn ? {} : { uid: this.user.uid, gid: this.user.gid };
    const command = [file, ...parameters];
    const [program, ...rest] =
      namespace === undefined ? command : this.network.commandOn(namespace, this.user, command);
    const usual = { PATH: searchPath, LANG: 'C.UTF-8', HOME: folder };
    const child = spawn(program, rest, {
      cwd: isTracker ? root : folder,
      env: { ...usual, ...environment },
      stdio: ['ignore', log.fd, log.fd],
      ...user,
    });
    await log.close();
    return { name, ...this.#register(child) };
  }

  /** Runs a command. Resolves with its output, and rejects if it fails or the drill ends first. */
  async run(file, parameters, options) {
    if (this.#isEnding) throw new Error('The drill is ending.');
    const running = execute(file, parameters, options);
    this.#register(running.child);
    return running;
  }

  async logOf(name) {
    return readFile(join(this.folder, `${name}.log`), 'utf8').catch(() => '');
  }

  /**
   * Ends the processes that it started, after those that `endOthers` ends, and removes the folder, also if `endOthers`
   * fails. Nothing starts any more. `logs` is a folder for the output of the programs.
   */
  async close(endOthers, logs) {
    this.#isEnding = true;
    try {
      await endOthers();
    } finally {
      await this.#endProcesses().finally(() => this.network?.close());
      await this.#copyLogs(logs).finally(() => rm(this.folder, { recursive: true, force: true, maxRetries: 5 }));
    }
  }

  #register(child) {
    const registered = { child, pid: child.pid, ended: once(child, 'exit').catch(() => undefined) };
    this.#processes.add(registered);
    void registered.ended.then(() => this.#processes.delete(registered));
    return registered;
  }

  /** Kills the processes. None of them keeps anything that is still needed. */
  async #endProcesses() {
    const started = [...this.#processes];
    for (const { pid } of started) signalAll([...(await childrenOf(pid)), pid], 'SIGKILL');
    await Promise.all(started.map(({ ended }) => ended));
  }

  async #copyLogs(folder) {
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    for (const name of (await readdir(this.folder)).filter((one) => one.endsWith('.log')))
      await copyFile(join(this.folder, name), join(folder, name));
  }

  async #own(path) {
    if (this.user !== null) await chown(path, this.user.uid, this.user.gid);
  }
}

/** Returns the name of a user's primary group, which may differ from the user's: that of `nobody` is `nogroup` on Debian. */
async function groupOf(user) {
  const { stdout } = await execute('id', ['-gn', user]);
  return stdout.trim();
}

/** Returns ports that are free at each address of this machine at the moment. */
async function freePorts(count) {
  const found = new Set();
  while (found.size < count) {
    const port = randomInt(20_000, 30_000);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

async function isFree(port) {
  const server = createServer();
  const isListening = await new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => resolve(true));
  });
  server.close();
  return isListening;
}
