import { findCounties, type County } from '../../organization/places/counties.js';
import { parseState } from '../../organization/places/states.js';
import { stateNames, type PostalCode } from '../../organization/task-forces/postal-codes.enums.js';
import type { AddressFacts } from '../../platform/ip-tables/ip-tables.js';
import { tipPlaceSources, type TipPlace, type TipPlaceSource } from './tip-place.js';

/** Origins of a proposed place, the most reliable first. */
export const placeSources = ['recorded', ...tipPlaceSources, 'ip_address'] as const;
export type PlaceSource = (typeof placeSources)[number];

/** Address that a suspect used, and what the installed tables state about it. */
export interface LocatedAddress {
  readonly identifierId: string;
  readonly facts: AddressFacts;
}

export interface PlaceFacts {
  readonly recorded: { readonly state: string; readonly county: string | null; readonly city: string | null };
  /** Places of the latest version of the tip. */
  readonly reported: readonly TipPlace[];
  readonly addresses: readonly LocatedAddress[];
}

export interface ProposedPlace {
  readonly source: PlaceSource;
  readonly state: PostalCode | null;
  readonly county: string | null;
  readonly fips: string | null;
  readonly city: string | null;
  /** Country outside the United States, as stated. */
  readonly country: string | null;
  readonly carrier: string | null;
  readonly tableBuiltOn: string | null;
  readonly identifierId: string | null;
  readonly reason: string;
}

export interface PlaceProposal {
  readonly places: readonly ProposedPlace[];
  readonly warnings: readonly string[];
}

/** Place with its State and county as far as they are known. */
interface Place extends Pick<ProposedPlace, 'state' | 'county' | 'fips' | 'city' | 'country'> {
  /** Fault of the stated State or county, in a sentence. */
  readonly warning: string | null;
}

type StatedPlace = Pick<TipPlace, 'city' | 'county' | 'state' | 'country'>;

const unitedStates = ['us', 'usa', 'unitedstates', 'unitedstatesofamerica'];
const territories: readonly PostalCode[] = ['AS', 'GU', 'MP', 'PR', 'VI'];

/**
 * Proposes places of a complaint with their reasons, and says what contradicts what. The recorded place comes first, and
 * counts only with a county or city: an import records the State of the task force.
 */
export function proposePlaces({ recorded, reported, addresses }: PlaceFacts): PlaceProposal {
  const found = [
    ...(recorded.county === null && recorded.city === null ? [] : [fromRecord(recorded)]),
    ...tipPlaceSources.flatMap((source) => reported.filter((one) => one.source === source).map(fromTip)),
    ...addresses.map(fromAddress),
  ];
  const places = distinct(found.map(({ proposed }) => proposed).filter(statesSomething));
  return {
    places,
    warnings: [
      ...contradictions(recorded.state, places),
      ...new Set(found.flatMap(({ warning }) => (warning === null ? [] : [warning]))),
    ],
  };
}

/** Returns warnings about the State that a tip is recorded in, and about its places. */
export function warnAboutPlaces(recordedState: string, reported: readonly TipPlace[]): readonly string[] {
  const recorded = { state: recordedState, county: null, city: null };
  return proposePlaces({ recorded, reported, addresses: [] }).warnings;
}

/** Returns a place in words, such as `Omaha, Douglas County, Nebraska`. */
export function describePlace({ city, county, state, country }: Omit<Place, 'fips' | 'warning'>): string {
  const named = state === null ? country : stateNames[state];
  return [city, county, named].filter((part) => part !== null).join(', ');
}

interface FoundPlace {
  readonly proposed: ProposedPlace;
  readonly warning: string | null;
}

const noAddress = { carrier: null, tableBuiltOn: null, identifierId: null };

function fromRecord(recorded: PlaceFacts['recorded']): FoundPlace {
  const { warning, ...place } = resolvePlace({ ...recorded, country: null });
  return {
    proposed: { source: 'recorded', ...place, ...noAddress, reason: 'The complaint records this place.' },
    warning,
  };
}

const tipReasons: Readonly<Record<TipPlaceSource, (place: string) => string>> = {
  incident_location: (place) => `The tip says that the incident happened in ${place}.`,
  reported_address: (place) => `The tip gives an address of the suspect in ${place}.`,
  estimated_location: (place) => `The provider estimates that the suspect is in ${place}.`,
};

