import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { TaskForce } from '../task-forces/task-force.entity.js';
import type { AgencyKind, AgencyLevel } from './agencies.enums.js';

export type AgencyParticulars = Pick<
  Agency,
  'name' | 'ori' | 'kind' | 'level' | 'state' | 'contactPhone' | 'contactEmail'
>;

/** Agency of a task force, which receives and works complaints. */
@Entity('agencies')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'name'])
@Unique(['ori'])
export class Agency {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  @Column('text') name!: string;
  /** Nine-character NCIC originating agency identifier (ORI). Prosecutors and advocacy centers may have none. */
  @Column('text', { nullable: true }) ori!: string | null;
  @Column('text') kind!: AgencyKind;
  @Column('text') level!: AgencyLevel;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) contactPhone!: string | null;
  @Column('text', { nullable: true }) contactEmail!: string | null;
  @VersionColumn() readonly version!: number;

  update({ name, ori, kind, level, state, contactPhone, contactEmail }: AgencyParticulars): void {
    Object.assign(this, { name, ori, kind, level, state, contactPhone, contactEmail });
  }
}
