import { parseCyberTipNumber } from '../../casework/complaints/cybertip-number.js';
import type { ClosedIntake, PastClosure } from '../../casework/complaints/closed-intake.js';
import type { DaysAlone, Intake, ReceivedTip } from '../../casework/complaints/intake.js';
import type { DispositionCode } from '../../casework/complaints/complaints.enums.js';
import { newId } from '../../platform/ids/new-id.js';
import type { LooseIdentifier } from '../../casework/identifiers/identifier.request.js';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import type { IdentifierRow } from '../../casework/identifiers/particulars.js';
import { complaintFields, identifierFields, type ComplaintField, type IdentifierField } from './complaint-fields.js';
import type { StagedRow } from './staging.js';

export interface ParsedComplaint {
  readonly tip: ReceivedTip & { readonly identifiers?: readonly LooseIdentifier[] };
  readonly identifierFields: readonly IdentifierField[];
  readonly agency: string | undefined;
  readonly closure: PastClosure | null;
}

export type ComplaintValues = Partial<Record<ComplaintField, string>>;

const identifierNames = Object.keys(identifierFields) as IdentifierField[];

/** Returns the tip of the values of a row. */
export function toParsedComplaint(values: ComplaintValues, daysAlone: DaysAlone): ParsedComplaint {
  const { agency, state, county, city, disposition, closedOn, ...rest } = values;
  const parts = identifierNames.flatMap((name) => splitIdentifiers(name, values[name]).map((raw) => ({ name, raw })));
  const identifiers = parts.map(({ name, raw }) => ({
    ...identifierFields[name],
    raw,
    ...(name === 'suspectHandle' ? { platform: values.suspectPlatform ?? null } : {}),
  }));
  const { source, agencyCaseNumber, type, mode } = rest;
  const externalReference = toExternalReference(source, rest.externalReference);
  const { receivedAt, incidentAt, reportedToNcmecAt, ncmecClass, narrative } = rest;
  const named = { source, externalReference, agencyCaseNumber, type, mode };
  const tip = { ...named, receivedAt, incidentAt, daysAlone, reportedToNcmecAt, ncmecClass, narrative };
  const whole = { ...tip, jurisdiction: { state, county, city }, ...(parts.length > 0 ? { identifiers } : {}) };
  const closure =
    disposition === undefined || closedOn === undefined
      ? null
      : { disposition: disposition as DispositionCode, closedOn };
  return { tip: whole as ParsedComplaint['tip'], identifierFields: parts.map(({ name }) => name), agency, closure };
}

/** Returns the number by which a source names a complaint: `CT 107324881` of a CyberTip is 107324881. */
export function toExternalReference(source: string | undefined, cell: string | undefined): string | undefined {
  if (cell === undefined || source !== 'ncmec_cybertip') return cell;
  return parseCyberTipNumber(cell) ?? cell;
}

/** Pattern of a whole telephone number or email address. */
const wholeValues: Readonly<Partial<Record<IdentifierKind, RegExp>>> = { phone: /(?:\d\D*){7}/, email: /\S@\S/ };

/** Splits a cell with several telephone numbers or email addresses. A cell with another part is one value. */
function splitIdentifiers(name: IdentifierField, cell: string | undefined): readonly string[] {
  if (cell === undefined) return [];
  const pattern = wholeValues[identifierFields[name].kind];
  if (pattern === undefined) return [cell];
  const parts = cell
    .split(/[,;/]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => pattern.test(part)) ? parts : [cell];
}

/** Returns the column of a pointer into a tip. */
export function findColumn(pointer: string, fields: readonly IdentifierField[]): string {
  const [, first = '', index = ''] = pointer.split('/');
  if (first === 'identifiers') return fields[Number(index)] ?? 'row';
  if (first === 'agencyId') return 'agency';
  return Object.hasOwn(complaintFields, first) ? first : 'row';
}

/** Returns the staged row of a complaint, with its columns by their names in Postgres. */
export function toStagedRow(
  row: number,
  intake: Intake | ClosedIntake,
  identifiers: readonly IdentifierRow[],
): StagedRow {
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
      agency_case_number: intake.agencyCaseNumber,
      type: intake.type,
      mode: intake.mode,
      received_at: intake.receivedAt,
      received_precision: intake.receivedPrecision,
      incident_at: intake.incidentAt,
      incident_precision: intake.incidentPrecision,
      reported_to_ncmec_at: intake.reportedToNcmecAt,
      ncmec_class: intake.ncmecClass,
      jurisdiction_state: intake.jurisdictionState,
      jurisdiction_county: intake.jurisdictionCounty,
      jurisdiction_city: intake.jurisdictionCity,
      narrative: intake.narrative,
      ...('disposition' in intake ? toClosureColumns(intake) : {}),
    },
    parts: identifiers.map(({ id: identifierId, role, kind, platform, algorithm, raw, normalised, port }) => ({
      id: identifierId,
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

/** Returns the columns of a closure, which only the rows of closed complaints have. */
function toClosureColumns({ disposition, stateSince }: ClosedIntake): Readonly<Record<string, unknown>> {
  return { disposition, closed_at: stateSince, disposition_id: newId() };
}
