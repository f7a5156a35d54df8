import { IsIn, IsUUID } from 'class-validator';
import { summaryOf, ComplaintSummary } from '../complaints/complaints.contract.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import {
  complaintSources,
  complaintStates,
  complaintTypes,
  type ComplaintSource,
  type ComplaintState,
  type ComplaintType,
} from '../complaints/complaints.words.js';
import type { IdentifierKind, ReportedRole } from '../identifiers/identifiers.words.js';
import { IsDay, Omittable, Part, Text } from '../platform/http/input.js';
import { PageAsked } from '../platform/http/paging.js';
import type { NamedKind, NameReason, ReadingKind, ReferenceKind } from './search.words.js';

/** Among which complaints of one's seat to search. All of them without a filter. */
export class SearchFilters {
  /** Only those in this state. */
  @Omittable() @IsIn(complaintStates) readonly state?: ComplaintState;
  /** Only those of this type. */
  @Omittable() @IsIn(complaintTypes) readonly type?: ComplaintType;
  /** Only those from this source. */
  @Omittable() @IsIn(complaintSources) readonly source?: ComplaintSource;
  /** Only those this agency owns. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /**
   * Only those received on this day or later.
   * @example 2018-01-01
   */
  @Omittable() @IsDay() readonly receivedFrom?: string;
  /**
   * Only those received before this day.
   * @example 2019-01-01
   */
  @Omittable() @IsDay() readonly receivedUntil?: string;
}

/** Anything: an address, a number, a name, a reference, or what a complaint tells. */
export class AskSearch extends PageAsked {
  /**
   * What is looked for. Of a narrative, words in quotes stand next to each other, one after a minus is not there.
   * @example night.owl@example.com
   */
  @Text({ max: 2000, multiline: true }) readonly text!: string;
  @Omittable() @Part(() => SearchFilters) readonly filters?: SearchFilters;
}

/** An identifier as it was looked for, where it stands. */
export class IdentifierHit {
  /**
   * The identifier.
   * @format uuid
   */
  readonly identifierId!: string;
  readonly kind!: IdentifierKind;
  /** In what part whoever it is of stands in the complaint. */
  readonly role!: ReportedRole;
  readonly complaint!: ComplaintSummary;
}

/** Somebody whose name resembles what was looked for. Whether they are the one, a person decides. */
export class NameHit {
  /**
   * The suspect, the other name of a suspect, or the reported person.
   * @format uuid
   */
  readonly recordId!: string;
  readonly of!: NamedKind;
  /** The given name on record. */
  readonly givenName!: string | null;
  /** The family name on record. */
  readonly familyName!: string | null;
  /** Another name, or one whose parts nobody knows. */
  readonly otherName!: string | null;
  /** How it resembles it: the surest reason there is. */
  readonly because!: NameReason;
  readonly complaint!: ComplaintSummary;
}

/** A complaint that is called so. */
export class ReferenceHit {
  readonly of!: ReferenceKind;
  /** False where it only begins so. */
  readonly isWhole!: boolean;
  readonly complaint!: ComplaintSummary;
}

/** An investigation that is called so. */
export class InvestigationHit {
  /** @format uuid */
  readonly id!: string;
  /**
   * What people call it by.
   * @example NE-I-000012
   */
  readonly reference!: string;
  /** @format uuid */
  readonly agencyId!: string;
  /**
   * The day it was opened.
   * @format date
   */
  readonly openedOn!: string;
}

/** How many of the complaints found share a value. */
export class FacetCount {
  /** Null where nobody has said so far. */
  readonly value!: string | null;
  readonly count!: number;
}

/** The complaints found, told apart. */
export class SearchFacets {
  readonly state!: FacetCount[];
  readonly type!: FacetCount[];
  readonly source!: FacetCount[];
  /** By the agency that owns them. */
  readonly agencyId!: FacetCount[];
}

/** What was found: exact identifiers before names, those before references, and last what narratives tell. */
export class SearchView {
  /** What the text was taken for. */
  readonly takenFor!: ReadingKind[];
  readonly identifiers!: IdentifierHit[];
  readonly names!: NameHit[];
  readonly references!: ReferenceHit[];
  readonly investigations!: InvestigationHit[];
  /** Complaints whose narrative tells of it, the latest received first. */
  readonly narratives!: ComplaintSummary[];
  /** Hand it back as `cursor` for more of the narratives, and nothing but those; null at the end. */
  readonly nextCursor!: string | null;
  /** How many complaints were found in all; null on later pages. */
  readonly count!: number | null;
  readonly facets!: SearchFacets | null;
  /**
   * Whether all there is was looked at. No search looks at more than 2,000 names, values or numbers, nor at more than 5,000 narratives:
   * then there may be more, and each count is one of at least so many.
   */
  readonly isComplete!: boolean;
}

/** What stands in the record under an id that was found. */
export interface FoundName {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly otherName: string | null;
}

/** A hit as the database tells it. */
export interface Hit {
  readonly place: number;
  readonly recordId: string;
  readonly kind: string;
  readonly said: string;
  readonly complaintId: string;
}

/** All a search came to. */
export interface Found {
  readonly takenFor: readonly ReadingKind[];
  readonly hits: readonly Hit[];
  readonly complaints: ReadonlyMap<string, Complaint>;
  readonly names: ReadonlyMap<string, FoundName>;
  readonly investigations: readonly InvestigationHit[];
  readonly nextCursor: string | null;
  readonly count: number | null;
  readonly facets: SearchFacets | null;
  readonly isComplete: boolean;
}

export function viewOf(found: Found): SearchView {
  const { takenFor, complaints, names, investigations, nextCursor, count, facets, isComplete } = found;
  const [identified, named, referred, told] = [1, 2, 3, 4].map((place) =>
    found.hits.flatMap((hit) => {
      const complaint = complaints.get(hit.complaintId);
      return hit.place === place && complaint ? [{ hit, complaint: summaryOf(complaint) }] : [];
    }),
  ) as [Summed[], Summed[], Summed[], Summed[]];
  return {
    takenFor: [...takenFor],
    identifiers: identified.map(({ hit, complaint }) => ({
      identifierId: hit.recordId,
      kind: hit.kind as IdentifierKind,
      role: hit.said as ReportedRole,
      complaint,
    })),
    names: named.flatMap(({ hit, complaint }) => {
      const name = names.get(hit.recordId);
      const why = { of: hit.kind as NamedKind, because: hit.said as NameReason };
      return name ? [{ recordId: hit.recordId, ...why, ...name, complaint }] : [];
    }),
    references: referred.map(({ hit, complaint }) => ({
      of: hit.kind as ReferenceKind,
      isWhole: hit.said === 'whole',
      complaint,
    })),
    investigations: [...investigations],
    narratives: told.map(({ complaint }) => complaint),
    nextCursor,
    count,
    facets,
    isComplete,
  };
}

interface Summed {
  readonly hit: Hit;
  readonly complaint: ComplaintSummary;
}
