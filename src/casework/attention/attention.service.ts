import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  attentionSourcesFor,
  maxAttentionCount,
  type AttentionKind,
  type AttentionReader,
  type AttentionRows,
  type AttentionSource,
  type CountStatement,
  type SelectedRows,
} from '../../access/attention-declarations.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { dayOf } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { selectOwnDrafts } from '../drafts/drafts.service.js';
import type { Attention, AttentionItem } from './attention.view.js';

interface CountRow {
  readonly kind: AttentionKind;
  readonly count: number;
  readonly due_on: string | null;
  readonly due_at: Date | null;
}

/**
 * Counts the lists that wait for an account, each by its query. One statement counts each list: a statement for all
 * takes longer to plan than their rows to count.
 */
@Injectable()
export class AttentionService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  get(actor: Actor): Promise<Attention> {
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const zone = await zoneOf(tx, actor);
      const reader: AttentionReader = { actor, config: this.config, now, today: dayOf(now, zone) };
      const sources = attentionSourcesFor(actor);
      const counts = await countAll(tx, sources, reader);
      const items = sources.map((source): AttentionItem => {
        const { count = 0, due_on: dueOn = null, due_at: dueAt = null } = counts.get(source.kind) ?? {};
        return {
          kind: source.kind,
          count: Math.min(count, maxAttentionCount),
          isComplete: count <= maxAttentionCount,
          mostUrgentOn: dueAt ? dayOf(dueAt, zone) : dueOn,
          isForSecondPerson: source.isForSecondPerson === true,
          path: source.pathFor(reader),
        };
      });
      const hasDrafts = (counts.get('drafts')?.count ?? 0) > 0;
      return { items, drafts: hasDrafts ? await selectOwnDrafts(tx, actor) : [], at: now };
    });
  }
}

async function zoneOf(tx: EntityManager, { seat }: Actor): Promise<string> {
  return seat.level === 'national' ? 'UTC' : (await findByIdOrFail(tx, TaskForce, seat.taskForceId)).zone;
}

async function countAll(
  tx: EntityManager,
  sources: readonly AttentionSource[],
  reader: AttentionReader,
): Promise<ReadonlyMap<AttentionKind, CountRow>> {
  const counts = new Map<AttentionKind, CountRow>();
  for (const list of new Set(sources.map((source) => source.list))) {
    const sourcesOfList = sources.filter((source) => source.list === list);
    for (const row of await countList(tx, sourcesOfList, reader)) counts.set(row.kind, row);
  }
  return counts;
}

/** Counts the sources of one list by one statement. */
function countList(
  tx: EntityManager,
  sources: readonly AttentionSource[],
  reader: AttentionReader,
): Promise<CountRow[]> {
  const parameters: unknown[] = [];
  const parts = sources.map((source) => {
    const counted = countRows(tx, source, reader);
    const offset = parameters.length;
    parameters.push(...counted.parameters);
    const sql = counted.countSql.replace(/\$(\d+)/g, (_, number) => `$${offset + Number(number)}`);
    const isInstant = source.due?.type === 'instant';
    const [dueOn, dueAt] = isInstant ? ['NULL::date', 'due'] : ['due', 'NULL::timestamptz'];
    return `SELECT '${source.kind}' AS kind, count, ${dueOn} AS due_on, ${dueAt} AS due_at FROM (${sql}) counted`;
  });
  return tx.query<CountRow[]>(parts.join(' UNION ALL '), parameters);
}

function countRows(tx: EntityManager, source: AttentionSource, reader: AttentionReader): CountStatement {
  const rows = source.rowsFor(tx, reader);
  if ('countSql' in rows) return rows;
  const { sql, parameters } = selectDue(rows, source.due?.column);
  return { countSql: `SELECT count(*)::int AS count, min(due) AS due FROM (${sql}) found`, parameters };
}

function selectDue(rows: Exclude<AttentionRows, CountStatement>, column: string | undefined): SelectedRows {
  if ('sql' in rows) {
    const order = column === undefined ? '' : ' ORDER BY due';
    return {
      sql: `SELECT due FROM (${rows.sql}) listed${order} LIMIT ${maxAttentionCount + 1}`,
      parameters: rows.parameters,
    };
  }
  const query = rows
    .clone()
    .orderBy()
    .limit(maxAttentionCount + 1);
  query.select(column ?? 'CAST(NULL AS date)', 'due');
  if (column !== undefined) query.orderBy(column);
  const [sql, parameters] = query.getQueryAndParameters();
  return { sql, parameters };
}
