import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { InvalidImportState, InvalidRows, ImportExpired } from './import.errors.js';
import type { FileLayout } from './file-row.js';
import type { ColumnMapping, ConstantRule, TranslationRule } from './import-rules.js';
import {
  commitWindowDays,
  type ImportFormat,
  type ImportKind,
  type ImportState,
  type Separator,
} from './import.enums.js';

const millisecondsOfDay = 86_400_000;

export interface RowCounts {
  readonly rows: number;
  /** Rows to commit. */
  readonly ready: number;
  /** Rows that exist already, in the tracker or earlier in the file, with the same content. */
  readonly known: number;
  readonly faulty: number;
  /** Cells that could not be read and stay in the narrative. */
  readonly warnings: number;
  /** Rows to commit that are complaints with a disposition. */
  readonly closing: number;
}

export interface FileChecksum {
  readonly fileDigest: Buffer;
  readonly fileBytes: number;
}

/** Import of a file of records, and its progress. The file itself is not stored. */
@Entity('import_batches')
@Unique(['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class ImportBatch {
  @PrimaryColumn('uuid') readonly id!: string;
  /** Task force; null for an import of the national seat. */
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  /** Agency; null for an import from above the agencies. */
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @Column('text') readonly kind!: ImportKind;
  @Column('jsonb') readonly mapping!: ColumnMapping;
  @Column('jsonb') readonly constants!: readonly ConstantRule[];
  @Column('jsonb') readonly translations!: readonly TranslationRule[];
  /** Row of the head: the named one before the upload, then the one that was read. */
  @Column('integer', { nullable: true }) headRow!: number | null;
  @Column('text', { nullable: true }) separator!: Separator | null;
  /** Whether unknown columns are ignored. Otherwise they are a fault of the file. */
  @Column('boolean') readonly leavesOutOther!: boolean;
  @Column('text') state!: ImportState;
  @Column('text', { nullable: true }) format!: ImportFormat | null;
  @Column('bytea', { nullable: true }) fileDigest!: Buffer | null;
  @Column('bigint', { nullable: true }) fileBytes!: number | null;
  @Column('integer') rows!: number;
  @Column('integer') ready!: number;
  @Column('integer') known!: number;
  @Column('integer') faulty!: number;
  @Column('integer') warnings!: number;
  @Column('integer') closing!: number;
  /** Number of committed rows. */
  @Column('integer') logged!: number;
  @ForeignKey(() => Account) @Column('uuid') readonly startedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly startedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) uploadedBy!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) committedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  /** Receives a file. After a failure it is the same file again, or another one. */
  receive(format: ImportFormat, accountId: string): void {
    this.requireState('awaiting_file', 'failed');
    Object.assign(this, { state: 'receiving', format, uploadedBy: accountId, endedAt: null });
  }

  recordValidation(checksum: FileChecksum, counts: RowCounts, { headRow, separator }: FileLayout): void {
    this.requireState('receiving');
    Object.assign(this, { state: 'checked', headRow, separator, ...checksum, ...counts });
  }

  fail(now: Date): void {
    this.requireState('receiving');
    Object.assign(this, { state: 'failed', endedAt: now });
  }

  /**
   * Starts the commit of its rows, or continues an interrupted one. Rejects expired rows, and faulty rows that the
   * caller has not excluded.
   */
  startCommit(accountId: string, withoutFaulty: boolean, now: Date): void {
    this.requireState('checked', 'committing', 'interrupted');
    if (!this.canBeCommitted(now)) throw new ImportExpired();
    if (this.faulty > 0 && !withoutFaulty) throw new InvalidRows(this.faulty);
    Object.assign(this, { state: 'committing', committedBy: accountId });
  }

  /** Interrupts the commit. The rows stay staged, and the next commit continues with them. */
  interrupt(): void {
    this.requireState('committing');
    this.state = 'interrupted';
  }

  /** Adds the result of a chunk. Rows that were not logged became known or faulty since the validation. */
  addChunkResult({ logged, known, faulty }: { logged: number; known: number; faulty: number }): void {
    this.logged += logged;
    this.known += known;
    this.faulty += faulty;
    this.ready -= known + faulty;
  }

  /** Ends the commit. Fails if staged rows expired before they were committed. */
  end(now: Date): void {
    this.requireState('committing');
    if (this.logged < this.ready) throw new ImportExpired();
    Object.assign(this, { state: 'committed', endedAt: now });
  }

  canBeCommitted(now: Date): boolean {
    return now.getTime() - this.startedAt.getTime() < commitWindowDays * millisecondsOfDay;
  }

  private requireState(...states: readonly ImportState[]): void {
    if (!states.includes(this.state)) throw new InvalidImportState(this.state);
  }
}
