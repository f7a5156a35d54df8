import { IsId, Integer } from '../../platform/validation/input.js';

/** Maximum number of complaints of one batch. Each is locked until the commit. */
export const maxBatchItems = 200;

/** Complaint of a batch, in the version that the caller read. */
export class BatchItem {
  @IsId() readonly id!: string;
  /**
   * Version that you read.
   * @example 3
   */
  @Integer(1, 2_147_483_647) readonly version!: number;
}
