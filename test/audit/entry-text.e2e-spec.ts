import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { columnsOfEntry, CopiedEntry } from '../../src/audit/chain/entry-text.js';
import { nilChain } from '../../src/audit/chain/link.js';
import { withNewConnection, type Connection } from '../../src/platform/database/connection.js';
import { copyOut } from '../../src/platform/database/copy-out.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const controls = Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).join('');
const id = '0a1b2c3d-4e5f-6789-abcd-ef0123456789';

/** Values of columns of an entry. The others are null. */
const entries: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { seq: '9007199254740991', at: '1999-12-31 23:59:59.999999+00', transaction: '18014398509481' },
  { seq: '-5', at: '1960-01-01 00:00:00+00' },
  { account_id: id, session_id: id, actor_agency: id, task_force_id: id, subject: id, complaint_id: id, row_id: id },
  { reason: controls, request_id: '"quoted" \\ and \u007f', source: '' },
  { reason: 'ñ, 漢字, \u{1f50e}, \u2028, \u00ad', role: 'investigator', outcome: 'refused' },
  { reason: '"'.repeat(40_000) },
  ...['192.0.2.7', '192.0.2.0/24', '0.0.0.0/0', '2001:db8::7', '2001:db8::/64', '::', '::ffff:192.0.2.7', '::/0'].map(
    (address) => ({ address }),
  ),
  { was: {}, became: { text: `"\\${controls}`, numbers: [1.5, 1e30, 0], nested: [null, { a: [] }] } },
  { was: [], became: 'text' },
  { withheld: '{}', records: '{}' },
  { withheld: '{narrative,"a \\"b\\" c",NULL,""}', records: `{${id},${id}}` },
  { withheld: '{{a,b},{c,NULL}}', records: '[3:4]={NULL,00000000-0000-0000-0000-000000000000}' },
];

let tracker: Tracker;

beforeAll(async () => {
  tracker = await sharedTracker();
});
afterAll(() => tracker.close());

async function insert(
  connection: Connection,
  entry: Readonly<Record<string, unknown>>,
  position: number,
): Promise<void> {
  const usual = {
    seq: position,
    at: '2031-05-04 03:02:01.000001+00',
    transaction: '780',
    outcome: 'done',
    follows: false,
  };
  await connection.query('INSERT INTO audit.entries SELECT (jsonb_populate_record(NULL::audit.entries, $1::jsonb)).*', [
    JSON.stringify({ ...usual, ...entry, action: `a "${position}"` }),
  ]);
}

describe('the text of an entry', () => {
  it('is that of the sequencer, whatever its columns hold', async () => {
    await withNewConnection(tracker.database.adminUrl, 'entry-text', async (connection) => {
      await connection.query(
        `BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL timezone = 'America/Chicago'`,
      );
      for (const [position, entry] of entries.entries()) await insert(connection, entry, position);
      const { rows } = await connection.query<{ seq: number; chain: string; at: number; text: string }>(
        `SELECT seq, coalesce(task_force_id, $1) AS chain, (extract(epoch FROM at) * 1000000)::bigint AS at, audit.canonical(e) AS text
           FROM audit.entries e WHERE action LIKE 'a "%' ORDER BY at, seq`,
        [nilChain],
      );
      const copied: unknown[] = [];
      const statement = `COPY (SELECT ${columnsOfEntry} FROM audit.entries e WHERE action LIKE 'a "%' ORDER BY at, seq) TO STDOUT (FORMAT binary)`;
      for await (const batch of copyOut(connection, statement, (row) => new CopiedEntry(row))) {
        for (const { seq, chain, at, text } of batch) copied.push({ seq, chain, at, text: text.toString() });
      }
      await connection.query('ROLLBACK');

      expect(copied).toHaveLength(entries.length);
      expect(copied).toEqual(rows);
    });
  });
});
