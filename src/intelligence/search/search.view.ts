import type { AgencyName } from '../../organization/agencies/agency-name.view.js';
import { toComplaintSummary, type ComplaintSummary } from '../../casework/complaints/complaint.view.js';
import type { Complaint } from '../../casework/complaints/complaint.entity.js';
import type { IdentifierKind, ReportedRole } from '../../casework/identifiers/identifiers.enums.js';
import type { NamedKind, NameReason, ReadingKind, ReferenceKind } from './search.enums.js';

/** A matching identifier, with its complaint. */
export class IdentifierHit {
  /** Identifier that matches the search text. */
  readonly identifierId!: string;
  readonly kind!: IdentifierKind;
  readonly role!: ReportedRole;
  readonly complaint!: ComplaintSummary;
}

/** A person with a similar name. Only a person can decide whether it is the same one. */
export class NameHit {
  /** The suspect, the alias of a suspect, or the reported person. */
  readonly recordId!: string;
  readonly recordKind!: NamedKind;
  /** The recorded given name. */
  readonly givenName!: string | null;
  /** The recorded family name. */
  readonly familyName!: string | null;
  /** Another name, or one without known parts. */
  readonly otherName!: string | null;
  /** The strongest reason for the match. */
  readonly reason!: NameReason;
  readonly complaint!: ComplaintSummary;
}

/** A complaint with a matching reference. */
export class ReferenceHit {
  readonly referenceKind!: ReferenceKind;
  /** Whether the whole reference matches; false for a prefix. */
  readonly isWhole!: boolean;
  readonly complaint!: ComplaintSummary;
}

/** An investigation with a matching reference. */
export class InvestigationHit {
  readonly id!: string;
  /**
   * Number of the investigation, for people.
   * @example NE-I-000012
   */
  readonly reference!: string;
  /** Agency that leads the investigation. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  /** The day it was opened. */
  readonly openedOn!: string;
}

/** Number of matching complaints with a value. */
export class FacetCount {
  /** The value; null for complaints without one. */
  readonly value!: string | null;
  /** Number of matching complaints with the value. */
  readonly count!: number;
}

/** Counts of the matching complaints by state, type, source and owning agency. */
export class SearchFacets {
  /** Counts per state. */
  readonly state!: FacetCount[];
  /** Counts per type. */
  readonly type!: FacetCount[];
  /** Counts per source. */
  readonly source!: FacetCount[];
  /** Counts per owning agency. */
  readonly agencyId!: FacetCount[];
}

/** Search results: exact identifiers, then names, references and narratives. */
export class SearchView {
  /** Likely kinds of the search text. */
  readonly recognizedAs!: ReadingKind[];
  readonly identifiers!: IdentifierHit[];
  readonly names!: NameHit[];
  readonly references!: ReferenceHit[];
  readonly investigations!: InvestigationHit[];
  /** Complaints with a matching narrative, latest received first. */
  readonly narratives!: ComplaintSummary[];
  /** Cursor of the next page, which contains narratives only; null on the last page. */
  readonly nextCursor!: string | null;
  /** Number of matching complaints; null on later pages. */
  readonly count!: number | null;
  readonly facets!: SearchFacets | null;
  /**
   * Whether everything was searched. A search examines at most 2,000 names, values or numbers, and at most 5,000
   * narratives. Beyond that, more matches may exist, and every count is a minimum.
   */
  readonly isComplete!: boolean;
}

export interface RecordedName {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly otherName: string | null;
}

export interface Hit {
  readonly place: number;
  readonly recordId: string;
  readonly kind: string;
  readonly detail: string;
  readonly complaintId: string;
}

export interface SearchResult {
  readonly recognizedAs: readonly ReadingKind[];
  readonly hits: readonly Hit[];
  readonly complaints: ReadonlyMap<string, Complaint>;
  readonly names: ReadonlyMap<string, RecordedName>;
  readonly investigations: readonly InvestigationHit[];
  readonly nextCursor: string | null;
  readonly count: number | null;
  readonly facets: SearchFacets | null;
  readonly isComplete: boolean;
}

export function toSearchView(result: SearchResult): SearchView {
  const { recognizedAs, complaints, names, investigations, nextCursor, count, facets, isComplete } = result;
  const [identified, named, referred, textHits] = [1, 2, 3, 4].map((place) =>
    result.hits.flatMap((hit) => {
      const complaint = complaints.get(hit.complaintId);
      return hit.place === place && complaint ? [{ hit, complaint: toComplaintSummary(complaint) }] : [];
    }),
  ) as [HitWithComplaint[], HitWithComplaint[], HitWithComplaint[], HitWithComplaint[]];
  return {
    recognizedAs: [...recognizedAs],
    identifiers: identified.map(({ hit, complaint }) => ({
      identifierId: hit.recordId,
      kind: hit.kind as IdentifierKind,
      role: hit.detail as ReportedRole,
      complaint,
    })),
    names: named.flatMap(({ hit, complaint }) => {
      const name = names.get(hit.recordId);
      const match = { recordKind: hit.kind as NamedKind, reason: hit.detail as NameReason };
      return name ? [{ recordId: hit.recordId, ...match, ...name, complaint }] : [];
    }),
    references: referred.map(({ hit, complaint }) => ({
      referenceKind: hit.kind as ReferenceKind,
      isWhole: hit.detail === 'whole',
      complaint,
    })),
    investigations: [...investigations],
    narratives: textHits.map(({ complaint }) => complaint),
    nextCursor,
    count,
    facets,
    isComplete,
  };
}

interface HitWithComplaint {
  readonly hit: Hit;
  readonly complaint: ComplaintSummary;
}
