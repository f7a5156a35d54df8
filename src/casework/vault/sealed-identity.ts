import type { RecordIdentity } from './identities.contract.js';
import { comparable, soughtByName, type Sought } from './names.js';
import type { TaskForceKey } from './task-force-key.js';
import { columnOf, identityFields, type IdentityColumn, type IdentityField, type TokenKind } from './vault.words.js';

/**
 * An encrypted identity in the database: each field is under the identity's own key, which the task force's key wraps.
 */
export type SealedRow = Readonly<Record<IdentityColumn, Buffer | null>> & { readonly wrapped_key: Buffer };

/** New search tokens of an identity, and the kinds of tokens that they replace. */
export interface Tokens {
  readonly replaced: readonly TokenKind[];
  readonly kinds: readonly TokenKind[];
  readonly tokens: readonly Buffer[];
}

const ofNames: readonly TokenKind[] = ['name', 'family_name', 'name_in_text', 'family_name_in_text'];

const foundAlone = [
  ['bornOn', 'born_on'],
  ['phone', 'phone'],
  ['email', 'email'],
] as const;

export function tokensOf(told: RecordIdentity, key: TaskForceKey): Tokens {
  const sought: Sought[] = [];
  const replaced: TokenKind[] = [];
  if (told.familyName !== undefined) {
    replaced.push(...ofNames);
    sought.push(...soughtByName(told.givenName ?? null, told.familyName));
  }
  for (const [field, kind] of foundAlone) {
    const value = told[field];
    if (value !== undefined) replaced.push(kind);
    if (value != null) sought.push({ kind, value: comparable(kind, value) });
  }
  const found = sought.filter(({ value }) => value !== '');
  return { replaced, kinds: found.map(({ kind }) => kind), tokens: found.map((one) => key.token(one)) };
}

/**
 * Decrypts all fields. Throws {@link NotOpened} where one was altered, or moved from another row, column or task force.
 */
export function openedValues(
  row: SealedRow,
  key: TaskForceKey,
  identityId: string,
): Readonly<Record<IdentityField, string | null>> {
  const own = key.unwrap(row.wrapped_key, identityId);
  const opened = identityFields.map((field) => {
    const sealed = row[columnOf[field]];
    return [field, sealed === null ? null : key.open(sealed, own, identityId, columnOf[field])] as const;
  });
  return Object.fromEntries(opened) as Record<IdentityField, string | null>;
}
