import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { resolveActingAgency } from '../../access/acting-agency.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import type { VoidRecord } from '../../casework/records/voiding.request.js';
import { requireNotVoid, voidRow } from '../../casework/records/voiding.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { OperationEvent, type EventPlan } from './operation-event.entity.js';
import type {
  RunEventDeconfliction,
  ChangeOperationEvent,
  OperationEventsQuery,
  PlanOperationEvent,
} from './operation-event.request.js';
import type {
  EventConflictNotice,
  EventConflictNoticesView,
  EventConflictPointer,
  EventConflictsView,
} from './operation-event.view.js';
import { Operation } from './operation.entity.js';
import { operationEventPolicy } from './operations.policy.js';
import { EventConflictCheck } from './event-conflict-check.entity.js';

const selectConflicts = `
  SELECT kind, agency, task_force AS "taskForce", phone, email, distance, hours_apart AS "hoursApart"
    FROM oversight.conflicting_events($1)`;
const selectNotices = `
  SELECT kind, agency, task_force AS "taskForce", phone, email, distance, hours_apart AS "hoursApart", asked_at AS "askedAt"
    FROM oversight.conflict_notices($1)`;

type NoticeRow = Omit<EventConflictNotice, 'askedAt'> & { readonly askedAt: Date };

/** Events of units within operations, and their deconfliction. */
@Injectable()
export class OperationEventsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<OperationEvent> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, OperationEvent, id));
  }

  list(actor: Actor, query: OperationEventsQuery): Promise<Page<OperationEvent>> {
    const { operationId } = query;
    return this.database.read(actor, async (tx) => {
      const events = tx.createQueryBuilder(OperationEvent, 'e').orderBy({ 'e.startsAt': 'DESC', 'e.id': 'DESC' });
      if (operationId) events.andWhere('e.operationId = :operationId', { operationId });
      return listPage(tx, events, { list: 'operation-events', query });
    });
  }

  plan(actor: Actor, { operationId, agencyId, ...plan }: PlanOperationEvent): Promise<OperationEvent> {
    const id = newId();
    return this.database.change(actor, { action: 'operation-event.planned', subject: id }, async (tx) => {
      const unit = resolveActingAgency(actor, agencyId);
      const operation = requireAccessible(await tx.findOneBy(Operation, { id: operationId }), '/operationId');
      const event = tx.create(OperationEvent, { id, ...unit, operationId: operation.id, voidedAt: null });
      event.plan(toPlan(plan), operation, await findZone(tx, unit.taskForceId));
      await tx.insert(OperationEvent, event);
      return findByIdOrFail(tx, OperationEvent, id);
    });
  }

  change(actor: Actor, id: string, version: number, plan: ChangeOperationEvent): Promise<OperationEvent> {
    return this.database.change(actor, { action: 'operation-event.changed', subject: id }, async (tx) => {
      const event = await lockForUpdate(tx, OperationEvent, id, version);
      authorize(operationEventPolicy.plan, actor, event);
      const operation = await findByIdOrFail(tx, Operation, event.operationId);
      event.plan(toPlan(plan), operation, await findZone(tx, event.taskForceId));
      return tx.save(event);
    });
  }

  void(actor: Actor, id: string, version: number, { reason }: VoidRecord): Promise<OperationEvent> {
    return this.database.change(actor, { action: 'operation-event.voided', subject: id, reason }, async (tx) => {
      const event = await lockForUpdate(tx, OperationEvent, id, version);
      authorize(operationEventPolicy.plan, actor, event);
      voidRow(event, reason, this.clock.now());
      return tx.save(event);
    });
  }

  /** Returns the notices of an event. Both units learn of a conflict: this is the one that did not check. */
  listNotices(actor: Actor, id: string): Promise<EventConflictNoticesView> {
    const work = async (tx: EntityManager): Promise<EventConflictNoticesView> => {
      const { id: eventId } = await findByIdOrFail(tx, OperationEvent, id);
      const rows = await tx.query<NoticeRow[]>(selectNotices, [eventId]);
      return { eventId, notices: rows.map((notice) => ({ ...notice, askedAt: notice.askedAt.toISOString() })) };
    };
    return this.database.auditedRead(actor, 'conflict-notices.read', work, ({ eventId }) => ({ records: [eventId] }));
  }

  /**
   * Checks an event for conflicts. The check is inserted before it is answered, because Postgres requires its entry in
   * the trail.
   */
  findConflicts(actor: Actor, id: string, { purpose, ...reach }: RunEventDeconfliction): Promise<EventConflictsView> {
    const request = { askedBy: actor.accountId, askedAt: this.clock.now() };
    return this.database.change(
      actor,
      { action: 'event-conflicts.checked', subject: id, reason: purpose },
      async (tx) => {
        const event = await findByIdOrFail(tx, OperationEvent, id);
        authorize(operationEventPolicy.plan, actor, event);
        requireNotVoid(event);
        const { taskForceId, agencyId, id: eventId } = event;
        const check = { id: newId(), taskForceId, agencyId, eventId, purpose, ...reach, ...request };
        await tx.insert(EventConflictCheck, check);
        const rows = await tx.query<EventConflictPointer[]>(selectConflicts, [check.id]);
        return { eventId, askedAt: request.askedAt.toISOString(), conflicts: rows };
      },
    );
  }
}

function toPlan({ startsAt, endsAt, ...plan }: ChangeOperationEvent): EventPlan {
  return { ...plan, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}

async function findZone(tx: EntityManager, taskForceId: string): Promise<string> {
  return (await findByIdOrFail(tx, TaskForce, taskForceId)).zone;
}
