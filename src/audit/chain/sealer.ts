import { connected, type Connection } from '../../platform/database/connected.js';
import { archivableFrom, signArchive, type Archived } from './archive-seals.js';
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
const unsignedArchives = `
  SELECT to_char(a.month, 'YYYY-MM') AS month, a.entries::float8 AS entries, a.links::float8 AS links,
         encode(a.file_digest, 'hex') AS "fileDigest", (extract(epoch FROM a.archived_at) * 1000000)::float8 AS "archivedAt"
    FROM audit.archives a WHERE NOT EXISTS (SELECT FROM audit.archive_seals s WHERE s.month = a.month) ORDER BY a.month`;
const keepArchiveSeal = `SELECT audit.seal_archive(to_date($1, 'YYYY-MM'), $2, $3, decode($4, 'base64'))`;
const keepSeal = `SELECT audit.seal($1, $2, decode($3, 'hex'), $4, $5, decode($6, 'base64'))`;

/** Signer of the chain heads, for later verification of the trail. */
export class Sealer {
  constructor(
    private readonly url: string,
    private readonly key: SealingKey,
    private readonly sinks: readonly SealSink[],
  ) {}

  /**
   * Signs each head that has moved since its last signature, and returns their number. The signature first goes outside
   * the reach of the database owner, then to the table. A signature in the table alone would prove nothing.
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
    const sealed = await this.sealHeads(connection);
    await this.signArchives(connection);
    return sealed;
  }

  /**
   * Signs the archives of months that are old enough by the clocks of both the sealer and the action. It never signs a
   * younger month, because the database owner could forge such an action; the tracker's own function refuses it.
   */
  private async signArchives(connection: Connection): Promise<void> {
    const { rows } = await connection.query<Archived>(unsignedArchives);
    const now = new Date();
    const isOld = ({ month, archivedAt }: Archived): boolean =>
      Math.min(archivedAt / 1000, now.getTime()) >= archivableFrom(month);
    const seals = rows
      .filter(isOld)
      .map((month) => signArchive({ ...month, sealedAt: now.toISOString(), keyId: this.key.id }, this.key.key));
    if (seals.length > 0) for (const sink of this.sinks) await sink.keep(seals);
    for (const { month, sealedAt, keyId, signature } of seals) {
      await connection.query(keepArchiveSeal, [month, sealedAt, keyId, signature]);
    }
    const young = rows.find((month) => !isOld(month));
    if (!young) return;
    throw new CannotSeal(
      `The month ${young.month} was archived before it was 366 days old, and its archive is not signed. ` +
        'Somebody has changed the trail: keep the seals, and run npm run audit:verify.',
    );
  }

  private async sealHeads(connection: Connection): Promise<number> {
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
