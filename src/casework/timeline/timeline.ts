import type { Role } from '../../platform/actor/actor.js';
import { caseChapters } from './case-chapters.js';
import type { Chapter } from './chapter.js';
import { decisionChapters } from './decision-chapters.js';
import { deskChapters } from './desk-chapters.js';
import { deconflictionChapters, exchangeChapters } from './exchange-chapters.js';
import { keepingChapters } from './keeping-chapters.js';
import { peopleChapters } from './people-chapters.js';
import type { TimelineKind, TimelineOrder } from './timeline.words.js';

/** Every kind of event. Events of the same time appear in this order. A new feature adds its own. */
export const chapters: readonly Chapter[] = [
  ...decisionChapters,
  ...peopleChapters,
  ...caseChapters,
  ...deskChapters,
  ...exchangeChapters,
  ...deconflictionChapters,
  ...keepingChapters,
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
  oldest: statement('>', 'ASC'),
  newest: statement('<', 'DESC'),
};

/** Returns the sentence, such as "Triaged as enticement, reactive, tier 2, by Dana Reyes." */
export function sentenceOf({ chapter, facts, person_name, name }: SentenceParts): string {
  const { words, reason = null, isRecorded = false } = chapterAt(chapter).tell(facts, person_name);
  const by = name === null ? '' : `, ${isRecorded ? 'recorded ' : ''}by ${name}`;
  return reason === null ? `${words}${by}.` : `${words}${by}: ${reason}`;
}

export type SentenceParts = Pick<TimelineRow, 'chapter' | 'facts' | 'person_name' | 'name'>;

export function kindOf({ chapter }: Pick<TimelineRow, 'chapter'>): TimelineKind {
  return chapterAt(chapter).kind;
}

const internal: readonly Chapter[] = [...keepingChapters, ...deconflictionChapters];

/** Whether a packet omits the event: it concerns the retention of the file, or another task force. */
export function isInternal({ chapter }: Pick<TimelineRow, 'chapter'>): boolean {
  return internal.includes(chapterAt(chapter));
}

function chapterAt(number: number): Chapter {
  const found = chapters[number];
  if (!found) throw new Error(`A timeline row names chapter ${number}, which does not exist`);
  return found;
}

/**
 * Builds one query over all kinds of event from static texts. It reads each row once, even if the row has several
 * events.
 */
function statement(beyond: '>' | '<', direction: 'ASC' | 'DESC'): string {
  const order = `at ${direction}, chapter ${direction}, record_id ${direction}`;
  return `
    WITH place AS MATERIALIZED (
      SELECT c.received_at, c.received_on, t.zone
        FROM app.complaints c JOIN app.task_forces t ON t.id = c.task_force_id WHERE c.id = $1),
    event AS (${readings().join(' UNION ALL ')}),
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
function readings(): string[] {
  const isOf =
    (rows: Chapter) =>
    ({ from, complaint }: Chapter): boolean =>
      from === rows.from && complaint === rows.complaint;
  const tellings = (rows: Chapter): string[] =>
    chapters.flatMap((one, number) => (isOf(rows)(one) ? [`SELECT ${number}, ${one.event} WHERE ${one.where}`] : []));
  return chapters
    .filter((rows, number) => chapters.findIndex(isOf(rows)) === number)
    .map(
      (rows) => `
        SELECT told.* FROM ${rows.from} CROSS JOIN place CROSS JOIN LATERAL (${tellings(rows).join(' UNION ALL ')})
               told (chapter, at, is_day_only, who, written, record_id, person, facts)
         WHERE ${rows.complaint} = $1`,
    );
}
