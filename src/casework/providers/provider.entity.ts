import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { providerFields, type ProviderField } from './providers.enums.js';

/** Facts about serving a provider. Null is not known. */
export interface ServingDetails {
  readonly legalName: string | null;
  readonly postalAddress: string | null;
  readonly portalUrl: string | null;
  readonly email: string | null;
  readonly legalUrl: string | null;
  readonly emergencyPhone: string | null;
  /** Days for which it keeps the logs of its addresses. */
  readonly retentionDays: number | null;
  readonly instructions: string | null;
}

/** Name of a provider and how to serve it, as a person confirms them. */
export interface ConfirmedDetails extends ServingDetails {
  readonly name: string;
}

/** Statement of a tip about one field. */
export interface StatedValue {
  readonly value: string | number;
  /** Time of the import that first stated this value. */
  readonly statedAt: string;
  /** Complaint of that tip. It is no foreign key: the statement outlives a purged complaint. */
  readonly complaintId: string;
  /** Whether a person confirmed the entry after the statement. */
  readonly isReviewed: boolean;
}

export type Statements = Readonly<Partial<Record<ProviderField, StatedValue>>>;

/** The tip of a statement. */
export interface StatementSource {
  readonly complaintId: string;
  readonly at: Date;
}

/** Entry of the directory of providers in a task force. It has no field for a person. */
@Entity('providers')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'platform'])
@Check('providers_check', '(confirmed_by IS NULL) = (confirmed_at IS NULL)')
export class Provider implements ServingDetails {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  /** Normalized name, equal for its spellings in tips and identifiers. */
  @Column({ type: 'text', collation: 'C' }) readonly platform!: string;
  /** Name as first stated, until a person corrects it. Tips state no other: they find the entry by its platform. */
  @Column('text') readonly name!: string;
  @Column('text', { nullable: true }) readonly legalName!: string | null;
  @Column('text', { nullable: true }) readonly postalAddress!: string | null;
  @Column('text', { nullable: true }) readonly portalUrl!: string | null;
  @Column('text', { nullable: true }) readonly email!: string | null;
  @Column('text', { nullable: true }) readonly legalUrl!: string | null;
  @Column('text', { nullable: true }) readonly emergencyPhone!: string | null;
  @Column('integer', { nullable: true }) readonly retentionDays!: number | null;
  @Column('text', { nullable: true }) readonly instructions!: string | null;
  @Column('jsonb') readonly stated!: Statements;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly confirmedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly confirmedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  /** Sets what a person confirms or corrects. Statements so far are reviewed, and no longer shown as differences. */
  confirm(details: ConfirmedDetails, confirmedBy: string, confirmedAt: Date): void {
    const stated = Object.fromEntries(
      Object.entries(this.stated).map(([field, one]) => [field, { ...one, isReviewed: true }]),
    );
    Object.assign(this, details, { stated, confirmedBy, confirmedAt });
  }

  /**
   * Adds what a tip states, and returns whether it says anything new. The values of the entry follow only until a
   * person has confirmed it.
   */
  addStatements(details: Partial<ServingDetails>, { complaintId, at }: StatementSource): boolean {
    const statements: Partial<Record<ProviderField, StatedValue>> = {};
    for (const field of providerFields) {
      const value = details[field] ?? null;
      if (value === null || value === this.stated[field]?.value) continue;
      // A tip that agrees with a person takes no difference away that another tip stated.
      if (this.confirmedAt !== null && value === this[field]) continue;
      statements[field] = { value, statedAt: at.toISOString(), complaintId, isReviewed: false };
    }
    const fields = Object.keys(statements) as ProviderField[];
    if (fields.length === 0) return false;
    const values = fields.map((field) => [field, statements[field]?.value] as const);
    Object.assign(this, { stated: { ...this.stated, ...statements } });
    if (this.confirmedAt === null) Object.assign(this, Object.fromEntries(values));
    return true;
  }

  /** Whether a tip has stated another value since a person confirmed the entry. */
  differsIn(field: ProviderField): boolean {
    const stated = this.stated[field];
    return stated !== undefined && !stated.isReviewed && stated.value !== this[field];
  }
}
