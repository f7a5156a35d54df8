import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Database } from '../platform/database/database.js';
import { found, locked, required } from '../platform/database/rows.js';
import { Keyset, pageOf, type Page } from '../platform/http/paging.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import { SuspectsService } from '../suspects/suspects.service.js';
import { Identifier } from './identifier.entity.js';
import type { IdentifiersQuery, RecordIdentifier } from './identifiers.contract.js';
import type { ReportedRole } from './identifiers.words.js';
import { identifierRow } from './particulars.js';

/** Of what complaint an identifier is to be, and whose. */
interface Place {
  readonly taskForceId: string;
  readonly complaintId: string;
  readonly role: ReportedRole;
  readonly suspectId?: string;
}

/** What people, devices and files of complaints are known by: added and voided, never changed. */
@Injectable()
export class IdentifiersService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly suspects: SuspectsService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<Identifier> {
    return this.database.look(
      actor,
      'identifier.read',
      (tx) => required(tx, Identifier, id),
      ({ suspectId, complaintId }) => ({
        records: suspectId === null ? [id] : [id, suspectId],
        complaints: [complaintId],
      }),
    );
  }

  /** Those of one complaint, in the order in which they were recorded. */
  list(actor: Actor, query: IdentifiersQuery): Promise<Page<Identifier>> {
    const { complaintId, kind, limit } = query;
    const keyset = new Keyset('identifiers', query, ['id']);
    const after = keyset.after(query.cursor);
    const work = async (tx: EntityManager): Promise<Page<Identifier>> => {
      const identifiers = tx.createQueryBuilder(Identifier, 'i').where('i.complaintId = :complaintId', { complaintId });
      if (kind) identifiers.andWhere('i.kind = :kind', { kind });
      if (after) identifiers.andWhere('i.id > :id', { id: after[0] });
      const rows = await found(tx, identifiers.orderBy('i.id', 'ASC').limit(limit + 1));
      return pageOf(rows, limit, ({ id }) => keyset.cursorOf([id]));
    };
    return this.database.look(actor, 'identifiers.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: items.length > 0 ? [complaintId] : [],
    }));
  }

  record(actor: Actor, said: RecordIdentifier): Promise<Identifier> {
    const { complaintId, suspectId, role } = said;
    if ((complaintId === undefined) === (suspectId === undefined)) {
      throw InvalidInput.at('/complaintId', 'must be there, or a suspect, and not both');
    }
    if (suspectId === undefined && role === undefined) throw InvalidInput.at('/role', 'must be there');
    const owner = suspectId === undefined ? { role: role ?? 'unknown' } : { role: 'suspect' as const, suspectId };
    if (suspectId !== undefined && role !== undefined && role !== 'suspect') {
      throw InvalidInput.at('/role', 'is settled by the suspect it is of');
    }
    const row = identifierRow(said, owner);
    return this.database.change(actor, { action: 'identifier.recorded', subject: row.id }, async (tx) => {
      const place = await this.placeOf(tx, actor, said);
      await tx.insert(Identifier, { ...row, ...place, recordedAt: this.clock.now() });
      return required(tx, Identifier, row.id);
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<Identifier> {
    return this.database.change(actor, { action: 'identifier.voided', subject: id, reason }, async (tx) => {
      await this.complaints.toFinish(tx, actor, (await required(tx, Identifier, id)).complaintId);
      const identifier = await locked(tx, Identifier, id, version);
      identifier.void(reason, this.clock.now());
      return tx.save(identifier);
    });
  }

  private async placeOf(
    tx: EntityManager,
    actor: Actor,
    { complaintId = '', suspectId, role = 'suspect' }: RecordIdentifier,
  ): Promise<Place> {
    if (suspectId === undefined) {
      const complaint = await this.complaints.toWork(tx, actor, complaintId);
      return { taskForceId: complaint.taskForceId, complaintId: complaint.id, role };
    }
    const { suspect } = await this.suspects.toWork(tx, actor, suspectId);
    return { taskForceId: suspect.taskForceId, complaintId: suspect.complaintId, role, suspectId: suspect.id };
  }
}
