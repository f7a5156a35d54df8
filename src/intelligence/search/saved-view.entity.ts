import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { ComplaintFilters } from '../../casework/complaints/complaint.request.js';
import type { ComplaintState } from '../../casework/complaints/complaints.enums.js';
import type { ViewAudience } from './search.enums.js';

export type SavedViewTerms = Pick<SavedView, 'name' | 'text' | 'filters' | 'sharedWith'>;

/** A saved search or list, private or shared with colleagues. */
@Entity('saved_views')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'savedAt', 'id'], { where: 'ended_at IS NULL' })
@Index(['savedBy'], { where: 'ended_at IS NULL' })
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class SavedView {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** The agency of its author; null at the task force's seat. */
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly savedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly savedAt!: Date;
  @Column('text') sharedWith!: ViewAudience;
  @Column('text') name!: string;
  /** The search text; null for a list of the complaints that match the filters. */
  @Column('text', { nullable: true }) text!: string | null;
  @Column('jsonb') filters!: ComplaintFilters;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  /** Updates the view, from a seat at this agency. Only a member of an agency shares with it: an author who moved away does not. */
  update({ name, text, filters, sharedWith }: SavedViewTerms, agencyId: string | null): void {
    if (sharedWith === 'agency' && (agencyId === null || this.agencyId !== agencyId)) {
      throw InvalidInput.forPath('/sharedWith', 'must be nobody or task_force, unless the view is of your own agency');
    }
    if (text !== null) requireSearchFilters(filters);
    Object.assign(this, { name, text, filters, sharedWith });
  }

  /** Filters with their states as a list. Version 0.2.0 stored a single state. */
  get currentFilters(): ComplaintFilters {
    const state: unknown = this.filters.state;
    return typeof state === 'string' ? { ...this.filters, state: [state as ComplaintState] } : this.filters;
  }

  /** Ends the view and erases its search. */
  end(now: Date): void {
    Object.assign(this, { endedAt: now, sharedWith: 'nobody', name: '', text: null, filters: {} });
  }
}

const searchFilters: readonly string[] = [
  'state',
  'type',
  'source',
  'annotation',
  'agencyId',
  'receivedFrom',
  'receivedUntil',
];

/** Rejects filters that only the list of complaints has. */
function requireSearchFilters(filters: ComplaintFilters): void {
  const [extra] = Object.entries(filters).filter(
    ([name, value]) => value !== undefined && !searchFilters.includes(name),
  );
  if (extra) throw InvalidInput.forPath(`/filters/${extra[0]}`, 'applies only to a view without a text');
}
