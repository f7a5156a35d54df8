import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DispositionCode, ExceptionalClearance } from './complaints.enums.js';

/** Disposition code with its meaning and retention class. Reference data: a migration alone changes it. */
@Entity('disposition_codes')
export class DispositionCodeRecord {
  @PrimaryColumn('text') readonly code!: DispositionCode;
  @Column('boolean') readonly isInvestigated!: boolean;
  @Column('boolean') readonly isReferred!: boolean;
  @Column('boolean') readonly isProsecuted!: boolean;
  @Column('text', { nullable: true }) readonly clearance!: ExceptionalClearance | null;
  @Column('text') readonly retentionClass!: string;
}
