import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { Identifier } from '../identifiers/identifier.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { newId } from '../platform/http/ids.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import { IdentifierHashes } from './identifier-hashes.js';
import type { SubjectIndexEntry } from './index-entry.entity.js';
import { IndexedIdentifier } from './indexed-identifier.entity.js';

const confirm = `
  UPDATE app.subject_index_identifiers SET confirmed_at = now(), version = version + 1 WHERE entry_id = $1 AND ended_at IS NULL`;

/**
 * What entries are found by besides names, taken from the case as hashes. By a value that stands as a victim's in the task force no
 * entry is found; Postgres decides that, and the answer to whoever shares it is the same.
 */
@Injectable()
export class IndexedIdentifiersService {
  constructor(
    private readonly hashes: IdentifierHashes,
    private readonly clock: Clock,
  ) {}

  /** Those that stand, in the order in which they were shared. */
  of(tx: EntityManager, { taskForceId, id: entryId }: SubjectIndexEntry): Promise<IndexedIdentifier[]> {
    const where = { taskForceId, entryId, endedAt: IsNull() };
    return tx.find(IndexedIdentifier, { where, order: { sharedAt: 'ASC', id: 'ASC' } });
  }

  /** Has an entry found by identifiers of its suspect as well. Those that it is found by already are no others. */
  async share(tx: EntityManager, actor: Actor, entry: SubjectIndexEntry, ids: readonly string[]): Promise<void> {
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    const identifiers = await tx.findBy(Identifier, { id: In(wanted) });
    const isOfSubject = ({ complaintId, suspectId, role, voidedAt }: Identifier): boolean =>
      complaintId === entry.complaintId &&
      role === 'suspect' &&
      voidedAt === null &&
      (suspectId ?? entry.suspectId) === entry.suspectId;
    if (identifiers.length < wanted.length || !identifiers.every(isOfSubject)) {
      throw InvalidInput.at(
        '/identifierIds',
        'names something that is no identifier of this suspect in this complaint',
      );
    }
    const known = new Set((await this.of(tx, entry)).map(({ identifierId }) => identifierId));
    const { taskForceId, id: entryId } = entry;
    for (const identifier of identifiers.filter(({ id }) => !known.has(id))) {
      await tx.insert(IndexedIdentifier, {
        id: newId(),
        taskForceId,
        entryId,
        identifierId: identifier.id,
        role: 'suspect',
        kind: identifier.kind,
        ...this.hashes.of(identifier),
        sharedBy: actor.accountId,
        sharedAt: this.clock.now(),
      });
    }
  }

  /** Records that a reviewer decided on what other cases say of an entry's identifiers: those say nothing against it any more. */
  async confirm(tx: EntityManager, { id }: SubjectIndexEntry): Promise<void> {
    await tx.query(confirm, [id]);
  }

  /** Hashes under the present key what still has another's hash, where the case still says the value. */
  async renew(tx: EntityManager, entry: SubjectIndexEntry): Promise<void> {
    for (const indexed of await this.of(tx, entry)) {
      if (indexed.identifierId === null || !this.hashes.isDueForRenewal(indexed.keyId)) continue;
      const identifier = await tx.findOneBy(Identifier, { id: indexed.identifierId });
      if (identifier) await tx.save(Object.assign(indexed, this.hashes.of(identifier)));
    }
  }

  /** Tells units that have the same in the index whom to call, now that an entry stands. */
  async match(tx: EntityManager, { id }: SubjectIndexEntry): Promise<void> {
    await tx.query('SELECT app.match_subject($1, $2)', [id, this.clock.now()]);
  }
}