function fromTip({ source, ...stated }: TipPlace): FoundPlace {
  const { warning, ...place } = resolvePlace(stated);
  const reason = tipReasons[source](describePlace(place));
  return { proposed: { source, ...place, ...noAddress, reason }, warning };
}

function fromAddress({ identifierId, facts }: LocatedAddress): FoundPlace {
  const { carrier, tableBuiltOn, ...stated } = facts;
  const { warning, ...place } = resolvePlace({ ...stated, county: null });
  const table = `The table of IP addresses of ${tableBuiltOn}`;
  const placed = describePlace(place);
  const sentences = [
    ...(placed === '' ? [] : [`${table} places an address that the suspect used in ${placed}.`]),
    ...(carrier === null ? [] : [`${placed === '' ? table : 'It'} names ${carrier} as the carrier.`]),
  ];
  const reason = sentences.join(' ');
  return { proposed: { source: 'ip_address', ...place, carrier, tableBuiltOn, identifierId, reason }, warning };
}

/** Finds the State and the county of a place. A name that is not known stays as stated, with a warning. */
function resolvePlace({ city, county, state: stateText, country }: StatedPlace): Place {
  const territory = country === null ? null : parseTerritory(country);
  if (
    country !== null &&
    territory === null &&
    !unitedStates.includes(country.toLowerCase().replaceAll(/[^a-z]/g, ''))
  ) {
    const place = { state: null, county, fips: null, city, country };
    return { ...place, warning: `A place is outside the United States: ${describePlace(place)}.` };
  }
  const state = (stateText === null ? null : parseState(stateText)) ?? territory;
  const place = { state, county, fips: null, city, country: null };
  if (state === null) return { ...place, warning: stateText === null ? null : `No State is named ${stateText}.` };
  if (county === null) return { ...place, warning: null };
  const [found, ...others] = findCounties(state, county);
  if (found === undefined) return { ...place, warning: `No county of ${stateNames[state]} is named ${county}.` };
  if (others.length > 0) return { ...place, warning: ambiguityOf(state, [found, ...others]) };
  return { ...place, county: found.title, fips: found.fips, warning: null };
}

function parseTerritory(country: string): PostalCode | null {
  const state = parseState(country);
  return state !== null && territories.includes(state) ? state : null;
}

function ambiguityOf(state: PostalCode, counties: readonly County[]): string {
  const titles = counties.map(({ title }) => title).sort();
  return `${stateNames[state]} has ${titles.join(' and ')}, and the place does not say which.`;
}

/** Returns a sentence for each contradiction between the recorded State, the States of the tip and those of the tables. */
function contradictions(recordedState: string, places: readonly ProposedPlace[]): string[] {
  const ofTip = statesOf(places.filter(({ source }) => source !== 'recorded' && source !== 'ip_address'));
  const ofTables = statesOf(places.filter(({ source }) => source === 'ip_address'));
  const recorded = stateNames[recordedState as PostalCode];
  const beyond = ofTables.filter((state) => !ofTip.includes(state));
  const [witness, named] = ofTip.length > 0 ? ['the tip', ofTip] : ['the table of IP addresses', ofTables];
  return [
    ...(ofTip.length > 1 ? [`The tip names places in different States: ${listNames(ofTip)}.`] : []),
    ...(ofTip.length > 0 && beyond.length > 0
      ? [`The table of IP addresses names ${listNames(beyond)}, and the tip names ${listNames(ofTip)}.`]
      : []),
    ...(named.length > 0 && !named.includes(recorded)
      ? [
          `The complaint is recorded in ${recorded}, and ${witness} names ${listNames(named)}. Confirm the State in the triage.`,
        ]
      : []),
  ];
}

function statesOf(places: readonly ProposedPlace[]): string[] {
  return [...new Set(places.flatMap(({ state }) => (state === null ? [] : [stateNames[state]])))].sort();
}

function listNames(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names);
}

function statesSomething({ state, county, city, country, carrier }: ProposedPlace): boolean {
  return [state, county, city, country, carrier].some((part) => part !== null);
}

/** Returns the first of the places that state the same. */
function distinct(places: readonly ProposedPlace[]): ProposedPlace[] {
  const first = new Map<string, ProposedPlace>();
  for (const place of places) if (!first.has(keyOf(place))) first.set(keyOf(place), place);
  return [...first.values()];
}

function keyOf({ source, state, county, city, country, carrier }: ProposedPlace): string {
  return JSON.stringify([source, state, county, city, country, carrier]);
}
