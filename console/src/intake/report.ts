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
  /** Identifiers that the user chose, with the role of the owner, by their ids. */
  kept: Record<string, KeptIdentifier>;
  dropped: string[];
};

type FoundIdentifier = Pick<Schemas['CandidateView'], 'kind' | 'raw' | 'port'>;
type KeptIdentifier = FoundIdentifier & { readonly role: ReportedRole };

/** Identifier that was found in the text, with an id within the report. */
export type Candidate = FoundIdentifier & { readonly id: string };

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

/**
 * Returns the identifiers that were found in the text, each once, without those that the user dropped. Before the first
 * answer they are those that the user chose in an earlier page.
 */
export function candidatesOf(view: Schemas['UnsavedReportView'] | undefined, report: Report): Candidate[] {
  const found =
    view === undefined
      ? Object.entries(report.kept).map(([id, kept]) => ({ id, ...kept }))
      : view.candidates.map((candidate) => ({ id: `${candidate.kind} ${candidate.normalised}`, ...candidate }));
  return found
    .filter(({ id }, index) => found.findIndex((other) => other.id === id) === index)
    .filter(({ id }) => !report.dropped.includes(id));
}

/** Returns an identifier as the report keeps it, with the role of its owner. */
export function withRole({ kind, raw, port }: FoundIdentifier, role: ReportedRole): KeptIdentifier {
  return { kind, raw, port, role };
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
    identifiers: candidates.flatMap(({ id }) => report.kept[id] ?? []),
  };
}
