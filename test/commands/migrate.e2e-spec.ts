import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { migrate, type MigrationRun } from '../../src/platform/database/migrate.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';

const nothing = { migrations: [], files: [] };

let folder: string;
let database: SpecDatabase;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-sql-'));
  await cp('database', folder, { recursive: true });
  database = await specDatabase();
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function run(more: readonly (new () => MigrationInterface)[] = []): Promise<MigrationRun> {
  return migrate(database.ownerUrl, [...migrations, ...more], folder);
}

function write(path: string, text: string): Promise<void> {
  return writeFile(join(folder, path), text);
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await write(path, change(await readFile(join(folder, path), 'utf8')));
}

async function rows<Row>(statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

const triggersOfNotes = `SELECT tgname AS name FROM pg_trigger WHERE tgrelid = 'app.notes'::regclass AND NOT tgisinternal ORDER BY 1`;
const rightsOnNotes = `SELECT privilege_type AS right FROM information_schema.role_table_grants
                        WHERE table_schema = 'app' AND table_name = 'notes' AND grantee = 'tracker_app' ORDER BY 1`;

describe('a run on a current database', () => {
  it('applies nothing', async () => {
    expect(await run()).toEqual(nothing);
  });

  it('applies a file whose text has changed, and no other', async () => {
    const path = 'app/functions/review_day.sql';
    await edit(path, (text) => `${text}-- changed\n`);

    expect(await run()).toEqual({ migrations: [], files: [`database/${path}`] });
    expect(await run()).toEqual(nothing);
  });

  it('applies a new file after the files that it names', async () => {
    await write(
      'app/functions/a_user.sql',
      'CREATE FUNCTION app.a_user() RETURNS int LANGUAGE sql RETURN app.z_used();\n',
    );
    await write('app/functions/z_used.sql', 'CREATE FUNCTION app.z_used() RETURNS int LANGUAGE sql RETURN 7;\n');

    const { files } = await run();

    expect(files).toEqual(['database/app/functions/z_used.sql', 'database/app/functions/a_user.sql']);
    expect(await rows('SELECT app.a_user() AS value')).toEqual([{ value: 7 }]);
  });

  it('reapplies the triggers of a table when the function that creates them has changed', async () => {
    await edit('audit/functions/add_triggers.sql', (text) => `${text}-- changed\n`);

    const { files } = await run();

    expect(files).toContain('database/app/triggers/notes.sql');
    expect(files).not.toContain('database/app/policies/notes.sql');
  });

  it('reapplies a file whose function was dropped', async () => {
    await rows('DROP FUNCTION app.open_matters CASCADE');

    expect((await run()).files).toEqual(['database/app/functions/open_matters.sql']);
  });
});

describe('a file with less content than before', () => {
  it('drops the triggers and revokes the rights that it no longer names', async () => {
    const before = await rows<{ name: string }>(triggersOfNotes);
    await edit('app/triggers/notes.sql', (text) => text.replace(/^CALL quota.*$/m, ''));
    await edit('app/grants/app.sql', (text) =>
      text.replace('GRANT SELECT, INSERT ON app.notes', 'GRANT SELECT ON app.notes'),
    );

    await run();

    const after = (await rows<{ name: string }>(triggersOfNotes)).map(({ name }) => name);
    expect(before.length).toBeGreaterThan(after.length);
    expect(after.filter((name) => name.includes('text_counted'))).toEqual([]);
    expect(after).toContain('notes_entered');
    expect(await rows(rightsOnNotes)).toEqual([{ right: 'SELECT' }]);
  });

  it('drops the overload that it no longer has', async () => {
    const path = 'app/functions/z_used.sql';
    await write(path, 'CREATE OR REPLACE FUNCTION app.z_used() RETURNS int LANGUAGE sql RETURN 7;\n');
    await run();
    await write(path, 'CREATE OR REPLACE FUNCTION app.z_used(given int) RETURNS int LANGUAGE sql RETURN given;\n');

    await run();

    expect(await rows(`SELECT pg_get_function_arguments(oid) AS given FROM pg_proc WHERE proname = 'z_used'`)).toEqual([
      { given: 'given integer' },
    ]);
  });
});

describe('a deleted file', () => {
  it('drops its function once no changed file uses it', async () => {
    await write(
      'app/functions/a_user.sql',
      'CREATE OR REPLACE FUNCTION app.a_user() RETURNS int LANGUAGE sql RETURN app.z_used();\n',
    );
    await write('app/functions/z_used.sql', 'CREATE FUNCTION app.z_used() RETURNS int LANGUAGE sql RETURN 7;\n');
    await run();
    await write(
      'app/functions/a_user.sql',
      'CREATE OR REPLACE FUNCTION app.a_user() RETURNS int LANGUAGE sql RETURN 8;\n',
    );
    await rm(join(folder, 'app/functions/z_used.sql'));

    await run();

    expect(await rows(`SELECT proname AS name FROM pg_proc WHERE proname IN ('a_user', 'z_used')`)).toEqual([
      { name: 'a_user' },
    ]);
    expect(await run()).toEqual(nothing);
  });

  it('fails the run while something uses its function', async () => {
    await write(
      'app/functions/a_user.sql',
      'CREATE FUNCTION app.a_user() RETURNS int LANGUAGE sql RETURN app.z_used();\n',
    );
    await write('app/functions/z_used.sql', 'CREATE FUNCTION app.z_used() RETURNS int LANGUAGE sql RETURN 7;\n');
    await run();
    await rm(join(folder, 'app/functions/z_used.sql'));

    await expect(run()).rejects.toThrow(
      /^database\/app\/functions\/z_used\.sql is deleted, and what it made could not be dropped \(SQLSTATE 2BP01\)/,
    );
  });
});

describe('a failed run', () => {
  class AddColour1999999999000 implements MigrationInterface {
    async up(db: QueryRunner): Promise<void> {
      await db.query('CREATE TABLE app.colours (id uuid PRIMARY KEY)');
    }

    async down(db: QueryRunner): Promise<void> {
      await db.query('DROP TABLE app.colours');
    }
  }

  it('names the file, the SQLSTATE and the line, and rolls everything back', async () => {
    await write('app/functions/a_first.sql', 'CREATE FUNCTION app.a_first() RETURNS int LANGUAGE sql RETURN 7;\n');
    await write(
      'app/functions/b_broken.sql',
      '-- Broken.\nCREATE FUNCTION app.b_broken() RETURNS int LANGUAGE sql\n  RETURN app.nowhere();\n',
    );

    await expect(run([AddColour1999999999000])).rejects.toThrow(
      /^database\/app\/functions\/b_broken\.sql could not be applied \(SQLSTATE 42883 at line 3\): .*Nothing of this run was kept\.$/,
    );

    expect(await rows(`SELECT to_regclass('app.colours') AS made, to_regproc('app.a_first') AS first`)).toEqual([
      { made: null, first: null },
    ]);
    await rm(join(folder, 'app/functions/b_broken.sql'));
    expect(await run([AddColour1999999999000])).toEqual({
      migrations: ['AddColour1999999999000'],
      files: ['database/app/functions/a_first.sql'],
    });
  });

  it('names files that depend on each other', async () => {
    await write(
      'app/functions/a_one.sql',
      'CREATE FUNCTION app.a_one() RETURNS int LANGUAGE sql RETURN app.b_two();\n',
    );
    await write(
      'app/functions/b_two.sql',
      'CREATE FUNCTION app.b_two() RETURNS int LANGUAGE sql RETURN app.a_one();\n',
    );

    await expect(run()).rejects.toThrow(
      /a_one\.sql → database\/app\/functions\/b_two\.sql → database\/app\/functions\/a_one\.sql/,
    );
  });
});

describe('a database of an unreleased version', () => {
  it('is refused with an instruction, and stays unchanged', async () => {
    const old = await specDatabase('empty');
    const client = new pg.Client({ connectionString: old.ownerUrl });
    await client.connect();
    await client.query('CREATE SCHEMA app');
    await client.query(
      'CREATE TABLE app.migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL)',
    );
    await client.query(
      `INSERT INTO app.migrations (timestamp, name) VALUES (1764000001000, 'SeatEveryone1764000001000')`,
    );

    await expect(migrate(old.ownerUrl, migrations)).rejects.toThrow(
      /unreleased version, and it cannot be migrated\. Nothing was changed\. To keep its data, .*export.*`npm run db:reset`/,
    );

    const { rows: tables } = await client.query(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'app'`);
    expect(tables).toEqual([{ name: 'migrations' }]);
    await client.end();
    await old.drop();
  });
});

describe('an upgrade of the baseline with data in it', () => {
  /** First migration after the release, with a changed function that reads the new column. */
  class AddNickname1999999999000 implements MigrationInterface {
    async up(db: QueryRunner): Promise<void> {
      await db.query(`ALTER TABLE app.task_forces ADD nickname text`);
    }

    async down(db: QueryRunner): Promise<void> {
      await db.query('ALTER TABLE app.task_forces DROP nickname');
    }
  }

  it('keeps the data, and functions read the new column', async () => {
    await rows(
      `
      INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
      VALUES ('019a0000-0000-7000-8000-000000000001', 'NE', 'Nebraska', 'NE', 'statewide', 'America/Chicago', true, 1)`.replace(
        /^/,
        `SET app.action = 'test.arranged';`,
      ),
    );
    await write(
      'app/functions/nickname_of.sql',
      `CREATE FUNCTION app.nickname_of(given app.task_forces) RETURNS text LANGUAGE sql RETURN coalesce((given).nickname, (given).name);\n`,
    );

    expect(await run([AddNickname1999999999000])).toEqual({
      migrations: ['AddNickname1999999999000'],
      files: ['database/app/functions/nickname_of.sql'],
    });

    expect(await rows('SELECT app.nickname_of(t) AS name FROM app.task_forces t')).toEqual([{ name: 'Nebraska' }]);
  });

  class AddHeading1999999999001 implements MigrationInterface {
    async up(db: QueryRunner): Promise<void> {
      await db.query(`ALTER TABLE app.notes ADD heading text`);
    }

    async down(db: QueryRunner): Promise<void> {
      await db.query('ALTER TABLE app.notes DROP heading');
    }
  }

  it('counts a new text column towards the text of its case, and applies only the triggers of its table again', async () => {
    expect(await run([AddHeading1999999999001])).toEqual({
      migrations: ['AddHeading1999999999001'],
      files: ['database/app/triggers/notes.sql'],
    });

    const [counter] = await rows(`SELECT prosrc FROM pg_proc WHERE proname = 'notes_text_counted'`);
    expect(counter).toEqual({ prosrc: expect.stringContaining('coalesce(char_length(w.heading), 0)') });
    expect(await run([AddHeading1999999999001])).toEqual(nothing);
  });
});
