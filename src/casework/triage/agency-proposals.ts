import { stateNames, type PostalCode } from '../../organization/task-forces/postal-codes.enums.js';
import { findCountyByFips } from '../../organization/places/counties.js';
import type { ProposedPlace } from './places.js';

/** Member agency of the task force, with its city and the counties that it serves. */
export interface AgencyArea {
  readonly id: string;
  readonly name: string;
  readonly state: PostalCode;
  readonly city: string | null;
  readonly countyFips: readonly string[];
}

export interface ProposedAgency {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}

const maxProposals = 10;

/**
 * Proposes agencies for the places, in the order of the places: the agency of the city first, then those that serve the
 * county. An agency is proposed once, for its first reason.
 */
export function proposeAgencies(places: readonly ProposedPlace[], agencies: readonly AgencyArea[]): ProposedAgency[] {
  const proposed = new Map<string, ProposedAgency>();
  for (const place of places) {
    for (const reasonFor of [reasonByCity, reasonByCounty]) {
      for (const agency of agencies) {
        const reason = reasonFor(place, agency);
        if (reason !== null && !proposed.has(agency.id))
          proposed.set(agency.id, { id: agency.id, name: agency.name, reason });
      }
    }
  }
  return [...proposed.values()].slice(0, maxProposals);
}

function reasonByCity({ state, city }: ProposedPlace, agency: AgencyArea): string | null {
  if (state === null || city === null || agency.city === null || state !== agency.state) return null;
  return foldCity(city) === foldCity(agency.city) ? `The agency is in ${agency.city}, ${stateNames[state]}.` : null;
}

function reasonByCounty({ fips }: ProposedPlace, { countyFips }: AgencyArea): string | null {
  const county = fips !== null && countyFips.includes(fips) ? findCountyByFips(fips) : null;
  return county && `The agency serves ${county.title}, ${stateNames[county.state]}.`;
}

/** Returns the name of a city in small letters without accents, punctuation and spaces, with `st` for Saint. */
function foldCity(city: string): string {
  return city
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\bsaint(e?)\b/g, 'st$1')
    .replaceAll(/[^\p{Letter}]/gu, '');
}
