import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { brokenGuards, readGuards, type Guard, type GuardDigests } from '../database/guards.js';
import { askRelease, warningOn } from '../database/postgres-releases.js';
import { databaseFaultIn } from '../http/postgres-problems.js';
import { MasterKeys } from '../secrets/master-keys.js';
import { Secrets } from '../secrets/secrets.js';

/** The names of the migrations of this release. */
export const knownMigrations = Symbol('the migrations of this release');

/** So far apart may the clocks of the tracker and of its database be. */
const mostSkewMs = 2000;

const entry = `SELECT audit.note('trail.probed', NULL)`;
const ran = 'SELECT name FROM app.ran_migrations() AS name';
const knowsKeys = 'SELECT auth.knows_keys($1, $2) AS known';
const now = 'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now';

/** What can stand against serving. */
export type Unready = 'trail' | 'migrations' | 'keys' | 'clock' | Guard;

/** Whether requests can be served, and whether something is to be done that stands against nothing yet. */
export interface State {
  /** Nothing, when it is ready. */
  readonly faults: readonly Unready[];
  /** Whether the log has a warning for whoever runs the tracker. */
  readonly needsAttention: boolean;
}

/** The guards of the database as they were at the start, or when a later release migrated it. */
interface GuardsAtStart {
  readonly migrations: string;
  readonly guards: GuardDigests;
}

/** How long a good answer about the guards is used again: it reads the catalogue, and anybody may ask for readiness. */
export const guardsReadEveryMs = 2000;

/**
 * Whether requests can be served, and changes kept: asked of the database itself each time, in a transaction that leaves
 * nothing. Who asks while it is being asked gets the same answer, so that nobody can make it ask more than once at a time.
 */
@Injectable()
export class Readiness implements OnApplicationBootstrap {
  private readonly logger = new Logger('Readiness');
  private asking: Promise<State> | undefined;
  private logged = '';
  private release: number | undefined;
  private atStart: GuardsAtStart | undefined;
  private goodSince = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly masters: MasterKeys,
    @Inject(knownMigrations) private readonly known: readonly string[],
  ) {}

  /** Remembers the guards, which the self-check has just looked at, and says what is known of this Postgres. */
  async onApplicationBootstrap(): Promise<void> {
    await this.database.asNobody(async (tx) => {
      await this.compareGuards(tx, await ranMigrations(tx));
      await this.isOutdated(tx);
    });
  }

  /** Returns the state of the database. Throws when it does not answer. */
  state(): Promise<State> {
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async ask(): Promise<State> {
    const state = await this.database.asNobody(async (tx) => {
      const found: Unready[] = [];
      if (!(await isClockRight(tx))) found.push('clock');
      const ran = await ranMigrations(tx);
      if (!this.isMigrated(ran)) found.push('migrations');
      found.push(...(await this.brokenGuards(tx, ran)));
      if (!(await this.hasKeys(tx))) found.push('keys');
      if (!(await this.isTrailKept(tx))) found.push('trail');
      return { faults: found, needsAttention: await this.isOutdated(tx) };
    });
    this.tell(state.faults);
    return state;
  }

  /** Postgres may be updated, or put back, while the tracker serves: the log has each release once. */
  private async isOutdated(tx: EntityManager): Promise<boolean> {
    const [{ release } = { release: 0 }] = await tx.query<{ release: number }[]>(askRelease);
    const warning = warningOn(release);
    if (warning !== null && release !== this.release) this.logger.warn(warning);
    this.release = release;
    return warning !== null;
  }

  /** A later release may have migrated it already; this one goes on until it is replaced. */
  private isMigrated(ran: readonly string[]): boolean {
    const names = new Set(ran);
    return this.known.every((name) => names.has(name));
  }

  private async brokenGuards(tx: EntityManager, ran: readonly string[]): Promise<readonly Guard[]> {
    const isFresh = performance.now() - this.goodSince < guardsReadEveryMs;
    return isFresh && this.atStart?.migrations === ran.join(' ') ? [] : this.compareGuards(tx, ran);
  }

  /** A later release's migrations change the guards rightly: from then on those are what is compared with. */
  private async compareGuards(tx: EntityManager, ran: readonly string[]): Promise<readonly Guard[]> {
    const guards = await readGuards((statement) => tx.query<unknown[]>(statement));
    const migrations = ran.join(' ');
    if (this.atStart?.migrations !== migrations) this.atStart = { migrations, guards };
    const broken = brokenGuards(this.atStart.guards, guards);
    this.goodSince = broken.length === 0 ? performance.now() : Number.NEGATIVE_INFINITY;
    return broken;
  }

  /** Another instance may have gone over to a key that this one does not have: what that makes cannot be read here. */
  private async hasKeys(tx: EntityManager): Promise<boolean> {
    for (const [purpose, values] of this.secrets.checkValuesWith(this.masters)) {
      const [row] = await tx.query<{ known: boolean }[]>(knowsKeys, [purpose, values]);
      if (!row?.known) return false;
    }
    return true;
  }

  /** An entry and its link in the chain, as a commit makes it, and neither is kept. */
  private async isTrailKept(tx: EntityManager): Promise<boolean> {
    await tx.query('SAVEPOINT probe');
    try {
      await tx.query(entry);
      await tx.query('SET CONSTRAINTS ALL IMMEDIATE');
      return true;
    } catch (fault) {
      this.logger.warn(databaseFaultIn(fault) ?? {});
      return false;
    } finally {
      await tx.query('ROLLBACK TO SAVEPOINT probe');
    }
  }

  /** Once, and not at each probe. */
  private tell(faults: readonly Unready[]): void {
    const told = faults.join(' ');
    if (told === this.logged) return;
    this.logged = told;
    if (faults.length > 0) this.logger.error({ unready: faults });
    else this.logger.warn('The tracker is ready again.');
  }
}

async function ranMigrations(tx: EntityManager): Promise<string[]> {
  return (await tx.query<{ name: string }[]>(ran)).map(({ name }) => name);
}

/** The database's clock must have stood, for a while of this one's, no further off than it may. */
async function isClockRight(tx: EntityManager): Promise<boolean> {
  const before = Date.now();
  const [row] = await tx.query<{ now: number }[]>(now);
  return row !== undefined && skewOf(before, row.now, Date.now()) <= mostSkewMs;
}

/** How far an instant lies outside of a while, in milliseconds. */
export function skewOf(from: number, instant: number, until: number): number {
  return Math.max(0, from - instant, instant - until);
}
