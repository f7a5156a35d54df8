import type { Quota } from './limits.js';
import type { Rate } from './rate.js';

/** A limit that a request counts against, and what is left of it; null where that is not known. */
export interface Limited {
  readonly policy: string;
  readonly rate: Rate;
  readonly quota: Quota | null;
}

/** The header fields that tell a client its limits: draft-ietf-httpapi-ratelimit-headers, versions 8 and later. */
export type QuotaFields = Readonly<Partial<Record<'ratelimit' | 'ratelimit-policy', string>>>;

/**
 * Returns `RateLimit-Policy: "account";q=300;w=60` and `RateLimit: "account";r=299;t=31`: the limits by name, and what is left of each
 * for so many seconds. Neither says whose it is.
 */
export function quotaFields(limits: readonly Limited[]): QuotaFields {
  const left = limits.flatMap(({ policy, quota }) =>
    quota ? [`"${policy}";r=${quota.left};t=${Math.max(0, quota.seconds)}`] : [],
  );
  return {
    'ratelimit-policy': limits.map(({ policy, rate }) => `"${policy}";q=${rate.most};w=${rate.seconds}`).join(', '),
    ...(left.length > 0 ? { ratelimit: left.join(', ') } : {}),
  };
}
