import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Agency } from '../agencies/agency.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { InvalidInput } from '../platform/http/problems.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { IllegalMove } from './complaints.errors.js';
import {
  complaintMoves,
  type ComplaintMode,
  type ComplaintSource,
  type ComplaintState,
  type ComplaintType,
  type DispositionCode,
  type Priority,
} from './complaints.words.js';

/** A tip or report that reached a task force, from intake to disposition. */
@Entity('complaints')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'reference'])
@Unique(['taskForceId', 'source', 'externalReference'])
@Index(['taskForceId', 'receivedAt', 'id'])
@Index(['taskForceId', 'agencyId', 'receivedAt', 'id'])
@Index(['taskForceId', 'workingAgencyId'], { where: 'working_agency_id IS NOT NULL' })
@Index(['taskForceId', 'receivedOn'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'workingAgencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Account, ['taskForceId', 'investigatorId'], ['taskForceId', 'id'])
export class Complaint {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  /** The agency that took it in and owns it. */
  @Column('uuid') readonly agencyId!: string;
  /** The agency it was given to, and the investigator there. */
  @Column('uuid', { nullable: true }) workingAgencyId!: string | null;
  @Column('uuid', { nullable: true }) investigatorId!: string | null;
  /** What people call it by: the task force's code and its next number. */
  @Column({ type: 'text', insert: false, update: false }) readonly reference!: string;
  @Column('text') readonly source!: ComplaintSource;
  @Column('text', { nullable: true }) readonly externalReference!: string | null;
  @Column('text', { nullable: true }) type!: ComplaintType | null;
  @Column('text', { nullable: true }) mode!: ComplaintMode | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly receivedAt!: Date;
  /** The day it was received where its task force is: Postgres places it. */
  @Column({ type: 'date', insert: false, update: false }) readonly receivedOn!: string;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly incidentAt!: Date | null;
  @Column('text') readonly jurisdictionState!: string;
  @Column('text', { nullable: true }) readonly jurisdictionCounty!: string | null;
  @Column('text', { nullable: true }) readonly jurisdictionCity!: string | null;
  @Column('text') readonly narrative!: string;
  @Column('smallint', { nullable: true }) priority!: Priority | null;
  @Column('text') state!: ComplaintState;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) dueAt!: Date | null;
  @Column('text', { nullable: true }) disposition!: DispositionCode | null;
  @Column('bytea') readonly intakeDigest!: Buffer;
  @Column({ type: 'timestamptz', precision: 3 }) readonly loggedAt!: Date;
  @VersionColumn() readonly version!: number;

  triageAs(type: ComplaintType, mode: ComplaintMode, priority: Priority): void {
    this.moveTo('triaged');
    Object.assign(this, { type, mode, priority });
  }

  assignTo(workingAgencyId: string, investigatorId: string | null, dueAt: Date | null): void {
    this.moveTo('assigned');
    Object.assign(this, { workingAgencyId, investigatorId, dueAt });
  }

  closeAs(disposition: DispositionCode): void {
    this.moveTo('closed');
    this.disposition = disposition;
  }

  /** What follows from a complaint cannot have happened on a day before it was received. */
  requireNotBefore(day: string, field: string): void {
    if (day < this.receivedOn) throw InvalidInput.at(field, 'lies before the complaint was received');
  }

  /** Whose work it is when the actor adds to it and names nobody: their own agency's, or its owner's from above. */
  agencyOf({ seat }: Actor): string {
    return seat.at === 'agency' ? seat.agencyId : this.agencyId;
  }

  canMoveTo(next: ComplaintState): boolean {
    return (complaintMoves[this.state] as readonly ComplaintState[]).includes(next);
  }

  private moveTo(next: ComplaintState): void {
    if (!this.canMoveTo(next)) throw new IllegalMove(this.state, complaintMoves[this.state]);
    this.state = next;
  }
}
