import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { required } from '../../platform/database/rows.js';
import { InvalidInput, StaleVersion, Voided } from '../../platform/http/problems.js';
import { SealingKey } from '../../platform/secrets/sealed-value.js';
import { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import type { Identity, Outline, RecordIdentity, RevealIdentity } from './identities.contract.js';
import { KeyRing } from './key-ring.js';
import { NameScanner } from './name-scanner.js';
import { openedValues, tokensOf, type SealedRow } from './sealed-identity.js';
import type { TaskForceKey } from './task-force-key.js';
import { IdentityDestroyed, IdentityNotRecorded } from './vault.errors.js';
import { identityPolicy } from './vault.policy.js';
import { columnOf, identityFields, type IdentityField } from './vault.words.js';
import { requireAccess } from './require-access.js';

const outlineOf = 'SELECT version, fields, destroyed_at FROM vault.outline($1)';
const openToRecord = `
  SELECT version, destroyed_at, key_id, wrapped, wrapped_by, wrapped_key FROM vault.open_to_record($1)`;
const addKey = 'SELECT vault.add_key($1, $2, $3)';
const keep = 'SELECT vault.keep($1, $2, $3, $4, $5, $6, $7, $8, $9) AS version';
const ask = 'SELECT vault.ask($1, $2, $3) AS asked';
const reveal = `
  SELECT version, key_id, wrapped, wrapped_by, wrapped_key, given_name, family_name, born_on, address, phone, email, school,
         guardian
    FROM vault.reveal($1)`;

interface KeyColumns {
  readonly key_id: string;
  readonly wrapped: Buffer;
  readonly wrapped_by: string;
}

interface OpenToRecord extends Omit<KeyColumns, 'key_id'> {
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

  outline(actor: Actor, victimId: string): Promise<Outline> {
    return this.database.read(actor, (tx) => outlined(tx, victimId));
  }

  record(actor: Actor, victimId: string, version: number, told: RecordIdentity): Promise<Outline> {
    const written = writtenIn(told);
    return this.database.change(actor, { action: 'identity.recorded', subject: victimId }, async (tx) => {
      const victim = await required(tx, VictimIdentified, victimId);
      await this.complaints.toFinish(tx, actor, victim.complaintId);
      if (victim.voidedAt) throw new Voided();
      const { row, key } = await this.openToRecord(tx, victim);
      if (row.destroyed_at) throw new IdentityDestroyed();
      const own = row.wrapped_key ? key.unwrap(row.wrapped_key, victimId) : SealingKey.random();
      const values = written.map((field) => {
        const text = told[field] ?? null;
        return text === null ? null : key.seal(text, own, victimId, columnOf[field]);
      });
      const { replaced, kinds, tokens } = tokensOf(told, key);
      const [kept] = await tx.query<{ version: number | null }[]>(keep, [
        victimId,
        version,
        key.id,
        row.wrapped_key ?? key.wrap(own, victimId),
        written.map((field) => columnOf[field]),
        values,
        replaced,
        kinds,
        tokens,
      ]);
      if (kept?.version == null) throw new StaleVersion(version, row.version);
      return outlined(tx, victimId);
    });
  }

  /**
   * Reveals an identity in two transactions. The audit entry commits in the first, so that no rollback can remove it
   * after the reveal.
   */
  async reveal(actor: Actor, victimId: string, { purpose, reason }: RevealIdentity): Promise<Identity> {
    const change = { action: 'identity.revealed', subject: victimId };
    const { victim, asked } = await this.database.change(actor, change, async (tx) => {
      const { victim: found, complaint, ...identity } = await outlined(tx, victimId);
      authorize(identityPolicy.reveal, actor, complaint);
      await requireAccess(tx);
      if (identity.destroyedAt) throw new IdentityDestroyed();
      if (identity.version === 1) throw new IdentityNotRecorded();
      await this.names.requireNone(actor, found, { reason });
      const [row] = await tx.query<{ asked: string | null }[]>(ask, [victimId, purpose, reason]);
      return { victim: found, asked: row?.asked ?? null };
    });
    await this.database.apart(actor, () => Promise.resolve());
    return this.database.change(actor, change, async (tx) => {
      const [row] = await tx.query<(KeyColumns & SealedRow & { version: number })[]>(reveal, [asked]);
      if (!row) throw new IdentityDestroyed();
      const key = await this.keys.open(keyIn(row, victim.taskForceId));
      return { victim, version: row.version, values: openedValues(row, key, victimId) };
    });
  }

  /** Locks the identity and returns it with its key. A task force's first key is created here. */
  private async openToRecord(
    tx: EntityManager,
    { id, taskForceId }: VictimIdentified,
  ): Promise<{ row: OpenToRecord; key: TaskForceKey }> {
    for (;;) {
      const [row] = await tx.query<OpenToRecord[]>(openToRecord, [id]);
      if (!row) throw new Error(`vault.open_to_record returned no row for victim ${id}`);
      const { key_id, wrapped, wrapped_by } = row;
      if (key_id !== null)
        return { row, key: await this.keys.open(keyIn({ key_id, wrapped, wrapped_by }, taskForceId)) };
      const made = await this.keys.make(taskForceId);
      await tx.query(addKey, [made.id, made.wrapped, made.by]);
      this.names.forget(taskForceId);
    }
  }
}

async function outlined(tx: EntityManager, victimId: string): Promise<Outline> {
  const victim = await required(tx, VictimIdentified, victimId);
  const complaint = await required(tx, Complaint, victim.complaintId);
  const [row] = await tx.query<{ version: number; fields: string[]; destroyed_at: Date | null }[]>(outlineOf, [
    victimId,
  ]);
  const { version = 1, fields = [], destroyed_at = null } = row ?? {};
  return { victim, complaint, version, columns: fields, destroyedAt: destroyed_at };
}

/**
 * Returns the fields of the request. Requires at least one, and both names or neither, because search combines them.
 */
function writtenIn(told: RecordIdentity): readonly IdentityField[] {
  const written = identityFields.filter((field) => told[field] !== undefined);
  if (written.length === 0) throw InvalidInput.at('', 'is not a field of an identity');
  for (const [one, other] of [['givenName', 'familyName'] as const, ['familyName', 'givenName'] as const]) {
    if (told[one] !== undefined && told[other] === undefined) {
      throw InvalidInput.at(`/${other}`, `must be set together with ${one}`);
    }
  }
  return written;
}

function keyIn(
  { key_id: id, wrapped, wrapped_by: by }: KeyColumns,
  taskForceId: string,
): Parameters<KeyRing['open']>[0] {
  return { id, taskForceId, wrapped, by };
}
