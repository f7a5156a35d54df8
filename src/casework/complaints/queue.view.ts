import type { ComplaintQueue, Priority } from './complaints.enums.js';
import type { QueueSummary } from './queues.service.js';

/** Queue with the number of its complaints. */
export class QueueView {
  readonly queue!: ComplaintQueue;
  /** Number of complaints, at most 1,000. */
  readonly count!: number;
  /** Whether the count is complete. Otherwise it is a minimum. */
  readonly isComplete!: boolean;
  /** Earliest receipt of the counted complaints; null for an empty queue. */
  readonly oldestReceivedAt!: string | null;
  /** Most urgent tier of the counted complaints; null if none has a tier. */
  readonly mostUrgent!: Priority | null;
}

/** Queues of the reader's seat. */
export class QueueList {
  readonly items!: QueueView[];
}

export function toQueueView({ queue, count, isComplete, oldestReceivedAt, mostUrgent }: QueueSummary): QueueView {
  return { queue, count, isComplete, oldestReceivedAt: oldestReceivedAt?.toISOString() ?? null, mostUrgent };
}
