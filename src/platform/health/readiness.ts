import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import {
  changedProtections,
  protectionKinds,
  readProtectionDigests,
  type ProtectionKind,
  type ProtectionDigests,
} from '../database/database-protection.js';
import { selectRelease, warningOn } from '../database/postgres-releases.js';
import { ranMigrations, ServedSchema } from '../database/served-schema.js';
import { WriteOutcomes } from '../database/write-outcomes.js';
import { findHostFault } from '../http/host-problems.js';
import { findDatabaseFault, type DatabaseFault } from '../http/postgres-problems.js';
import { LogLine } from '../logs/log-line.js';
import { MasterKeys } from '../secrets/master-keys.js';
import { Secrets } from '../secrets/secrets.js';

export const maxSkewMs = 2000;

const selectLastEntry = `SELECT audit.note('trail.probed', NULL)`;
const checkDiskSpace = 'SELECT app.check_disk_space($1) AS pages';
const selectLinkDelay = 'SELECT audit.link_delay() AS seconds';
const knowsKeys = 'SELECT auth.knows_keys($1, $2) AS known';
const selectTime = 'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now';

export const unreadyReasons = [
  ...(['database', 'trail', 'disk', 'writes', 'sequencer', 'migrations', 'newer-release', 'keys', 'clock'] as const),
  ...protectionKinds,
] as const;
export type Unready = (typeof unreadyReasons)[number];

export interface State {
  readonly faults: readonly Unready[];
}

interface InitialProtection {
  readonly migrations: string;
  readonly guards: ProtectionDigests;
}

/** Cache time of a positive result about the guards. The check reads the catalogue, and anyone may call the probe. */
export const protectionReadEveryMs = 2000;

/** Cache time of a result about the disk. Anyone may call the probe, and each check writes. */
const diskReadEveryMs = 1000;
/** Space of the database's disk below which readiness fails, and the space from which on it succeeds again. */
const minFreeBytes = 1_048_576;
const minFreedBytes = 8_388_608;
const diskFullState = '53100';

/**
 * Readiness check: a write would be kept. It tests the database in a transaction whose entries are rolled back, and follows the
 * outcomes of real changes. Its commit waits for the disk. Concurrent callers share one check.
 */
