import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { Database } from '../platform/database/database.js';
import { Keyset, pageOf, type Page } from '../platform/http/paging.js';
import { InvalidInput } from '../platform/http/problems.js';
import { dayOf, type Day } from '../platform/time/calendar.js';
import { Clock } from '../platform/time/clock.js';
import { TaskForcesService } from '../task-forces/task-forces.service.js';
import { NoAgreement } from './hand-over.errors.js';
import type { ReceiversQuery, ReceiverView } from './receivers.contract.js';

/** An agency that something may be handed to. */
export interface Receiver {
  readonly toTaskForceId: string;
  readonly toAgencyId: string;
  readonly toName: string;
}

const receiver = 'SELECT task_force_id, name, has_agreement FROM oversight.receiver($1, $2)';
const receivers = 'SELECT id, task_force_id AS "taskForceId", name, state FROM oversight.receivers($1, $2, $3, $4)';

/** Whom one may hand something to: agencies of any task force, with an agreement in force on that day. */
@Injectable()
export class ReceiversService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: ReceiversQuery): Promise<Page<ReceiverView>> {
    const { taskForceId = null, limit } = query;
    const keyset = new Keyset('receivers', query, ['id']);
    const [after = null] = keyset.after(query.cursor) ?? [];
    return this.database.read(actor, async (tx) => {
      const today = await this.today(tx, actor);
      const rows = await tx.query<ReceiverView[]>(receivers, [today, taskForceId, after, limit + 1]);
      return pageOf(rows, limit, ({ id }) => keyset.cursorOf([id]));
    });
  }

  /** The agency a request names; 422 when there is none of the kind, 409 when it has no agreement. */
  async agreed(tx: EntityManager, agencyId: string, today: Day): Promise<Receiver> {
    const toAgencyId = agencyId.toLowerCase();
    const [row] = await tx.query<{ task_force_id: string; name: string; has_agreement: boolean }[]>(receiver, [
      toAgencyId,
      today,
    ]);
    if (!row) throw InvalidInput.at('/agencyId', 'names something that is not there for you');
    if (!row.has_agreement) throw new NoAgreement();
    return { toTaskForceId: row.task_force_id, toAgencyId, toName: row.name };
  }

  /** The day it is where the actor sits. */
  today(tx: EntityManager, { seat }: Actor): Promise<Day> {
    if (seat.at === 'national') return Promise.resolve(dayOf(this.clock.now(), 'UTC'));
    return this.taskForces.today(tx, seat.taskForceId);
  }
}
