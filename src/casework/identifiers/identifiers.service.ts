import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { BodyChecks } from '../../platform/http/body-checks.js';
import { InputFaults } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid, type Voidable } from '../records/voiding.js';
import { Clock } from '../../platform/time/clock.js';
import { Identifier } from './identifier.entity.js';
import { RecordIdentifier, type IdentifiersQuery } from './identifier.request.js';
import { toIdentifierRow, type IdentifierRow } from './particulars.js';
import { ReportedFile } from './reported-file.entity.js';
import { completeIdentifier } from './placeholders.js';

/** Identifiers in complaints. They are added and voided, never changed. Only the carrier of an address is confirmed later. */
@Injectable()
export class IdentifiersService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly clock: Clock,
    checks: BodyChecks,
  ) {
    checks.register(RecordIdentifier, (_actor, body) => {
      const { role = 'suspect', suspectId = null } = body as Partial<RecordIdentifier>;
      return toOwnedRow({ ...completeIdentifier(body), role, suspectId });
    });
  }

  get(actor: Actor, id: string): Promise<Identifier> {
    return this.database.auditedRead(
      actor,
      'identifier.read',
      (tx) => findByIdOrFail(tx, Identifier, id),
      ({ suspectId, complaintId }) => ({
        records: suspectId === null ? [id] : [id, suspectId],
        complaints: [complaintId],
      }),
    );
  }

  list(actor: Actor, query: IdentifiersQuery): Promise<Page<Identifier>> {
    const { complaintId, kind } = query;
    const work = async (tx: EntityManager): Promise<Page<Identifier>> => {
      const identifiers = tx
        .createQueryBuilder(Identifier, 'i')
        .where('i.complaintId = :complaintId', { complaintId })
        .orderBy('i.id');
      if (kind) identifiers.andWhere('i.kind = :kind', { kind });
      return listPage(tx, identifiers, { list: 'identifiers', query });
    };
    return this.database.auditedRead(actor, 'identifiers.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: items.length > 0 ? [complaintId] : [],
    }));
  }

  record(actor: Actor, input: RecordIdentifier): Promise<Identifier> {
    const { complaintId, suspectId = null, fileId = null } = input;
    const row = toOwnedRow(input);
    return this.database.change(actor, { action: 'identifier.recorded', subject: row.id }, async (tx) => {
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      if (suspectId !== null) await requireSuspectOf(tx, complaint, suspectId);
      if (fileId !== null) await requireFileOf(tx, complaint, fileId);
      await tx.insert(Identifier, {
        ...row,
        taskForceId: complaint.taskForceId,
        complaintId: complaint.id,
        recordedAt: this.clock.now(),
      });
      return findByIdOrFail(tx, Identifier, row.id);
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<Identifier> {
    return this.database.change(actor, { action: 'identifier.voided', subject: id, reason }, async (tx) => {
      await this.complaints.lockForCorrection(tx, actor, (await findByIdOrFail(tx, Identifier, id)).complaintId);
      const identifier = await lockForUpdate(tx, Identifier, id, version);
      identifier.void(reason, this.clock.now());
      return tx.save(identifier);
    });
  }
}

/** Validates an identifier and its owner. One problem has all faults. */
function toOwnedRow(input: Omit<RecordIdentifier, 'complaintId'>): IdentifierRow {
  const { role, suspectId = null, fileId = null } = input;
  const faults = new InputFaults();
  faults.check(() => {
    if (suspectId !== null && role !== 'suspect')
      throw InvalidInput.forPath('/role', 'must be suspect, because a suspect is named');
  });
  const owner = { role, ...(suspectId === null ? {} : { suspectId }), ...(fileId === null ? {} : { fileId }) };
  return faults.requireNone(faults.check(() => toIdentifierRow(input, owner)));
}

/** Row of a suspect. Suspects show their identifiers, so this folder does not import theirs. */
interface SuspectRow extends Voidable {
  readonly id: string;
  readonly complaintId: string;
}

async function requireSuspectOf(tx: EntityManager, { id: complaintId }: Complaint, id: string): Promise<void> {
  const suspect = await tx.findOneBy<SuspectRow>('Suspect', { id, complaintId });
  if (!suspect) throw InvalidInput.forPath('/suspectId', 'is not a person of that complaint');
  requireNotVoid(suspect);
}

async function requireFileOf(tx: EntityManager, { id: complaintId }: Complaint, id: string): Promise<void> {
  const file = await tx.findOneBy(ReportedFile, { id, complaintId });
  if (!file) throw InvalidInput.forPath('/fileId', 'is not a file of that complaint');
  requireNotVoid(file);
}
