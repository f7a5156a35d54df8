import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import { requireLiving } from '../platform/http/voiding.js';
import type { Day } from '../platform/time/calendar.js';
import type { AssistanceKind, RecipientMembership } from './outreach.words.js';

/** What is told of an assistance session, and may be corrected. */
export type AssistanceFacts = Pick<
  AssistanceSession,
  'heldOn' | 'recipientAgencyId' | 'recipientName' | 'kind' | 'topic' | 'hours'
>;

/** Technical help with a case of another agency, item (E) of 34 U.S.C. 21116(d)(1). */
@Entity('assistance_sessions')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'heldOn', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'recipientAgencyId'], ['taskForceId', 'id'])
export class AssistanceSession {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** The agency that helped. */
  @Column('uuid') readonly agencyId!: string;
  @Column('date') heldOn!: Day;
  /** Whom it helped: an agency the task force knows, or one by its name. */
  @Column('uuid', { nullable: true }) recipientAgencyId!: string | null;
  @Column('text', { nullable: true }) recipientName!: string | null;
  /** Whether that was a member of the task force on that day, as its memberships are known: Postgres keeps it. */
  @Column({ type: 'text', insert: false, update: false }) readonly recipientWas!: RecipientMembership;
  @Column('text') kind!: AssistanceKind;
  @Column('text') topic!: string;
  @Column('integer') hours!: number;
  /** When it turned out that it should not have been recorded: it stays, and counts no more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /** Only what has been held is counted: `today` is the day it is where the task force is. */
  tell(facts: AssistanceFacts, today: Day): void {
    const { heldOn, recipientAgencyId, recipientName, kind, topic, hours } = facts;
    requireLiving(this);
    if (heldOn > today) throw InvalidInput.at('/heldOn', 'lies in the future');
    if (recipientAgencyId !== null && recipientName !== null) {
      throw InvalidInput.at('/recipientName', 'must be null where an agency is named by its id');
    }
    if (recipientAgencyId === null && recipientName === null) {
      throw InvalidInput.at('/recipientAgencyId', 'must be there, or a name in its place');
    }
    if (recipientAgencyId === this.agencyId) throw InvalidInput.at('/recipientAgencyId', 'is the agency that helped');
    Object.assign(this, { heldOn, recipientAgencyId, recipientName, kind, topic, hours });
  }
}
