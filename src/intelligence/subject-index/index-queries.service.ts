import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { resolveActingAgency } from '../../access/acting-agency.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import type { AnsweredQuery, IndexPointerView } from './index-query.view.js';
import type { AskSubjectIndex, IndexQueriesQuery } from './index-query.request.js';
import { SubjectIndexQuery } from './index-query.entity.js';
import { findRecipient, requireAgreement } from './recipients.js';

const selectPointers = `
  SELECT entry_id AS "entryId", strength, criminal_activity AS "criminalActivity", is_active AS "isActive", task_force AS "taskForce", agency, phone,
         email FROM oversight.pointers_of($1, $2)`;

/** Runs queries across task forces. Postgres returns pointers and logs each one for the entry's agency. */
@Injectable()
export class IndexQueriesService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<AnsweredQuery> {
    const work = async (tx: EntityManager): Promise<AnsweredQuery> =>
      this.loadAnswer(tx, await findByIdOrFail(tx, SubjectIndexQuery, id));
    return this.database.auditedRead(actor, 'index-query.read', work, () => ({ records: [id] }));
  }

  list(actor: Actor, query: IndexQueriesQuery): Promise<Page<SubjectIndexQuery>> {
    return this.database.read(actor, async (tx) => {
      const queries = tx.createQueryBuilder(SubjectIndexQuery, 'q').orderBy({ 'q.askedAt': 'DESC', 'q.id': 'DESC' });
      return listPage(tx, queries, { list: 'subject-index-queries', query });
    });
  }

  ask(actor: Actor, request: AskSubjectIndex): Promise<AnsweredQuery> {
    const { purpose, needToKnow, rightToKnow, caseReference, imminentDanger = null } = request;
    const { givenName, familyName, bornOn = null, bornYear = null } = request;
    const { taskForceId, agencyId } = resolveActingAgency(actor, request.agencyId);
    const id = newId();
    return this.database.change(actor, { action: 'index.queried', subject: id, reason: purpose }, async (tx) => {
      const today = await this.taskForces.today(tx, taskForceId);
      const query = tx.create(SubjectIndexQuery, {
        id,
        taskForceId,
        agencyId,
        purpose,
        needToKnow,
        rightToKnow,
        caseReference,
        imminentDanger,
        askedBy: actor.accountId,
        askedAt: this.clock.now(),
        askedOn: today,
      });
      query.setSubject({ givenName, familyName, bornOn, bornYear });
      // Inserts the row first: its foreign key rejects another task force's agency like a missing one.
      await tx.insert(SubjectIndexQuery, query);
      requireAgreement(await findRecipient(tx, agencyId, today), imminentDanger);
      await tx.query('SELECT app.ask_subject_index($1)', [id]);
      return this.loadAnswer(tx, query);
    });
  }

  private async loadAnswer(tx: EntityManager, query: SubjectIndexQuery): Promise<AnsweredQuery> {
    return { query, pointers: await tx.query<IndexPointerView[]>(selectPointers, [query.id, this.clock.now()]) };
  }
}
