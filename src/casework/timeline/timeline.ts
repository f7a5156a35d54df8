import type { Role } from '../../platform/actor/actor.js';
import { timelineDeclarations, type TimelineSource } from '../records/timeline-declarations.js';
import type { TimelineKind } from '../records/timeline-kinds.js';
import type { TimelineOrder } from './timeline.enums.js';

export interface TimelineRow {
  /** Index of its source. */
  readonly source_index: number;
  readonly at: Date;
  readonly is_day_only: boolean;
  /** Day of the event, in the task force's time zone. */
  readonly happened_on: string;
  readonly record_id: string;
  readonly facts: unknown;
  readonly person_name: string | null;
  readonly who: string | null;
  readonly name: string | null;
  readonly role: Role | null;
  readonly agency: string | null;
}

/**
 * Builds the query of each order. Parameters: the complaint, the key of the previous page's last event, and the limit.
 */
export function buildTimelineStatements(): Readonly<Record<TimelineOrder, string>> {
  return { oldest: buildStatement('>', 'ASC'), newest: buildStatement('<', 'DESC') };
}

/** Returns the sentence, such as "Triaged as enticement, reactive, tier 2, by Dana Reyes." */
export function formatSentence({ source_index, facts, person_name, name }: SentenceParts): string {
  const { words, reason = null, isRecorded = false } = sourceAt(source_index).describe(facts, person_name);
  const author = name === null ? '' : `, ${isRecorded ? 'recorded ' : ''}by ${name}`;
  return reason === null ? `${words}${author}.` : `${words}${author}: ${reason}`;
}

export type SentenceParts = Pick<TimelineRow, 'source_index' | 'facts' | 'person_name' | 'name'>;

export function kindOf({ source_index }: Pick<TimelineRow, 'source_index'>): TimelineKind {
  return sourceAt(source_index).kind;
}

/** Whether a packet omits the event. */
export function isInternal({ source_index }: Pick<TimelineRow, 'source_index'>): boolean {
  return sourceAt(source_index).isInternal;
}

function sourceAt(number: number): TimelineSource {
  const source = timelineDeclarations.all()[number];
  if (!source) throw new Error(`A timeline row names source ${number}, which does not exist`);
  return source;
}

/**
 * Builds one query over all kinds of event from static texts. It reads each row once, even if the row has several
 * events.
 */
function buildStatement(beyond: '>' | '<', direction: 'ASC' | 'DESC'): string {
  const order = `at ${direction}, source_index ${direction}, record_id ${direction}`;
  return `
    WITH receipt AS MATERIALIZED (
      SELECT c.received_at, c.received_on, t.zone
        FROM app.complaints c JOIN app.task_forces t ON t.id = c.task_force_id WHERE c.id = $1),
    event AS (${buildSourceQueries().join(' UNION ALL ')}),
    part AS MATERIALIZED (
      SELECT * FROM event
       WHERE $2::timestamptz IS NULL OR (at, source_index, record_id) ${beyond} ($2, $3::integer, $4::uuid)
       ORDER BY ${order} LIMIT $5),
    page AS MATERIALIZED (
      SELECT part.source_index, part.at, part.is_day_only, part.record_id, part.person, part.facts,
             coalesce(part.who, entered.account_id) AS who
        FROM part
        LEFT JOIN audit.writers_of($1) entered ON entered.row_id = part.record_id AND entered.written = part.written),
    known AS MATERIALIZED (
      SELECT id, name, role, agency FROM app.names_of_accounts(ARRAY(SELECT who FROM page UNION SELECT person FROM page)))
    SELECT page.source_index, page.at, page.is_day_only, (page.at AT TIME ZONE receipt.zone)::date AS happened_on, page.record_id,
           page.facts, other.name AS person_name, page.who, known.name, known.role, known.agency
      FROM page CROSS JOIN receipt
      LEFT JOIN known ON known.id = page.who
      LEFT JOIN known other ON other.id = page.person
     ORDER BY ${order}`;
}

/** Returns one SELECT for each table, with a lateral union of its kinds of event. */
function buildSourceQueries(): string[] {
  const sources = timelineDeclarations.all();
  const hasSameRows =
    (rows: TimelineSource) =>
    ({ from, complaint }: TimelineSource): boolean =>
      from === rows.from && complaint === rows.complaint;
  const branches = (rows: TimelineSource): string[] =>
    sources.flatMap((one, number) =>
      hasSameRows(rows)(one) ? [`SELECT ${number}, ${one.event} WHERE ${one.where}`] : [],
    );
  return sources
    .filter((rows, number) => sources.findIndex(hasSameRows(rows)) === number)
    .map(
      (rows) => `
        SELECT events.* FROM ${rows.from} CROSS JOIN receipt CROSS JOIN LATERAL (${branches(rows).join(' UNION ALL ')})
               events (source_index, at, is_day_only, who, written, record_id, person, facts)
         WHERE ${rows.complaint} = $1`,
    );
}
