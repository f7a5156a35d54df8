import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { resolveCountingAgency } from '../complaints/counting-agency.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database, type Change } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { ForensicExam } from './forensic-exam.entity.js';
import { findOpenInvestigationId } from './investigation-record.js';
import { ComplaintClosed } from './investigations.errors.js';
import type { LegalProcessState } from './investigations.enums.js';
import { LegalProcess, type OrderReturn } from './legal-process.entity.js';
import type { CorrectLegalProcess, IssueLegalProcess, LegalProcessesQuery } from './legal-process.request.js';
import type { LegalProcessRecord } from './legal-process.view.js';

const stateConditions: Readonly<Record<LegalProcessState, string>> = {
  issued: 'p.outcome IS NULL AND p.servedOn IS NULL',
  served: 'p.outcome IS NULL AND p.servedOn IS NOT NULL',
  ended: 'p.outcome IS NOT NULL',
};

/**
 * Records orders and warrants, their service, return and withdrawal. The actor must be allowed to work the complaint.
 */
@Injectable()
export class LegalProcessesService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<LegalProcessRecord> {
    const work = async (tx: EntityManager): Promise<LegalProcessRecord> => {
      const process = await findByIdOrFail(tx, LegalProcess, id);
      return { process, complaint: await findByIdOrFail(tx, Complaint, process.complaintId) };
    };
    // Audited read: the target may be a person's home or account.
    return this.database.auditedRead(actor, 'legal-process.read', work, ({ complaint }) => ({
      records: [id],
      complaints: [complaint.id],
    }));
  }

  list(actor: Actor, query: LegalProcessesQuery): Promise<Page<LegalProcess>> {
    const { complaintId, investigationId, kind, state } = query;
    return this.database.read(actor, async (tx) => {
      const processes = tx.createQueryBuilder(LegalProcess, 'p').orderBy({ 'p.issuedOn': 'DESC', 'p.id': 'DESC' });
      if (complaintId) processes.andWhere('p.complaintId = :complaintId', { complaintId });
      if (investigationId) processes.andWhere('p.investigationId = :investigationId', { investigationId });
      if (kind) processes.andWhere('p.kind = :kind', { kind });
      if (state) processes.andWhere(stateConditions[state]);
      return listPage(tx, processes, { list: 'legal-processes', query });
    });
  }

  issue(actor: Actor, { complaintId, agencyId, ...issued }: IssueLegalProcess): Promise<LegalProcessRecord> {
    const { number = null, expiresOn = null } = issued;
    const id = newId();
    return this.database.change(actor, { action: 'legal-process.issued', subject: id }, async (tx) => {
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      if (complaint.state === 'closed') throw new ComplaintClosed();
      const { taskForceId } = complaint;
      const process = tx.create(LegalProcess, {
        id,
        taskForceId,
        complaintId: complaint.id,
        investigationId: await findOpenInvestigationId(tx, complaint.id),
        servedOn: null,
        returnedOn: null,
        outcome: null,
        withdrawnOn: null,
        voidedAt: null,
        recordedBy: actor.accountId,
        recordedAt: this.clock.now(),
      });
      const order = { ...issued, agencyId: resolveCountingAgency(actor, complaint, agencyId), number, expiresOn };
      process.describe(order, complaint, await this.taskForces.today(tx, taskForceId));
      await tx.insert(LegalProcess, process);
      return { process: await findByIdOrFail(tx, LegalProcess, id), complaint };
    });
  }

  correct(actor: Actor, id: string, version: number, correction: CorrectLegalProcess): Promise<LegalProcessRecord> {
    const { reason, ...order } = correction;
    const change = { action: 'legal-process.corrected', subject: id, reason };
    return this.change(actor, change, id, version, async (process, today, complaint, tx) => {
      const agencyId = resolveCountingAgency(actor, complaint, order.agencyId, process.agencyId);
      process.describe({ ...order, agencyId }, complaint, today);
      if (!process.isSearchWarrant) await requireNoExamUnder(tx, id);
    });
  }

  serve(actor: Actor, id: string, version: number, servedOn: Day): Promise<LegalProcessRecord> {
    return this.change(actor, { action: 'legal-process.served', subject: id }, id, version, (process, today) => {
      process.serve(servedOn, today);
    });
  }

  recordReturn(actor: Actor, id: string, version: number, orderReturn: OrderReturn): Promise<LegalProcessRecord> {
    const change = { action: 'legal-process.returned', subject: id, reason: orderReturn.outcome };
    return this.change(actor, change, id, version, (process, today) => {
      process.recordReturn(orderReturn, today);
    });
  }

  withdraw(actor: Actor, id: string, version: number, reason: string): Promise<LegalProcessRecord> {
    const change = { action: 'legal-process.withdrawn', subject: id, reason };
    return this.change(actor, change, id, version, (process, today) => {
      process.withdraw(reason, today);
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<LegalProcessRecord> {
    return this.change(actor, { action: 'legal-process.voided', subject: id, reason }, id, version, (process) => {
      process.voidFor(reason, this.clock.now());
    });
  }

  private change(
    actor: Actor,
    change: Change,
    id: string,
    version: number,
    apply: (process: LegalProcess, today: Day, complaint: Complaint, tx: EntityManager) => void | Promise<void>,
  ): Promise<LegalProcessRecord> {
    return this.database.change(actor, change, async (tx) => {
      const { complaintId, taskForceId } = await findByIdOrFail(tx, LegalProcess, id);
      // Locks the complaint first, so that outstanding process cannot change while another request closes the
      // complaint.
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const process = await lockForUpdate(tx, LegalProcess, id, version);
      await apply(process, await this.taskForces.today(tx, taskForceId), complaint, tx);
      return { process: await tx.save(process), complaint };
    });
  }
}

async function requireNoExamUnder(tx: EntityManager, legalProcessId: string): Promise<void> {
  if (await tx.existsBy(ForensicExam, { legalProcessId, voidedAt: IsNull() })) {
    throw InvalidInput.forPath('/kind', 'must remain a search warrant: an examination is based on it');
  }
}
