import { createHash } from 'node:crypto';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import type { CountedLine, CountedRecord } from './counted-records.js';
import { toCountedLine } from './counted-records.js';
import type { CountKey } from './definitions/index.js';
import { PerformanceReport } from './performance-report.entity.js';

/** Records that a performance report was counted from, each with its hash. The id is that of the report. */
@Entity('performance_report_records')
@Unique(['taskForceId', 'id'])
@ForeignKey(() => PerformanceReport, ['taskForceId', 'id'], ['taskForceId', 'id'])
export class PerformanceReportRecords {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** Counted measures, including those without a record. */
  @Column('text', { array: true }) measures!: readonly CountKey[];
  /** Records as text, because the hash is over its bytes. */
  @Column('text') records!: string;
  @Column('bytea') sha256!: Buffer;
  @VersionColumn() readonly version!: number;

  setRecords(records: readonly CountedRecord[], measures: readonly CountKey[]): void {
    this.measures = measures;
    this.records = formatRecords(records);
    this.sha256 = computeHash(this.records);
  }
}

export function parseLines(records: string): CountedLine[] {
  return JSON.parse(records) as CountedLine[];
}

/** Returns the hash of the records as they would be stored. */
export function hashRecords(records: readonly CountedRecord[]): Buffer {
  return computeHash(formatRecords(records));
}

function formatRecords(records: readonly CountedRecord[]): string {
  return JSON.stringify(records.map(toCountedLine));
}

function computeHash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
