import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { allows } from '../../access/permissions.js';
import type { AccountTitle } from '../../organization/accounts/accounts.enums.js';
import type { Actor, Role } from '../../platform/actor/actor.js';
import { formatTodaySql } from '../../organization/task-forces/seat-day.js';
import { Database } from '../../platform/database/database.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import type { PeopleQuery } from './people.request.js';
import type { PersonLine } from './people.view.js';

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly title: AccountTitle | null;
  readonly agency: string | null;
  readonly is_trained: boolean | null;
}

interface Load {
  readonly open: number;
  readonly overdue: number;
}

/** The day is that of the filter, or else today. */
const selectPeople = `
  SELECT id, name, role, title, agency, is_trained
    FROM app.people($1, $2, $3, coalesce($4, ${formatTodaySql('$5', '$6')}), $4 IS NOT NULL, $7, $8)`;

/**
 * Open and overdue have the meaning of the backlog (oversight.open_complaints), within the complaints that the seat
 * sees.
 */
const selectLoads = `
  SELECT c.investigator_id AS id, count(*)::int AS open,
         (count(*) FILTER (WHERE c.due_at < CASE c.state WHEN 'on_hold' THEN c.state_since ELSE $3 END))::int AS overdue
    FROM app.complaints c
   WHERE c.task_force_id = $1 AND c.investigator_id = ANY ($2)
     AND c.disposition IS NULL AND c.merged_into IS NULL AND c.referred_from IS NULL
   GROUP BY c.investigator_id`;
const noLoad: Load = { open: 0, overdue: 0 };

/** People of a task force, for the choice of an assignee or an owner. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: PeopleQuery): Promise<Page<PersonLine>> {
    const { q = null, agencyId = null, role = null, trainedOn } = query;
    if (trainedOn !== undefined && !allows(actor.role, 'accounts:read')) {
      throw InvalidInput.forPath('/trainedOn', 'is only for supervisors and administrators');
    }
    const requested = new RequestedPage<PersonRow>({ list: 'people', query, key: { id: 'id' } });
    return this.database.read(actor, async (tx) => {
      const { seat } = actor;
      const taskForceId = seat.level === 'national' ? null : seat.taskForceId;
      const filter = [q, agencyId, role, trainedOn ?? null, this.clock.now(), taskForceId];
      const parameters = [...filter, ...requested.position, requested.limit];
      const page = requested.toPage(await tx.query<PersonRow[]>(selectPeople, parameters));
      const loads = await this.countLoads(tx, actor, page.items);
      const items = page.items.map(({ is_trained: isTrained, ...person }) => ({
        ...person,
        isTrained,
        open: loads && (loads.get(person.id) ?? noLoad).open,
        overdue: loads && (loads.get(person.id) ?? noLoad).overdue,
      }));
      return { ...page, items };
    });
  }

  /** Counts the complaints that the reader sees, by investigator. Returns null for a reader who assigns none. */
  private async countLoads(
    tx: EntityManager,
    { role, seat }: Actor,
    people: readonly PersonRow[],
  ): Promise<ReadonlyMap<string, Load> | null> {
    if (!allows(role, 'complaints:assign') || seat.level === 'national') return null;
    if (people.length === 0) return new Map();
    const ids = people.map(({ id }) => id);
    const rows = await tx.query<(Load & { id: string })[]>(selectLoads, [seat.taskForceId, ids, this.clock.now()]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
