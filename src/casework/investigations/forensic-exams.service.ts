import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { resolveCountingAgency } from '../complaints/counting-agency.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database, type Change } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { ForensicExam } from './forensic-exam.entity.js';
import type {
  CompleteForensicExam,
  CorrectForensicExam,
  ForensicExamsQuery,
  RequestForensicExam,
} from './forensic-exam.request.js';
import type { ForensicExamRecord } from './forensic-exam.view.js';
import { findInvestigationId } from './investigation-record.js';
import { LegalProcess } from './legal-process.entity.js';

type ExamChange = (exam: ForensicExam, complaint: Complaint, today: Day) => void;

/** Records forensic examinations. They may continue after the complaint is closed. */
@Injectable()
export class ForensicExamsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<ForensicExamRecord> {
    return this.database.read(actor, async (tx) => {
      const exam = await findByIdOrFail(tx, ForensicExam, id);
      return { exam, complaint: await findByIdOrFail(tx, Complaint, exam.complaintId) };
    });
  }

  list(actor: Actor, query: ForensicExamsQuery): Promise<Page<ForensicExam>> {
    const { complaintId, investigationId, agencyId } = query;
    return this.database.read(actor, async (tx) => {
      const exams = tx.createQueryBuilder(ForensicExam, 'e').orderBy({ 'e.requestedOn': 'DESC', 'e.id': 'DESC' });
      if (complaintId) exams.andWhere('e.complaintId = :complaintId', { complaintId });
      if (investigationId) exams.andWhere('e.investigationId = :investigationId', { investigationId });
      if (agencyId) exams.andWhere('e.agencyId = :agencyId', { agencyId });
      return listPage(tx, exams, { list: 'forensic-exams', query });
    });
  }

  request(actor: Actor, { complaintId, ...asked }: RequestForensicExam): Promise<ForensicExamRecord> {
    const { legalProcessId = null, beganOn = null, requestedOn } = asked;
    const id = newId();
    return this.database.change(actor, { action: 'forensic-exam.requested', subject: id }, async (tx) => {
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      await requireWarrant(tx, legalProcessId);
      const { taskForceId } = complaint;
      const exam = tx.create(ForensicExam, {
        id,
        taskForceId,
        complaintId: complaint.id,
        investigationId: await findInvestigationId(tx, complaint.id),
        completedOn: null,
        voidedAt: null,
        recordedBy: actor.accountId,
        recordedAt: this.clock.now(),
      });
      const agencyId = resolveCountingAgency(actor, complaint, asked.agencyId);
      const today = await this.taskForces.today(tx, taskForceId);
      exam.describe({ agencyId, legalProcessId, requestedOn, beganOn }, complaint, today);
      await tx.insert(ForensicExam, exam);
      return { exam: await findByIdOrFail(tx, ForensicExam, id), complaint };
    });
  }

  correct(actor: Actor, id: string, version: number, correction: CorrectForensicExam): Promise<ForensicExamRecord> {
    const { reason = null, ...request } = correction;
    const change = { action: 'forensic-exam.corrected', subject: id, reason };
    return this.change(actor, change, id, version, async (tx, { legalProcessId }) => {
      if (request.legalProcessId !== legalProcessId) await requireWarrant(tx, request.legalProcessId);
      return (exam, complaint, today) => {
        const agencyId = resolveCountingAgency(actor, complaint, request.agencyId, exam.agencyId);
        exam.describe({ ...request, agencyId }, complaint, today);
      };
    });
  }

  complete(actor: Actor, id: string, version: number, completion: CompleteForensicExam): Promise<ForensicExamRecord> {
    const { reason = null, byKind = null, ...result } = completion;
    return this.change(actor, { action: 'forensic-exam.completed', subject: id, reason }, id, version, () => {
      return (exam, _, today) => {
        exam.complete({ ...result, byKind }, today);
      };
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<ForensicExamRecord> {
    return this.change(actor, { action: 'forensic-exam.voided', subject: id, reason }, id, version, () => {
      return (exam) => {
        exam.voidFor(reason, this.clock.now());
      };
    });
  }

  private change(
    actor: Actor,
    change: Change,
    id: string,
    version: number,
    prepare: (tx: EntityManager, exam: ForensicExam) => ExamChange | Promise<ExamChange>,
  ): Promise<ForensicExamRecord> {
    return this.database.change(actor, change, async (tx) => {
      const { complaintId, taskForceId } = await findByIdOrFail(tx, ForensicExam, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const exam = await lockForUpdate(tx, ForensicExam, id, version);
      const act = await prepare(tx, exam);
      act(exam, complaint, await this.taskForces.today(tx, taskForceId));
      return { exam: await tx.save(exam), complaint };
    });
  }
}

/** Rejects a warrant that the actor cannot see, which a foreign key would accept. */
async function requireWarrant(tx: EntityManager, id: string | null): Promise<void> {
  if (id === null) return;
  const process = requireAccessible(await tx.findOneBy(LegalProcess, { id }), '/legalProcessId');
  if (!process.allowsSearch) throw InvalidInput.forPath('/legalProcessId', 'is not a search warrant in effect');
}
