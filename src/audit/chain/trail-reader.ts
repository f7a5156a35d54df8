import type { Connection } from '../../platform/database/connection.js';
import { copyOut, type CopiedRow } from '../../platform/database/copy-out.js';
import type { MonthArchive, ArchiveSignature } from './archive-signatures.js';
import type { ChainPosition } from './chain-walk.js';
import type { ChainEntry, UnlinkedEntry } from './entry-matcher.js';
import { columnsOfEntry, CopiedEntry } from './entry-text.js';
import { formatUuid, type Link, type StoredLink } from './link.js';
import type { Digest } from './merkle-tree.js';
import type { HeadSignature } from './head-signatures.js';

/** Part of a chain between two links, with the hash before it; null if the part starts the chain. */
export interface ChainPart {
  readonly chain: string;
  readonly first: number;
  readonly last: number;
  readonly before: Digest | null;
}

/** Link of a proof, with the hash before it; null if it is the first of its chain. */
export interface ProofLink extends Link {
  readonly before: Digest | null;
  readonly isAbout: boolean;
}

export interface LinkEntry {
  readonly text: string;
  /** Whether the entry is about the record of the proof. */
  readonly isAbout: boolean;
}

export interface TimeRange {
  readonly from: string;
  readonly until: string;
}

/*
 * The verifier reads stored columns only, and builds the canonical text itself. A changed function of the database
 * owner therefore changes nothing.
 */
const copyLinksByPosition = `
  COPY (SELECT chain, position, (extract(epoch FROM at) * 1000000)::bigint, first_seq, last_seq, entries, digest, hash,
               transactions IS NOT NULL AS is_batch
          FROM audit.links ORDER BY chain, position) TO STDOUT (FORMAT binary)`;
const copyLinksByTime = `
  COPY (SELECT chain, position, (extract(epoch FROM at) * 1000000)::bigint, first_seq, last_seq, entries, digest, hash,
               transactions IS NOT NULL AS is_batch, coalesce(transactions, ARRAY[transaction])::text
          FROM audit.links
         WHERE at >= current_setting('verify.from')::timestamptz AND at < current_setting('verify.until')::timestamptz
         ORDER BY at, first_seq) TO STDOUT (FORMAT binary)`;
const copyEntriesByTime = `
  COPY (SELECT ${columnsOfEntry}
          FROM audit.entries e
         WHERE e.at >= current_setting('verify.from')::timestamptz AND e.at < current_setting('verify.until')::timestamptz
         ORDER BY e.at, e.seq) TO STDOUT (FORMAT binary)`;
const copyLinksWithEntries = `
  COPY (WITH parts AS (
          SELECT chain, min(position) AS first, max(position) AS last FROM audit.links
           WHERE at >= current_setting('verify.from')::timestamptz AND at < current_setting('verify.until')::timestamptz
           GROUP BY chain)
        SELECT l.chain, l.position, (extract(epoch FROM l.at) * 1000000)::bigint, l.first_seq, l.last_seq, l.entries, l.digest,
               l.hash, l.transactions IS NOT NULL AS is_batch,
               json_build_array(e.seq, (extract(epoch FROM e.at) * 1000000)::bigint, e.transaction, e.account_id, e.session_id,
                 e.role, e.actor_agency, e.task_force_id, e.action, e.subject, e.complaint_id, e.outcome, e.reason, e.request_id,
                 e.address, e.source, e.row_id, e.was, e.became, e.withheld, e.records)::text,
               e.seq IS NOT NULL AS found
          FROM parts p
          JOIN audit.links l ON l.chain = p.chain AND l.position BETWEEN p.first AND p.last
         CROSS JOIN LATERAL unnest(coalesce(l.transactions, ARRAY[l.transaction])) writer (transaction)
          LEFT JOIN audit.entries e
            ON coalesce(e.task_force_id, '00000000-0000-0000-0000-000000000000') = l.chain AND e.transaction = writer.transaction
           AND e.seq BETWEEN l.first_seq AND l.last_seq
           AND e.at >= current_setting('verify.from')::timestamptz AND e.at < current_setting('verify.until')::timestamptz
         ORDER BY l.chain, l.position, e.seq) TO STDOUT (FORMAT binary)`;
