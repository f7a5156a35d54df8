import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UnmigratableSchema } from './unmigratable-schema.js';

/**
 * The folders of a schema, in the order in which their files are applied. Rights on tables come first: Postgres checks them when it makes a
 * function with an SQL-standard body.
 */
export const repeatableKinds = ['grants', 'views', 'functions', 'triggers', 'policies'] as const;
export type RepeatableKind = (typeof repeatableKinds)[number];

/** One SQL file below `database/`. It holds one function or view, or all triggers, policies or grants of one table or schema. */
export interface RepeatableFile {
  readonly path: string;
  readonly schema: string;
  readonly kind: RepeatableKind;
  readonly name: string;
  readonly text: string;
  /** Hash of the text, and of the files that the text calls while it is applied. */
  readonly hash: string;
  /**
   * Whether the text calls a routine that reads the columns of its table, so that a change of them changes the effect.
   */
  readonly dependsOnColumns: boolean;
}

/** The files below a folder cannot be applied in any order. */
export class UnorderedFiles extends UnmigratableSchema {}

/** Reads the files below `database/` and returns them in the order in which each finds what it needs. */
export async function readRepeatableFiles(folder: string): Promise<RepeatableFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/').replace(/^\//, ''))
    .sort();
  const files: RepeatableFile[] = [];
  for (const path of paths) {
    const place = parsePath(path);
    if (place === null) continue;
    const text = await readFile(join(folder, path), 'utf8');
    files.push({ ...place, path: `database/${path}`, text, hash: '', dependsOnColumns: false });
  }
  return sortFiles(withHashes(files));
}

/** Returns the digest of a release's files, as `app.ran_migrations` returns that of the applied ones. */
export function digestOf(files: readonly RepeatableFile[]): string {
  const lines = files.map(({ path, hash }) => `${path} ${hash}`).sort();
  return `files ${createHash('sha256').update(lines.join('\n')).digest('hex')}`;
}

/** Returns the parts of a path, or null for a file that is not applied, such as `schema.sql`. */
export function parsePath(path: string): Pick<RepeatableFile, 'schema' | 'kind' | 'name'> | null {
  const [, schema, folder, name] = /^(?:database\/)?(\w+)\/(\w+)\/(\w+)\.sql$/.exec(path) ?? [];
  const kind = repeatableKinds.find((known) => known === folder);
  return schema === undefined || name === undefined || kind === undefined ? null : { schema, kind, name };
}

function withHashes(files: readonly RepeatableFile[]): RepeatableFile[] {
  const routines = routinesIn(files);
  return files.map((file) => {
    const called = callsIn(file).map((name) => routines.get(name)?.text ?? '');
    const hash = createHash('sha256').update(file.text);
    called.forEach((text) => hash.update(text));
    return {
      ...file,
      hash: hash.digest('hex'),
      dependsOnColumns: called.some((text) => text.includes('pg_attribute')),
    };
  });
}

/**
 * Sorts functions and views so that each follows the ones it names, then triggers and policies. Only names in an
 * SQL-standard body need the order: Postgres resolves strings at run time.
 */
function sortFiles(files: readonly RepeatableFile[]): RepeatableFile[] {
  const routines = routinesIn(files);
  const sorted: RepeatableFile[] = [];
  const begun = new Set<RepeatableFile>();
  const visit = (file: RepeatableFile, path: readonly RepeatableFile[]): void => {
    if (sorted.includes(file)) return;
    if (begun.has(file)) {
      const circle = [...path.slice(path.indexOf(file)), file].map((one) => one.path).join(' → ');
      throw new UnorderedFiles(`SQL files need each other, so none of them can come first: ${circle}.`);
    }
    begun.add(file);
    for (const needed of dependenciesOf(file, routines)) visit(needed, [...path, file]);
    sorted.push(file);
  };
  const ranked = [...files].sort((a, b) => rankOf(a) - rankOf(b));
  for (const file of ranked) visit(file, []);
  return sorted;
}

function rankOf({ kind }: RepeatableFile): number {
  return repeatableKinds.indexOf(kind === 'views' ? 'functions' : kind);
}

function dependenciesOf(file: RepeatableFile, routines: ReadonlyMap<string, RepeatableFile>): RepeatableFile[] {
  const names = [...boundTextOf(file.text).matchAll(/\b\w+\.\w+\b/g)].map(([name]) => name);
  return [...new Set(names)].flatMap((name) => routines.get(name) ?? []).filter((needed) => needed !== file);
}

function routinesIn(files: readonly RepeatableFile[]): Map<string, RepeatableFile> {
  const routines = files.filter(({ kind }) => kind === 'functions' || kind === 'views');
  return new Map(routines.map((file) => [`${file.schema}.${file.name}`, file]));
}

function callsIn({ kind, text }: RepeatableFile): string[] {
  if (kind !== 'triggers' && kind !== 'policies') return [];
  return [...boundTextOf(text).matchAll(/^(?:CALL|SELECT) (\w+\.\w+)\(/gm)].flatMap(([, name]) => name ?? []);
}

function boundTextOf(text: string): string {
  return text.replaceAll(/(\$\w*\$)[\s\S]*?\1/g, '').replaceAll(/--.*$/gm, '');
}
