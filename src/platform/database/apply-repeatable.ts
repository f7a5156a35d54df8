import type { QueryRunner } from 'typeorm';
import { isTransient } from '../http/postgres-problems.js';
import { parsePath, type RepeatableFile, type RepeatableKind } from './repeatable-files.js';
import { UnmigratableSchema } from './unmigratable-schema.js';

/** A file below `database/` that Postgres rejects. The message names the file, the SQLSTATE and the line. */
export class RepeatableFault extends UnmigratableSchema {}

interface AppliedFile {
  readonly path: string;
  readonly hash: string;
  /** Number of functions, triggers, policies or rights of the file. If fewer exist, the file is applied again. */
  readonly things: number;
  /** Digest of the table's columns, for a file that depends on them. If it differs, the file is applied again. */
  readonly columns: string | null;
}

const list = `
  CREATE TABLE IF NOT EXISTS app.repeatable_files (
    path       text PRIMARY KEY,
    hash       text NOT NULL,
    things     integer NOT NULL,
    columns    text,
    applied_at timestamptz NOT NULL DEFAULT now()
  );
  -- A list from before this column. An ALTER that changes nothing would still lock the list against its readers.
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'app.repeatable_files'::regclass AND attname = 'columns') THEN
      ALTER TABLE app.repeatable_files ADD columns text;
    END IF;
  END $$`;
const things = `
  SELECT 'functions' AS kind, n.nspname AS schema, p.proname AS name, count(*)::int AS things, NULL AS columns
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname !~ '^(pg_|information_schema$|public$)' GROUP BY 2, 3
  UNION ALL
  SELECT 'triggers', n.nspname, c.relname, count(*)::int,
         (SELECT md5(string_agg(format('%s %s', a.attname, a.atttypid::regtype), ', ' ORDER BY a.attnum))
            FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE NOT t.tgisinternal AND t.tgparentid = 0 GROUP BY n.nspname, c.oid, c.relname
  UNION ALL
  SELECT 'policies', n.nspname, c.relname, count(*)::int, NULL
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace GROUP BY 2, 3
  UNION ALL
  SELECT 'views', n.nspname, c.relname, 1, NULL FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v'
  UNION ALL
  SELECT 'grants', n.nspname, n.nspname, count(*)::int, NULL
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
   WHERE a.grantee <> c.relowner GROUP BY 2`;

type Found = Pick<AppliedFile, 'things' | 'columns'>;
type FoundByFile = ReadonlyMap<string, Found>;

interface Changes {
  readonly changed: readonly RepeatableFile[];
  /** Paths of files that are deleted. */
  readonly deleted: readonly string[];
  readonly before: FoundByFile;
}

/** Returns the paths of the files that `applyRepeatableFiles` would apply, or whose things it would drop. */
export async function findChangedFiles(db: QueryRunner, files: readonly RepeatableFile[]): Promise<string[]> {
  const { changed, deleted } = await findChanges(db, files);
  return [...changed.map(({ path }) => path), ...deleted];
}

/**
 * Applies new, changed or no longer effective files, and drops what deleted files made, in the caller's transaction.
 * Returns their paths.
 */
export async function applyRepeatableFiles(db: QueryRunner, files: readonly RepeatableFile[]): Promise<string[]> {
  const { changed, deleted, before } = await findChanges(db, files);
  if (changed.length === 0 && deleted.length === 0) return [];
  const owners = await readOwners(db);
  for (const path of deleted) await dropAttached(db, path, owners);
  for (const file of changed) await apply(db, file, owners.get(file.schema), before.has(keyOf(file)));
  await dropRoutines(db, deleted, owners);
  await writeList(db, changed, deleted);
  return [...changed.map(({ path }) => path), ...deleted];
}