const heads = `SELECT chain, position, encode(hash, 'hex') AS hash FROM audit.heads ORDER BY chain`;
const parts = `
  SELECT p.chain, p.first, p.last, encode(l.hash, 'hex') AS before
    FROM (SELECT chain, min(position) AS first, max(position) AS last FROM audit.links
           WHERE at >= current_setting('verify.from')::timestamptz AND at < current_setting('verify.until')::timestamptz
           GROUP BY chain) p
    LEFT JOIN audit.links l ON l.chain = p.chain AND l.position = p.first - 1`;
const countEntriesInRange = `
  SELECT count(*)::int AS entries FROM audit.entries e
   WHERE at >= current_setting('verify.from')::timestamptz AND at < current_setting('verify.until')::timestamptz
     AND NOT EXISTS (SELECT FROM audit.unlinked_entries u WHERE u.at = e.at AND u.transaction = e.transaction AND u.seq <= e.seq)`;
const selectUnlinkedEntries = `
  SELECT (extract(epoch FROM at) * 1000000)::bigint AS at, transaction::text::bigint AS transaction, min(seq) AS seq,
         max(extract(epoch FROM clock_timestamp() - at))::float8 AS "waitedSeconds"
    FROM audit.unlinked_entries GROUP BY 1, 2`;
const selectHeadSignatures = `
  SELECT chain, position, encode(hash, 'hex') AS hash, signed_at, key_id, encode(signature, 'base64') AS signature
    FROM audit.signatures WHERE (chain, position) > ($1, $2) ORDER BY chain, position LIMIT 10000`;
const selectLinksAbout = `
  SELECT DISTINCT l.chain, l.position
    FROM (SELECT e.at, e.seq, e.transaction, coalesce(e.task_force_id, '00000000-0000-0000-0000-000000000000') AS chain
            FROM audit.entries e
           WHERE e.complaint_id = $1 OR e.subject = $1 OR e.row_id = $1 OR e.records @> ARRAY[$1::uuid]) e
    JOIN audit.links l
      ON l.at >= date_trunc('month', e.at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AND l.at <= e.at AND l.chain = e.chain
     AND e.seq BETWEEN l.first_seq AND l.last_seq AND e.transaction = ANY (coalesce(l.transactions, ARRAY[l.transaction]))
   ORDER BY 1, 2`;
/** Each link about the record, and those up to the next signature, or up to the head if there is none. */
const selectProof = `
  WITH parts AS (
    SELECT a.chain, a.position AS first,
           coalesce((SELECT min(s.position) FROM audit.signatures s WHERE s.chain = a.chain AND s.position >= a.position),
                    (SELECT h.position FROM audit.heads h WHERE h.chain = a.chain)) AS last
      FROM unnest($1::uuid[], $2::bigint[]) a (chain, position))
  SELECT l.chain, l.position, (extract(epoch FROM l.at) * 1000000)::bigint AS at, l.first_seq AS "firstSeq", l.last_seq AS "lastSeq",
         l.entries, encode(l.digest, 'hex') AS digest, encode(l.hash, 'hex') AS hash,
         CASE WHEN l.transactions IS NULL THEN 1 ELSE 2 END AS version, encode(b.hash, 'hex') AS before,
         EXISTS (SELECT FROM parts p WHERE p.chain = l.chain AND p.first = l.position) AS "isAbout"
    FROM audit.links l
    LEFT JOIN audit.links b ON b.chain = l.chain AND b.position = l.position - 1
   WHERE EXISTS (SELECT FROM parts p WHERE p.chain = l.chain AND l.position BETWEEN p.first AND p.last)
   ORDER BY l.chain, l.position`;
const selectEntriesOfLink = `
  SELECT json_build_array(e.seq, (extract(epoch FROM e.at) * 1000000)::bigint, e.transaction, e.account_id, e.session_id,
           e.role, e.actor_agency, e.task_force_id, e.action, e.subject, e.complaint_id, e.outcome, e.reason, e.request_id,
           e.address, e.source, e.row_id, e.was, e.became, e.withheld, e.records)::text AS text,
         coalesce(e.complaint_id = $3 OR e.subject = $3 OR e.row_id = $3 OR e.records @> ARRAY[$3::uuid], false) AS "isAbout"
    FROM audit.links l
    JOIN audit.entries e
      ON e.at BETWEEN l.at AND coalesce(l.last_at, l.at) AND e.seq BETWEEN l.first_seq AND l.last_seq
     AND e.transaction = ANY (coalesce(l.transactions, ARRAY[l.transaction]))
     AND coalesce(e.task_force_id, '00000000-0000-0000-0000-000000000000') = l.chain
   WHERE l.chain = $1 AND l.position = $2 ORDER BY e.seq`;
