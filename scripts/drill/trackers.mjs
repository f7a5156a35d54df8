/** Two hosts of the tracker, each with HAProxy, PgBouncer and a tracker, and the load balancer before them. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { root } from '../preflight.mjs';
import { until } from '../until.mjs';

const maxStartMs = 120_000;
const secrets = ['PASSWORD_PEPPER_FILE', 'FACTOR_KEY_FILE', 'DECONFLICTION_KEY_FILE', 'VAULT_MASTER_KEY_FILE'];

/** Longer than the load balancer takes to see that an instance is not ready. */
const drainSeconds = 5;

export class Trackers {
  #hosts = [];

  constructor(site, programs) {
    this.site = site;
    this.programs = programs;
  }

  /** Address of the load balancer. */
  get url() {
    const { BALANCER_ADDRESS, BALANCER_PORT } = this.site.values;
    return `https://${BALANCER_ADDRESS}:${BALANCER_PORT}`;
  }

  /** URL of the leader as the superuser, through HAProxy. */
  get adminUrl() {
    return this.#directUrl('postgres', this.site.values.POSTGRES_PASSWORD, 'tracker');
  }

  /** Creates roles and schema, and starts everything in front of the database. Returns the link of the first administrator. */
  async start() {
    for (const number of [1, 2]) this.#hosts.push(await this.#prepare(number));
    for (const host of this.#hosts) await this.#startProxy(host);
    await this.#createDatabase();
    await this.#checkStandbyPort();
    for (const host of this.#hosts) await this.#startPooler(host);
    await this.#createSecrets();
    await this.#startBalancer();
    for (const host of this.#hosts) await this.#startTracker(host);
    // Each start without an account replaces the link of the one before.
    return /\/welcome#admin=(\S+)/.exec(await this.site.logOf(this.#hosts.at(-1).name))?.[1];
  }

  /** Restarts both trackers, one after the other, as a new release does. */
  async restartAll() {
    for (const host of this.#hosts) {
      host.tracker.child.kill('SIGTERM');
      await host.tracker.ended;
      await this.#startTracker(host);
    }
  }

  /** Runs a command of the tracker. Returns its code and its output. */
  async run(name, parameters = []) {
    const file = join(root, 'dist/src/commands/tracker.command.js');
    const env = { PATH: process.env.PATH, NODE_ENV: 'development', DATA_DIRECTORY: this.site.folder, ...this.urls };
    return this.site.run(process.execPath, [file, name, ...parameters], { cwd: root, env }).then(
      ({ stdout }) => ({ name, code: 0, output: stdout }),
      ({ code, stdout, stderr }) => ({ name, code, output: `${stdout}${stderr}` }),
    );
  }

  async #prepare(number) {
    const host = await this.site.createHost(`tracker-${number}`, this.site.values[`TRACKER_${number}_ADDRESS`]);
    const users = join(host.folder, 'userlist.txt');
    // Both hosts are this machine, so that a loopback address of its own stands for that of each.
    Object.assign(host.values, { LOCAL_ADDRESS: host.address, PGBOUNCER_USERS: users });
    const files = {
      haproxy: await this.site.configure('haproxy-tracker.cfg', host),
      pgbouncer: await this.site.configure('pgbouncer.ini', host),
    };
    return { ...host, users, files };
  }

  async #startProxy({ name, folder, files }) {
    await this.site.start(`haproxy-${name}`, this.programs.haproxy, ['-db', '-f', files.haproxy], { folder });
  }

  /** Follows docs/operations/install.md, through the port of the leader. */
  async #createDatabase() {
    const maintenanceUrl = this.#directUrl('postgres', this.site.values.POSTGRES_PASSWORD, 'postgres');
    this.urls = { DATABASE_ADMIN_URL: maintenanceUrl };
    await until('the port of the leader answers', maxStartMs, () => query(maintenanceUrl, 'SELECT'));
    const { output } = await this.#mustRun('db:roles');
    const urls = Object.fromEntries(
      [...output.matchAll(/^ +(DATABASE_\w*URL)=(\S+)$/gm)].map(([, key, url]) => [key, url]),
    );
    // The commands use the leader itself, and the trackers the pooler.
    this.urls = { ...urls, DATABASE_URL: '', DATABASE_AUTH_URL: '' };
    this.servingUrls = { DATABASE_URL: urls.DATABASE_URL, DATABASE_AUTH_URL: urls.DATABASE_AUTH_URL };
    await this.#mustRun('db:migrate');
  }

