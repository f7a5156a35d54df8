/** Watches the Postgres of a cut-off leader: whether it acknowledges a write, and when it stops accepting any. */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const probeMs = 500;
const maxAnswerMs = 2_000;

/** Read-only, shutting down, starting or not running: the leader accepts no write. */
const refusals = /^(?:25006|57P0[1-3]|ECONNREFUSED)$/;

export class Fencing {
  #isOver = false;
  #probing;

  /** Writes that were acknowledged though they began after the cut. */
  acknowledged = 0;
  /** Time of the first refusal after the last write that may have been accepted; null before. */
  fencedAt = null;

  constructor(url) {
    this.url = url;
  }

  start() {
    this.#probing = this.#probe();
  }

  async stop() {
    this.#isOver = true;
    await this.#probing;
  }

  async #probe() {
    while (!this.#isOver) {
      const answer = await tryWrite(this.url);
      if (answer === 'acknowledged') this.acknowledged += 1;
      if (answer === 'refused') this.fencedAt ??= performance.now();
      else if (answer !== 'none') this.fencedAt = null;
      await delay(probeMs);
    }
  }
}

/**
 * Tries a write that changes nothing, and waits for a standby as every commit does. Returns `open` for one without an answer,
 * which may be written, and `none` if the server cannot be asked.
 */
async function tryWrite(connectionString) {
  let isAsked = false;
  let client;
  try {
    client = new pg.Client({ connectionString, connectionTimeoutMillis: maxAnswerMs, query_timeout: maxAnswerMs });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query('SELECT pg_is_in_recovery() AS "isStandby"');
    if (rows[0].isStandby) return 'refused';
    isAsked = true;
    await client.query(`SELECT pg_logical_emit_message(true, 'drill', 'a write after the cut')`);
    return 'acknowledged';
  } catch (error) {
    if (refusals.test(error.code ?? '')) return 'refused';
    return isAsked ? 'open' : 'none';
  } finally {
    // A waiting commit would hold the end of the connection.
    client?.connection.stream.destroy();
  }
}
