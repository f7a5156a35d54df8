import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import type { KeyScope } from '../../access/permissions.js';
import { SessionToken } from '../../access/session-token.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids/ids.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import { InvalidInput, NotFound } from '../../platform/http/problems.js';
import type { MachineKey } from './machine-key.view.js';
import type { MachineKeysQuery, MakeMachineKey } from './machine-key.request.js';
import { TooManyMachineKeys } from './machine-keys.errors.js';

// Keys are sessions, so they expire by the clock of the database.
const checkExpiry = `SELECT now() < $1::timestamptz AND $1::timestamptz <= now() + interval '90 days' AS fits`;
const insertKey = 'SELECT auth.make_key($1, $2, $3, $4, $5, $6, $7) AS made';
const selectKeys = `
  SELECT id, account_id, account_name, name, prefix, scopes, networks, created_at, used_at, expires_at, ended_at
    FROM auth.keys_seen()`;
const selectKey = `${selectKeys} WHERE id = $1`;
const selectPage = `
  ${selectKeys}
   WHERE ($1::uuid IS NULL OR id > $1) AND ($2::uuid IS NULL OR account_id = $2)
     AND ($3::boolean IS NULL OR (ended_at IS NOT NULL OR expires_at <= now()) = $3)
   ORDER BY id LIMIT $4`;

/** Scope of a key with which an identity provider sends its users. */
const providerScope = 'provisioned-users:sync' satisfies KeyScope;

export interface CreatedKey {
  readonly key: MachineKey;
  readonly token: string;
}

/** Use cases of machine keys. Postgres decides the right to create and to see a key. */
@Injectable()
export class MachineKeysService {
  constructor(
    private readonly database: Database,
    private readonly tokens: SessionToken,
  ) {}

  create(actor: Actor, { name, scopes, networks, expiresAt }: MakeMachineKey): Promise<CreatedKey> {
    requireScopesOfRole(actor, scopes);
    const id = newId();
    const { token, hash, prefix } = this.tokens.createMachineKey(id);
    return this.database.change(actor, { action: 'machine-key.created', subject: id }, async (tx) => {
      const [expiry] = await tx.query<{ fits: boolean }[]>(checkExpiry, [expiresAt]);
      if (!expiry?.fits) throw InvalidInput.forPath('/expiresAt', 'must be in the future, and by at most 90 days');
      const [row] = await tx.query<{ made: boolean }[]>(insertKey, [
        id,
        hash,
        prefix,
        name,
        scopes,
        networks,
        expiresAt,
      ]);
      if (!row?.made) throw new TooManyMachineKeys();
      const [key] = await tx.query<MachineKey[]>(selectKey, [id]);
      if (!key) throw new Error(`Machine key ${id} was not found after it was inserted`);
      return { key, token };
    });
  }

  get(actor: Actor, id: string): Promise<MachineKey> {
    return this.database.read(actor, async (tx) => {
      const [key] = await tx.query<MachineKey[]>(selectKey, [id]);
      if (!key) throw new NotFound();
      return key;
    });
  }

  list(actor: Actor, query: MachineKeysQuery): Promise<Page<MachineKey>> {
    const { accountId, ended } = query;
    const page = new RequestedPage<MachineKey>({ list: 'machine-keys', query, key: { id: 'id' } });
    return this.database.read(actor, async (tx) =>
      page.toPage(await tx.query<MachineKey[]>(selectPage, [...page.position, accountId, ended, page.limit])),
    );
  }

  revoke(actor: Actor, id: string): Promise<void> {
    return this.database.change(actor, { action: 'machine-key.revoked', subject: id }, async (tx) => {
      const [row] = await tx.query<{ revoked: boolean }[]>('SELECT auth.revoke_key($1) AS revoked', [id]);
      if (!row?.revoked) throw new NotFound();
    });
  }
}

function requireScopesOfRole({ role, seat }: Actor, scopes: readonly KeyScope[]): void {
  const isOfProvider = role === 'admin' && seat.level !== 'national' && scopes.length === 1;
  if (scopes.includes(providerScope) ? !isOfProvider : role === 'admin')
    throw InvalidInput.forPath(
      '/scopes',
      `must be ${providerScope} alone for an administrator of a task force or an agency, and without it for others`,
    );
}
