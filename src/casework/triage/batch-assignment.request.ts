import { IsId, ListOf, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { BatchItem, maxBatchItems } from './batch.request.js';

/** Assignment of many complaints. */
export class AssignComplaints {
  /** Complaints, each once. */
  @ListOf(() => BatchItem, maxBatchItems, 1) readonly items!: BatchItem[];
  /** Agency to which the complaints are assigned, in the same task force. */
  @IsId() readonly agencyId!: string;
  /** Investigator of that agency, if already chosen. */
  @Omittable() @Nullable() @IsId() readonly investigatorId?: string | null;
  /**
   * Reason for the assignments. The audit trail keeps it, so it must not contain a name.
   * @example Nearest to where the matters are.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}
