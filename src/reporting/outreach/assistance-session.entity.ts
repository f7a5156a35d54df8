import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid } from '../../casework/records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';
import type { AssistanceKind, RecipientMembership } from './outreach.enums.js';

export type AssistanceFacts = Pick<
  AssistanceSession,
  'heldOn' | 'recipientAgencyId' | 'recipientName' | 'kind' | 'topic' | 'hours'
>;

/** Assistance session: technical help with a case of another agency, item (E) of 34 U.S.C. 21116(d)(1). */
@Entity('assistance_sessions')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'heldOn', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'recipientAgencyId'], ['taskForceId', 'id'])
export class AssistanceSession {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** Agency that helped. */
  @Column('uuid') readonly agencyId!: string;
  @Column('date') heldOn!: Day;
  /** Helped agency: an agency of the task force by id, or another by name. */
  @Column('uuid', { nullable: true }) recipientAgencyId!: string | null;
  @Column('text', { nullable: true }) recipientName!: string | null;
  /** Membership of the helped agency in the task force on that day, as known now. Postgres sets it. */
  @Column({ type: 'text', insert: false, update: false }) readonly recipientWas!: RecipientMembership;
  @Column('text') kind!: AssistanceKind;
  @Column('text') topic!: string;
  @Column('integer') hours!: number;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /**
   * Sets the facts. Rejects a day in the future, since only past sessions count. `today` is the day where the task
   * force is.
   */
  update(facts: AssistanceFacts, today: Day): void {
    const { heldOn, recipientAgencyId, recipientName, kind, topic, hours } = facts;
    requireNotVoid(this);
    requireNotFuture('/heldOn', heldOn, today);
    if (recipientAgencyId !== null && recipientName !== null) {
      throw InvalidInput.forPath('/recipientName', 'must be null where an agency is named by its id');
    }
    if (recipientAgencyId === null && recipientName === null) {
      throw InvalidInput.forPath('/recipientAgencyId', 'must be set, or a name instead');
    }
    if (recipientAgencyId === this.agencyId)
      throw InvalidInput.forPath('/recipientAgencyId', 'must not be the agency that helped');
    Object.assign(this, { heldOn, recipientAgencyId, recipientName, kind, topic, hours });
  }
}
