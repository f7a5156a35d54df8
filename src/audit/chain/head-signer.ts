import { withNewConnection, type Connection } from '../../platform/database/connection.js';
import { getEarliestArchiveTime, signArchive, type MonthArchive } from './archive-signatures.js';
import { linkBefore } from './link-committed.js';
import { SigningError } from './signing-error.js';
import { describeChain } from './link.js';
import type { SignatureKey } from './signing-keys.js';
import type { SignatureSink } from './signature-sinks.js';
import { signHead, type HeadSignature } from './head-signatures.js';

const selectMovedHeads = `
  SELECT h.chain, h.position, encode(h.hash, 'hex') AS hash, s.position AS signed, date_trunc('milliseconds', clock_timestamp()) AS now
    FROM audit.heads h
    LEFT JOIN LATERAL (SELECT position FROM audit.signatures s WHERE s.chain = h.chain ORDER BY position DESC LIMIT 1) s ON true
   WHERE h.position IS DISTINCT FROM s.position
   ORDER BY h.chain`;
const selectUnsignedArchives = `
  SELECT to_char(a.month, 'YYYY-MM') AS month, a.entries::float8 AS entries, a.links::float8 AS links,
         encode(a.file_digest, 'hex') AS "fileDigest", (extract(epoch FROM a.archived_at) * 1000000)::float8 AS "archivedAt"
    FROM audit.archives a WHERE NOT EXISTS (SELECT FROM audit.archive_signatures s WHERE s.month = a.month) ORDER BY a.month`;
const insertArchiveSignature = `SELECT audit.add_archive_signature(to_date($1, 'YYYY-MM'), $2, $3, decode($4, 'base64'))`;
const insertHeadSignature = `SELECT audit.add_signature($1, $2, decode($3, 'hex'), $4, $5, decode($6, 'base64'))`;

/** Signer of the chain heads, for later verification of the trail. */
export class HeadSigner {
  constructor(
    private readonly url: string,
    private readonly key: SignatureKey,
    private readonly sinks: readonly SignatureSink[],
  ) {}

  /**
   * Signs each head that has moved since its last signature, and returns their number. The signature first leaves the
   * reach of the database owner: in the table alone it would prove nothing.
   */
  async signOnce(): Promise<number> {
    try {
      return await withNewConnection(this.url, 'tracker sign', (connection) => this.signAll(connection));
    } catch (fault) {
      if (fault instanceof SigningError) throw fault;
      throw new SigningError(`The trail cannot be signed: ${(fault as Error).message}.`);
    }
  }

  private async signAll(connection: Connection): Promise<number> {
    await linkBefore(connection);
    const signedCount = await this.signHeads(connection);
    await this.signArchives(connection);
    return signedCount;
  }

  /**
   * Signs the archives of months that are old enough by the clocks of both the signer and the action. The database
   * owner could forge the action of a younger month.
   */
  private async signArchives(connection: Connection): Promise<void> {
    const { rows } = await connection.query<MonthArchive>(selectUnsignedArchives);
    const now = new Date();
    const isOld = ({ month, archivedAt }: MonthArchive): boolean =>
      Math.min(archivedAt / 1000, now.getTime()) >= getEarliestArchiveTime(month);
    const signatures = rows
      .filter(isOld)
      .map((month) => signArchive({ ...month, signedAt: now.toISOString(), keyId: this.key.id }, this.key.key));
    if (signatures.length > 0) for (const sink of this.sinks) await sink.write(signatures);
    for (const { month, signedAt, keyId, signature } of signatures) {
      await connection.query(insertArchiveSignature, [month, signedAt, keyId, signature]);
    }
    const tooYoung = rows.find((month) => !isOld(month));
    if (!tooYoung) return;
    throw new SigningError(
      `The month ${tooYoung.month} was archived before it was 366 days old, and its archive is not signed. ` +
        'Somebody has changed the trail: keep the signatures, and run npm run audit:verify.',
    );
  }

  private async signHeads(connection: Connection): Promise<number> {
    const { rows } = await connection.query<MovedHead>(selectMovedHeads);
    const signatures = rows.map((head) => this.signMovedHead(head));
    if (signatures.length === 0) return 0;
    for (const sink of this.sinks) await sink.write(signatures);
    for (const headSignature of signatures) {
      const { chain, position, hash, signedAt, keyId, signature } = headSignature;
      await connection.query(insertHeadSignature, [chain, position, hash, signedAt, keyId, signature]);
    }
    const movedBack = rows.find(({ position, signed }) => signed !== null && Number(signed) > Number(position));
    if (movedBack) {
      throw new SigningError(
        `${describeChain(movedBack.chain)} ended at link ${movedBack.signed} when it was signed, and ends at ${movedBack.position} now. ` +
          'Somebody has cut the trail: keep the signatures, and run npm run audit:verify.',
      );
    }
    return signatures.length;
  }

  private signMovedHead({ chain, position, hash, now }: MovedHead): HeadSignature {
    const signedHead = { chain, position: Number(position), hash, signedAt: now.toISOString(), keyId: this.key.id };
    return signHead(signedHead, this.key.key);
  }
}

interface MovedHead {
  readonly chain: string;
  readonly position: string | number;
  readonly hash: string;
  readonly signed: string | number | null;
  readonly now: Date;
}