const selectArchives = `
  SELECT to_char(month, 'YYYY-MM') AS month, entries, links, encode(file_digest, 'hex') AS "fileDigest",
         (extract(epoch FROM archived_at) * 1000000)::bigint AS "archivedAt"
    FROM audit.archives ORDER BY month`;
const archiveActs = `
  SELECT left(became ->> 'month', 7) AS month, (became ->> 'entries')::bigint AS entries, (became ->> 'links')::bigint AS links,
         substring(became ->> 'file_digest' FROM 3) AS "fileDigest", (extract(epoch FROM at) * 1000000)::bigint AS "archivedAt"
    FROM audit.entries WHERE action = 'trail.archived' AND source = 'archives'`;
const restoreActs = `SELECT became ->> 'digest' AS digest FROM audit.entries WHERE action = 'trail.restored'`;
const selectArchiveSignatures = `
  SELECT to_char(s.month, 'YYYY-MM') AS month, a.entries, a.links, encode(a.file_digest, 'hex') AS "fileDigest",
         (extract(epoch FROM a.archived_at) * 1000000)::bigint AS "archivedAt",
         to_char(s.signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "signedAt", s.key_id AS "keyId",
         translate(encode(s.signature, 'base64'), E'\\n', '') AS signature
    FROM audit.archive_signatures s JOIN audit.archives a USING (month) ORDER BY s.month`;
const months = `
  WITH reach AS (
    SELECT min(at) AS first, max(at) AS last
      FROM (SELECT min(at) AS at FROM audit.links UNION ALL SELECT max(at) FROM audit.links
            UNION ALL SELECT min(at) FROM audit.entries UNION ALL SELECT max(at) FROM audit.entries) ends)
  SELECT to_char(month, 'YYYY-MM') AS month, (month AT TIME ZONE 'UTC')::text AS from,
         ((month + interval '1 month') AT TIME ZONE 'UTC')::text AS until
    FROM reach, generate_series(date_trunc('month', first AT TIME ZONE 'UTC'), last AT TIME ZONE 'UTC', interval '1 month') month`;

/** Reader of the trail in one snapshot, with the database role of the auditor. */
export class TrailReader {
  constructor(private readonly connection: Connection) {}

  /** Opens a snapshot that hides later commits. Another reader joins it by its name. */
  async begin(moment?: string): Promise<string> {
    await this.connection.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    if (moment === undefined) {
      const { rows } = await this.connection.query<{ moment: string }>('SELECT pg_export_snapshot() AS moment');
      await this.tune();
      return rows[0]?.moment ?? '';
    }
    // The statement accepts no parameter.
    const join = 'SET TRANSACTION SNAPSHOT '.concat(this.connection.escapeLiteral(moment));
    await this.connection.query(join);
    await this.tune();
    return moment;
  }

  links(): AsyncGenerator<readonly Link[]> {
    return copyOut(this.connection, copyLinksByPosition, readLink);
  }

  async linksOf(range: TimeRange): Promise<AsyncGenerator<readonly StoredLink[]>> {
    await this.setRange(range);
    return copyOut(this.connection, copyLinksByTime, readStoredLink);
  }

  async entriesOf(range: TimeRange): Promise<AsyncGenerator<readonly ChainEntry[]>> {
    await this.setRange(range);
    // A parallel worker passes each row on, which costs as much as reading it.
    await this.connection.query('SET LOCAL max_parallel_workers_per_gather = 0');
    return copyOut(this.connection, copyEntriesByTime, (row) => new CopiedEntry(row));
  }

  /** Returns each link with the texts of its entries, one by one; null for a transaction without an entry in this span. */
  async linksWithEntriesOf(range: TimeRange): Promise<AsyncGenerator<readonly { link: Link; entry: string | null }[]>> {
    await this.setRange(range);
    return copyOut(this.connection, copyLinksWithEntries, (row) => {
      const link = readLink(row);
      const entry = readRequired(row).toString();
      return { link, entry: readRequired(row)[0] === 1 ? entry : null };
    });
  }

  heads(): Promise<ChainPosition[]> {
    return this.rows<ChainPosition>(heads);
  }

  async parts(range: TimeRange): Promise<ChainPart[]> {
    await this.setRange(range);
    return this.rows<ChainPart>(parts);
  }

  async countEntries(range: TimeRange): Promise<number> {
    await this.setRange(range);
    const [row] = await this.rows<{ entries: number }>(countEntriesInRange);
    return row?.entries ?? 0;
  }

