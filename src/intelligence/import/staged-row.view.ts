import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameComplaint, type ComplaintReference } from '../../casework/complaints/complaint-reference.view.js';
import type { IdentifierKind, ReportedRole } from '../../casework/identifiers/identifiers.enums.js';
import type { ColumnFault } from './row-fault.js';

/** Value that a record will have. */
export class StagedValueView {
  /**
   * Field of the record.
   * @example receivedAt
   */
  readonly field!: string;
  /**
   * Value after its conversion; a time is in UTC.
   * @example 2018-03-01T18:00:00.000Z
   */
  readonly value!: string;
}

/** Identifier that a complaint will have. */
export class StagedIdentifierView {
  readonly role!: ReportedRole;
  readonly kind!: IdentifierKind;
  /**
   * Platform of a user name; null for another kind.
   * @example snapchat
   */
  readonly platform!: string | null;
  /**
   * Normalized value, by which it is matched; the value as written without one.
   * @example +14025550100
   */
  readonly value!: string;
}

/** Cell that could not be read. */
export class StagedWarningView {
  /**
   * Field of its column.
   * @example suspectPhone
   */
  readonly field!: string;
  /**
   * Fault of the cell.
   * @example is not a telephone number
   */
  readonly detail!: string;
}

/** Row of an import as it will be recorded. */
export class StagedRowView {
  /** Number in the file, where headings on the first line are 1. */
  readonly row!: number;
  /** Agency that will own or have recorded it; null if the row names none. */
  readonly agencyId!: string | null;
  readonly agency!: AgencyName | null;
  /** Complaint of the record; null for complaints and agencies. */
  readonly complaintId!: string | null;
  readonly complaint!: ComplaintReference | null;
  /** Other values, without the empty ones. */
  readonly values!: StagedValueView[];
  readonly identifiers!: StagedIdentifierView[];
  /** Cells that could not be read. Their text is in the narrative. */
  readonly warnings!: StagedWarningView[];
}

/** First rows of an import. */
export class StagedRowList {
  readonly items!: StagedRowView[];
}

type StagedValue = string | number | boolean | object | null | undefined;

/** Staged row, with the columns of a complaint or the request of another record. */
export interface StagedRowFacts {
  readonly row: number;
  readonly record: Readonly<Record<string, unknown>>;
  readonly parts: readonly (Pick<StagedIdentifierView, 'role' | 'kind' | 'platform'> & {
    readonly raw: string;
    readonly normalised: string | null;
  })[];
  readonly warnings: readonly ColumnFault[];
}

export function toStagedRowView({ row, record, parts, warnings }: StagedRowFacts): StagedRowView {
  const { agencyId, complaintId, values } = readRecord(record);
  return {
    row,
    agencyId,
    agency: nameAgency(agencyId),
    complaintId,
    complaint: nameComplaint(complaintId),
    values,
    identifiers: parts.map(({ role, kind, platform, raw, normalised }) => ({
      role,
      kind,
      platform,
      value: normalised ?? raw,
    })),
    warnings: warnings.map(({ column, detail }) => ({ field: column, detail })),
  };
}

/** Returns the complaint and the agency of a record, and its other values with the names of fields. */
export function readRecord(
  record: StagedRowFacts['record'],
): Pick<StagedRowView, 'agencyId' | 'complaintId' | 'values'> {
  const ids: Record<string, string> = {};
  const values: StagedValueView[] = [];
  for (const [path, value] of flatten(record)) {
    const field = path.replace(/^jurisdiction_/, '').replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (field === 'agencyId' || field === 'complaintId') ids[field] = value;
    else if (field !== 'dispositionId') values.push({ field, value });
  }
  return { agencyId: ids['agencyId'] ?? null, complaintId: ids['complaintId'] ?? null, values };
}

/** Returns the values of an object by their paths, such as `membership.kind`, without the empty ones. */
function flatten(object: object, prefix = ''): (readonly [string, string])[] {
  return Object.entries(object as Readonly<Record<string, StagedValue>>).flatMap(([key, value]) => {
    if (value === null || value === undefined) return [];
    if (typeof value === 'object') return flatten(value, `${prefix}${key}.`);
    return [[`${prefix}${key}`, String(value)] as const];
  });
}
