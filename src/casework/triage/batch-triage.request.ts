import { ListOf } from '../../platform/validation/input.js';
import { TriageComplaint } from '../complaints/decision.request.js';
import { BatchItem, maxBatchItems } from './batch.request.js';

/** Triage of many complaints by one decision, such as those of a bundle. */
export class TriageComplaints extends TriageComplaint {
  /** Complaints, each once. */
  @ListOf(() => BatchItem, maxBatchItems, 1) readonly items!: BatchItem[];
}
