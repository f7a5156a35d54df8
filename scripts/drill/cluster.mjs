/** Three database hosts, each with etcd, Patroni and Postgres. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../until.mjs';
import { Fencing } from './fencing.mjs';
import { agentOf, send } from './https.mjs';
import { childrenOf, isAlive, signalAll } from './processes.mjs';
import { postgresFolder, searchPath } from './programs.mjs';

/** Names of the database hosts. */
export const hostNames = ['database-1', 'database-2', 'database-3'];
const maxStartMs = 120_000;
const maxRecoveryMs = 180_000;
const maxAnswerMs = 2_000;
const maxEndMs = 5_000;

export class Cluster {
  #hosts = [];
  #fencing;

  constructor(site, programs) {
    this.site = site;
    this.programs = programs;
  }

  async start() {
    for (const [index, name] of hostNames.entries()) this.#hosts.push(await this.#configure(name, index + 1));
    for (const host of this.#hosts) await this.#startPrograms(host);
    await this.whenWhole(maxStartMs);
  }

  /** Returns the table of the members. */
  async list() {
    return this.#control(this.#hosts[0], ['list']);
  }

  /** Returns the ttl of the leader's lock, as Patroni has it. */
  async ttlSeconds() {
    const { ttl } = await this.#ask('/config');
    return ttl;
  }

  async leader() {
    const { members } = await this.#ask('/cluster');
    const name = members.find(({ role }) => role === 'leader')?.name;
    return this.#hosts.find((host) => host.name === name);
  }

  /** Whether the etcd of a host leads etcd. */
  async leadsEtcd({ address, values }) {
    const url = `https://${address}:${values.ETCD_CLIENT_PORT}/v3/maintenance/status`;
    const agent = agentOf(this.site.authority.pem, await readFile(values.TLS_CERTIFICATE, 'utf8'));
    const { status, text } = await send(url, { agent, method: 'POST', body: '{}', timeoutMs: maxAnswerMs });
    agent.destroy();
    if (status !== 200) throw new Error(`etcd answered ${status}`);
    const { header, leader } = JSON.parse(text);
    return header.member_id === leader;
  }

  /** Waits until there are a leader, a synchronous standby and another standby. */
  async whenWhole(maxMs = maxRecoveryMs) {
    await until('the cluster has a leader and two standbys', maxMs, async () => isWhole(await this.#ask('/cluster')));
  }

  async whenLedByAnother(host) {
    await until('another member is the leader', maxRecoveryMs, async () => {
      const leader = await this.leader();
      return leader !== undefined && leader !== host;
    });
  }

  /** Kills the Postgres of a host; its Patroni goes on. */
  async killPostgres(host) {
    signalAll(await postgresProcesses(host), 'SIGKILL');
  }

  /** Kills every process of a host, as a loss of power does. */
  async lose(host) {
    const pids = await this.#allProcesses(host);
    signalAll(pids, 'SIGKILL');
    await until('the processes of the host have ended', maxEndMs, async () => {
      const alive = await Promise.all(pids.map(isAlive));
      return !alive.includes(true);
    });
  }

  async bringBack(host) {
    await this.#startPrograms(host);
  }

  /** Stops every process of a host in the midst of its work, as a suspended virtual machine does. */
  async suspend(host) {
    signalAll(await this.#allProcesses(host), 'SIGSTOP');
  }

  async resume(host) {
    signalAll(await this.#allProcesses(host), 'SIGCONT');
  }

  /** Cuts a host off from etcd and from the other databases; clients still reach it. Watches its writes until `reconnect`. */
  async cutOff(host) {
    host.isCutOff = true;
    await this.site.network.cutOff(host.name);
    const { POSTGRES_PASSWORD, POSTGRES_PORT, TLS_CA } = this.site.values;
    const server = `${host.address}:${POSTGRES_PORT}`;
    const url = `postgres://postgres:${POSTGRES_PASSWORD}@${server}/postgres?sslmode=verify-full&sslrootcert=${TLS_CA}`;
    this.#fencing = new Fencing(url);
    this.#fencing.start();
  }

  /** Reconnects a host. Returns its acknowledged writes, and whether it refused all before the other leader began. */
  async reconnect(host, tookOverAt) {
    await this.#fencing.stop();
    const { acknowledged, fencedAt } = this.#fencing;
    await this.site.network.reconnect(host.name);
    // Its Patroni answers with the state before the cut until it has read etcd.
    await until('the former leader knows its successor', maxRecoveryMs, async () => {
      const { members } = await this.#askHost(host, '/cluster');
      return members.some(({ role, name }) => role === 'leader' && name !== host.name);
    });
    host.isCutOff = false;
    return { acknowledged, isFenced: fencedAt !== null && fencedAt <= tookOverAt };
  }

  async switchOver(host) {
    await this.#control(host, ['switchover', 'tracker', '--leader', host.name, '--force']);
    await this.whenLedByAnother(host);
  }

  /** Ends what the site does not know: Postgres is no child of Patroni. */
  async stop() {
    for (const host of this.#hosts) {
      signalAll(await this.#allProcesses(host), 'SIGCONT');
      // Patroni would start its Postgres again.
      if (host.patroni) signalAll([host.patroni.pid], 'SIGKILL');
      await host.patroni?.ended;
      const [postmaster, ...others] = await postgresProcesses(host);
      if (postmaster === undefined) continue;
      // An immediate shutdown, which removes its shared memory.
      signalAll([postmaster], 'SIGQUIT');
      await until('Postgres has ended', maxEndMs, async () => !(await isAlive(postmaster))).catch(() => undefined);
      signalAll([postmaster, ...others], 'SIGKILL');
    }
  }

  /** Runs patronictl on a host. Returns its output. */
  async #control({ folder, files }, parameters) {
    const env = { PATH: searchPath, LANG: 'C.UTF-8', HOME: folder };
    const { stdout } = await this.site.run(this.programs.patronictl, ['-c', files.patroni, ...parameters], { env });
    return stdout;
  }

  async #configure(name, number) {
    const host = await this.site.createHost(name, this.site.values[`DATABASE_${number}_ADDRESS`]);
    const { folder, values } = host;
    const data = join(folder, 'data');
    Object.assign(values, { ETCD_DATA: join(folder, 'etcd'), POSTGRES_DATA: data });
    Object.assign(values, { POSTGRES_BIN: postgresFolder, POSTGRES_SOCKETS: folder });
    const files = {
      etcd: await this.site.configure('etcd.yml', host),
      patroni: await this.site.configure('patroni.yml', host),
    };
    return { ...host, data, files };
  }

  async #startPrograms(host) {
    const { name, folder, files } = host;
    const { etcd, patroni } = this.programs;
    const options = { folder, namespace: this.site.network === null ? undefined : name };
    host.etcd = await this.site.start(`etcd-${name}`, etcd, ['--config-file', files.etcd], options);
    host.patroni = await this.site.start(`patroni-${name}`, patroni, [files.patroni], options);
  }

  async #allProcesses({ etcd, patroni, ...host }) {
    const own = [etcd, patroni].filter(
      (one) => one !== undefined && one.child.exitCode === null && one.child.signalCode === null,
    );
    const below = await Promise.all(own.map(({ pid }) => childrenOf(pid)));
    return [...own.map(({ pid }) => pid), ...below.flat(), ...(await postgresProcesses(host))];
  }

  /** Asks the Patroni that answers first. One that is cut off knows only the state before. */
  #ask(path) {
    const reached = this.#hosts.filter(({ isCutOff }) => isCutOff !== true);
    return Promise.any(reached.map((host) => this.#askHost(host, path)));
  }

  async #askHost({ address }, path) {
    this.agent ??= agentOf(this.site.authority.pem);
    const url = `https://${address}:${this.site.values.PATRONI_PORT}${path}`;
    const { status, text } = await send(url, { agent: this.agent, timeoutMs: maxAnswerMs });
    if (status !== 200) throw new Error(`Patroni answered ${status}`);
    return JSON.parse(text);
  }
}

/** Whether a leader runs, both standbys follow it, and one of them confirms commits. */
function isWhole({ members = [] }) {
  const leaders = members.filter(({ role, state }) => role === 'leader' && state === 'running');
  const standbys = members.filter(({ role, state }) => role !== 'leader' && state === 'streaming');
  return leaders.length === 1 && standbys.length === 2 && standbys.some(({ role }) => role === 'sync_standby');
}

/** Returns the postmaster of a host and its processes. */
async function postgresProcesses({ data }) {
  const [line] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(line);
  if (!pid || !(await isPostgres(pid, data))) return [];
  return [pid, ...(await childrenOf(pid))];
}

/** Whether the process is the Postgres of this data folder: the file of a killed one may name a number in use again. */
async function isPostgres(pid, data) {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes(data);
}
