import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { InvestigationClosure } from './investigation-parts.entity.js';
import { findLinkedComplaints, loadInvestigationRecord, requireWorkableMatter } from './investigation-record.js';
import { Investigation } from './investigation.entity.js';
import type { CloseInvestigation, ReopenInvestigation } from './investigation.request.js';
import type { InvestigationRecord } from './investigation.view.js';
import { ProcessOutstanding } from './investigations.errors.js';
import { investigationPolicy } from './investigations.policy.js';

/** Closes and reopens investigations. Every closure remains readable. */
@Injectable()
export class InvestigationClosureService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  close(actor: Actor, id: string, version: number, closing: CloseInvestigation): Promise<InvestigationRecord> {
    const { outcome, closedOn, narrative } = closing;
    const change = { action: 'investigation.closed', subject: id, reason: outcome };
    return this.database.change(actor, change, async (tx) => {
      const investigation = await lockForUpdate(tx, Investigation, id, version);
      authorize(investigationPolicy.work, actor, await findLinkedComplaints(tx, id));
      const { taskForceId } = investigation;
      investigation.closeAs(outcome, closedOn, await this.taskForces.today(tx, taskForceId));
      await requireNoOutstandingProcess(tx, id);
      const authorship = { closedBy: actor.accountId, closedAt: this.clock.now() };
      const closure = { id: newId(), taskForceId, investigationId: id, outcome, closedOn, narrative, ...authorship };
      await tx.insert(InvestigationClosure, closure);
      return loadInvestigationRecord(tx, await tx.save(investigation));
    });
  }

  reopen(actor: Actor, id: string, version: number, { reason }: ReopenInvestigation): Promise<InvestigationRecord> {
    return this.database.change(actor, { action: 'investigation.reopened', subject: id, reason }, async (tx) => {
      const investigation = await lockForUpdate(tx, Investigation, id, version);
      await requireWorkableMatter(tx, actor, id);
      investigation.reopen();
      const authorship = { reopenedBy: actor.accountId, reopenedAt: this.clock.now(), reopenReason: reason };
      await tx.update(InvestigationClosure, { investigationId: id, reopenedAt: IsNull() }, authorship);
      return loadInvestigationRecord(tx, await tx.save(investigation));
    });
  }
}

/** Rejects closing while legal process is outstanding, including process for complaints hidden from the actor. */
async function requireNoOutstandingProcess(tx: EntityManager, id: string): Promise<void> {
  const [counted] = await tx.query<{ n: number }[]>('SELECT oversight.open_processes($1) AS n', [id]);
  if (counted && counted.n > 0) throw new ProcessOutstanding(counted.n);
}
