import { createHash } from 'node:crypto';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import type { CountedLine, CountedRecord } from './counted-records.js';
import { lineOf } from './counted-records.js';
import type { CountKey } from './definitions/index.js';
import { Return } from './return.entity.js';

/** The records that a return was counted from, each with its hash. The id is the return's. */
@Entity('return_records')
@Unique(['taskForceId', 'id'])
@ForeignKey(() => Return, ['taskForceId', 'id'], ['taskForceId', 'id'])
export class ReturnRecords {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** What was counted, though it came to nothing. */
  @Column('text', { array: true }) measures!: readonly CountKey[];
  /** As text, since the hash is over its bytes. */
  @Column('text') records!: string;
  @Column('bytea') sha256!: Buffer;
  @VersionColumn() readonly version!: number;

  hold(records: readonly CountedRecord[], measures: readonly CountKey[]): void {
    this.measures = measures;
    this.records = textOf(records);
    this.sha256 = hashOf(this.records);
  }
}

/** The lines in a text of records. */
export function linesIn(records: string): CountedLine[] {
  return JSON.parse(records) as CountedLine[];
}

/** The hash of these records as they would be kept. */
export function hashOfRecords(records: readonly CountedRecord[]): Buffer {
  return hashOf(textOf(records));
}

function textOf(records: readonly CountedRecord[]): string {
  return JSON.stringify(records.map(lineOf));
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
