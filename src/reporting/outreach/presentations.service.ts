import { Injectable } from '@nestjs/common';
import { resolveActingAgency } from '../../access/acting-agency.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import type { VoidRecord } from '../../casework/records/voiding.request.js';
import { voidRow } from '../../casework/records/voiding.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { outreachPolicy } from './outreach.policy.js';
import { Presentation } from './presentation.entity.js';
import type { CorrectPresentation, PresentationsQuery, RecordPresentation } from './presentation.request.js';

/** Presentations to the public, as agencies report them. */
@Injectable()
export class PresentationsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly taskForces: TaskForcesService,
  ) {}

  get(actor: Actor, id: string): Promise<Presentation> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, Presentation, id));
  }

  list(actor: Actor, query: PresentationsQuery): Promise<Page<Presentation>> {
    const { agencyId } = query;
    return this.database.read(actor, async (tx) => {
      const presentations = tx.createQueryBuilder(Presentation, 'p').orderBy({ 'p.heldOn': 'DESC', 'p.id': 'DESC' });
      if (agencyId) presentations.andWhere('p.agencyId = :agencyId', { agencyId });
      return listPage(tx, presentations, { list: 'presentations', query });
    });
  }

  record(actor: Actor, { agencyId, ...facts }: RecordPresentation): Promise<Presentation> {
    const id = newId();
    return this.database.change(actor, { action: 'presentation.recorded', subject: id }, async (tx) => {
      const agency = resolveActingAgency(actor, agencyId);
      const presentation = tx.create(Presentation, { id, ...agency, voidedAt: null, voidReason: null });
      presentation.update(facts, await this.taskForces.today(tx, agency.taskForceId));
      await tx.insert(Presentation, presentation);
      return presentation;
    });
  }

  correct(actor: Actor, id: string, version: number, facts: CorrectPresentation): Promise<Presentation> {
    return this.database.change(actor, { action: 'presentation.corrected', subject: id }, async (tx) => {
      const presentation = await lockForUpdate(tx, Presentation, id, version);
      authorize(outreachPolicy.record, actor, presentation);
      presentation.update(facts, await this.taskForces.today(tx, presentation.taskForceId));
      return tx.save(presentation);
    });
  }

  void(actor: Actor, id: string, version: number, { reason }: VoidRecord): Promise<Presentation> {
    return this.database.change(actor, { action: 'presentation.voided', subject: id, reason }, async (tx) => {
      const presentation = await lockForUpdate(tx, Presentation, id, version);
      authorize(outreachPolicy.record, actor, presentation);
      voidRow(presentation, reason, this.clock.now());
      return tx.save(presentation);
    });
  }
}
