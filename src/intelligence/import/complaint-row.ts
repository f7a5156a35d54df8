import type { Intake } from '../../casework/complaints/intake.js';
import type { ReceiveComplaint } from '../../casework/complaints/complaints.contract.js';
import type { LooseIdentifier } from '../../casework/identifiers/identifiers.contract.js';
import type { IdentifierRow } from '../../casework/identifiers/particulars.js';
import { complaintFields, identifierFields, type ComplaintField, type IdentifierField } from './complaint-fields.js';
import type { FileRow } from './file-row.js';
import type { FaultOfRow } from './row-fault.js';
import { saidIn } from './said.js';
import type { WaitingRow } from './staging.js';

/** Tip of a row, and the field of each of its identifiers. */
export interface TipSaid {
  readonly tip: ReceiveComplaint & { readonly identifiers?: readonly LooseIdentifier[] };
  readonly identifierFields: readonly IdentifierField[];
  /** Agency as the cell names it. */
  readonly agency: string | undefined;
}

type Said = Partial<Record<ComplaintField, string>>;

/** Parses the cells of a row by the fields of their columns. Returns the tip, or all faults of format. */
export function tipIn(row: FileRow, columns: readonly (string | null)[], zone: string): TipSaid | FaultOfRow[] {
  const read = saidIn(row, columns, complaintFields, zone);
  const { faults } = read;
  const said: Said = read.said;
  const wrong = new Set(faults.map(({ column }) => column));
  if (said.suspectHandle !== undefined && said.suspectPlatform === undefined && !wrong.has('suspectPlatform')) {
    faults.push({ column: 'suspectPlatform', detail: 'must be set when a handle is given' });
  }
  if (said.suspectPlatform !== undefined && said.suspectHandle === undefined && !wrong.has('suspectHandle')) {
    faults.push({ column: 'suspectPlatform', detail: 'must not be set without a handle' });
  }
  return faults.length > 0 ? faults : tipOf(said);
}

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

/** Returns the column of a pointer into a tip. */
export function columnOf(pointer: string, fields: readonly IdentifierField[]): string {
  const [, first = '', at = ''] = pointer.split('/');
  if (first === 'identifiers') return fields[Number(at)] ?? 'row';
  if (first === 'agencyId') return 'agency';
  return Object.hasOwn(complaintFields, first) ? first : 'row';
}

/** Returns the staged row of a complaint, with its columns by their names in Postgres. */
export function waiting(row: number, intake: Intake, identifiers: readonly IdentifierRow[]): WaitingRow {
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
