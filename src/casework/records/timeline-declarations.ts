import { Declarations } from './declarations.js';
import { timelineSequence, type TimelineKind } from './timeline-kinds.js';

export interface TimelineSentence {
  readonly words: string;
  readonly reason?: string | null;
  /** Whether the author only recorded what others did. */
  readonly isRecorded?: true;
}

/**
 * Facts of the sentence, as SQL: words, days, numbers and references of the row. Never the name of a suspect or a
 * child.
 */
type FactsAsSql<Facts> = Readonly<Record<keyof Facts & string, string>>;

interface TimelineSourceDefinition<Facts> {
  readonly kind: TimelineKind;
  /** Table, as `r`, with its joins. `receipt` has the time and day of the complaint's receipt and the time zone of its task force. */
  readonly from: string;
  /** Column with the complaint's id; `r.complaint_id` by default. */
  readonly complaint?: string;
  readonly where?: string;
  /** Time of the event, or its day if only that is known. */
  readonly at: string;
  readonly isDayOnly?: true;
  /** Condition of an event of which only the day is known, although `at` has a time. */
  readonly isDayOnlyIf?: string;
  /** Column with the account that acted. */
  readonly author?: string;
  /** Column that the event set, for a row without a column of its author: the trail has the author. By default the row was inserted. */
  readonly writtenColumn?: WrittenColumn;
  /** Other account in the event, passed to `describe` as `person`. */
  readonly person?: string;
  readonly facts: FactsAsSql<Facts>;
  /** Whether a packet omits the event: it concerns the retention of the file, or another task force. */
  readonly isInternal?: true;
  /** Whether it concerns a child. A redacted packet omits it: its kind, day and order would disclose what the sections omit. */
  readonly isOfChild?: true;
  readonly describe: (facts: Facts, person: string | null) => TimelineSentence;
}

/** Columns whose writer `audit.writers_of` finds in the trail. */
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
    isDayOnlyIf = String(isDayOnly),
    person = 'NULL::uuid',
    isInternal = false,
    isOfChild = false,
  } = definition;
  const time = isDayOnly ? startOfDay(definition.at) : definition.at;
  const [author, written] =
    definition.author === undefined
      ? ['NULL::uuid', `'${definition.writtenColumn ?? 'id'}'`]
      : [definition.author, 'NULL::text'];
  const facts = Object.entries<string>(definition.facts).map(([name, sql]) => `'${name}', ${sql}`);
  return {
    name: kind,
    kind,
    from,
    complaint,
    event: `${time}, ${isDayOnlyIf}, ${author}, ${written}, r.id, ${person}, jsonb_build_object(${facts.join(', ')})`,
    where,
    isInternal,
    isOfChild,
    // The query of this source built the facts.
    describe: (values, personName) => definition.describe(values as Facts, personName),
  };
}

/** Builds the source of voided records. They appear as recorded and then as voided; the record has the reason. */
export function voidedRecordSource(from: string, record: string, nameSql = 'NULL'): TimelineSource {
  const source = timelineSource<{ name: string | null }>({
    kind: 'record_voided',
    from,
    where: 'r.voided_at IS NOT NULL',
    at: 'r.voided_at',
    writtenColumn: 'voided_at',
    facts: { name: nameSql },
    describe: ({ name }) => ({
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
  return `CASE ${day} WHEN receipt.received_on THEN receipt.received_at ELSE ${day}::timestamp AT TIME ZONE receipt.zone END`;
}
