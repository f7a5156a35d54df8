import { Declarations } from './declarations.js';
import { timelineSequence, type TimelineKind } from './timeline-kinds.js';

export interface TimelineSentence {
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

interface TimelineSourceDefinition<Facts> {
  readonly kind: TimelineKind;
  /** Table, as `r`, with its joins. `place` has the complaint's day of receipt and time zone. */
  readonly from: string;
  /** Column with the complaint's id; `r.complaint_id` by default. */
  readonly complaint?: string;
  readonly where?: string;
  /** Time of the event, or its day if only that is known. */
  readonly at: string;
  readonly isDayOnly?: true;
  readonly who?: string;
  /** Column written by the event, if the row has no author: the trail knows its writer. The row itself by default. */
  readonly writtenColumn?: WrittenColumn;
  /** Other account in the event, passed to `describe` as `person`. */
  readonly person?: string;
  readonly facts: FactsAsSql<Facts>;
  /** Whether a packet omits the event: it concerns the retention of the file, or another task force. */
  readonly isInternal?: true;
  /** Whether a redacted packet omits the event: its kind, day and order would disclose what the sections omit. */
  readonly isOfChild?: true;
  readonly describe: (facts: Facts, person: string | null) => TimelineSentence;
}

/** Columns of which `audit.entered_into` knows the writer. */
type WrittenColumn = 'id' | 'served_on' | 'outcome' | 'completed_on' | 'decided_on' | 'disposed_on' | 'voided_at';

/** One kind of event of a complaint's timeline: its SQL and its sentence. */
export interface TimelineSource {
  /** Kind of the event, followed by the table if several sources have the kind. */
  readonly name: string;
  readonly kind: TimelineKind;
  /** Table of its rows; `complaint` is the column with the complaint's id. */
  readonly from: string;
  readonly complaint: string;
  /** Selected columns: at, is_day_only, who, written, record_id, person, facts. */
  readonly event: string;
  readonly where: string;
  readonly isInternal: boolean;
  readonly isOfChild: boolean;
  readonly describe: (facts: unknown, person: string | null) => TimelineSentence;
}

/** Builds the source of one kind of event, once, when the program starts. */
export function timelineSource<Facts extends object>(definition: TimelineSourceDefinition<Facts>): TimelineSource {
  const {
    kind,
    from,
    complaint = 'r.complaint_id',
    where = 'true',
    isDayOnly = false,
    person = 'NULL::uuid',
    isInternal = false,
    isOfChild = false,
  } = definition;
  const time = isDayOnly ? startOfDay(definition.at) : definition.at;
  const [who, written] =
    definition.who === undefined
      ? ['NULL::uuid', `'${definition.writtenColumn ?? 'id'}'`]
      : [definition.who, 'NULL::text'];
  const facts = Object.entries<string>(definition.facts).map(([name, sql]) => `'${name}', ${sql}`);
  return {
    name: kind,
    kind,
    from,
    complaint,
    event: `${time}, ${isDayOnly}, ${who}, ${written}, r.id, ${person}, jsonb_build_object(${facts.join(', ')})`,
    where,
    isInternal,
    isOfChild,
    // The query of this source built the facts.
    describe: (values, personName) => definition.describe(values as Facts, personName),
  };
}

/** Builds the source of voided records. They appear as recorded and then as voided; the record has the reason. */
export function voidedRecordSource(from: string, record: string, called = 'NULL'): TimelineSource {
  const source = timelineSource<{ called: string | null }>({
    kind: 'record_voided',
    from,
    where: 'r.voided_at IS NOT NULL',
    at: 'r.voided_at',
    writtenColumn: 'voided_at',
    facts: { called },
    describe: ({ called: name }) => ({
      words: `The record of ${record}${name === null ? '' : `, ${name},`} was voided`,
    }),
  });
  return { ...source, name: `${source.kind}:${/^app\.(\w+)/.exec(from)?.[1] ?? from}` };
}

export const timelineDeclarations = new Declarations<TimelineSource>('timeline', timelineSequence);

/** Declares the events of a feature when its `<feature>.timeline.ts` is loaded. */
export function declareTimeline(...sources: readonly TimelineSource[]): void {
  timelineDeclarations.add(sources);
}

/** Returns the SQL of a day's start, but not before the receipt of the complaint. */
function startOfDay(day: string): string {
  return `CASE ${day} WHEN place.received_on THEN place.received_at ELSE ${day}::timestamp AT TIME ZONE place.zone END`;
}
