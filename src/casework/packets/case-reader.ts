import type { EntityManager } from 'typeorm';
import { actsOn, type TrailAct, type TrailChange } from '../../audit/trail/trail.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { eventViewOf } from '../timeline/timeline.contract.js';
import type { TimelineKind } from '../timeline/timeline.words.js';
import type { TimelineService } from '../timeline/timeline.service.js';
import type { SectionOf } from './packet-document.js';
import type { Concern, Concerns, PacketRow, Value } from './redaction.js';
import { readSections, sections, tellsOf } from './sections.js';

const atATime = 500;
const historyConcerns: Concerns = {
  at: 'matter',
  on: 'matter',
  isDayOnly: 'matter',
  kind: 'matter',
  who: 'matter',
  agency: 'matter',
  what: 'words',
};
/** Child events: their kind, day and order would disclose what the redacted sections omit. */
const ofChildren: ReadonlySet<unknown> = new Set<TimelineKind>(['child_identified', 'child_safeguarded']);
const trailConcerns: Concerns = {
  at: 'matter',
  action: 'matter',
  account: 'matter',
  sentence: 'matter',
  reason: 'words',
  changes: 'words',
};

interface ReadRow {
  readonly section: number;
  readonly row: PacketRow;
}

/** Reads everything that a packet contains about a complaint: its records, timeline and audit trail. */
export async function readCase(
  tx: EntityManager,
  timeline: TimelineService,
  { id }: Complaint,
): Promise<readonly SectionOf[]> {
  const rows = await tx.query<ReadRow[]>(readSections, [id]);
  const names = await namesIn(tx, rows);
  const records = sections.map(({ name, title, concerns, labels = {}, juvenile }, number) => ({
    name,
    title,
    labels: spokenKeys(labels),
    concerns: spokenKeys<Concern>(juvenile === undefined ? concerns : { ...concerns, juvenile: 'matter' }),
    rows: rows.filter(({ section }) => section === number).map(({ row }) => named(inOrder(row, concerns), names)),
  }));
  return [
    ...records,
    {
      name: 'history',
      title: 'Timeline',
      concerns: historyConcerns,
      rows: await historyOf(tx, timeline, id),
      isOfChild: ({ kind }) => ofChildren.has(kind),
    },
    { name: 'trail', title: 'Audit trail', concerns: trailConcerns, rows: await trailOf(tx, id) },
  ];
}

async function historyOf(tx: EntityManager, timeline: TimelineService, id: string): Promise<PacketRow[]> {
  const events = await timeline.allOf(tx, id);
  return events.map(eventViewOf).map(({ at, on, isDayOnly, kind, who, what }) => {
    const told = { isDayOnly, kind, who: who?.name ?? null, agency: who?.agency ?? null, what };
    return { at: isDayOnly ? null : at, on, ...told };
  });
}

async function trailOf(tx: EntityManager, id: string): Promise<PacketRow[]> {
  const acts: TrailAct[] = [];
  for (let after = 0; ;) {
    const part = await actsOn(tx, id, after, atATime);
    acts.push(...part);
    const last = part.at(-1);
    if (!last || part.length < atATime) break;
    after = last.seq;
  }
  return acts.flatMap(toldAct);
}

/** Drops changes to columns that a packet omits, and acts without any other change. */
function toldAct({ at, action, accountId, sentence, reason, changes: written }: TrailAct): PacketRow[] {
  const changes = written.filter(({ source, column }) => tellsOf(source, column)).map(toldChange);
  if (changes.length === 0) return [];
  return [{ at: at.toISOString(), action, account: accountId, sentence, reason, changes }];
}

function toldChange({ record, recordId, field, was, became, isWithheld }: TrailChange): PacketRow {
  return { record, recordId, field, was, became, isWithheld };
}

type Names = ReadonlyMap<string, string>;

/** Columns that hold an account or agency id. An outside reader knows these by name only. */
const naming = /(^|_)(by|agency_id|owner_id|investigator_id)$/;

async function namesIn(tx: EntityManager, rows: readonly ReadRow[]): Promise<Names> {
  const ids = rows.flatMap(({ row }) =>
    Object.entries(row).filter(([column, value]) => naming.test(column) && typeof value === 'string'),
  );
  const found = await tx.query<{ id: string; name: string }[]>('SELECT id, name FROM audit.names_of($1)', [
    [...new Set(ids.map(([, id]) => id))],
  ]);
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Orders the columns as in the template. Unclassified columns follow, and rendering rejects them. */
function inOrder(row: PacketRow, concerns: Concerns): PacketRow {
  const told = Object.keys(concerns).filter((column) => column in row);
  return Object.fromEntries([...told, ...Object.keys(row)].map((column) => [column, row[column] ?? null]));
}

function named(row: PacketRow, names: Names): PacketRow {
  const told = Object.entries(row).map(([column, value]): [string, Value] => {
    const name = naming.test(column) && typeof value === 'string' ? names.get(value) : undefined;
    return [spokenKey(column), name ?? value];
  });
  return Object.fromEntries(told);
}

function spokenKeys<T>(columns: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(columns).map(([column, value]) => [spokenKey(column), value]));
}

/** Returns the API's name of a column, such as `receivedAt` for `received_at`. */
function spokenKey(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
