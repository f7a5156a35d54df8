import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { specDatabase, type SpecDatabase } from './support/databases.js';

let database: SpecDatabase;
let columns: readonly string[];
beforeAll(async () => {
  database = await specDatabase();
  const names = `SELECT column_name FROM information_schema.columns
                  WHERE table_schema = 'app' AND table_name = 'complaints' ORDER BY column_name`;
  columns = (await rowsOf<{ column_name: string }>(names)).map(({ column_name }) => column_name);
});
afterAll(() => database.drop());

async function rowsOf<Row>(statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows as Row[];
}

async function textOf(name: string): Promise<string> {
  const [row] = await rowsOf<{ text: string }>(
    `SELECT pg_get_functiondef(p.oid) AS text FROM pg_proc p WHERE p.oid::regproc::text = 'oversight.${name}'`,
  );
  return row?.text ?? '';
}

/** Returns the columns of a complaint that the text does not name. */
function missingIn(text: string | undefined): string[] {
  const named = new Set(text?.match(/\w+/g) ?? []);
  return columns.filter((column) => !named.has(column));
}

const insert = /INSERT INTO app\.complaints \(([^)]*)\)/;

/** Columns set after intake by the complaint's own agency or by Postgres. */
const ofTheWork = [
  'cycle',
  'due_at',
  'investigator_id',
  'is_expunged',
  'is_sealed',
  'merged_into',
  'preserved_until',
  'sealed_before',
  'state_before',
  'state_since',
  'transferred_to',
  'working_agency_id',
];
const withTheWork = (...others: readonly string[]): string[] => [...ofTheWork, ...others].sort();

/*
 * Three places name the columns of a complaint one by one and would drop an unnamed column without an error. Add a new
 * column to each place, or to the list of omitted columns here.
 */
describe('a column of a complaint', () => {
  it('is transferred to another task force, unless it belongs to the work of the former owner', async () => {
    expect(missingIn(insert.exec(await textOf('copy_to_receiver'))?.[1])).toEqual(
      withTheWork('disposition', 'priority', 'received_on', 'reference'),
    );
  });

  it('is shared with the receiving agency, unless it belongs to the owner’s work', async () => {
    const read = [...(await textOf('shared_complaint')).matchAll(/\bit\.(\w+)/g)].map(([, column]) => column);
    expect(missingIn(read.join(' '))).toEqual(
      withTheWork('intake_digest', 'logged_at', 'referred_from', 'submitted_on', 'version'),
    );
  });

  it('is accepted by an import, unless it is set later', async () => {
    const source = fileURLToPath(new URL('../src/intelligence/import/commit-import.service.ts', import.meta.url));
    expect(missingIn(insert.exec(await readFile(source, 'utf8'))?.[1])).toEqual(
      withTheWork('disposition', 'priority', 'received_on', 'reference', 'referred_from'),
    );
  });
});

describe('an identifier that an import brings', () => {
  it('has every column, unless it is made later', async () => {
    const source = fileURLToPath(new URL('../src/intelligence/import/commit-import.service.ts', import.meta.url));
    const list = /INSERT INTO app\.identifiers \(([^)]*)\)/.exec(await readFile(source, 'utf8'))?.[1];
    const named = new Set(list?.match(/\w+/g) ?? []);
    const names = await rowsOf<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'app' AND table_name = 'identifiers' ORDER BY 1`,
    );

    // A chunk of complaints has no suspects and no reported persons or files yet, and nothing is void.
    expect(names.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([
      'attested_at',
      'file_id',
      'observed_at',
      'person_id',
      'source_path',
      'suspect_id',
      'void_reason',
      'voided_at',
    ]);
  });
});

/** Text columns by table that the limit of a case's text does not count, each with its reason. */
const uncounted: Readonly<Record<string, readonly string[]>> = {};

describe('a text column of a record of a case', () => {
  it('counts against the text of its case', async () => {
    const tables = await rowsOf<{ table: string; columns: string[] }>(
      `SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attname) AS columns
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'text'::regtype
        WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r'
          AND EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = c.oid AND i.attname = 'id')
          AND (c.relname = 'complaints'
               OR EXISTS (SELECT FROM pg_constraint k JOIN pg_attribute f ON f.attrelid = c.oid AND f.attnum = ANY (k.conkey)
                           WHERE k.conrelid = c.oid AND k.confrelid = 'app.complaints'::regclass AND f.attname = 'complaint_id'))
        GROUP BY 1 ORDER BY 1`,
    );
    const counted = await rowsOf<{ table: string; text: string }>(
      `SELECT replace(proname, '_text_counted_anew', '') AS table, prosrc AS text FROM pg_proc
        WHERE pronamespace = 'quota'::regnamespace AND proname LIKE '%_text_counted_anew' ORDER BY 1`,
    );

    const named = counted.map(({ table, text }) => ({
      table,
      columns: [...new Set([...text.matchAll(/char_length\(w\."?(\w+)"?\)/g)].map(([, column]) => column))].sort(),
    }));
    const expected = tables.map(({ table, columns: texts }) => ({
      table,
      columns: texts.filter((column) => !uncounted[table]?.includes(column)).sort(),
    }));
    expect(named).toEqual(expected);
  });
});
