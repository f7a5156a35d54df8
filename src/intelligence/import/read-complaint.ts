import { closeOnArrival } from '../../casework/complaints/closed-intake.js';
import { prepareIntake } from '../../casework/complaints/intake.js';
import { computeParticularsDigest, toParticularRows } from '../../casework/identifiers/particulars.js';
import type { Actor } from '../../platform/actor/actor.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { findColumn, toParsedComplaint, toStagedRow, type ComplaintValues } from './complaint-row.js';
import type { FileRow } from './file-row.js';
import { parseRow } from './parse-row.js';
import type { CellReading } from './reading-rules.js';
import { resolveAgency, type AgencyIds } from './resolve-agency.js';
import type { ColumnFault } from './row-fault.js';
import type { StagedRow } from './staging.js';

export interface IntakeContext {
  readonly actor: Pick<Actor, 'seat'>;
  readonly agencies: AgencyIds;
  readonly now: Date;
}

/** Complaint of a row with its unread cells, or all faults of the row. */
export type ReadComplaint =
  | { readonly staged: StagedRow; readonly warnings: readonly ColumnFault[] }
  | { readonly faults: readonly ColumnFault[] };

/** Reads the row of a complaint. The text of an optional cell that cannot be read stays in the narrative, with a warning. */
export function readComplaint(
  row: FileRow,
  columns: readonly (string | null)[],
  reading: CellReading,
  context: IntakeContext,
): ReadComplaint {
  if (row.fault !== undefined) return { faults: [{ column: 'row', detail: row.fault }] };
  const { daysAlone, warnings: unread, faults, ...read } = parseRow(row, columns, reading);
  const values: ComplaintValues = read.values;
  const wrong = [...faults, ...findHalfClosure(values, faults)];
  if (wrong.length > 0) return { faults: wrong };
  let warnings: readonly ColumnFault[] = unread;
  for (;;) {
    warnings = [...warnings, ...findUnpairedHandle(removeColumns(values, warnings))];
    const inOrder = warnings.toSorted((one, other) => columns.indexOf(one.column) - columns.indexOf(other.column));
    const kept = keepUnread(values, inOrder, (column) => findCell(column, row, columns, reading));
    const unfit =
      warnings.length === 0 ? undefined : reading.fields['narrative']?.parse(kept.narrative ?? '', reading.zone);
    if (unfit && 'fault' in unfit) return { faults: [...warnings, { column: 'narrative', detail: unfit.fault }] };
    const result = stageComplaint(row.row, kept, daysAlone, { ...context, zone: reading.zone });
    if (!Array.isArray(result)) return { staged: result, warnings };
    if (result.some(({ column }) => reading.fields[column]?.isUnreadKept !== true)) return { faults: result };
    warnings = [...warnings, ...new Map(result.map((fault) => [fault.column, fault])).values()];
  }
}

function stageComplaint(
  row: number,
  values: ComplaintValues,
  daysAlone: readonly string[],
  { actor, agencies, now, zone }: IntakeContext & { readonly zone: string },
): StagedRow | ColumnFault[] {
  const parsed = toParsedComplaint(values, { fields: daysAlone, zone });
  try {
    const agencyId = resolveAgency(parsed.agency, agencies);
    const { identifiers } = toParticularRows(parsed.tip);
    const tip = agencyId === undefined ? parsed.tip : { ...parsed.tip, agencyId };
    const intake = prepareIntake(actor, tip, computeParticularsDigest(parsed.tip), now);
    const arrived = parsed.closure === null ? intake : closeOnArrival(intake, parsed.closure, zone, now);
    return toStagedRow(row, arrived, identifiers);
  } catch (wrong) {
    if (!(wrong instanceof InvalidInput)) throw wrong;
    return wrong.members.errors.map(({ pointer, detail }) => ({
      column: findColumn(pointer, parsed.identifierFields),
      detail,
    }));
  }
}

/** Returns the fault of a disposition without its day, or of a day without its disposition. */
function findHalfClosure({ disposition, closedOn }: ComplaintValues, faults: readonly ColumnFault[]): ColumnFault[] {
  if ((disposition === undefined) === (closedOn === undefined)) return [];
  const column = disposition === undefined ? 'disposition' : 'closedOn';
  if (faults.some((fault) => fault.column === column)) return [];
  return [{ column, detail: `must be set together with ${disposition === undefined ? 'closedOn' : 'disposition'}` }];
}

/** Returns a warning for a handle without its platform, or a platform without a handle. Neither has a meaning alone. */
function findUnpairedHandle({ suspectHandle, suspectPlatform }: ComplaintValues): ColumnFault[] {
  if (suspectHandle !== undefined && suspectPlatform === undefined)
    return [{ column: 'suspectHandle', detail: 'must have a platform' }];
  if (suspectPlatform !== undefined && suspectHandle === undefined)
    return [{ column: 'suspectPlatform', detail: 'must not be set without a handle' }];
  return [];
}

interface NamedCell {
  readonly heading: string;
  readonly text: string;
}

/** Returns the cell of a field with the heading of its column. A constant has the name of its field. */
function findCell(
  field: string,
  { cells }: FileRow,
  columns: readonly (string | null)[],
  { constants, headings }: CellReading,
): NamedCell {
  const index = columns.indexOf(field);
  const text = cells[index]?.trim() ?? '';
  if (text !== '') return { heading: headings[index] ?? field, text };
  return { heading: field, text: constants.find((one) => one.field === field)?.value ?? '' };
}

/** Returns the values without the unread cells, and the narrative with a line for each. */
function keepUnread(
  values: ComplaintValues,
  warnings: readonly ColumnFault[],
  findCellOf: (column: string) => NamedCell,
): ComplaintValues {
  if (warnings.length === 0) return values;
  const lines = warnings.map(({ column }) => {
    const { heading, text } = findCellOf(column);
    return `Not read on import: ${toLine(heading)}: ${toLine(text)}`;
  });
  return { ...removeColumns(values, warnings), narrative: [values.narrative, '', ...lines].join('\n') };
}

function removeColumns(values: ComplaintValues, faults: readonly ColumnFault[]): ComplaintValues {
  if (faults.length === 0) return values;
  const removed = new Set(faults.map(({ column }) => column));
  return Object.fromEntries(Object.entries(values).filter(([field]) => !removed.has(field)));
}

function toLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
