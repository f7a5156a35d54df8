import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { complaintColumns, type ComplaintCopy } from '../../src/casework/complaints/complaint-columns.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';

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

function missingIn(text: string | undefined): string[] {
  const named = new Set(text?.match(/\w+/g) ?? []);
  return columns.filter((column) => !named.has(column));
}

const insert = /INSERT INTO app\.complaints \(([^)]*)\)/;

function omittedFrom(copy: ComplaintCopy): string[] {
  const declared = Object.entries(complaintColumns).filter(([, column]) => column.omittedFrom.includes(copy));
  return declared.map(([name]) => name).sort();
}

/*
 * Three places name the columns of a complaint one by one and would drop an unnamed one silently. Each declares what it
 * omits, so a new column needs a decision for each.
 */
describe('a column of a complaint', () => {
  it('has a declared handling', () => {
    expect(Object.keys(complaintColumns).sort()).toEqual([...columns].sort());
  });

  it('is transferred to another task force, unless it is declared as omitted', async () => {
    expect(missingIn(insert.exec(await textOf('copy_to_receiver'))?.[1])).toEqual(omittedFrom('transfer'));
  });

  it('is shared with the receiving agency, unless it is declared as omitted', async () => {
    const read = [...(await textOf('shared_complaint')).matchAll(/\bit\.(\w+)/g)].map(([, column]) => column);
    expect(missingIn(read.join(' '))).toEqual(omittedFrom('share'));
  });

  it('is accepted by an import, unless it is declared as omitted', async () => {
    const source = fileURLToPath(new URL('../../src/intelligence/import/commit-import.service.ts', import.meta.url));
    expect(missingIn(insert.exec(await readFile(source, 'utf8'))?.[1])).toEqual(omittedFrom('import'));
  });

  it('is in the trail with its values, unless it is declared as withheld', async () => {
    const withheld = await rowsOf<{ name: string }>(
      `SELECT h.name FROM pg_trigger t CROSS JOIN LATERAL regexp_split_to_table(encode(t.tgargs, 'escape'), '\\\\000') h (name)
        WHERE t.tgrelid = 'app.complaints'::regclass AND t.tgname = 'complaints_entered' AND h.name <> ''`,
    );

    const declared = Object.entries(complaintColumns).filter(([, { isWithheld }]) => isWithheld);
    expect(withheld.map(({ name }) => name).sort()).toEqual(declared.map(([name]) => name).sort());
  });
});

describe('an identifier that an import brings', () => {
  it('has every column, unless it is made later', async () => {
    const source = fileURLToPath(new URL('../../src/intelligence/import/commit-import.service.ts', import.meta.url));
    const list = /INSERT INTO app\.identifiers \(([^)]*)\)/.exec(await readFile(source, 'utf8'))?.[1];
    const named = new Set(list?.match(/\w+/g) ?? []);
    const names = await rowsOf<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'app' AND table_name = 'identifiers' ORDER BY 1`,
    );

    // A chunk of complaints has no suspects and no reported persons or files yet, nothing is void, and no carrier is confirmed.
    expect(names.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([
      'attested_at',
      'carrier_id',
      'device_kind',
      'event',
      'file_id',
      'is_possible_proxy',
      'is_verified',
      'observed_at',
      'person_id',
      'source_path',
      'suspect_id',
      'verified_at',
      'void_reason',
      'voided_at',
    ]);
  });
});

/** Text columns by table that the limit of a case's text does not count, each with its reason. */
const uncounted: Readonly<Record<string, readonly string[]>> = {};

describe('a text column of a record of a case', () => {
  it('counts towards the daily text limit of its case', async () => {
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
      `SELECT replace(proname, '_text_recounted', '') AS table, prosrc AS text FROM pg_proc
        WHERE pronamespace = 'quota'::regnamespace AND proname LIKE '%_text_recounted' ORDER BY 1`,
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
