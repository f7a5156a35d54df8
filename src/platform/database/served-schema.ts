import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { ReleaseComparison } from '../http/release-comparison.js';
import type { Database } from './database.js';

const selectMigrations = 'SELECT name FROM app.ran_migrations() AS name';
const selectCompatible = 'SELECT digest FROM app.compatible_schemas() AS digest';

/** Returns the digest that identifies a schema, from the names that `app.ran_migrations` returns. */
export function digestOfSchema(ran: readonly string[]): string {
  return createHash('sha256').update(ran.toSorted().join('\n')).digest('hex');
}

/** Returns the names of the migrations that ran, and the digest of the applied files. */
export async function ranMigrations(tx: EntityManager): Promise<string[]> {
  return (await tx.query<{ name: string }[]>(selectMigrations)).map(({ name }) => name);
}

/** Schema that this release serves: its migrations and its files below `database/`. */
export class ServedSchema extends ReleaseComparison {
  private readonly names: ReadonlySet<string>;

  /** `files` is the digest of the files, as `app.ran_migrations` returns it. */
  constructor(
    private readonly database: Database,
    private readonly migrations: readonly string[],
    files: string,
  ) {
    super();
    this.names = new Set([...migrations, files]);
  }

  isSuperseded(): Promise<boolean> {
    return this.database.runAsSystem(async (tx) => this.isSupersededBy(tx, await ranMigrations(tx)));
  }

  /** Whether these migrations are of a newer release that does not declare this one compatible. */
  async isSupersededBy(tx: EntityManager, ran: readonly string[]): Promise<boolean> {
    if (ran.every((name) => this.names.has(name))) return false;
    const compatible = await tx.query<{ digest: string }[]>(selectCompatible);
    const own = digestOfSchema([...this.names]);
    return !compatible.some(({ digest }) => digest === own);
  }

  /** Whether all migrations of this release have run. A newer release may have added some. */
  isMigrated(ran: readonly string[]): boolean {
    return this.migrations.every((name) => ran.includes(name));
  }
}