@Injectable()
export class Readiness implements OnApplicationBootstrap {
  private readonly logger = new Logger('Readiness');
  private pending: Promise<State> | undefined;
  private lastLogged = '';
  private release: number | undefined;
  private atStart: InitialProtection | undefined;
  private goodSince = Number.NEGATIVE_INFINITY;
  private hadSpace = true;
  private spaceReadAt = Number.NEGATIVE_INFINITY;
  private readonly failing = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly masters: MasterKeys,
    private readonly config: Config,
    private readonly writes: WriteOutcomes,
    private readonly schema: ServedSchema,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.database.runAsSystem(async (tx) => {
      await this.compareProtections(tx, await ranMigrations(tx));
      await this.warnOfRelease(tx);
    });
  }

  state(): Promise<State> {
    this.pending ??= this.ask().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async ask(): Promise<State> {
    try {
      const state = await this.check();
      this.logFaults(state.faults);
      return state;
    } catch (error) {
      const fault = findDatabaseFault(error) ?? findHostFault(error);
      if (fault === null) throw error;
      this.logFaults(['database'], fault);
      return { faults: ['database'] };
    }
  }

  private check(): Promise<State> {
    return this.database.runAsSystem(async (tx) => {
      // A standby that is away would hold the commit and its connection, once for each probe.
      await tx.query('SET LOCAL synchronous_commit = local');
      const found: Unready[] = [];
      if (!(await isClockRight(tx))) found.push('clock');
      const ran = await ranMigrations(tx);
      if (!this.schema.isMigrated(ran)) found.push('migrations');
      if (await this.schema.isSupersededBy(tx, ran)) found.push('newer-release');
      found.push(...(await this.changedProtections(tx, ran)));
      if (!(await this.hasKeys(tx))) found.push('keys');
      if (!(await this.isTrailLinked(tx))) found.push('sequencer');
      if ((await this.faultOf(tx, selectLastEntry)) !== null) found.push('trail');
      if (!(await this.hasDiskSpace(tx))) found.push('disk');
      if (this.writes.areWritesFailing()) found.push('writes');
      await this.warnOfRelease(tx);
      return { faults: found };
    });
  }

  /** Warns once of each outdated release of Postgres. It may change while the tracker serves. */
  private async warnOfRelease(tx: EntityManager): Promise<void> {
    const [{ release } = { release: 0 }] = await tx.query<{ release: number }[]>(selectRelease);
    const warning = warningOn(release);
    if (warning !== null && release !== this.release) this.logger.warn(warning);
    this.release = release;
  }

  private async changedProtections(tx: EntityManager, ran: readonly string[]): Promise<readonly ProtectionKind[]> {
    const isFresh = performance.now() - this.goodSince < protectionReadEveryMs;
    return isFresh && this.atStart?.migrations === ran.join(' ') ? [] : this.compareProtections(tx, ran);
  }

  /** Compares the guards with the stored ones, which migrations of a later release replace. */
  private async compareProtections(tx: EntityManager, ran: readonly string[]): Promise<readonly ProtectionKind[]> {
    const guards = await readProtectionDigests((statement) => tx.query<unknown[]>(statement));
    const migrations = ran.join(' ');
    if (this.atStart?.migrations !== migrations) this.atStart = { migrations, guards };
    const broken = changedProtections(this.atStart.guards, guards);
    this.goodSince = broken.length === 0 ? performance.now() : Number.NEGATIVE_INFINITY;
    return broken;
  }

  /** Whether the database knows all keys. Another instance may have rotated to a key that this one lacks. */
  private async hasKeys(tx: EntityManager): Promise<boolean> {
    for (const [purpose, values] of this.secrets.checkValuesWith(this.masters)) {
      const [row] = await tx.query<{ known: boolean }[]>(knowsKeys, [purpose, values]);
      if (!row?.known) return false;
    }
    return true;
  }

  /** Whether the sequencer keeps up with the commits. The own entry of the probe is not in the queue yet. */
  private async isTrailLinked(tx: EntityManager): Promise<boolean> {
    const [row] = await tx.query<{ seconds: number }[]>(selectLinkDelay);
    return row !== undefined && row.seconds <= this.config.TRAIL_LINK_DELAY;
  }

  /** Whether the disk of the data takes a write. A disk that was full has to take more, so that the result is steady. */
  private async hasDiskSpace(tx: EntityManager): Promise<boolean> {
    if (performance.now() - this.spaceReadAt < diskReadEveryMs) return this.hadSpace;
    const fault = await this.faultOf(tx, checkDiskSpace, [this.hadSpace ? minFreeBytes : minFreedBytes]);
    // Any other fault, such as a limit of temporary files, says nothing about the disk.
    this.hadSpace = fault?.sqlState !== diskFullState;
    this.spaceReadAt = performance.now();
    return this.hadSpace;
  }

  /** Returns the fault of a write, which is rolled back; null if it succeeds. The fault is logged when it begins. */
  private async faultOf(
    tx: EntityManager,
    statement: string,
    parameters: unknown[] = [],
  ): Promise<DatabaseFault | null> {
    await tx.query('SAVEPOINT probe');
    try {
      await tx.query(statement, parameters);
      this.failing.delete(statement);
      return null;
    } catch (error) {
      const fault = findDatabaseFault(error) ?? {};
      if (!this.failing.has(statement)) this.logger.warn(new LogLine('A write of the readiness check failed.', fault));
      this.failing.add(statement);
      return fault;
    } finally {
      await tx.query('ROLLBACK TO SAVEPOINT probe');
    }
  }

  private logFaults(faults: readonly Unready[], reason: DatabaseFault = {}): void {
    const told = faults.join(' ');
    if (told === this.lastLogged) return;
    this.lastLogged = told;
    if (faults.length > 0) this.logger.error({ unready: faults, ...reason });
    else this.logger.warn('The tracker is ready again.');
  }
}

async function isClockRight(tx: EntityManager): Promise<boolean> {
  const before = Date.now();
  const [row] = await tx.query<{ now: number }[]>(selectTime);
  return row !== undefined && skewOf(before, row.now, Date.now()) <= maxSkewMs;
}

/** Returns the distance of an instant from an interval, in milliseconds; 0 within it. */
export function skewOf(from: number, instant: number, until: number): number {
  return Math.max(0, from - instant, instant - until);
}
