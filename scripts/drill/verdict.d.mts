/** A request of a client with its answer. The times are in milliseconds; a status of null is no answer. */
export interface Attempt {
  readonly key: string;
  readonly sentAt: number;
  readonly endedAt: number;
  readonly status: number | null;
  readonly hasRetryAfter: boolean;
}

export interface Period {
  readonly faultAt: number;
  readonly until: number;
}

export interface StoredComplaint {
  readonly id: string;
  readonly key: string;
  readonly entries: number;
  readonly keys: number;
}

export interface Comparison {
  readonly stored: number;
  readonly lost: number;
  readonly doubled: number;
  readonly partial: number;
}

export interface Round {
  readonly kind: string;
  /** Whether the lost host also led etcd. */
  readonly isEtcdLost: boolean;
  readonly outage: number | null;
  readonly failed: number;
  /** Writes of a leader that was cut off, and whether it refused all before another one took over. */
  readonly fencing?: { readonly acknowledged: number; readonly isFenced: boolean };
}

export interface Summary {
  readonly kind: string;
  readonly isEtcdLost: boolean;
  readonly rounds: number;
  readonly failed: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Results {
  readonly attempts: readonly Attempt[];
  readonly unanswered: number;
  readonly comparison: Comparison;
  readonly rounds: readonly Round[];
  readonly verifications: readonly { readonly name: string; readonly code: number | null; readonly output: string }[];
  readonly ttlSeconds: number;
}

export function outageOf(attempts: readonly Attempt[], period: Period): number | null;
export function countFailed(attempts: readonly Attempt[], period: Period): number;
export function countAnswers(attempts: readonly Attempt[]): Readonly<Record<string, number>>;
export function compareStored(
  acknowledged: ReadonlyMap<string, string>,
  found: { readonly complaints: readonly StoredComplaint[]; readonly strays: number },
): Comparison;
export function medianOf(numbers: readonly number[]): number;
export function summarize(rounds: readonly Round[]): Summary[];
export function findFailures(results: Results): string[];
