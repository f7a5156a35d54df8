import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { seatOf, type Role, type Seat } from '../platform/access/actor.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { AlreadyDisabled } from './accounts.errors.js';

/** A person who signs in: a role says what they may do, a seat on which rows. Its password stands elsewhere. */
@Entity('accounts')
@Unique(['email'])
@Unique(['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Account {
  @PrimaryColumn('uuid') readonly id!: string;
  /** In lower case; the name to sign in with. */
  @Column('text') readonly email!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly role!: Role;
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @Column('timestamptz', { nullable: true }) disabledAt!: Date | null;
  @Column('text', { nullable: true }) disabledReason!: string | null;
  @VersionColumn() readonly version!: number;

  get seat(): Seat {
    return seatOf(this.taskForceId, this.agencyId);
  }

  /** Its sessions end with it, at once: Postgres sees to that. */
  disable(at: Date, reason: string): void {
    if (this.disabledAt) throw new AlreadyDisabled();
    this.disabledAt = at;
    this.disabledReason = reason;
  }
}
