import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import { complaintSources } from '../../casework/complaints/complaints.enums.js';
import { ReportedPerson } from '../../casework/identifiers/reported-person.entity.js';
import { Investigation } from '../../casework/investigations/investigation.entity.js';
import { nameAgency } from '../../organization/agencies/agency-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { selectEntities } from '../../platform/database/rows.js';
import { Keyset } from '../../platform/http/paging.js';
import { SuspectAlias } from '../../casework/suspects/suspect-alias.entity.js';
import { Suspect } from '../../casework/suspects/suspect.entity.js';
import { parseQuery, type ParsedQuery } from './parse-query.js';
import type { AskSearch, SearchFilters } from './search.request.js';
import type { SearchResult, RecordedName, Hit, InvestigationHit, SearchFacets } from './search.view.js';
import { maxExaminedValues, maxExaminedNarratives, namedKinds } from './search.enums.js';

/** Maximum number of results shown per kind, except narratives. */
const maxShown = 50;

const narrativePlace = 4;

/** Maximum number of narratives in the audit entry of a count, equal to a page of a search. */
const maxHitsOfCount = 50;

export interface SearchCount {
  readonly count: number;
  readonly hits: readonly Hit[];
  readonly isComplete: boolean;
}

interface SearchRow {
  readonly hits: readonly Hit[];
  readonly count: number;
  readonly facets: SearchFacets;
  readonly is_complete: boolean;
}

/** Position and size of a page of narratives, and the number of matches after which the search stops. */
interface SearchBounds {
  readonly after: readonly string[] | null;
  readonly shown: number;
  readonly wanted: number | null;
  readonly maxValues: number;
  readonly maxNarratives: number;
}

/*
 * The functions search within the seat and hide rows outside it; the filters apply to their results. A row without a
 * complaint marks a search that reached its limit.
 */
const search = `
  WITH hits AS MATERIALIZED (
    SELECT 1 AS place, h.* FROM oversight.search_identifiers($1, $2, $3, $12) h
    UNION ALL
    SELECT 2, h.* FROM oversight.search_names($4, $12) h WHERE $4::text IS NOT NULL
    UNION ALL
    SELECT 3, h.* FROM oversight.search_references($5, $6, $12) h WHERE $5::text IS NOT NULL
    UNION ALL
    SELECT 4, h.* FROM oversight.search_narratives($7, $8, $9, $10, $11, $21, $20) h WHERE $13
  ), fitting AS MATERIALIZED (
    SELECT h.*,
           row_number() OVER (PARTITION BY h.place
                              ORDER BY array_position(ARRAY['whole', 'written_so', 'spelt_nearly', 'sounds_alike'], h.detail),
                                       h.received_at DESC, h.complaint_id DESC, h.record_id) AS n
      FROM hits h
     WHERE h.complaint_id IS NOT NULL
       AND ($14::text[] IS NULL OR h.state = ANY ($14)) AND ($15::text IS NULL OR h.type = $15) AND ($16::text IS NULL OR h.source = $16)
       AND ($17::uuid IS NULL OR h.agency_id = $17)
       AND ($22::text[] IS NULL
            OR EXISTS (SELECT FROM app.complaints c WHERE c.id = h.complaint_id AND c.annotations && $22 OFFSET 0))
       AND ($8::date IS NULL OR h.received_on >= $8) AND ($9::date IS NULL OR h.received_on < $9)
  ), complaints AS MATERIALIZED (
    SELECT DISTINCT f.complaint_id, f.state, f.type, f.source, f.agency_id::text AS "agencyId" FROM fitting f
  ), facets AS (
    SELECT k.key, json_agg(json_build_object('value', k.value, 'count', k.n) ORDER BY k.n DESC, k.value) AS counts
      FROM (SELECT v.key, v.value, count(*) AS n
              FROM complaints c
             CROSS JOIN LATERAL (VALUES ('state', c.state), ('type', c.type), ('source', c.source), ('agencyId', c."agencyId"))
                                v (key, value)
             GROUP BY v.key, v.value) k
     GROUP BY k.key
  )
  SELECT (SELECT coalesce(json_agg(json_build_object('place', f.place, 'recordId', f.record_id, 'kind', f.kind, 'detail', f.detail,
                                                     'complaintId', f.complaint_id) ORDER BY f.place, f.n), '[]')
            FROM fitting f WHERE f.n <= CASE f.place WHEN 4 THEN $18::int ELSE $19::int END) AS hits,
         (SELECT count(*)::int FROM complaints) AS count,
         (SELECT '{"state": [], "type": [], "source": [], "agencyId": []}'::jsonb || coalesce(jsonb_object_agg(f.key, f.counts), '{}')
            FROM facets f) AS facets,
         NOT EXISTS (SELECT FROM hits h WHERE h.complaint_id IS NULL) AS is_complete`;

/** Searches the record of the actor's seat. */
@Injectable()
export class SearchService {
  constructor(private readonly database: Database) {}

