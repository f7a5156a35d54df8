/** Network of the database hosts for partitions: a namespace of Linux for each, and a bridge between them. Needs root. */
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Address of no host, to which a cut-off host sends. It gets no answer and no error, as from a broken switch. */
const nowhere = '02:00:00:00:00:ff';
const device = 'eth0';

export class Network {
  #names;
  #subnet = `10.213.${randomInt(256)}`;
  /** Names of interfaces have 15 characters at most. */
  #prefix = `td${process.pid}`;

  /** Creates the network. The trackers reach the hosts through the bridge, whatever is cut. */
  static async open(names) {
    const network = new Network(names);
    try {
      await network.#create();
      return network;
    } catch (error) {
      await network.close();
      throw error;
    }
  }

  constructor(names) {
    this.#names = names;
  }

  /** Values of the configuration files that differ from those on loopback. */
  get values() {
    const addresses = this.#names.map((name, index) => [`DATABASE_${index + 1}_ADDRESS`, this.addressOf(name)]);
    return { ...Object.fromEntries(addresses), CLUSTER_NETWORK: `${this.#subnet}.0/24` };
  }

  addressOf(name) {
    return `${this.#subnet}.${11 + this.#names.indexOf(name)}`;
  }

  /** Returns the command that runs a program on a host as a user, and becomes it. */
  commandOn(name, user, command) {
    const identity = user === null ? [] : ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
    return ['nsenter', `--net=/run/netns/${this.#namespaceOf(name)}`, ...identity, ...command];
  }

  /** Cuts the links between a host and the others. Each goes on, and reaches all else. */
  async cutOff(name) {
    for (const other of this.#others(name)) {
      await this.#send(name, other, 'replace', ['lladdr', nowhere, 'nud', 'permanent']);
      await this.#send(other, name, 'replace', ['lladdr', nowhere, 'nud', 'permanent']);
    }
  }

  async reconnect(name) {
    for (const other of this.#others(name)) {
      await this.#send(name, other, 'del');
      await this.#send(other, name, 'del');
    }
  }

  /** Removes the network after its processes have ended, and leaves out parts that were never created. */
  async close() {
    for (const name of this.#names) await ip('netns', 'del', this.#namespaceOf(name)).catch(() => undefined);
    await ip('link', 'del', this.#prefix).catch(() => undefined);
  }

  async #create() {
    await ip('link', 'add', this.#prefix, 'type', 'bridge');
    await ip('address', 'add', `${this.#subnet}.1/24`, 'dev', this.#prefix);
    await ip('link', 'set', this.#prefix, 'up');
    for (const [index, name] of this.#names.entries()) {
      const [namespace, port] = [this.#namespaceOf(name), `${this.#prefix}-${index}`];
      await ip('netns', 'add', namespace);
      await ip('link', 'add', port, 'type', 'veth', 'peer', 'name', device, 'netns', namespace);
      await ip('link', 'set', port, 'master', this.#prefix, 'up');
      await ip('-n', namespace, 'link', 'set', 'lo', 'up');
      await ip('-n', namespace, 'address', 'add', `${this.addressOf(name)}/24`, 'dev', device);
      await ip('-n', namespace, 'link', 'set', device, 'up');
    }
  }

  /** Changes the link-layer address to which a host sends packets for another one. */
  #send(name, other, change, values = []) {
    const address = this.addressOf(other);
    return ip('-n', this.#namespaceOf(name), 'neighbour', change, address, ...values, 'dev', device);
  }

  #others(name) {
    return this.#names.filter((other) => other !== name);
  }

  #namespaceOf(name) {
    return `${this.#prefix}-${name}`;
  }
}

async function ip(...parameters) {
  await execute('ip', parameters);
}
