import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { Preservation } from './preservation.entity.js';
import type { PreservationRecord } from './preservation.view.js';
import type {
  PreservationsQuery,
  ReleasePreservation,
  RenewPreservation,
  RequestPreservation,
} from './preservation.request.js';

/** Columns of the list, without the account. */
const summaryColumns = [
  'p.id',
  'p.version',
  'p.complaintId',
  'p.provider',
  'p.requestedOn',
  'p.renewedOn',
  'p.expiresOn',
  'p.releasedAt',
];

/** Preservation requests to providers: record, renewal and release. */
@Injectable()
export class PreservationsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<PreservationRecord> {
    const work = async (tx: EntityManager): Promise<PreservationRecord> => {
      const preservation = await findByIdOrFail(tx, Preservation, id);
      return this.toRecord(tx, preservation, await findByIdOrFail(tx, Complaint, preservation.complaintId));
    };
    // The account identifies a person.
    return this.database.auditedRead(actor, 'preservation.read', work, ({ complaint }) => ({
      records: [id],
      complaints: [complaint.id],
    }));
  }

  list(actor: Actor, query: PreservationsQuery): Promise<Page<Preservation>> {
    const { complaintId, released } = query;
    return this.database.read(actor, async (tx) => {
      const preservations = tx.createQueryBuilder(Preservation, 'p').select(summaryColumns);
      preservations.orderBy({ 'p.expiresOn': 'ASC', 'p.id': 'ASC' });
      if (complaintId) preservations.andWhere('p.complaintId = :complaintId', { complaintId });
      if (released === true) preservations.andWhere('p.releasedAt IS NOT NULL');
      if (released === false) preservations.andWhere('p.releasedAt IS NULL');
      return listPage(tx, preservations, { list: 'preservations', query });
    });
  }

  request(actor: Actor, request: RequestPreservation): Promise<PreservationRecord> {
    const { complaintId, provider, account, requestedOn } = request;
    const id = newId();
    return this.database.change(actor, { action: 'preservation.requested', subject: id }, async (tx) => {
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      const { taskForceId } = complaint;
      const authorship = { recordedBy: actor.accountId, recordedAt: this.clock.now() };
      const fields = { id, taskForceId, complaintId: complaint.id, provider, account, ...authorship };
      const preservation = tx.create(Preservation, fields);
      preservation.request(requestedOn, await this.taskForces.today(tx, taskForceId));
      await tx.insert(Preservation, preservation);
      return this.toRecord(tx, await findByIdOrFail(tx, Preservation, id), complaint);
    });
  }

  renew(actor: Actor, id: string, version: number, { renewedOn }: RenewPreservation): Promise<PreservationRecord> {
    return this.database.change(actor, { action: 'preservation.renewed', subject: id }, async (tx) => {
      const { preservation, complaint, today } = await this.lockForChange(tx, actor, id, version);
      preservation.renew(renewedOn, today, actor.accountId, this.clock.now());
      return { preservation: await tx.save(preservation), complaint, today };
    });
  }

  release(actor: Actor, id: string, version: number, { reason }: ReleasePreservation): Promise<PreservationRecord> {
    return this.database.change(actor, { action: 'preservation.released', subject: id, reason }, async (tx) => {
      const { preservation, complaint, today } = await this.lockForChange(tx, actor, id, version);
      preservation.release(reason, actor.accountId, this.clock.now());
      return { preservation: await tx.save(preservation), complaint, today };
    });
  }

  /**
   * Locks the complaint, then the request, and checks the permission. A merged complaint is accepted, because its
   * requests continue.
   */
  private async lockForChange(
    tx: EntityManager,
    actor: Actor,
    id: string,
    version: number,
  ): Promise<PreservationRecord> {
    const { complaintId } = await findByIdOrFail(tx, Preservation, id);
    const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
    return this.toRecord(tx, await lockForUpdate(tx, Preservation, id, version), complaint);
  }

  private async toRecord(
    tx: EntityManager,
    preservation: Preservation,
    complaint: Complaint,
  ): Promise<PreservationRecord> {
    return { preservation, complaint, today: await this.taskForces.today(tx, complaint.taskForceId) };
  }
}
