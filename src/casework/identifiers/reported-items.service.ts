import { Injectable } from '@nestjs/common';
import type { EntityManager, EntityTarget } from 'typeorm';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { BodyChecks } from '../../platform/http/body-checks.js';
import { selectEntities, lockForUpdate, findByIdOrFail, type Versioned } from '../../platform/database/rows.js';
import type { Voidable } from '../records/voiding.js';
import { Clock } from '../../platform/time/clock.js';
import { insertParticulars } from './insert-particulars.js';
import { toRowsOfFile, toRowsOfPerson, type ParticularRows } from './particulars.js';
import { completeFile, completePerson } from './placeholders.js';
import { ReportedFile } from './reported-file.entity.js';
import { ReportedPerson } from './reported-person.entity.js';
import { RecordFile, RecordPerson } from './reported.request.js';

interface ReportedItem extends Versioned, Voidable {
  readonly complaintId: string;
  void(reason: string, now: Date): void;
}

/** Persons and files reported in complaints. They are added and voided, never changed. */
@Injectable()
export class ReportedItemsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly clock: Clock,
    checks: BodyChecks,
  ) {
    checks.register(RecordPerson, (_actor, body) => toRowsOfPerson(completePerson(body)));
    checks.register(RecordFile, (_actor, body) => toRowsOfFile(completeFile(body)));
  }

  getPerson(actor: Actor, id: string): Promise<ReportedPerson> {
    return this.get(actor, 'reported-person.read', ReportedPerson, id);
  }

  getFile(actor: Actor, id: string): Promise<ReportedFile> {
    return this.get(actor, 'reported-file.read', ReportedFile, id);
  }

  listPersons(actor: Actor, complaintId: string): Promise<ReportedPerson[]> {
    return this.list(actor, 'reported-persons.listed', ReportedPerson, complaintId);
  }

  listFiles(actor: Actor, complaintId: string): Promise<ReportedFile[]> {
    return this.list(actor, 'reported-files.listed', ReportedFile, complaintId);
  }

  recordPerson(actor: Actor, { complaintId, ...person }: RecordPerson): Promise<ReportedPerson> {
    return this.record(actor, 'reported-person.recorded', ReportedPerson, complaintId, toRowsOfPerson(person));
  }

  recordFile(actor: Actor, { complaintId, ...file }: RecordFile): Promise<ReportedFile> {
    return this.record(actor, 'reported-file.recorded', ReportedFile, complaintId, toRowsOfFile(file));
  }

  voidPerson(actor: Actor, id: string, version: number, reason: string): Promise<ReportedPerson> {
    return this.void(actor, 'reported-person.voided', ReportedPerson, { id, version, reason });
  }

  voidFile(actor: Actor, id: string, version: number, reason: string): Promise<ReportedFile> {
    return this.void(actor, 'reported-file.voided', ReportedFile, { id, version, reason });
  }

  private get<R extends ReportedItem>(actor: Actor, action: string, entity: EntityTarget<R>, id: string): Promise<R> {
    return this.database.auditedRead(
      actor,
      action,
      (tx) => findByIdOrFail(tx, entity, id),
      ({ complaintId }) => ({ records: [id], complaints: [complaintId] }),
    );
  }

  private list<R extends ReportedItem>(
    actor: Actor,
    action: string,
    entity: EntityTarget<R>,
    complaintId: string,
  ): Promise<R[]> {
    const work = (tx: EntityManager): Promise<R[]> =>
      selectEntities(
        tx,
        tx
          .createQueryBuilder(entity, 'r')
          .where('r.complaintId = :complaintId', { complaintId })
          .orderBy('r.id', 'ASC'),
      );
    return this.database.auditedRead(actor, action, work, (items) => ({
      records: items.map(({ id }) => id),
      complaints: items.length > 0 ? [complaintId] : [],
    }));
  }

  private record<R extends ReportedItem>(
    actor: Actor,
    action: string,
    entity: EntityTarget<R>,
    complaintId: string,
    rows: ParticularRows,
  ): Promise<R> {
    const [{ id } = { id: '' }] = [...rows.persons, ...rows.files];
    return this.database.change(actor, { action, subject: id }, async (tx) => {
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      await insertParticulars(tx, complaint, rows, this.clock.now());
      return findByIdOrFail(tx, entity, id);
    });
  }

  private void<R extends ReportedItem>(
    actor: Actor,
    action: string,
    entity: EntityTarget<R>,
    { id, version, reason }: { readonly id: string; readonly version: number; readonly reason: string },
  ): Promise<R> {
    return this.database.change(actor, { action, subject: id, reason }, async (tx) => {
      await this.complaints.lockForCorrection(tx, actor, (await findByIdOrFail(tx, entity, id)).complaintId);
      const record = await lockForUpdate(tx, entity, id, version);
      record.void(reason, this.clock.now());
      return tx.save(record);
    });
  }
}