async function findChanges(db: QueryRunner, files: readonly RepeatableFile[]): Promise<Changes> {
  await db.query(list);
  const applied = (await db.query('SELECT path, hash, things, columns FROM app.repeatable_files')) as AppliedFile[];
  const known = new Map(applied.map((file) => [file.path, file]));
  const before = await readThings(db);
  const changed = files.filter((file) => {
    const last = known.get(file.path);
    const present = before.get(keyOf(file)) ?? { things: 0, columns: null };
    if (last?.hash !== file.hash || present.things < last.things) return true;
    return file.dependsOnColumns && present.columns !== last.columns;
  });
  const deleted = applied.filter(({ path }) => !files.some((file) => file.path === path)).map(({ path }) => path);
  return { changed, deleted, before };
}

async function apply(
  db: QueryRunner,
  { path, schema, kind, name, text }: RepeatableFile,
  owner: string | undefined,
  isThere: boolean,
): Promise<void> {
  if (owner === undefined) throw new RepeatableFault(`${path} could not be applied: there is no schema ${schema}.`);
  const drop = isThere || kind === 'grants' ? `${dropBeforeStatement(kind, schema, name)};` : '';
  const before = `${setRoleStatement(owner)}; ${drop} `;
  const after = isThere && kind === 'functions' ? `${dropOldOverloadsStatement(schema, name)};` : '';
  try {
    // One message a file: requests are refused meanwhile.
    await db.query([before, text, '\n; ', after, 'RESET ROLE'].join(''));
  } catch (fault) {
    if (isTransient(fault)) throw fault;
    throw new RepeatableFault(faultMessage(path, text, before.length, fault), { cause: fault });
  }
}

function faultMessage(path: string, text: string, offset: number, fault: unknown): string {
  const { code = 'no answer', position, message } = fault as { code?: string; position?: string; message: string };
  const line = position === undefined ? '' : ` at line ${text.slice(0, Number(position) - offset).split('\n').length}`;
  return `${path} could not be applied (SQLSTATE ${code}${line}): ${message}. Nothing of this run was kept.`;
}

/** Returns the statement that takes away what a file sets as a whole: triggers, policies and rights. */
function dropBeforeStatement(kind: RepeatableKind, schema: string, name: string): string {
  const table = `${quoted(schema)}.${quoted(name)}`;
  const each = (query: string): string => `
    DO $$ DECLARE statement text; BEGIN FOR statement IN ${query} LOOP EXECUTE statement; END LOOP; END $$`;
  switch (kind) {
    case 'triggers':
      return each(`SELECT format('DROP TRIGGER %I ON ${table}', tgname) FROM pg_trigger
                    WHERE tgrelid = to_regclass('${table}') AND NOT tgisinternal AND tgparentid = 0`);
    case 'policies':
      return each(
        `SELECT format('DROP POLICY %I ON ${table}', polname) FROM pg_policy WHERE polrelid = to_regclass('${table}')`,
      );
    case 'functions':
      return each(`SELECT format('REVOKE ALL ON ROUTINE %s FROM %s', p.oid::regprocedure, ${grantee})
                     FROM pg_proc p CROSS JOIN LATERAL aclexplode(p.proacl) a
                    WHERE p.pronamespace = '${schema}'::regnamespace AND p.proname = '${name}' AND a.grantee <> p.proowner`);
    case 'views':
      return 'SELECT';
    case 'grants':
      return each(`SELECT format('REVOKE ALL ON SCHEMA ${schema} FROM %s', ${grantee})
                     FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) a
                    WHERE n.nspname = '${schema}' AND a.grantee NOT IN (n.nspowner, 'tracker_owner'::regrole)
                   UNION
                   SELECT format('REVOKE ALL ON %s FROM %s', c.oid::regclass, ${grantee})
                     FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
                    WHERE c.relnamespace = '${schema}'::regnamespace AND c.relkind IN ('r', 'p', 'S') AND a.grantee <> c.relowner
                   UNION
                   SELECT format('REVOKE ALL ON %s FROM %s', c.oid::regclass, ${grantee})
                     FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid CROSS JOIN LATERAL aclexplode(t.attacl) a
                    WHERE c.relnamespace = '${schema}'::regnamespace AND c.relkind IN ('r', 'p') AND a.grantee <> c.relowner`);
  }
}

const grantee = `CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END`;

