import type { TimelineKind } from './timeline.words.js';

/** What happened, in words, and the reason somebody gave for it. */
export interface Told {
  readonly words: string;
  readonly reason?: string | null;
  /** Who entered a thing did not do it: a suspect was identified by an agency, and recorded by somebody. */
  readonly isRecorded?: true;
}

/** What a sentence is made of, as SQL: words, days, numbers and references of the row. Never a name of a suspect or a child. */
type FactsAsSql<Facts> = Readonly<Record<keyof Facts & string, string>>;

/** Where a kind of event is read from, and how it is told. */
interface ChapterOf<Facts> {
  readonly kind: TimelineKind;
  /** The table, as `r`, with what it takes besides; `place` has the complaint's day of receipt and zone. */
  readonly from: string;
  /** The column that names the complaint; `r.complaint_id` unless said otherwise. */
  readonly complaint?: string;
  readonly where?: string;
  /** The instant it happened, or the day where no more is known. */
  readonly at: string;
  readonly isDayOnly?: true;
  /** Who did it, where the row says so. */
  readonly who?: string;
  /** Where it does not: the column by which it was entered, whose writer the trail knows; the row itself unless said otherwise. */
  readonly written?: WrittenColumn;
  /** The account it was about besides, told as `person`. */
  readonly person?: string;
  readonly facts: FactsAsSql<Facts>;
  readonly tell: (facts: Facts, person: string | null) => Told;
}

/** What `audit.entered_into` knows the writer of. */
type WrittenColumn = 'id' | 'served_on' | 'outcome' | 'completed_on' | 'decided_on' | 'disposed_on' | 'voided_at';

/** One kind of event of a complaint's timeline: what a row tells, and its sentence. */
export interface Chapter {
  readonly kind: TimelineKind;
  /** Where its rows are, and which of their columns is the complaint. */
  readonly from: string;
  readonly complaint: string;
  /** What it tells of a row: at, is_day_only, who, written, record_id, person, facts. */
  readonly event: string;
  readonly where: string;
  readonly tell: (facts: unknown, person: string | null) => Told;
}

/** Puts a chapter together, once, when the program starts. */
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
    // The facts are what the query beside it built.
    tell: (told, whom) => of.tell(told as Facts, whom),
  };
}

/** What should not have been recorded is told as recorded and then as voided; why stands in the record. */
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

/** What is known by its day begins that day, though not before the complaint came in. */
function startOf(day: string): string {
  return `CASE ${day} WHEN place.received_on THEN place.received_at ELSE ${day}::timestamp AT TIME ZONE place.zone END`;
}
