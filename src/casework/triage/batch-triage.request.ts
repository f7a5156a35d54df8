import { ListOf } from '../../platform/validation/input.js';
import { TriageDecision } from '../complaints/decision.request.js';
import { BatchItem, maxBatchItems } from './batch.request.js';

/** Triage of many complaints by one decision, such as those of a bundle. A jurisdiction and what a reader found are of one report. */
export class TriageComplaints extends TriageDecision {
  /** Complaints, each once. */
  @ListOf(() => BatchItem, maxBatchItems, 1) readonly items!: BatchItem[];
}
