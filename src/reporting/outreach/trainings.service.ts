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
import { Training } from './training.entity.js';
import type { CorrectTraining, TrainingsQuery, RecordTraining } from './training.request.js';

/** Trainings of professionals, as agencies report them. */
@Injectable()
export class TrainingsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly taskForces: TaskForcesService,
  ) {}

  get(actor: Actor, id: string): Promise<Training> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, Training, id));
  }

  list(actor: Actor, query: TrainingsQuery): Promise<Page<Training>> {
    const { agencyId } = query;
    return this.database.read(actor, async (tx) => {
      const trainings = tx.createQueryBuilder(Training, 't').orderBy({ 't.endedOn': 'DESC', 't.id': 'DESC' });
      if (agencyId) trainings.andWhere('t.agencyId = :agencyId', { agencyId });
      return listPage(tx, trainings, { list: 'trainings', query });
    });
  }

  record(actor: Actor, { agencyId, ...facts }: RecordTraining): Promise<Training> {
    const id = newId();
    return this.database.change(actor, { action: 'training.recorded', subject: id }, async (tx) => {
      const agency = resolveActingAgency(actor, agencyId);
      const training = tx.create(Training, { id, ...agency, voidedAt: null, voidReason: null });
      training.update(facts, await this.taskForces.today(tx, agency.taskForceId));
      await tx.insert(Training, training);
      return training;
    });
  }

  correct(actor: Actor, id: string, version: number, facts: CorrectTraining): Promise<Training> {
    return this.database.change(actor, { action: 'training.corrected', subject: id }, async (tx) => {
      const training = await lockForUpdate(tx, Training, id, version);
      authorize(outreachPolicy.record, actor, training);
      training.update(facts, await this.taskForces.today(tx, training.taskForceId));
      return tx.save(training);
    });
  }

  void(actor: Actor, id: string, version: number, { reason }: VoidRecord): Promise<Training> {
    return this.database.change(actor, { action: 'training.voided', subject: id, reason }, async (tx) => {
      const training = await lockForUpdate(tx, Training, id, version);
      authorize(outreachPolicy.record, actor, training);
      voidRow(training, reason, this.clock.now());
      return tx.save(training);
    });
  }
}
