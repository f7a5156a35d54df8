import { readdir } from 'node:fs/promises';
import type { MigrationInterface } from 'typeorm';

type Migration = new () => MigrationInterface;

/** Every migration, in order: the class of each file of this folder whose name begins with a number. */
export const migrations: readonly Migration[] = await readMigrations();

async function readMigrations(): Promise<Migration[]> {
  const files = (await readdir(new URL('.', import.meta.url))).filter((name) =>
    /^\d{13}-[a-z0-9-]+\.[jt]s$/.test(name),
  );
  const modules = files.sort().map((file) => import(`./${file}`) as Promise<Readonly<Record<string, Migration>>>);
  return (await Promise.all(modules)).flatMap(Object.values<Migration>);
}
