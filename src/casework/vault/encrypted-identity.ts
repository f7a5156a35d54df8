import type { RecordIdentity } from './identity.request.js';
import { normalizeValue, toNameTerms, type SearchTerm } from './name-matching.js';
import type { TaskForceKey } from './task-force-key.js';
import {
  columnByField,
  identityFields,
  type IdentityColumn,
  type IdentityField,
  type TokenKind,
} from './vault.enums.js';

/**
 * An encrypted identity in the database: each field is under the identity's own key, which the task force's key wraps.
 */
export type EncryptedIdentityRow = Readonly<Record<IdentityColumn, Buffer | null>> & { readonly wrapped_key: Buffer };

/** New search tokens of an identity, and the kinds of tokens that they replace. */
export interface SearchTokens {
  readonly replaced: readonly TokenKind[];
  readonly kinds: readonly TokenKind[];
  readonly tokens: readonly Buffer[];
}

const nameTokenKinds: readonly TokenKind[] = ['name', 'family_name', 'name_in_text', 'family_name_in_text'];

const singleValueFields = [
  ['bornOn', 'born_on'],
  ['phone', 'phone'],
  ['email', 'email'],
] as const;

export function computeTokens(identity: RecordIdentity, key: TaskForceKey): SearchTokens {
  const terms: SearchTerm[] = [];
  const replaced: TokenKind[] = [];
  if (identity.familyName !== undefined) {
    replaced.push(...nameTokenKinds);
    terms.push(...toNameTerms(identity.givenName ?? null, identity.familyName));
  }
  for (const [field, kind] of singleValueFields) {
    const value = identity[field];
    if (value !== undefined) replaced.push(kind);
    if (value != null) terms.push({ kind, value: normalizeValue(kind, value) });
  }
  const found = terms.filter(({ value }) => value !== '');
  return { replaced, kinds: found.map(({ kind }) => kind), tokens: found.map((one) => key.computeToken(one)) };
}

/**
 * Decrypts all fields. Throws {@link DecryptionFailure} where one was altered, or moved from another row, column or task force.
 */
export function decryptValues(
  row: EncryptedIdentityRow,
  key: TaskForceKey,
  identityId: string,
): Readonly<Record<IdentityField, string | null>> {
  const identityKey = key.unwrap(row.wrapped_key, identityId);
  const decrypted = identityFields.map((field) => {
    const encrypted = row[columnByField[field]];
    return [
      field,
      encrypted === null ? null : key.decrypt(encrypted, identityKey, identityId, columnByField[field]),
    ] as const;
  });
  return Object.fromEntries(decrypted) as Record<IdentityField, string | null>;
}
