import type { Role } from '../../platform/actor/actor.js';
import { caseEvents } from './case-events.js';
import type { TimelineSource } from './timeline-source.js';
import { decisionEvents } from './decision-events.js';
import { caseworkEvents } from './casework-events.js';
import { deconflictionEvents, externalEvents } from './external-events.js';
import { retentionEvents } from './retention-events.js';
import { peopleEvents } from './people-events.js';
import type { TimelineKind, TimelineOrder } from './timeline.enums.js';

/** Every kind of event. Events of the same time appear in this order. A new feature adds its own. */
export const timelineSources: readonly TimelineSource[] = [
  ...decisionEvents,
  ...peopleEvents,
  ...caseEvents,
  ...caseworkEvents,
  ...externalEvents,
  ...deconflictionEvents,
  ...retentionEvents,
];

/** Event in the form in which the database returns it. */
export interface TimelineRow {
  /** Index in `chapters`. */
  readonly chapter: number;
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

/** Query of each order. Parameters: the complaint, the key of the previous page's last event, and the limit. */
export const timelineStatements: Readonly<Record<TimelineOrder, string>> = {
  oldest: buildStatement('>', 'ASC'),
  newest: buildStatement('<', 'DESC'),
};

/** Returns the sentence, such as "Triaged as enticement, reactive, tier 2, by Dana Reyes." */
export function formatSentence({ chapter, facts, person_name, name }: SentenceParts): string {
  const { words, reason = null, isRecorded = false } = sourceAt(chapter).describe(facts, person_name);
  const author = name === null ? '' : `, ${isRecorded ? 'recorded ' : ''}by ${name}`;
  return reason === null ? `${words}${author}.` : `${words}${author}: ${reason}`;
}

export type SentenceParts = Pick<TimelineRow, 'chapter' | 'facts' | 'person_name' | 'name'>;

export function kindOf({ chapter }: Pick<TimelineRow, 'chapter'>): TimelineKind {
  return sourceAt(chapter).kind;
}

const internalSources: readonly TimelineSource[] = [...retentionEvents, ...deconflictionEvents];

/** Whether a packet omits the event: it concerns the retention of the file, or another task force. */
export function isInternal({ chapter }: Pick<TimelineRow, 'chapter'>): boolean {
  return internalSources.includes(sourceAt(chapter));
}

function sourceAt(number: number): TimelineSource {
  const source = timelineSources[number];
  if (!source) throw new Error(`A timeline row names chapter ${number}, which does not exist`);
  return source;
}

/**
 * Builds one query over all kinds of event from static texts. It reads each row once, even if the row has several
 * events.
 */
function buildStatement(beyond: '>' | '<', direction: 'ASC' | 'DESC'): string {
  const order = `at ${direction}, chapter ${direction}, record_id ${direction}`;
  return `
    WITH place AS MATERIALIZED (
      SELECT c.received_at, c.received_on, t.zone
        FROM app.complaints c JOIN app.task_forces t ON t.id = c.task_force_id WHERE c.id = $1),
    event AS (${buildSourceQueries().join(' UNION ALL ')}),
    part AS MATERIALIZED (
      SELECT * FROM event
       WHERE $2::timestamptz IS NULL OR (at, chapter, record_id) ${beyond} ($2, $3::integer, $4::uuid)
       ORDER BY ${order} LIMIT $5),
    page AS MATERIALIZED (
      SELECT part.chapter, part.at, part.is_day_only, part.record_id, part.person, part.facts,
             coalesce(part.who, entered.account_id) AS who
        FROM part
        LEFT JOIN audit.entered_into($1) entered ON entered.row_id = part.record_id AND entered.written = part.written),
    known AS MATERIALIZED (
      SELECT id, name, role, agency FROM app.known_as(ARRAY(SELECT who FROM page UNION SELECT person FROM page)))
    SELECT page.chapter, page.at, page.is_day_only, (page.at AT TIME ZONE place.zone)::date AS happened_on, page.record_id,
           page.facts, other.name AS person_name, page.who, known.name, known.role, known.agency
      FROM page CROSS JOIN place
      LEFT JOIN known ON known.id = page.who
      LEFT JOIN known other ON other.id = page.person
     ORDER BY ${order}`;
}

/** Returns one SELECT for each table, with a lateral union of its kinds of event. */
function buildSourceQueries(): string[] {
  const hasSameRows =
    (rows: TimelineSource) =>
    ({ from, complaint }: TimelineSource): boolean =>
      from === rows.from && complaint === rows.complaint;
  const branches = (rows: TimelineSource): string[] =>
    timelineSources.flatMap((one, number) =>
      hasSameRows(rows)(one) ? [`SELECT ${number}, ${one.event} WHERE ${one.where}`] : [],
    );
  return timelineSources
    .filter((rows, number) => timelineSources.findIndex(hasSameRows(rows)) === number)
    .map(
      (rows) => `
        SELECT told.* FROM ${rows.from} CROSS JOIN place CROSS JOIN LATERAL (${branches(rows).join(' UNION ALL ')})
               told (chapter, at, is_day_only, who, written, record_id, person, facts)
         WHERE ${rows.complaint} = $1`,
    );
}
