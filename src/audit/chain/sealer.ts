import { connected, type Connection } from '../../platform/database/connected.js';
import { CannotSeal } from './cannot-seal.js';
import { nameOf } from './link.js';
import type { SealingKey } from './seal-keys.js';
import type { SealSink } from './seal-sinks.js';
import { signed, type Seal } from './seals.js';

const movedHeads = `
  SELECT h.chain, h.position, encode(h.hash, 'hex') AS hash, s.position AS sealed, date_trunc('milliseconds', clock_timestamp()) AS now
    FROM audit.heads h
    LEFT JOIN LATERAL (SELECT position FROM audit.seals s WHERE s.chain = h.chain ORDER BY position DESC LIMIT 1) s ON true
   WHERE h.position IS DISTINCT FROM s.position
   ORDER BY h.chain`;
const keepSeal = `SELECT audit.seal($1, $2, decode($3, 'hex'), $4, $5, decode($6, 'base64'))`;

/** Signs where the chains stand, for whoever will ask later whether the trail is what it was. */
export class Sealer {
  constructor(
    private readonly url: string,
    private readonly key: SealingKey,
    private readonly sinks: readonly SealSink[],
  ) {}

  /**
   * Seals each head that has moved since its last seal; answers how many. First where the database's owner does not reach, then
   * in the table: a seal that the table alone had would prove nothing.
   */
  async round(): Promise<number> {
    try {
      return await connected(this.url, 'tracker seal', (connection) => this.seal(connection));
    } catch (fault) {
      if (fault instanceof CannotSeal) throw fault;
      throw new CannotSeal(`The trail cannot be sealed: ${(fault as Error).message}.`);
    }
  }

  private async seal(connection: Connection): Promise<number> {
    const { rows } = await connection.query<MovedHead>(movedHeads);
    const seals = rows.map((head) => this.sealOf(head));
    if (seals.length === 0) return 0;
    for (const sink of this.sinks) await sink.keep(seals);
    for (const seal of seals) {
      const { chain, position, hash, sealedAt, keyId, signature } = seal;
      await connection.query(keepSeal, [chain, position, hash, sealedAt, keyId, signature]);
    }
    const back = rows.find(({ position, sealed }) => sealed !== null && Number(sealed) > Number(position));
    if (back) {
      throw new CannotSeal(
        `${nameOf(back.chain)} ended at link ${back.sealed} when it was sealed, and ends at ${back.position} now. ` +
          'Somebody has cut the trail: keep the seals, and run npm run audit:verify.',
      );
    }
    return seals.length;
  }

  private sealOf({ chain, position, hash, now }: MovedHead): Seal {
    const standing = { chain, position: Number(position), hash, sealedAt: now.toISOString(), keyId: this.key.id };
    return signed(standing, this.key.key);
  }
}

interface MovedHead {
  readonly chain: string;
  readonly position: string | number;
  readonly hash: string;
  readonly sealed: string | number | null;
  readonly now: Date;
}
