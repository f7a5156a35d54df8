import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { Identifier } from '../../casework/identifiers/identifier.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { newId } from '../../platform/ids/ids.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentifierHashes } from './identifier-hashes.js';
import type { SubjectIndexEntry } from './index-entry.entity.js';
import { IndexedIdentifier } from './indexed-identifier.entity.js';

const confirmIdentifiers = `
  UPDATE app.subject_index_identifiers SET confirmed_at = now(), version = version + 1 WHERE entry_id = $1 AND ended_at IS NULL`;

/**
 * Adds hashed identifiers from the case to entries. Postgres decides that a victim's value finds no entry, and the response does not
 * disclose it.
 */
@Injectable()
export class IndexedIdentifiersService {
  constructor(
    private readonly hashes: IdentifierHashes,
    private readonly clock: Clock,
  ) {}

  /** Returns the active identifiers of an entry, in order of sharing. */
  listActive(tx: EntityManager, { taskForceId, id: entryId }: SubjectIndexEntry): Promise<IndexedIdentifier[]> {
    const where = { taskForceId, entryId, endedAt: IsNull() };
    return tx.find(IndexedIdentifier, { where, order: { sharedAt: 'ASC', id: 'ASC' } });
  }

  /** Adds identifiers of its suspect to an entry. Identifiers already added are ignored. */
  async share(tx: EntityManager, actor: Actor, entry: SubjectIndexEntry, ids: readonly string[]): Promise<void> {
    const wanted = [...new Set(ids)];
    const identifiers = await tx.findBy(Identifier, { id: In(wanted) });
    const isOfSubject = ({ complaintId, suspectId, role, voidedAt }: Identifier): boolean =>
      complaintId === entry.complaintId &&
      role === 'suspect' &&
      voidedAt === null &&
      (suspectId ?? entry.suspectId) === entry.suspectId;
    if (identifiers.length < wanted.length || !identifiers.every(isOfSubject)) {
      throw InvalidInput.forPath('/identifierIds', 'must be an identifier of this suspect in this complaint');
    }
    const known = new Set((await this.listActive(tx, entry)).map(({ identifierId }) => identifierId));
    const { taskForceId, id: entryId } = entry;
    for (const identifier of identifiers.filter(({ id }) => !known.has(id))) {
      await tx.insert(IndexedIdentifier, {
        id: newId(),
        taskForceId,
        entryId,
        identifierId: identifier.id,
        role: 'suspect',
        kind: identifier.kind,
        ...this.hashes.hash(identifier),
        sharedBy: actor.accountId,
        sharedAt: this.clock.now(),
      });
    }
  }

  /**
   * Records that a reviewer has considered what other cases record about the entry's identifiers. They no longer block
   * it.
   */
  async confirm(tx: EntityManager, { id }: SubjectIndexEntry): Promise<void> {
    await tx.query(confirmIdentifiers, [id]);
  }

  /** Re-hashes identifiers under the current key, where the case still holds the value. */
  async rehash(tx: EntityManager, entry: SubjectIndexEntry): Promise<void> {
    for (const indexed of await this.listActive(tx, entry)) {
      if (indexed.identifierId === null || !this.hashes.isDueForRenewal(indexed.keyId)) continue;
      const identifier = await tx.findOneBy(Identifier, { id: indexed.identifierId });
      if (identifier) await tx.save(Object.assign(indexed, this.hashes.hash(identifier)));
    }
  }

  /** Matches an active entry with other units, and sends each contact details. */
  async match(tx: EntityManager, { id }: SubjectIndexEntry): Promise<void> {
    await tx.query('SELECT app.match_subject($1, $2)', [id, this.clock.now()]);
  }
}
