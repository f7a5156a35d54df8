import { IsUUID } from 'class-validator';
import { Integer, ListOf, Nullable, Omittable, Text } from '../../platform/validation/input.js';

/** Complaint of a batch, in the version that the caller read. */
export class BatchItem {
  @IsUUID() readonly id!: string;
  /**
   * Version that you read.
   * @example 3
   */
  @Integer(1, 2_147_483_647) readonly version!: number;
}

/** Assignment of many complaints. */
export class AssignComplaints {
  /** Complaints, each once. */
  @ListOf(() => BatchItem, 200, 1) readonly items!: BatchItem[];
  /** Agency to which the complaints are assigned, in the same task force. */
  @IsUUID() readonly agencyId!: string;
  /** Investigator of that agency, if already chosen. */
  @Omittable() @Nullable() @IsUUID() readonly investigatorId?: string | null;
  /**
   * Reason for the assignments. The audit trail keeps it, so it must not contain a name.
   * @example Nearest to where the matters are.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}
