import type { Quota } from './limits.js';
import type { Rate } from '../database/rate-limit-store.js';

export interface LimitQuota {
  readonly policy: string;
  readonly rate: Rate;
  readonly quota: Quota | null;
}

/** Rate limit headers of draft-ietf-httpapi-ratelimit-headers, version 8 and later. */
export type QuotaHeaders = Readonly<Partial<Record<'ratelimit' | 'ratelimit-policy', string>>>;

/**
 * Returns `RateLimit-Policy: "account";q=300;w=60` and `RateLimit: "account";r=299;t=31`: each limit by name, with its
 * remaining quota and the seconds left. Neither names the subject.
 */
export function quotaHeaders(limits: readonly LimitQuota[]): QuotaHeaders {
  const left = limits.flatMap(({ policy, quota }) =>
    quota ? [`"${policy}";r=${quota.left};t=${Math.max(0, quota.seconds)}`] : [],
  );
  return {
    'ratelimit-policy': limits.map(({ policy, rate }) => `"${policy}";q=${rate.max};w=${rate.seconds}`).join(', '),
    ...(left.length > 0 ? { ratelimit: left.join(', ') } : {}),
  };
}