  unlinkedEntries(): Promise<UnlinkedEntry[]> {
    return this.rows<UnlinkedEntry>(selectUnlinkedEntries);
  }

  async *headSignatures(): AsyncGenerator<HeadSignature> {
    let last: [string, number] = ['00000000-0000-0000-0000-000000000000', 0];
    for (;;) {
      const { rows } = await this.connection.query<StoredSignature>(selectHeadSignatures, last);
      for (const { chain, position, hash, signed_at, key_id: keyId, signature } of rows) {
        const head = { chain, position: Number(position), hash };
        yield { ...head, signedAt: signed_at.toISOString(), keyId, signature: signature.replaceAll('\n', '') };
        last = [chain, Number(position)];
      }
      if (rows.length === 0) return;
    }
  }

  /** Returns the links with an entry about the record, and from each those that lead to a signature. */
  async proofOf(record: string): Promise<ProofLink[]> {
    const about = await this.rows<Pick<Link, 'chain' | 'position'>>(selectLinksAbout, [record]);
    return this.rows<ProofLink>(selectProof, [about.map(({ chain }) => chain), about.map(({ position }) => position)]);
  }

  entriesOfLink({ chain, position }: Link, record: string): Promise<LinkEntry[]> {
    return this.rows<LinkEntry>(selectEntriesOfLink, [chain, position, record]);
  }

  archives(): Promise<MonthArchive[]> {
    return this.rows<MonthArchive>(selectArchives);
  }

  archiveActs(): Promise<MonthArchive[]> {
    return this.rows<MonthArchive>(archiveActs);
  }

  /** Returns the digests of the attested restores that the trail names. */
  async restoreActs(): Promise<Set<string>> {
    return new Set((await this.rows<{ digest: string }>(restoreActs)).map(({ digest }) => digest));
  }

  archiveSignatures(): Promise<ArchiveSignature[]> {
    return this.rows<ArchiveSignature>(selectArchiveSignatures);
  }

  months(): Promise<(TimeRange & { readonly month: string })[]> {
    return this.rows(months);
  }

  private async rows<Row extends object>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.connection.query<Row>(statement, [...parameters]);
    return rows.map((row) => ({ ...row, ...parseCounts(row) }));
  }

  private async setRange({ from, until }: TimeRange): Promise<void> {
    await this.connection.query(`SELECT set_config('verify.from', $1, true), set_config('verify.until', $2, true)`, [
      from,
      until,
    ]);
  }

  /** Sets the time zone to UTC, enables parallel workers and removes the statement timeout. */
  private async tune(): Promise<void> {
    await this.connection.query(
      `SELECT set_config('timezone', 'UTC', true), set_config('parallel_setup_cost', '0', true),
              set_config('parallel_tuple_cost', '0', true), set_config('min_parallel_table_scan_size', '0', true),
              set_config('statement_timeout', '0', true), set_config('work_mem', '64MB', true)`,
    );
  }
}

interface StoredSignature {
  readonly chain: string;
  readonly position: string | number;
  readonly hash: string;
  readonly signed_at: Date;
  readonly key_id: string;
  readonly signature: string;
}

/** Reads a link of a statement that returns no transactions. */
function readLink(row: CopiedRow): Link {
  const link = {
    chain: formatUuid(readRequired(row)),
    position: row.readInteger(),
    at: row.readInteger(),
    firstSeq: row.readInteger(),
    lastSeq: row.readInteger(),
    entries: row.readInteger(),
    digest: readRequired(row).toString('hex'),
    hash: readRequired(row).toString('hex'),
  };
  return { version: readRequired(row)[0] === 1 ? 2 : 1, ...link };
}

function readStoredLink(row: CopiedRow): StoredLink {
  return { ...readLink(row), transactions: readRequired(row).toString('latin1').slice(1, -1).split(',').map(Number) };
}

function readRequired(row: CopiedRow): Buffer {
  const bytes = row.readBytes();
  if (!bytes) throw new Error('A column of audit.entries that may not be null was null');
  return bytes;
}

/** Columns that fit exactly into a double, which the driver returns as text. */
const numbers = new Set('position entries links first last archivedAt at transaction seq firstSeq lastSeq'.split(' '));

function parseCounts(row: object): Record<string, number> {
  const counts = Object.entries(row).filter(([name]) => numbers.has(name));
  return Object.fromEntries(counts.map(([name, value]) => [name, Number(value)]));
}
