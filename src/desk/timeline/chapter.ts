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
  /** Who did it; left out where the row does not say, and the trail knows who entered it. */
  readonly who?: string;
  /** The account it was about besides, told as `person`. */
  readonly person?: string;
  readonly facts: FactsAsSql<Facts>;
  readonly tell: (facts: Facts, person: string | null) => Told;
}

/** One kind of event of a complaint's timeline: a small query, and its sentence. */
export interface Chapter {
  readonly kind: TimelineKind;
  /** Its events: at, is_day_only, who, record_id, person, facts. `$1` is the complaint. */
  readonly events: string;
  readonly tell: (facts: unknown, person: string | null) => Told;
}

/** Puts a chapter together, once, when the program starts. */
export function chapter<Facts extends object>(of: ChapterOf<Facts>): Chapter {
  const { kind, from, complaint = 'r.complaint_id', where = 'true', isDayOnly = false, person = 'NULL::uuid' } = of;
  const at = isDayOnly ? startOf(of.at) : of.at;
  const facts = Object.entries<string>(of.facts).map(([name, sql]) => `'${name}', ${sql}`);
  return {
    kind,
    events: `
      SELECT ${at}, ${isDayOnly}, ${of.who ?? enteredBy}, r.id, ${person}, jsonb_build_object(${facts.join(', ')})
        FROM ${from} CROSS JOIN place WHERE ${complaint} = $1 AND ${where}`,
    // The facts are what the query beside it built.
    tell: (told, whom) => of.tell(told as Facts, whom),
  };
}

const enteredBy = '(SELECT e.account_id FROM entered e WHERE e.row_id = r.id LIMIT 1)';

/** What is known by its day begins that day, though not before the complaint came in. */
function startOf(day: string): string {
  return `CASE ${day} WHEN place.received_on THEN place.received_at ELSE ${day}::timestamp AT TIME ZONE place.zone END`;
}
