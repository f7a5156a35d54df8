import type { ComplaintMode, ComplaintSource, ComplaintType, PostalCode, ReportedRole, Schemas } from '../api/types';
import { toLocalInput, withOffset } from '../kit/dates';
import type { Session } from '../session/current';

/** Fields of the form, as they are typed and as a draft keeps them. */
export type Report = {
  narrative: string;
  source: ComplaintSource;
  externalReference: string;
  received: string;
  state: PostalCode | '';
  county: string;
  city: string;
  agencyId: string;
  type: ComplaintType | '';
  mode: ComplaintMode | '';
  kept: Record<string, ReportedRole>;
  dropped: string[];
};

/** Identifier that was found in the text, with an id within the report. */
export type Candidate = Schemas['UnsavedReportView']['candidates'][number] & { readonly id: string };

/** Returns an empty report of the user's seat, received now. */
export function newReport(seat: Session['seat'], zone: string): Report {
  return {
    narrative: '',
    source: 'ncmec_cybertip',
    externalReference: '',
    received: toLocalInput(new Date(), zone),
    state: '',
    county: '',
    city: '',
    agencyId: seat.agency?.id ?? '',
    type: '',
    mode: '',
    kept: {},
    dropped: [],
  };
}

/** Returns the identifiers that were found in the text, each once, without those that the user dropped. */
export function candidatesOf(view: Schemas['UnsavedReportView'] | undefined, dropped: readonly string[]): Candidate[] {
  return (view?.candidates ?? [])
    .map((candidate) => ({ ...candidate, id: `${candidate.kind} ${candidate.normalised}` }))
    .filter(({ id }, index, all) => all.findIndex((other) => other.id === id) === index)
    .filter(({ id }) => !dropped.includes(id));
}

/** Returns the request that logs the report, with the candidates that the user kept. */
export function toLogRequest(
  report: Report,
  { state, zone, candidates }: { state: PostalCode; zone: string; candidates: readonly Candidate[] },
): Schemas['LogComplaint'] {
  return {
    source: report.source,
    receivedAt: withOffset(report.received, zone),
    jurisdiction: { state, county: report.county || null, city: report.city || null },
    narrative: report.narrative,
    externalReference: report.externalReference.trim() || null,
    type: report.type || null,
    mode: report.mode || null,
    identifiers: candidates
      .filter(({ id }) => id in report.kept)
      .map(({ id, kind, raw, port }) => ({ kind, raw, port, role: report.kept[id] ?? 'unknown' })),
  };
}
