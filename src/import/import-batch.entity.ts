import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Agency } from '../agencies/agency.entity.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { NotThereYet, RowsAreWrong, RowsForgotten } from './import.errors.js';
import { daysToEnter, type ImportFormat, type ImportKind, type ImportState } from './import.words.js';

const millisecondsOfDay = 86_400_000;

/** How many rows a file had, and what is to become of them. */
export interface RowCounts {
  readonly rows: number;
  /** To be entered. */
  readonly ready: number;
  /** There already, or earlier in the file, with the same content. */
  readonly known: number;
  readonly faulty: number;
}

/** A file's own sum. */
export interface FileSum {
  readonly fileDigest: Buffer;
  readonly fileBytes: number;
}

/** Which column of a file holds which field. */
export type Mapping = Readonly<Record<string, string>>;

/** A file of records that is to come in, and how far that has got. The file is not kept. */
@Entity('import_batches')
@Unique(['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class ImportBatch {
  @PrimaryColumn('uuid') readonly id!: string;
  /** None: it was begun at the national seat. */
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  /** None: it was begun above the agencies. */
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @Column('text') readonly kind!: ImportKind;
  @Column('jsonb') readonly mapping!: Mapping;
  /** Columns that are no field's are left out; else they are a fault of the file. */
  @Column('boolean') readonly leavesOutOther!: boolean;
  @Column('text') state!: ImportState;
  @Column('text', { nullable: true }) format!: ImportFormat | null;
  @Column('bytea', { nullable: true }) fileDigest!: Buffer | null;
  @Column('bigint', { nullable: true }) fileBytes!: number | null;
  @Column('integer') rows!: number;
  @Column('integer') ready!: number;
  @Column('integer') known!: number;
  @Column('integer') faulty!: number;
  /** How many were entered. */
  @Column('integer') logged!: number;
  @ForeignKey(() => Account) @Column('uuid') readonly begunBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly begunAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) committedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  /** Its file is coming in, once. */
  receive(format: ImportFormat): void {
    this.requireState('awaiting_file');
    Object.assign(this, { state: 'receiving', format });
  }

  /** Every row of the file was looked at. */
  checkOff(sum: FileSum, counts: RowCounts): void {
    this.requireState('receiving');
    Object.assign(this, { state: 'checked', ...sum, ...counts });
  }

  /** It is no such file as it said, or broke off. */
  fail(now: Date): void {
    this.requireState('receiving');
    Object.assign(this, { state: 'failed', endedAt: now });
  }

  /** Its rows are entered from here on; one that was interrupted goes on where it stopped. */
  commitAs(accountId: string, withoutFaulty: boolean, now: Date): void {
    this.requireState('checked', 'committing', 'interrupted');
    if (!this.canBeEntered(now)) throw new RowsForgotten();
    if (this.faulty > 0 && !withoutFaulty) throw new RowsAreWrong(this.faulty);
    Object.assign(this, { state: 'committing', committedBy: accountId });
  }

  /** Nobody enters its rows any more. They wait, and whoever asks again goes on with them. */
  interrupt(): void {
    this.requireState('committing');
    this.state = 'interrupted';
  }

  /** So many more rows were dealt with: those that are not logged turned out to be known, or wrong, meanwhile. */
  goOn({ logged, known, faulty }: { logged: number; known: number; faulty: number }): void {
    this.logged += logged;
    this.known += known;
    this.faulty += faulty;
    this.ready -= known + faulty;
  }

  /** Nothing of it waits any more, and it was all entered: rows that were forgotten meanwhile are no end. */
  end(now: Date): void {
    this.requireState('committing');
    if (this.logged < this.ready) throw new RowsForgotten();
    Object.assign(this, { state: 'committed', endedAt: now });
  }

  /** Whether its rows wait for long enough still. */
  canBeEntered(now: Date): boolean {
    return now.getTime() - this.begunAt.getTime() < daysToEnter * millisecondsOfDay;
  }

  private requireState(...states: readonly ImportState[]): void {
    if (!states.includes(this.state)) throw new NotThereYet(this.state);
  }
}
