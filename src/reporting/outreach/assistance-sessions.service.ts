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
import type { VoidRecord } from '../../casework/records/voiding.request.js';
import { voidRow } from '../../casework/records/voiding.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { AssistanceSession, type AssistanceFacts } from './assistance-session.entity.js';
import type { AssistanceRecord } from './assistance-session.view.js';
import type {
  AssistanceSessionsQuery,
  CorrectAssistanceSession,
  RecordAssistanceSession,
} from './assistance-session.request.js';
import { outreachPolicy } from './outreach.policy.js';

/** Sessions that helped an agency with a lead or affiliate membership on that day. */
const selectSessionsForMembers = `
  SELECT id FROM app.assistance_sessions WHERE id = ANY ($1) AND recipient_was = 'member'`;

/** Assistance sessions, as the helping agencies report them. */
@Injectable()
export class AssistanceSessionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly taskForces: TaskForcesService,
  ) {}

  get(actor: Actor, id: string): Promise<AssistanceRecord> {
    return this.database.read(actor, async (tx) => loadRecord(tx, await findByIdOrFail(tx, AssistanceSession, id)));
  }

  list(actor: Actor, query: AssistanceSessionsQuery): Promise<Page<AssistanceRecord>> {
    const { agencyId } = query;
    return this.database.read(actor, async (tx) => {
      const sessions = tx.createQueryBuilder(AssistanceSession, 's').orderBy({ 's.heldOn': 'DESC', 's.id': 'DESC' });
      if (agencyId) sessions.andWhere('s.agencyId = :agencyId', { agencyId });
      const page = await listPage(tx, sessions, { list: 'assistance-sessions', query });
      return { ...page, items: await loadRecords(tx, page.items) };
    });
  }

  record(actor: Actor, { agencyId, ...facts }: RecordAssistanceSession): Promise<AssistanceRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'assistance.recorded', subject: id }, async (tx) => {
      const helpingAgency = resolveActingAgency(actor, agencyId);
      const session = tx.create(AssistanceSession, { id, ...helpingAgency, voidedAt: null, voidReason: null });
      session.update(toFacts(facts), await this.taskForces.today(tx, helpingAgency.taskForceId));
      await tx.insert(AssistanceSession, session);
      return loadRecord(tx, session);
    });
  }

  correct(actor: Actor, id: string, version: number, facts: CorrectAssistanceSession): Promise<AssistanceRecord> {
    return this.database.change(actor, { action: 'assistance.corrected', subject: id }, async (tx) => {
      const session = await lockForUpdate(tx, AssistanceSession, id, version);
      authorize(outreachPolicy.record, actor, session);
      session.update(toFacts(facts), await this.taskForces.today(tx, session.taskForceId));
      return loadRecord(tx, await tx.save(session));
    });
  }

  void(actor: Actor, id: string, version: number, { reason }: VoidRecord): Promise<AssistanceRecord> {
    return this.database.change(actor, { action: 'assistance.voided', subject: id, reason }, async (tx) => {
      const session = await lockForUpdate(tx, AssistanceSession, id, version);
      authorize(outreachPolicy.record, actor, session);
      voidRow(session, reason, this.clock.now());
      return loadRecord(tx, await tx.save(session));
    });
  }
}

/** Returns the facts with null for an omitted recipient. Ids are compared in lower case. */
function toFacts({ recipientAgencyId, recipientName = null, ...facts }: CorrectAssistanceSession): AssistanceFacts {
  return { ...facts, recipientName, recipientAgencyId: recipientAgencyId ?? null };
}

async function loadRecord(tx: EntityManager, session: AssistanceSession): Promise<AssistanceRecord> {
  const [record] = await loadRecords(tx, [session]);
  if (!record) throw new Error(`No record was read for assistance session ${session.id}`);
  return record;
}

async function loadRecords(tx: EntityManager, sessions: readonly AssistanceSession[]): Promise<AssistanceRecord[]> {
  const found = await tx.query<{ id: string }[]>(selectSessionsForMembers, [sessions.map(({ id }) => id)]);
  const members = new Set(found.map(({ id }) => id));
  return sessions.map((session) => ({
    session,
    recipientMembership: members.has(session.id) ? 'member' : 'non_member',
  }));
}
