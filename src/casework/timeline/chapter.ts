import type { TimelineKind } from './timeline.words.js';

/** Sentence of an event, with the reason given for it. */
export interface Told {
  readonly words: string;
  readonly reason?: string | null;
  /** Whether the author only recorded the event: an agency identified the suspect, an account recorded it. */
  readonly isRecorded?: true;
}

/**
 * Facts of the sentence, as SQL: words, days, numbers and references of the row. Never the name of a suspect or a
 * child.
 */
type FactsAsSql<Facts> = Readonly<Record<keyof Facts & string, string>>;

/** Source of one kind of event in SQL, and its sentence. */
interface ChapterOf<Facts> {
  readonly kind: TimelineKind;
  /** Table, as `r`, with its joins. `place` has the complaint's day of receipt and time zone. */
  readonly from: string;
  /** Column with the complaint's id; `r.complaint_id` by default. */
  readonly complaint?: string;
  readonly where?: string;
  /** Time of the event, or its day if only that is known. */
  readonly at: string;
  readonly isDayOnly?: true;
  /** Column with the author, if the row has one. */
  readonly who?: string;
  /** Column written by the event, if the row has no author: the trail knows its writer. The row itself by default. */
  readonly written?: WrittenColumn;
  /** Other account in the event, passed to `tell` as `person`. */
  readonly person?: string;
  readonly facts: FactsAsSql<Facts>;
  readonly tell: (facts: Facts, person: string | null) => Told;
}

/** Columns of which `audit.entered_into` knows the writer. */
type WrittenColumn = 'id' | 'served_on' | 'outcome' | 'completed_on' | 'decided_on' | 'disposed_on' | 'voided_at';

/** One kind of event of a complaint's timeline: its SQL and its sentence. */
export interface Chapter {
  readonly kind: TimelineKind;
  /** Table of its rows; `complaint` is the column with the complaint's id. */
  readonly from: string;
  readonly complaint: string;
  /** Selected columns: at, is_day_only, who, written, record_id, person, facts. */
  readonly event: string;
  readonly where: string;
  readonly tell: (facts: unknown, person: string | null) => Told;
}

/** Builds the source of one kind of event, once, when the program starts. */
export function chapter<Facts extends object>(of: ChapterOf<Facts>): Chapter {
  const { kind, from, complaint = 'r.complaint_id', where = 'true', isDayOnly = false, person = 'NULL::uuid' } = of;
  const at = isDayOnly ? startOf(of.at) : of.at;
  const [who, written] = of.who === undefined ? ['NULL::uuid', `'${of.written ?? 'id'}'`] : [of.who, 'NULL::text'];
  const facts = Object.entries<string>(of.facts).map(([name, sql]) => `'${name}', ${sql}`);
  return {
    kind,
    from,
    complaint,
    event: `${at}, ${isDayOnly}, ${who}, ${written}, r.id, ${person}, jsonb_build_object(${facts.join(', ')})`,
    where,
    // The query of this source built the facts.
    tell: (told, whom) => of.tell(told as Facts, whom),
  };
}

/** Builds the source of voided records. They appear as recorded and then as voided; the record has the reason. */
export function voided(from: string, record: string, called = 'NULL'): Chapter {
  return chapter<{ called: string | null }>({
    kind: 'record_voided',
    from,
    where: 'r.voided_at IS NOT NULL',
    at: 'r.voided_at',
    written: 'voided_at',
    facts: { called },
    tell: ({ called: name }) => ({ words: `The record of ${record}${name === null ? '' : `, ${name},`} was voided` }),
  });
}

/** Returns the SQL of a day's start, but not before the receipt of the complaint. */
function startOf(day: string): string {
  return `CASE ${day} WHEN place.received_on THEN place.received_at ELSE ${day}::timestamp AT TIME ZONE place.zone END`;
}