/** Returns the statement that drops the overloads that this transaction did not write: the file has them no longer. */
function dropOldOverloadsStatement(schema: string, name: string): string {
  return `
    DO $$ DECLARE old regprocedure; BEGIN
      FOR old IN SELECT p.oid FROM pg_proc p
                  WHERE p.pronamespace = '${schema}'::regnamespace AND p.proname = '${name}'
                    AND p.xmin::text::bigint <> pg_current_xact_id()::text::bigint % 4294967296
      LOOP EXECUTE format('DROP ROUTINE %s', old); END LOOP;
    END $$`;
}

function dropStatement(kind: 'functions' | 'views', schema: string, name: string): string {
  if (kind === 'views') return `DROP VIEW IF EXISTS ${quoted(schema)}.${quoted(name)}`;
  return `
    DO $$ DECLARE old regprocedure; BEGIN
      FOR old IN SELECT oid FROM pg_proc WHERE pronamespace = '${schema}'::regnamespace AND proname = '${name}'
      LOOP EXECUTE format('DROP ROUTINE %s', old); END LOOP;
    END $$`;
}

function setRoleStatement(role: string): string {
  return `SET LOCAL ROLE ${role}`;
}

async function dropAttached(db: QueryRunner, path: string, owners: ReadonlyMap<string, string>): Promise<void> {
  const place = parsePath(path);
  const owner = place && owners.get(place.schema);
  if (place === null || !owner || place.kind === 'functions' || place.kind === 'views') return;
  await db.query(setRoleStatement(owner));
  await db.query(dropBeforeStatement(place.kind, place.schema, place.name));
  await db.query('RESET ROLE');
}

async function dropRoutines(
  db: QueryRunner,
  paths: readonly string[],
  owners: ReadonlyMap<string, string>,
): Promise<void> {
  for (const path of [...paths].reverse()) {
    const place = parsePath(path);
    const owner = place && owners.get(place.schema);
    if (place === null || !owner || (place.kind !== 'functions' && place.kind !== 'views')) continue;
    try {
      await db.query(setRoleStatement(owner));
      await db.query(dropStatement(place.kind, place.schema, place.name));
      await db.query('RESET ROLE');
    } catch (fault) {
      if (isTransient(fault)) throw fault;
      const { code = 'no answer', message } = fault as { code?: string; message: string };
      throw new RepeatableFault(
        `${path} is deleted, and what it made could not be dropped (SQLSTATE ${code}): ${message}. Nothing of this run was kept.`,
        { cause: fault },
      );
    }
  }
}

async function writeList(
  db: QueryRunner,
  changed: readonly RepeatableFile[],
  deleted: readonly string[],
): Promise<void> {
  const after = await readThings(db);
  await db.query('DELETE FROM app.repeatable_files WHERE path = ANY ($1)', [
    [...deleted, ...changed.map(({ path }) => path)],
  ]);
  const found = changed.map((file) => after.get(keyOf(file)));
  await db.query(
    `INSERT INTO app.repeatable_files (path, hash, things, columns)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[])`,
    [
      changed.map(({ path }) => path),
      changed.map(({ hash }) => hash),
      found.map((file) => file?.things ?? 0),
      found.map((file) => file?.columns ?? null),
    ],
  );
}

async function readThings(db: QueryRunner): Promise<FoundByFile> {
  const rows = (await db.query(things)) as (Pick<RepeatableFile, 'kind' | 'schema' | 'name'> & Found)[];
  return new Map(rows.map((row) => [keyOf(row), row]));
}

async function readOwners(db: QueryRunner): Promise<Map<string, string>> {
  const rows = (await db.query('SELECT nspname AS schema, nspowner::regrole::text AS owner FROM pg_namespace')) as {
    schema: string;
    owner: string;
  }[];
  return new Map(rows.map(({ schema, owner }) => [schema, owner]));
}

function keyOf({ kind, schema, name }: Pick<RepeatableFile, 'kind' | 'schema' | 'name'>): string {
  return `${kind} ${schema}.${name}`;
}

/** Quotes a name of a path. Paths hold word characters alone. */
function quoted(name: string): string {
  return `"${name}"`;
}
