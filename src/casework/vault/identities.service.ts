import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { InvalidInput, StaleVersion, Voided } from '../../platform/http/problems.js';
import { EncryptionKey } from '../../platform/secrets/encrypted-value.js';
import { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import type { RevealedIdentity, IdentityOutline } from './identity.view.js';
import type { RecordIdentity, RevealIdentity } from './identity.request.js';
import { KeyRing } from './key-ring.js';
import { NameScanner } from './name-scanner.js';
import { decryptValues, computeTokens, type EncryptedIdentityRow } from './encrypted-identity.js';
import type { TaskForceKey } from './task-force-key.js';
import { IdentityDestroyed, IdentityNotRecorded } from './vault.errors.js';
import { identityPolicy } from './vault.policy.js';
import { columnByField, identityFields, type IdentityField } from './vault.enums.js';
import { requireIdentityAccess } from './require-identity-access.js';

const selectOutline = 'SELECT version, fields, destroyed_at FROM vault.recorded_fields($1)';
const lockIdentity = `
  SELECT version, destroyed_at, key_id, wrapped, wrapped_by, wrapped_key FROM vault.open_to_record($1)`;
const addKey = 'SELECT vault.add_key($1, $2, $3)';
const saveIdentity = 'SELECT vault.write_identity($1, $2, $3, $4, $5, $6, $7, $8, $9) AS version';
const requestReveal = 'SELECT vault.request_identity($1, $2, $3) AS asked';
const reveal = `
  SELECT version, key_id, wrapped, wrapped_by, wrapped_key, given_name, family_name, born_on, address, phone, email, school,
         guardian
    FROM vault.reveal($1)`;

interface KeyColumns {
  readonly key_id: string;
  readonly wrapped: Buffer;
  readonly wrapped_by: string;
}

interface LockedIdentity extends Omit<KeyColumns, 'key_id'> {
  readonly key_id: string | null;
  readonly version: number;
  readonly destroyed_at: Date | null;
  readonly wrapped_key: Buffer | null;
}

/** Records identities of children without revealing them, and reveals them for a stated purpose. */
@Injectable()
export class IdentitiesService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly keys: KeyRing,
    private readonly names: NameScanner,
  ) {}

  outline(actor: Actor, victimId: string): Promise<IdentityOutline> {
    return this.database.read(actor, (tx) => loadOutline(tx, victimId));
  }

  record(actor: Actor, victimId: string, version: number, input: RecordIdentity): Promise<IdentityOutline> {
    const fields = requireFields(input);
    return this.database.change(actor, { action: 'identity.recorded', subject: victimId }, async (tx) => {
      const victim = await findByIdOrFail(tx, VictimIdentified, victimId);
      await this.complaints.lockForCorrection(tx, actor, victim.complaintId);
      if (victim.voidedAt) throw new Voided();
      const { row, key } = await this.lockForRecording(tx, victim);
      if (row.destroyed_at) throw new IdentityDestroyed();
      const identityKey = row.wrapped_key ? key.unwrap(row.wrapped_key, victimId) : EncryptionKey.random();
      const values = fields.map((field) => {
        const text = input[field] ?? null;
        return text === null ? null : key.encrypt(text, identityKey, victimId, columnByField[field]);
      });
      const { replaced, kinds, tokens } = computeTokens(input, key);
      const [saved] = await tx.query<{ version: number | null }[]>(saveIdentity, [
        victimId,
        version,
        key.id,
        row.wrapped_key ?? key.wrap(identityKey, victimId),
        fields.map((field) => columnByField[field]),
        values,
        replaced,
        kinds,
        tokens,
      ]);
      if (saved?.version == null) throw new StaleVersion(version, row.version);
      return loadOutline(tx, victimId);
    });
  }

  /**
   * Reveals an identity in two transactions. The audit entry commits in the first, so that no rollback can remove it
   * after the reveal.
   */
  async reveal(actor: Actor, victimId: string, { purpose, reason }: RevealIdentity): Promise<RevealedIdentity> {
    const change = { action: 'identity.revealed', subject: victimId };
    const { victim, asked: revealId } = await this.database.change(actor, change, async (tx) => {
      const { victim: found, complaint, ...identity } = await loadOutline(tx, victimId);
      authorize(identityPolicy.reveal, actor, complaint);
      await requireIdentityAccess(tx);
      if (identity.destroyedAt) throw new IdentityDestroyed();
      if (identity.version === 1) throw new IdentityNotRecorded();
      await this.names.requireNoNames(actor, found, { reason });
      const [row] = await tx.query<{ asked: string | null }[]>(requestReveal, [victimId, purpose, reason]);
      return { victim: found, asked: row?.asked ?? null };
    });
    await this.database.runOutsideTransaction(actor, () => Promise.resolve());
    return this.database.change(actor, change, async (tx) => {
      const [row] = await tx.query<(KeyColumns & EncryptedIdentityRow & { version: number })[]>(reveal, [revealId]);
      if (!row) throw new IdentityDestroyed();
      const key = await this.keys.open(toWrappedKey(row, victim.taskForceId));
      return { victim, version: row.version, values: decryptValues(row, key, victimId) };
    });
  }

  /** Locks the identity and returns it with its key. A task force's first key is created here. */
  private async lockForRecording(
    tx: EntityManager,
    { id, taskForceId }: VictimIdentified,
  ): Promise<{ row: LockedIdentity; key: TaskForceKey }> {
    for (;;) {
      const [row] = await tx.query<LockedIdentity[]>(lockIdentity, [id]);
      if (!row) throw new Error(`vault.open_to_record returned no row for victim ${id}`);
      const { key_id, wrapped, wrapped_by } = row;
      if (key_id !== null)
        return { row, key: await this.keys.open(toWrappedKey({ key_id, wrapped, wrapped_by }, taskForceId)) };
      const newKey = await this.keys.create(taskForceId);
      await tx.query(addKey, [newKey.id, newKey.wrapped, newKey.masterKeyId]);
      this.names.clearCache(taskForceId);
    }
  }
}

async function loadOutline(tx: EntityManager, victimId: string): Promise<IdentityOutline> {
  const victim = await findByIdOrFail(tx, VictimIdentified, victimId);
  const complaint = await findByIdOrFail(tx, Complaint, victim.complaintId);
  const [row] = await tx.query<{ version: number; fields: string[]; destroyed_at: Date | null }[]>(selectOutline, [
    victimId,
  ]);
  const { version = 1, fields = [], destroyed_at = null } = row ?? {};
  return { victim, complaint, version, columns: fields, destroyedAt: destroyed_at };
}

/**
 * Returns the fields of the request. Requires at least one, and both names or neither, because search combines them.
 */
function requireFields(input: RecordIdentity): readonly IdentityField[] {
  const fields = identityFields.filter((field) => input[field] !== undefined);
  if (fields.length === 0) throw InvalidInput.forPath('', 'is not a field of an identity');
  for (const [one, other] of [['givenName', 'familyName'] as const, ['familyName', 'givenName'] as const]) {
    if (input[one] !== undefined && input[other] === undefined) {
      throw InvalidInput.forPath(`/${other}`, `must be set together with ${one}`);
    }
  }
  return fields;
}

function toWrappedKey(
  { key_id: id, wrapped, wrapped_by: by }: KeyColumns,
  taskForceId: string,
): Parameters<KeyRing['open']>[0] {
  return { id, taskForceId, wrapped, masterKeyId: by };
}
