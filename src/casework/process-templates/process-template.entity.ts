import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import type { ProcessTemplateKind } from './process-templates.enums.js';

/** Template of a document of legal process, in the words of the task force. */
@Entity('process_templates')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'name'])
export class ProcessTemplate {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  @Column('text') readonly kind!: ProcessTemplateKind;
  /** Name by which a person chooses it, unique in the task force. */
  @Column('text') readonly name!: string;
  @Column('text') readonly text!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly writtenBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly writtenAt!: Date;
  @VersionColumn() readonly version!: number;

  rewrite({ name, text }: Pick<ProcessTemplate, 'name' | 'text'>, writtenBy: string, writtenAt: Date): void {
    Object.assign(this, { name, text, writtenBy, writtenAt });
  }
}
