/** The tracker and the bare server on one database, under the same load in turn, with the CPU time of both. */
import { setTimeout as delay } from 'node:timers/promises';
import { Meter } from './cpu-time.mjs';
import { load } from './load.mjs';

export class Pair {
  #tracker;
  #bare;

  static async open(place, db, taskForceId) {
    const pair = new Pair();
    const measured = (server) => ({ ...server, meter: new Meter(db, server) });
    pair.#tracker = measured(await place.startMeasuredTracker());
    pair.#bare = measured(await place.startBare(taskForceId));
    return pair;
  }

  get tracker() {
    return this.#tracker;
  }

  /** Sends a load to both at once, and measures nothing. */
  async warmUp(requests, options) {
    await Promise.all([this.#toTracker(requests, options), this.#toBare(requests, options)]);
  }

  /** Sends a load to the tracker, then to the bare server. */
  async round(requests, options) {
    return this.#measured(
      () => this.#toTracker(requests, options),
      () => this.#toBare(requests, options),
    );
  }

  /**
   * Sends `tracker` requests to the tracker and `bare` requests to the bare server in turn, until there are `maxRounds` or the
   * time is up. A round lasts `minMs` at least.
   */
  async rounds(requests, { tracker, bare, connections, minMs, minRounds, maxRounds, maxMs }) {
    const rows = [];
    const began = performance.now();
    while (rows.length < maxRounds && (rows.length < minRounds || performance.now() - began < maxMs)) {
      const end = performance.now() + minMs;
      const toTracker = () => this.#toTracker(requests, { connections, amount: tracker });
      const toBare = async () => {
        const outcome = await this.#toBare(requests, { connections, amount: bare });
        if (performance.now() < end) await delay(end - performance.now());
        return outcome;
      };
      rows.push(await this.#measured(toTracker, toBare));
    }
    return rows;
  }

  #toTracker(requests, options) {
    const ours = requests.map((request) => ({ ...request, path: `/api/v1${request.path}` }));
    return load({ port: this.#tracker.port, requests: ours, ...options });
  }

  #toBare(requests, options) {
    return load({ port: this.#bare.port, requests, ...options });
  }

  /**
   * Reads the CPU time of both servers before and after both have had their turn, because each has its own processes.
   * Work that the tracker leaves to the time after a request therefore counts.
   */
  async #measured(toTracker, toBare) {
    const before = await this.#read();
    const [tracker, bare] = [await toTracker(), await toBare()];
    const after = await this.#read();
    return {
      tracker: withCpu(tracker, before.tracker, after.tracker),
      bare: withCpu(bare, before.bare, after.bare),
    };
  }

  async #read() {
    return { tracker: await this.#tracker.meter.read(), bare: await this.#bare.meter.read() };
  }
}

/** Adds the milliseconds of a request in Node and in Postgres. They are absent where they cannot be read. */
export function withCpu(outcome, before, after) {
  if (before === null || after === null) return outcome;
  const node = (after.node - before.node) / outcome.total;
  const postgres = (after.postgres - before.postgres) / outcome.total;
  return { ...outcome, node, postgres, cpu: node + postgres };
}