  async #checkStandbyPort() {
    const url = Object.assign(new URL(this.adminUrl), { port: String(this.site.values.STANDBY_PORT) });
    await until('the port of the standbys answers with a standby', maxStartMs, async () => {
      const [{ isStandby }] = await query(url.href, 'SELECT pg_is_in_recovery() AS "isStandby"');
      return isStandby;
    });
  }

  async #mustRun(name) {
    const ended = await this.run(name);
    if (ended.code !== 0) throw new Error(`${name} ended with ${ended.code}: ${ended.output}`);
    return ended;
  }

  async #startPooler({ name, folder, users, files }) {
    const lines = await query(this.adminUrl, await readFile(join(root, 'docker/ha/pgbouncer-users.sql'), 'utf8'));
    await this.site.write(users, lines.map(({ line }) => `${line}\n`).join(''));
    await this.site.start(`pgbouncer-${name}`, this.programs.pgbouncer, [files.pgbouncer], { folder });
  }

  async #createSecrets() {
    this.secrets = {};
    for (const name of secrets) {
      this.secrets[name] = join(this.site.folder, name.toLowerCase());
      await writeFile(this.secrets[name], randomBytes(32), { mode: 0o600 });
    }
  }

  async #startBalancer() {
    const host = await this.site.createHost('balancer', this.site.values.BALANCER_ADDRESS);
    const { folder, values } = host;
    this.socket = join(folder, 'balancer.sock');
    Object.assign(values, { BALANCER_SOCKET: this.socket, BALANCER_CERTIFICATE: values.TLS_CERTIFICATE });
    const file = await this.site.configure('haproxy-balancer.cfg', host);
    await this.site.start('balancer', this.programs.haproxy, ['-db', '-f', file], { folder });
  }

  async #startTracker(host) {
    const { PGBOUNCER_PORT, TRACKER_PORT } = this.site.values;
    // PgBouncer is on this host, and speaks TLS to the database.
    const pooled = Object.entries(this.servingUrls).map(([key, url]) => [
      key,
      Object.assign(new URL(url), { hostname: host.address, port: String(PGBOUNCER_PORT), search: '' }).href,
    ]);
    const environment = {
      ...Object.fromEntries(pooled),
      ...this.secrets,
      NODE_ENV: 'development',
      HOST: host.address,
      PORT: String(TRACKER_PORT),
      PUBLIC_URL: this.url,
      DATABASE_POOLER: 'transaction',
      TRUST_PROXY: '127.0.0.1',
      DATA_DIRECTORY: host.folder,
      DRAIN_SECONDS: String(drainSeconds),
      LOG_LEVEL: 'warn',
    };
    const options = { folder: host.folder, environment, isTracker: true };
    host.tracker = await this.site.start(host.name, process.execPath, [join(root, 'dist/src/main.js')], options);
    await until(`the load balancer sends requests to ${host.name}`, maxStartMs, async () => {
      if (host.tracker.child.exitCode !== null) throw new Error(await this.site.logOf(host.name));
      return isUp(await showStatistics(this.socket), host.name);
    });
  }

  #directUrl(user, password, database) {
    const { TRACKER_1_ADDRESS, PRIMARY_PORT, TLS_CA } = this.site.values;
    const address = `${TRACKER_1_ADDRESS}:${PRIMARY_PORT}`;
    return `postgres://${user}:${password}@${address}/${database}?sslmode=verify-full&sslrootcert=${TLS_CA}`;
  }
}

/** Runs a statement on a connection of its own, and returns the rows. */
export async function query(connectionString, statement) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  // A lost connection rejects the query as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(statement)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isUp(statistics, server) {
  const [header, ...lines] = statistics.split('\n');
  const names = header.replace(/^# /, '').split(',');
  return lines
    .map((line) => line.split(','))
    .some((cells) => cells[names.indexOf('svname')] === server && cells[names.indexOf('status')] === 'UP');
}

async function showStatistics(path) {
  const socket = connect(path);
  socket.end('show stat\n');
  let text = '';
  socket.on('data', (chunk) => (text += chunk));
  await once(socket, 'close');
  return text;
}
