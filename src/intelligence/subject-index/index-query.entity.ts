import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { toNameKey } from './name-keys.js';

export interface QuerySubject {
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string | null;
  readonly bornYear: number | null;
}

/**
 * A query of the index, with its subject, purpose, need to know and right to know (28 CFR 23.20(d)). It is immutable.
 */
@Entity('subject_index_queries')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'askedAt', 'id'])
@Index(['askedOn'], { where: 'family_key IS NOT NULL' })
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class SubjectIndexQuery {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  /** The subject, which is erased after five years. */
  @Column('text', { nullable: true }) readonly givenName!: string | null;
  @Column('text', { nullable: true }) readonly familyName!: string | null;
  @Column('text', { nullable: true }) readonly givenKey!: string | null;
  @Column('text', { nullable: true }) readonly familyKey!: string | null;
  @Column('date', { nullable: true }) readonly bornOn!: string | null;
  @Column('integer', { nullable: true }) readonly bornYear!: number | null;
  @Column('text') readonly purpose!: string;
  @Column('text') readonly needToKnow!: string;
  @Column('text') readonly rightToKnow!: string;
  @Column('text') readonly caseReference!: string;
  @Column('text', { nullable: true }) readonly imminentDanger!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly askedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly askedAt!: Date;
  @Column('date') readonly askedOn!: string;

  /** Sets the subject. A day of birth determines the year, and a stated year must equal it. */
  setSubject({ givenName, familyName, bornOn, bornYear }: QuerySubject): void {
    const [givenKey, familyKey] = [toNameKey(givenName), toNameKey(familyName)];
    if (givenKey === '') throw InvalidInput.forPath('/givenName', 'must contain a letter to search by');
    if (familyKey === '') throw InvalidInput.forPath('/familyName', 'must contain a letter to search by');
    const year = bornOn === null ? bornYear : Number(bornOn.slice(0, 4));
    if (bornYear !== null && bornYear !== year)
      throw InvalidInput.forPath('/bornYear', 'is not the year of the day of birth');
    Object.assign(this, { givenName, familyName, givenKey, familyKey, bornOn, bornYear: year });
  }
}