  find(actor: Actor, { text, filters = {}, limit, cursor }: AskSearch): Promise<SearchResult> {
    const keyset = new Keyset('search', { text, ...filters }, ['instant', 'id']);
    const after = keyset.after(cursor);
    const query = parseQuery(text);
    const work = async (tx: EntityManager): Promise<SearchResult> => {
      const wanted = after === null || isFiltered(filters) ? null : limit + 1;
      const terms = after === null ? query : { ...query, identifiers: [], name: null, reference: null };
      const bounds = {
        after,
        shown: limit + 1,
        wanted,
        maxValues: maxExaminedValues,
        maxNarratives: maxExaminedNarratives,
      };
      const answer = await runSearch(tx, terms, filters, bounds);
      const textHits = answer.hits.filter(({ place }) => place === narrativePlace);
      const hits = textHits.length > limit ? answer.hits.slice(0, -1) : answer.hits;
      const complaints = await findComplaints(tx, hits);
      const last = textHits.length > limit ? complaints.get(textHits[limit - 1]?.complaintId ?? '') : undefined;
      return {
        recognizedAs: query.recognizedAs,
        hits,
        complaints,
        names: await findNames(tx, hits),
        investigations: await findInvestigations(tx, terms.reference),
        nextCursor: last ? keyset.cursorOf([last.receivedAt.toISOString(), last.id]) : null,
        count: after === null ? answer.count : null,
        facets: after === null ? answer.facets : null,
        isComplete: answer.is_complete,
      };
    };
    return this.database.auditedRead(actor, 'record.searched', work, ({ hits, complaints, investigations }) => ({
      records: [...hits, ...investigations].map((hit) => ('recordId' in hit ? hit.recordId : hit.id)),
      complaints: [...complaints.keys()],
    }));
  }

  /**
   * Counts the complaints that a search finds, over at most `max` of each kind. Returns the hits that a search would
   * show, for the audit entry.
   */
  async count(tx: EntityManager, text: string, filters: SearchFilters, max: number): Promise<SearchCount> {
    const terms = parseQuery(text);
    const bounds = { after: null, shown: maxHitsOfCount, wanted: null, maxValues: max, maxNarratives: max };
    const { count, hits, is_complete: isComplete } = await runSearch(tx, terms, filters, bounds);
    return { count, hits, isComplete };
  }
}

async function runSearch(
  tx: EntityManager,
  { identifiers, name, reference, words, recognizedAs }: ParsedQuery,
  { state, type, source, annotation, agencyId, receivedFrom, receivedUntil }: SearchFilters,
  { after, shown, wanted, maxValues, maxNarratives }: SearchBounds,
): Promise<SearchRow> {
  const [answer] = await tx.query<SearchRow[]>(search, [
    identifiers.map(({ kind }) => kind),
    identifiers.map(({ normalised }) => normalised),
    identifiers.map(({ matchesAnyPlatform }) => matchesAnyPlatform),
    name,
    reference,
    complaintSources,
    words,
    receivedFrom ?? null,
    receivedUntil ?? null,
    after?.[0] ?? null,
    after?.[1] ?? null,
    maxValues,
    recognizedAs.includes('text'),
    state ?? null,
    type ?? null,
    source ?? null,
    agencyId ?? null,
    shown,
    maxShown,
    wanted,
    maxNarratives,
    annotation ?? null,
  ]);
  if (!answer) throw new Error('The search statement returned no row');
  return answer;
}

function isFiltered({ state, type, source, annotation, agencyId }: SearchFilters): boolean {
  return [state, type, source, annotation, agencyId].some((filter) => filter !== undefined);
}

async function findComplaints(tx: EntityManager, hits: readonly Hit[]): Promise<ReadonlyMap<string, Complaint>> {
  const ids = [...new Set(hits.map(({ complaintId }) => complaintId))];
  if (ids.length === 0) return new Map();
  const complaints = await selectEntities(tx, tx.createQueryBuilder(Complaint, 'c').where('c.id = ANY(:ids)', { ids }));
  return new Map(complaints.map((complaint) => [complaint.id, complaint]));
}

/** Returns the recorded names of the hits that were found by name. */
async function findNames(tx: EntityManager, hits: readonly Hit[]): Promise<ReadonlyMap<string, RecordedName>> {
  const named = new Map<string, RecordedName>();
  const idsOf = (of: (typeof namedKinds)[number]): string[] =>
    hits.flatMap(({ kind, recordId }) => (kind === of ? [recordId] : []));
  const [suspects, aliases, persons] = [idsOf('suspect'), idsOf('alias'), idsOf('reported_person')];
  if (suspects.length > 0) {
    const rows = tx.createQueryBuilder(Suspect, 's').where('s.id = ANY(:ids) AND NOT s.juvenile', { ids: suspects });
    for (const { id, givenName, familyName } of await selectEntities(tx, rows)) {
      named.set(id, { givenName, familyName, otherName: null });
    }
  }
  if (aliases.length > 0) {
    const rows = tx.createQueryBuilder(SuspectAlias, 'a').where('a.id = ANY(:ids)', { ids: aliases });
    for (const { id, givenName, familyName, wholeName } of await selectEntities(tx, rows)) {
      named.set(id, { givenName, familyName, otherName: wholeName });
    }
  }
  if (persons.length > 0) {
    const rows = tx.createQueryBuilder(ReportedPerson, 'p').where('p.id = ANY(:ids)', { ids: persons });
    for (const { id, givenName, familyName, otherName } of await selectEntities(tx, rows)) {
      named.set(id, { givenName, familyName, otherName });
    }
  }
  return named;
}

async function findInvestigations(tx: EntityManager, reference: string | null): Promise<InvestigationHit[]> {
  if (reference === null || !/-I-\d+$/i.test(reference)) return [];
  const investigations = tx
    .createQueryBuilder(Investigation, 'i')
    .where('i.reference = :reference', { reference: reference.toUpperCase() });
  return (await selectEntities(tx, investigations)).map(({ id, reference: ownReference, agencyId, openedOn }) => ({
    id,
    reference: ownReference,
    agencyId,
    agency: nameAgency(agencyId),
    openedOn,
  }));
}
