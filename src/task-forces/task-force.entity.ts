import { Column, Entity, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import type { Coverage } from './task-forces.words.js';

/** What may change about a task force. Its code, State and zone stay: references and counted days hang on them. */
export type TaskForceParticulars = Pick<TaskForce, 'name' | 'coverage' | 'contactPhone' | 'contactEmail' | 'verified'>;

/** One of the task forces of the programme (34 U.S.C. 21112: at least one in each State). */
@Entity('task_forces')
@Unique(['code'])
export class TaskForce {
  @PrimaryColumn('uuid') readonly id!: string;
  /** Short and spoken: it begins the reference of each of its complaints. */
  @Column('text') readonly code!: string;
  @Column('text') name!: string;
  @Column('text') readonly state!: string;
  @Column('text') coverage!: Coverage;
  /** The IANA time zone its days are counted in. */
  @Column('text') readonly zone!: string;
  @Column('text', { nullable: true }) contactPhone!: string | null;
  @Column('text', { nullable: true }) contactEmail!: string | null;
  /** Whether somebody has confirmed these particulars; reference data starts unconfirmed. */
  @Column('boolean') verified!: boolean;
  @VersionColumn() readonly version!: number;

  describe({ name, coverage, contactPhone, contactEmail, verified }: TaskForceParticulars): void {
    Object.assign(this, { name, coverage, contactPhone, contactEmail, verified });
  }
}
