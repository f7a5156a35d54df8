import type { EntityManager } from 'typeorm';
import { listActs, type TrailAct, type TrailChange } from '../../audit/trail/trail.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { packetDeclarations, type Concern, type Concerns } from '../records/packet-declarations.js';
import { timelineDeclarations } from '../records/timeline-declarations.js';
import { toTimelineEventView } from '../timeline/timeline.view.js';
import type { TimelineService } from '../timeline/timeline.service.js';
import type { CaseSection } from './packet-document.js';
import type { PacketRow, Value } from './redaction.js';
import { buildSectionsStatement, createColumnFilter } from './sections.js';

const trailBatchSize = 500;
const historyConcerns: Concerns = {
  occurredAt: 'matter',
  occurredOn: 'matter',
  isDayOnly: 'matter',
  kind: 'matter',
  person: 'matter',
  agency: 'matter',
  sentence: 'words',
};
const trailConcerns: Concerns = {
  at: 'matter',
  action: 'matter',
  account: 'matter',
  sentence: 'matter',
  reason: 'words',
  changes: 'words',
};

interface SectionRow {
  readonly section: number;
  readonly row: PacketRow;
}

/** Reads everything that a packet contains about a complaint: its records, timeline and audit trail. */
export async function readCase(
  tx: EntityManager,
  timeline: TimelineService,
  { id }: Complaint,
): Promise<readonly CaseSection[]> {
  const rows = await tx.query<SectionRow[]>(buildSectionsStatement(), [id]);
  const names = await findNames(tx, rows);
  const childEvents = timelineDeclarations.all().filter(({ isOfChild }) => isOfChild);
  const childEventKinds: ReadonlySet<unknown> = new Set(childEvents.map(({ kind }) => kind));
  const records = packetDeclarations.all().map(({ name, title, concerns, labels = {}, juvenile }, number) => ({
    name,
    title,
    labels: toCamelCaseKeys(labels),
    concerns: toCamelCaseKeys<Concern>(juvenile === undefined ? concerns : { ...concerns, juvenile: 'matter' }),
    rows: rows
      .filter(({ section }) => section === number)
      .map(({ row }) => replaceIdsWithNames(orderColumns(row, concerns), names)),
  }));
  return [
    ...records,
    {
      name: 'history',
      title: 'Timeline',
      concerns: historyConcerns,
      rows: await readHistory(tx, timeline, id),
      isOfChild: ({ kind }) => childEventKinds.has(kind),
    },
    { name: 'trail', title: 'Audit trail', concerns: trailConcerns, rows: await readTrail(tx, id) },
  ];
}

async function readHistory(tx: EntityManager, timeline: TimelineService, id: string): Promise<PacketRow[]> {
  const events = await timeline.readAll(tx, id);
  return events.map(toTimelineEventView).map(({ occurredAt, occurredOn, isDayOnly, kind, person, sentence }) => {
    const fields = { isDayOnly, kind, person: person?.name ?? null, agency: person?.agency ?? null, sentence };
    return { occurredAt: isDayOnly ? null : occurredAt, occurredOn, ...fields };
  });
}

async function readTrail(tx: EntityManager, id: string): Promise<PacketRow[]> {
  const acts: TrailAct[] = [];
  for (let after = 0; ;) {
    const part = await listActs(tx, id, after, trailBatchSize);
    acts.push(...part);
    const last = part.at(-1);
    if (!last || part.length < trailBatchSize) break;
    after = last.seq;
  }
  const includesColumn = createColumnFilter();
  return acts.flatMap((act) => toTrailRows(act, includesColumn));
}

/** Drops changes to columns that a packet omits, and acts without any other change. */
function toTrailRows(
  { at, action, accountId, sentence, reason, changes: written }: TrailAct,
  includesColumn: (table: string, column: string) => boolean,
): PacketRow[] {
  const changes = written.filter(({ source, column }) => includesColumn(source, column)).map(toChangeRow);
  if (changes.length === 0) return [];
  return [{ at: at.toISOString(), action, account: accountId, sentence, reason, changes }];
}

function toChangeRow({ record, recordId, field, was, became, isWithheld }: TrailChange): PacketRow {
  return { record, recordId, field, was, became, isWithheld };
}

type Names = ReadonlyMap<string, string>;

/** Columns that hold an account or agency id. An outside reader knows these by name only. */
const accountOrAgencyColumn = /(^|_)(by|agency_id|owner_id|investigator_id)$/;

async function findNames(tx: EntityManager, rows: readonly SectionRow[]): Promise<Names> {
  const ids = rows.flatMap(({ row }) =>
    Object.entries(row).filter(([column, value]) => accountOrAgencyColumn.test(column) && typeof value === 'string'),
  );
  const found = await tx.query<{ id: string; name: string }[]>('SELECT id, name FROM audit.names_of($1)', [
    [...new Set(ids.map(([, id]) => id))],
  ]);
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Orders the columns as in the template. Unclassified columns follow, and rendering rejects them. */
function orderColumns(row: PacketRow, concerns: Concerns): PacketRow {
  const fields = Object.keys(concerns).filter((column) => column in row);
  return Object.fromEntries([...fields, ...Object.keys(row)].map((column) => [column, row[column] ?? null]));
}

function replaceIdsWithNames(row: PacketRow, names: Names): PacketRow {
  const fields = Object.entries(row).map(([column, value]): [string, Value] => {
    const name = accountOrAgencyColumn.test(column) && typeof value === 'string' ? names.get(value) : undefined;
    return [toCamelCase(column), name ?? value];
  });
  return Object.fromEntries(fields);
}

function toCamelCaseKeys<T>(columns: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(columns).map(([column, value]) => [toCamelCase(column), value]));
}

function toCamelCase(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
