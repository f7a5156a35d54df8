import type { Schemas } from '../api/types';

/** Returns what the complaints of a bundle share, by the reasons of the bundle. A handle is an account. */
export function kindsOf(reasons: readonly Schemas['BundleReasonView'][]): 'file' | 'account' | 'both' {
  const hasFile = reasons.some(({ kind }) => kind === 'hash');
  return reasons.every(({ kind }) => kind === 'hash') ? 'file' : hasFile ? 'both' : 'account';
}
