import type { Intake } from '../complaints/intake.service.js';
import type { ReceiveComplaint } from '../complaints/complaints.contract.js';
import type { LooseIdentifier } from '../identifiers/identifiers.contract.js';
import type { IdentifierRow } from '../identifiers/particulars.js';
import { complaintFields, identifierFields, type ComplaintField, type IdentifierField } from './complaint-fields.js';
import { readCell } from './field.js';
import type { FileRow } from './file-row.js';

/** What is wrong with a row, in which column. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly detail: string;
}

/** A tip as a row says it, and which of its fields each identifier came from. */
export interface TipSaid {
  readonly tip: ReceiveComplaint & { readonly identifiers?: readonly LooseIdentifier[] };
  readonly identifierFields: readonly IdentifierField[];
  /** The agency as the cell names it. */
  readonly agency: string | undefined;
}

type Said = Partial<Record<ComplaintField, string>>;

/** Reads the cells of a row by the fields of their columns: the tip, or all that is wrong in their shape. */
export function tipIn(
  row: FileRow,
  columns: readonly (string | null)[],
  zone: string,
): TipSaid | Omit<RowFault, 'row'>[] {
  const said: Said = {};
  const faults: Omit<RowFault, 'row'>[] = [];
  for (const [at, name] of columns.entries()) {
    if (name === null) continue;
    const field = name as ComplaintField;
    const read = readCell(row, at, complaintFields[field], zone);
    if (read === null) continue;
    if ('fault' in read) faults.push({ column: field, detail: read.fault });
    else said[field] = read.value;
  }
  const wrong = new Set(faults.map(({ column }) => column));
  for (const name of neededFields) {
    if (said[name] === undefined && !wrong.has(name)) faults.push({ column: name, detail: 'must not be empty' });
  }
  if (said.suspectHandle !== undefined && said.suspectPlatform === undefined && !wrong.has('suspectPlatform')) {
    faults.push({ column: 'suspectPlatform', detail: 'must be there: whose the handle is' });
  }
  if (said.suspectPlatform !== undefined && said.suspectHandle === undefined && !wrong.has('suspectHandle')) {
    faults.push({ column: 'suspectPlatform', detail: 'must not be there without a handle' });
  }
  return faults.length > 0 ? faults : tipOf(said);
}

const neededFields = (Object.keys(complaintFields) as ComplaintField[]).filter(
  (name) => complaintFields[name].isNeeded,
);
const identifierNames = Object.keys(identifierFields) as IdentifierField[];

function tipOf(said: Said): TipSaid {
  const { agency, state, county, city, ...rest } = said;
  const named = identifierNames.filter((name) => said[name] !== undefined);
  const identifiers = named.map((name) => ({
    ...identifierFields[name],
    raw: said[name] ?? '',
    ...(name === 'suspectHandle' ? { platform: said.suspectPlatform ?? null } : {}),
  }));
  const { source, externalReference, type, mode, receivedAt, incidentAt, submittedOn, narrative } = rest;
  const tip = { source, externalReference, type, mode, receivedAt, incidentAt, submittedOn, narrative };
  const whole = { ...tip, jurisdiction: { state, county, city }, ...(named.length > 0 ? { identifiers } : {}) };
  return { tip: whole as TipSaid['tip'], identifierFields: named, agency };
}

/** The column that a pointer into a tip leads to. */
export function columnOf(pointer: string, fields: readonly IdentifierField[]): string {
  const [, first = '', at = ''] = pointer.split('/');
  if (first === 'identifiers') return fields[Number(at)] ?? 'row';
  if (first === 'agencyId') return 'agency';
  return Object.hasOwn(complaintFields, first) ? first : 'row';
}

/** A complaint as it waits to be entered: its columns by their names in Postgres. */
export interface WaitingComplaint {
  readonly row: number;
  readonly id: string;
  /** By this it is known again, in its file and in its task force. */
  readonly key: string;
  readonly digest: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly parts: readonly Readonly<Record<string, unknown>>[];
}

export function waiting(row: number, intake: Intake, identifiers: readonly IdentifierRow[]): WaitingComplaint {
  const { id, agencyId, source, externalReference, intakeDigest } = intake;
  const digest = intakeDigest.toString('hex');
  return {
    row,
    id,
    key: externalReference === null ? `said/${agencyId}/${digest}` : `${source}/${externalReference}`,
    digest,
    record: {
      agency_id: agencyId,
      source,
      external_reference: externalReference,
      type: intake.type,
      mode: intake.mode,
      received_at: intake.receivedAt,
      incident_at: intake.incidentAt,
      submitted_on: intake.submittedOn,
      jurisdiction_state: intake.jurisdictionState,
      jurisdiction_county: intake.jurisdictionCounty,
      jurisdiction_city: intake.jurisdictionCity,
      narrative: intake.narrative,
    },
    parts: identifiers.map(({ id: own, role, kind, platform, algorithm, raw, normalised, port }) => ({
      id: own,
      role,
      kind,
      platform,
      algorithm,
      raw,
      normalised,
      port,
    })),
  };
}
