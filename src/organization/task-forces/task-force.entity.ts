import { Column, Entity, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import type { PostalCode } from './postal-codes.enums.js';
import type { Coverage } from './task-forces.enums.js';

/** Changeable fields of a task force. Code, State and zone are fixed: references and counted days depend on them. */
export type TaskForceParticulars = Pick<TaskForce, 'name' | 'coverage' | 'contactPhone' | 'contactEmail' | 'verified'>;

/** Task force of the program. 34 U.S.C. 21112 requires at least one in each State. */
@Entity('task_forces')
@Unique(['code'])
export class TaskForce {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly code!: string;
  @Column('text') name!: string;
  @Column('text') readonly state!: PostalCode;
  @Column('text') coverage!: Coverage;
  @Column('text') readonly zone!: string;
  @Column('text', { nullable: true }) contactPhone!: string | null;
  @Column('text', { nullable: true }) contactEmail!: string | null;
  @Column('boolean') verified!: boolean;
  @VersionColumn() readonly version!: number;

  update({ name, coverage, contactPhone, contactEmail, verified }: TaskForceParticulars): void {
    Object.assign(this, { name, coverage, contactPhone, contactEmail, verified });
  }
}
