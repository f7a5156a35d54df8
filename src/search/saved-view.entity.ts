import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Agency } from '../agencies/agency.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import type { SearchFilters } from './search.contract.js';
import type { ViewAudience } from './search.words.js';

/** What somebody says of a view that they keep. */
export type SavedViewTerms = Pick<SavedView, 'name' | 'text' | 'filters' | 'sharedWith'>;

/** A search that somebody keeps, for themselves or for those they work with. */
@Entity('saved_views')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'savedAt', 'id'], { where: 'ended_at IS NULL' })
@Index(['savedBy'], { where: 'ended_at IS NULL' })
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class SavedView {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** Where whoever saved it sat; null at the seat of the task force. */
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly savedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly savedAt!: Date;
  @Column('text') sharedWith!: ViewAudience;
  @Column('text') name!: string;
  /** None where it is all complaints that the filters leave. */
  @Column('text', { nullable: true }) text!: string | null;
  @Column('jsonb') filters!: SearchFilters;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  /** As it is kept from here on. At the seat of a task force there is no agency to share it with. */
  keepAs({ name, text, filters, sharedWith }: SavedViewTerms): void {
    if (sharedWith === 'agency' && this.agencyId === null) {
      throw InvalidInput.at('/sharedWith', 'must be nobody or task_force at the seat of a task force');
    }
    Object.assign(this, { name, text, filters, sharedWith });
  }

  /** Nobody keeps it any more, and nothing is left of what it looked for. */
  end(now: Date): void {
    Object.assign(this, { endedAt: now, sharedWith: 'nobody', name: '', text: null, filters: {} });
  }
}
